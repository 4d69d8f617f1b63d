"""What an element says of itself: which rule its tag, its names, its role or its parts suggest.

It suspects and takes nothing away: ``elements`` asks whether what the element holds fits the rule.
"""

import re
from itertools import islice
from typing import Any, Final

from crawler.extract.boxes.boards import Boards
from crawler.extract.boxes.calls import is_call, is_named_call
from crawler.extract.boxes.controls import opens_text
from crawler.extract.boxes.entries import linked_title
from crawler.extract.boxes.hiding import is_hidden, is_veiled
from crawler.extract.boxes.linked import is_of_player, is_paid_line, is_way_back
from crawler.extract.boxes.parts import HEADINGS, is_edited
from crawler.extract.boxes.pressed import is_button, is_drawn_button
from crawler.extract.boxes.summaries import is_machines
from crawler.extract.boxes.teasers import others_in
from crawler.extract.boxes.unfilled import is_skipped, is_unfilled, offers_video
from crawler.extract.boxes.written import names_told
from crawler.extract.facts import Facts
from crawler.extract.finding.names import is_content, names_of, rule_of, rule_of_whole
from crawler.extract.finding.vocabulary import TAG_RULES
from crawler.extract.reading.element import Element, opening_text
from crawler.extract.reading.media import is_embed
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import words

BY_TAG: Final = TAG_RULES | {"amp-ad": "advertisement", "fb:comments-count": "post_meta"}
#: What an element says that it is to those who can't see it, and what may say so.
_BY_ROLE: Final = {
    "navigation": "navigation",
    "complementary": "sidebar",
    "contentinfo": "site_footer",
    "banner": "site_header",
    "search": "other",
    "form": "other",
    "dialog": "other",
    "alertdialog": "other",
}
#: Where a box is named when its classes are a program's: for readers of screens, for scripts.
_NAMING: Final = frozenset(
    words(
        "role aria-label aria-labelledby data-component data-testid data-test-id data-e2e data-qa"
        " data-module data-block"
    )
)
_OF_LINKS: Final = frozenset(
    words("related_link share_buttons tags navigation breadcrumbs sidebar")
)
_SIGNS: Final = re.compile(r"[\W_]+")
#: "10.00", "09:15 WIB": an article's own header says which day, too.
_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d{2}(?:\s?WI(?:B|TA|T))?")
BOXES: Final = frozenset(words("div section aside details ul ol"))
#: What stands within more elements than any page nests is not read: each box reads what it holds.
_MAX_AROUND: Final = 60
#: What may be a part of the text although its tag is that of something around one.
_OF_TEXT: Final = frozenset(words("header footer button"))
_NEVER: Final = frozenset(words("body html main p-content"))
#: What microdata calls who wrote it, and when.
_BY_PROP: Final = dict.fromkeys(("author", "datePublished", "dateModified"), "byline")
#: What is made up as a button.
_DRAWN: Final = frozenset({"span", "div"})
#: What a small box says, all told (characters).
_MAX_SMALL: Final = 500
_CARD_SHARE: Final = 0.8
_SUBHEADINGS: Final = HEADINGS - {"h1"}


def suspicion(tag: Element) -> str | None:
    """Return the rule that the tag, its names or its role suggest, or None."""
    attrs = tag.attrs
    if tag.name in _OF_TEXT and _is_of_text(tag):
        return None
    if not attrs:
        return BY_TAG.get(tag.name)
    if tag.name in _NEVER or is_embed(tag):
        return None
    names = names_told(tag)
    if names and is_content(names):
        return None
    if tag.name == "article":
        return "related_link" if _is_card(tag) else None
    found = (rule_of(names) if names else None) or _by_program(attrs)
    if not found and tag.name == "a":
        found = _suspicion_of_link(tag)
    elif not found and tag.name in _DRAWN and is_drawn_button(tag):
        found = "other"
    is_unseen = is_hidden(tag) or ("style" in attrs and is_veiled(tag))
    return found or BY_TAG.get(tag.name) or ("hidden" if is_unseen else None)


def _by_program(attrs: dict[str, Any]) -> str | None:
    """Return what an attribute says that a program wrote, for programs to read, or None."""
    if attrs.get("data-f-id") == "pbf":  # Froala, an editor, signs what was written in it
        return "other"
    return _BY_PROP.get(str(attrs.get("itemprop", "")))


def _suspicion_of_link(link: Element) -> str | None:
    """Return what a link without a telling name says of itself by where it leads, or None."""
    if is_paid_line(link):
        return "advertisement"
    if is_button(link) and _is_again(link):
        return "other"
    return "navigation" if is_way_back(link) or is_of_player(link) else None


def _is_again(link: Element) -> bool:
    """Whether what stands right before a ``link`` of a few words leads where it does."""
    beside = (
        part for part in link.previous_siblings if isinstance(part, Element) or str(part).strip()
    )
    before, href = next(beside, None), link.attrs.get("href")
    if not isinstance(before, Element) or link.said.count(" ") >= TITLE_SPACES:
        return False
    return any(shown and there == href for shown, there in before.links)


def suspicion_of_parts(tag: Element, facts: Facts, boards: Boards) -> str | None:
    """Return what a box without a telling name says of itself to those who can't see, or holds."""
    is_box = tag.name in BOXES or "-" in tag.name
    if not is_box or is_content(names_of(tag.attrs)) or _is_deep(tag):
        return None
    told = None if _NAMING.isdisjoint(tag.attrs) else _told_by(tag)
    if told:
        return told
    if others_in(tag, facts) is not None:
        return "related_link"
    is_other = is_skipped(tag) or is_machines(tag) or is_named_call(tag, facts)
    return "other" if is_other or _is_sites(tag, facts, boards) else None


def _is_sites(box: Element, facts: Facts, boards: Boards) -> bool:
    """Whether a site says all of a small ``box`` itself, which no editor made."""
    if is_edited(box) or not 0 < len(box.opening) <= _MAX_SMALL:
        return False
    if offers_video(box):
        return True
    return is_unfilled(box, facts) or is_call(box, facts) or boards.holds(box)


def _is_deep(tag: Element) -> bool:
    return next(islice(tag.parents, _MAX_AROUND, None), None) is not None


def _told_by(tag: Element) -> str | None:
    """Return what the role, the label or a program's own name of ``tag`` say that it is."""
    told = ((name, str(said)) for name, said in tag.attrs.items() if name in _NAMING)
    return next(filter(None, (_told(tag, name, said) for name, said in told)), None)


def _told(tag: Element, name: str, said: str) -> str | None:
    """Return the rule that an attribute of ``tag`` tells of.

    A label is words for people, and the id of a heading often those of the heading, "Komentar
    ahli": more than one of them tell of a box of links alone.
    """
    if name == "role":
        return _BY_ROLE.get(said)
    called = _SIGNS.sub("-", said).strip("-")
    rule = rule_of(called)
    if rule in _OF_LINKS:
        return rule
    is_heading = name == "aria-label" or (name == "aria-labelledby" and _opens_with(tag, called))
    return None if is_heading and "-" in called else rule_of_whole(called)


def _opens_with(tag: Element, called: str) -> bool:
    """Whether the first words of ``tag`` are those that an id is made of."""
    longest = 2 * len(called)
    opening = opening_text(tag, longest)[:longest]
    return _SIGNS.sub("-", opening.lower()).startswith(called.lower())


def _is_of_text(tag: Element) -> bool:
    """Whether a ``<header>`` holds a subheading alone, or a ``<footer>`` whose quote it is.

    Or when something was, in what is reported as it goes on; or a ``<button>`` is the heading of
    what it opens.
    """
    if tag.name == "button":
        return opens_text(tag)
    if tag.name == "footer":
        return tag.parent is not None and tag.parent.name == "blockquote"
    parts = tag.inner
    if len(parts) != 1 or tag.get_text().isspace():
        return False
    is_entry = parts[0].name == "time" and tag.parent is not None and tag.parent.name == "article"
    return parts[0].name in _SUBHEADINGS or (is_entry and _CLOCK.fullmatch(tag.said) is not None)


def _is_card(tag: Element) -> bool:
    """Whether an ``<article>`` within the body shows another one.

    Next to all of it is a link, or its heading is.
    """
    if 0 < tag.linked_chars >= len(tag.said) * _CARD_SHARE:
        return True
    headings = tag.within(*HEADINGS)
    return any(linked_title(link) for part in headings for link in part.within("a"))
