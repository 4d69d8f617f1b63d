"""What an editor wrote under a name that sites use too: "komentar", "penulis", "menu", "iklan".

A name is evidence and no proof. An id on a heading is the place that an anchor leads to; and a box
whose every line is a sentence, to no reader, tells what its name only hints at.
"""

import re
from itertools import islice, takewhile
from typing import Final

from crawler.extract.boxes.parts import BOXES, HEADINGS, is_edited, is_led_to
from crawler.extract.boxes.told import BELOW, FOOTER, ON_COMMENTS, may_head, tells
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.furniture.requests import asks
from crawler.extract.reading.element import Element, opening_text
from crawler.extract.reading.soup import BLOCKS, MARK
from crawler.extract.related.titles import is_title
from crawler.extract.text import ends_with_stop, words

#: What an editor may call a box too, after what is told in it; what an advertiser says tells alike.
_EVERYDAY: Final = frozenset(words("reader_comments comment_form byline navigation"))
_LISTED: Final = BELOW | {"navigation"}
#: What is said about a page in a line of it, and hidden in one.
_ABOUT: Final = frozenset(words("post_meta hidden other"))
#: What may be set amid a sentence, and how that goes on or was ended.
_WORDS: Final = frozenset(words("span b strong em i u mark dfn abbr cite q font small"))
_PAUSES: Final = (",", ".", ";", ")", "”", "?", "!")
_STOPS: Final = (".", "!", "?", ":", "|", "•")
#: What sets words within a line, and how far up the line is looked for.
_INLINE: Final = frozenset(words("span a strong b em i u font mark small sub sup br"))
_NEAR: Final = 3
_SIGNS: Final = re.compile(r"[\W_]+")
_QUOTED: Final = re.compile(r"Menurut (?:[a-z]+ ){0,2}[A-Z].*[\"“]")
_ENTRIES: Final = frozenset(words("ul ol li"))
_WRITTEN: Final = _INLINE | HEADINGS | {"p", MARK}
#: What readers fill in, and what holds what they wrote.
_OF_FORMS: Final = frozenset(words("form input textarea button li article time"))
#: A shorter one below a box may be a site's: "Situs ini menggunakan kuki."
_PROSE: Final = 60
_LINES: Final = frozenset(words("p div"))
#: What no text goes on behind, unless there is some before.
_ENDS: Final = HEADINGS | {"form"}


def names_told(tag: Element) -> str:
    """Return class and id of ``tag``, without an id that is there to be led to.

    Editors give one to a heading, tables of contents to the words in each, pastes from Wikipedia.
    """
    attrs = tag.attrs
    names = names_of(attrs)
    if not names or not rule_of(names):  # asked first: most are no one's
        return names
    if tag.name in _INLINE and _is_heading(tag):
        return ""
    return str(attrs.get("class") or "") if "id" in attrs and _is_anchor(tag) else names


def _is_heading(part: Element) -> bool:
    """Whether ``part`` is set on all words of a heading: it is called what that is."""
    heading = next((tag for tag in islice(part.parents, _NEAR) if tag.name in HEADINGS), None)
    return heading is not None and heading.said == part.said


def _is_anchor(tag: Element) -> bool:
    """Whether the id of ``tag`` is that of a heading, or made of the words that it is set on.

    Or a block's that an editor named. A heading on comments may be theirs: "3 Komentar".
    """
    if tag.name in HEADINGS and (not ON_COMMENTS.search(tag.said) or _heads_text(tag)):
        return True
    if tag.name not in _INLINE | HEADINGS:
        return is_edited(tag)
    called = _slug(str(tag.attrs["id"]))
    longest = 2 * len(called)
    return "-" in called and _slug(opening_text(tag, longest)[:longest]).startswith(called)


def _slug(text: str) -> str:
    return _SIGNS.sub("-", text.lower()).strip("-")


def is_inserted(tag: Element) -> bool:
    """Whether ``tag`` is an ``<ins>`` that an editor put in; data say whose place another is.

    So does a name, unless a sentence goes on across it.
    """
    if tag.name != "ins" or any(name.startswith("data-") for name in tag.attrs):
        return False
    names = names_of(tag.attrs)
    return not names or (rule_of(names) is None and _is_amid(tag))


def is_written(tag: Element, rule: str) -> bool:
    """Whether what ``tag`` says is the article's, whatever it is called.

    A heading with a sentence right below it is; what a site heads is a list, a form, a box.
    """
    if tag.links and rule not in BELOW:
        return False
    if tag.name in HEADINGS:
        return rule != "hidden" and _heads_text(tag)
    if tag.name in _WORDS:
        return rule not in _ABOUT and _is_amid(tag)
    if rule in BELOW and not (_goes_on(tag) or _quotes(tag)):
        return False
    is_foot = rule == FOOTER and not names_of(tag.attrs)
    return (is_foot or rule in _EVERYDAY) and _is_told(tag, rule)


def may_be_amid(box: Element, rule: str) -> bool:
    """Whether ``box``, which holds links, may be what an editor wrote between paragraphs.

    Programs set their own among those, wherever they stand: that is to be taken out first.
    """
    if rule not in BELOW or box.holds(_OF_FORMS):
        return False
    return any(part.name == "p" for part in box.parts) and _goes_on(box)


def _is_amid(words_in: Element) -> bool:
    """Whether a sentence goes on across an element: "Kata <b class=iklan>iklan</b> berasal …"."""
    line = next((tag for tag in islice(words_in.parents, _NEAR) if tag.name in BLOCKS), None)
    text, own = line.said if line else "", words_in.said
    before, found, behind = text.partition(own) if own else ("", "", "")
    goes_on = behind.strip()[:1]
    is_begun = bool(before.strip()) and not before.rstrip().endswith(_STOPS)
    return (
        bool(found)
        and ends_with_stop(text)
        and (goes_on.islower() or (is_begun and goes_on in _PAUSES))
    )


def _goes_on(box: Element) -> bool:
    """Whether the text goes on right below ``box``: what readers write ends the page.

    A site has lines there too, shorter ones and of itself, and articles of its own below headings.
    """
    beside = (part for part in box.next_siblings if isinstance(part, Element))
    below = islice(takewhile(lambda part: part.name not in _ENDS, beside), _NEAR)
    lines = (part for part in below if part.name in _LINES and not rule_of(names_of(part.attrs)))
    told = [text for text in map(_line, lines) if tells(text)]
    return len(told) > 1 or any(len(text) >= _PROSE for text in told)


def _quotes(box: Element) -> bool:
    """Whether ``box`` quotes someone by name: readers speak for themselves."""
    return _QUOTED.match(box.said) is not None


def _line(part: Element) -> str:
    """Return what a paragraph says; a box that holds others is none."""
    return "" if part.holds(BLOCKS) else part.said


def _heads_text(heading: Element) -> bool:
    below = heading.below
    if below is None or below.name != "p" or rule_of(names_of(below.attrs)):
        return False
    return tells(below.said)


def _is_told(box: Element, rule: str) -> bool:
    """Whether all of ``box`` is sentences in paragraphs, below a heading or none, to no reader.

    In one that may be called a menu, or comments, also entries of a list that lead nowhere; of a
    menu, where a heading or a sentence tells what they are, or each is a sentence.
    """
    written = _WRITTEN | _ENTRIES if rule in _LISTED else _WRITTEN
    pointers = [part for part in box.parts if part.name in BOXES and _points(part)]
    own = [part for part in box.parts if part not in pointers]
    inner = [box, *(part for whole in own for part in (whole, *whole.inner))]
    if any(part.name not in written or rule_of(names_told(part)) for part in inner[1:]):
        return False
    heads, lines, items = (_texts(inner, *names) for names in (HEADINGS, "p", ["li"]))
    told = [*heads, *lines, *items]
    counted = [*told, *(part.said for part in pointers)]
    is_whole = sum(map(len, counted)) + len(counted) > len(box.said)
    if not is_whole or len(told) == len(heads) or len(items) == 1:
        return False
    if rule in BELOW:
        lines, items = [*lines, *items], []
    is_sentences = all(map(ends_with_stop, items)) and not any(map(asks, items))
    if not (heads or lines or (items and is_sentences) or is_led_to(box)):
        return False
    is_named = all(may_head(text, rule) for text in heads)
    is_named = is_named and all(any(map(str.isalpha, item)) for item in items)
    return is_named and all(tells(line, rule) for line in lines)


def _points(box: Element) -> bool:
    """Whether ``box`` is a label, or none, and the title of another article: a program's."""
    links = box.within("a")
    is_line = len(links) == 1 and not box.holds(_LINES)
    return is_line and is_title(links[0].said) and box.linked_chars * 2 > len(box.said)


def _texts(parts: list[Element], *names: str) -> list[str]:
    return [text for part in parts if part.name in names and (text := part.said)]
