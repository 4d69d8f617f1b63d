"""The words around what readers press, choose or fill in, that go with it.

A box around a button may be the article's: facts with "Salin" below them, a quotation to share, an
entry of a running report. Sentences, items, several lines stay; the button alone goes.
"""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final

from bs4.element import NavigableString, PageElement

from crawler.extract.boxes.goods import goods_around
from crawler.extract.boxes.linked import is_alone
from crawler.extract.boxes.parts import (
    ACTIONS,
    BOXES,
    HEADINGS,
    OF_ARTICLE,
    is_border,
    is_item,
    tells,
)
from crawler.extract.boxes.pressed import (
    is_account,
    is_call,
    is_channel,
    is_own,
    is_service,
    leads_away,
)
from crawler.extract.facts import Facts
from crawler.extract.furniture.appeals import is_appeal
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.speech import speaks
from crawler.extract.reading.element import Element, chars_in
from crawler.extract.reading.soup import BLOCKS
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import ends_with_stop, fold, is_prose

_AROUND: Final = BOXES | {"center"}
_MAX_INVITATION: Final = 240
_LINES: Final = HEADINGS | {"p"}
#: How far up from what is chosen the box of all choices is looked for.
_MAX_CLIMB: Final = 5
#: How long a question is that stands beside what may be chosen (characters).
_QUESTION: Final = 120
#: What is done with a text: it stands beside the button.
_HANDLES: Final = re.compile(
    r"\W*(?:salin|copy|bagikan|share|tweet|cuit|cetak|print|tutup|close|simpan)\b|[#¶§]",
    re.IGNORECASE,
)
#: What a box around a button may say, all told (characters).
_MAX_CONTROLS: Final = 130
#: What no call is that leads to this site, or to another (characters).
_PARAGRAPH: Final = 80
_SENTENCE: Final = 30
_ACCORDION: Final = re.compile(r"accordion|akordeon|faq|spoiler", re.IGNORECASE)


def asked_by(control: Element, soup: Element, facts: Facts) -> Element | None:
    """Return the box in which ``control`` asks readers to do something; None for others."""
    if control.name != "a":
        return _ballot(control, soup, facts)
    if control.href[:1] in ("", "#") and opens_text(control):
        return None
    return goods_around(control, soup, facts) or _invitation(control, soup, facts)


def _ballot(control: Element, soup: Element, facts: Facts) -> Element | None:
    """Return the box in which readers vote with ``control``, no form around it; None for others."""
    around = takewhile(lambda tag: tag is not soup, islice(control.parents, _MAX_CLIMB))
    box = next((tag for tag in around if tag.name in _AROUND and _has_choices(tag)), None)
    text = box.said if box is not None else ""
    if box is None or not 0 < len(text) <= _MAX_INVITATION:
        return None
    return None if tells(box) else box_around(box, soup, facts, len(text) + _QUESTION)


def _has_choices(box: Element) -> bool:
    """Whether ``box`` offers something to choose between: two buttons of a radio, two labels."""
    if _is_ticked_off(box):
        return False
    choices = [part for part in box.within("input") if part.attrs.get("type") == "radio"]
    return max(len(choices), len(box.within("label"))) > 1


def _invitation(link: Element, soup: Element, facts: Facts) -> Element | None:
    """Return the box that a button or the way to log in ends, or that link's line; None for others.

    "Dukung kami. Donasi Anda berarti. [Donasi]" is no article's, whatever the names of the box.
    """
    shown = link.said
    if shown.count(" ") >= TITLE_SPACES or not (shown or is_service(link)):
        return None
    if ends_with_stop(shown) and leads_away(link, facts):
        return None  # a sentence that names an office's page
    is_pressed = is_account(link) or (link.parent is not None and link.parent.name in BLOCKS)
    is_whole = is_alone(link, shown) or (is_pressed and _is_among_links(link))
    return box_around(link, soup, facts, _MAX_INVITATION) if is_whole else None


def _is_among_links(link: Element) -> bool:
    """Whether other links are all that stands on the line of one: "[Masuk] [Daftar]"."""
    sides = (link.previous_siblings, link.next_siblings)
    return all(is_border(next(filter(_is_other, side), None)) for side in sides)


def _is_other(part: PageElement) -> bool:
    """Whether something beside a link is no link and not blank."""
    return part.name != "a" if isinstance(part, Element) else not str(part).isspace()


def opens_text(button: Element) -> bool:
    """Whether a button, or a link that leads nowhere, is the heading of what it opens."""
    parent = button.parent
    if parent is not None and parent.name in HEADINGS:
        return True
    if any(map(_ACCORDION.search, button.classes)):
        return True
    may_open = "aria-expanded" in button.attrs or button.said.endswith("?")
    panel = button.below if may_open else None
    return panel is not None and any(map(ends_with_stop, panel.stripped_strings))


def controls_around(button: Element, soup: Element, facts: Facts) -> Element:
    """Return the box of ``button``, with the few words of what it is for.

    "Apakah artikel ini membantu? [Ya] [Tidak]", "Ukuran Huruf: [A-] [A+]".
    """
    return box_around(button, soup, facts, _MAX_CONTROLS)


def _is_entry(part: Element) -> bool:
    """Whether ``part`` is an entry of the article's: of text alone, or in paragraphs."""
    return is_item(part) or (part.name == "li" and part.holds(_LINES))


def box_around(tag: Element, soup: Element, facts: Facts, most: int) -> Element:
    """Return the outermost box of ``soup`` around ``tag`` that says no more than ``most``.

    That is no part of half of the text, and nothing of the article; what holds ``tag`` alone counts
    as a box.
    """
    shown = tag.said
    limit = min(most, chars_in(soup) // 2)
    box, here = tag, tag.parent
    while here is not None and here is not soup and here.parent is not soup:
        text = here.said
        is_more = text != shown
        if is_more and (here.name not in _AROUND or len(text) > limit or _tells(here, tag, facts)):
            break
        box, here = here, here.parent
    return box


def _tells(box: Element, control: Element, facts: Facts) -> bool:
    """Whether what ``box`` says beside ``control`` is the article's, and not what that is for."""
    inner = list(_beside(box, control))
    is_away = leads_away(control, facts) and not _is_of_site(inner, facts)
    if is_call(control, facts):
        is_others = is_away or (is_own(control, facts) and not _is_for_site(box.said, facts))
        least = _SENTENCE if is_others else _PARAGRAPH
        paragraphs = (text for text in _paragraphs(inner) if is_prose(text, at_least=least))
        return not all(map(speaks, paragraphs))
    lines = [part for part in inner if part.name in _LINES and not part.holds(ACTIONS)]
    said = [line.said for line in lines]
    shown = control.said or str(control.attrs.get("aria-label") or "")
    is_of_text = _HANDLES.match(shown) is not None
    if control.name == "a" and not (is_of_text or is_away) and any(map(speaks, said)):
        return False
    if any(part.name in OF_ARTICLE or _is_entry(part) for part in inner):
        return True
    if _is_ticked_off(box) or any(_is_title(part) for part in lines if part.name in HEADINGS):
        return True
    told = [text for text in said if text and not text.endswith(("?", ":"))]
    may_ask = is_of_text or (control.name == "a" and is_channel(control))
    told = [text for text in told if not (is_appeal(text, facts) or (may_ask and asks(text)))]
    is_text = len(told) > (0 if is_of_text or control.name == "a" else 1)
    others = (said for said in _said(box, control, facts) if not (may_ask and asks(said)))
    return is_text or any(map(ends_with_stop, others))


def _is_of_site(inner: list[Element], facts: Facts) -> bool:
    """Whether a paragraph speaks to readers in the name of the site, wherever that leads them."""
    return any(facts.is_named_in(text) and speaks(text) for text in _paragraphs(inner))


def _is_for_site(text: str, facts: Facts) -> bool:
    """Whether what stands around the way to help or advertise names the site, or advertising."""
    return facts.is_named_in(text) or "iklan" in text.lower()


def _paragraphs(inner: list[Element]) -> Iterator[str]:
    return (part.said for part in inner if part.name == "p")


def _is_title(heading: Element) -> bool:
    """Whether a heading says more than what a button is for, as "Ukuran huruf" does."""
    text = heading.said
    return text.count(" ") >= TITLE_SPACES and not text.endswith("?") and not asks(text)


def _is_ticked_off(box: Element) -> bool:
    """Whether ``box`` holds what is to be ticked off, as the steps of a recipe: nothing is asked.

    The fields are gone by then; their labels say more than "Ya" and "Tidak".
    """
    labels = [label.said for label in box.within("label")]
    if any(map(ends_with_stop, labels)):
        return True
    above = box.above
    is_asked = "?" in box.said or (above is not None and "?" in above.said)
    return not is_asked and len(labels) > 1 and all(" " in text for text in labels)


def _beside(box: Element, control: Element) -> Iterator[Element]:
    """Yield the elements of ``box`` that are no part of ``control``."""
    own = {id(part) for part in control.inner}
    return (part for part in box.inner if part is not control and id(part) not in own)


def _said(box: Element, control: Element, facts: Facts) -> Iterator[str]:
    """Yield what stands in ``box`` outside of what is pressed, but for the site's own requests."""
    for part in (box, *_beside(box, control)):
        said = [str(text) for text in part.contents if type(text) is NavigableString]
        text = fold("".join(said)) if part.name not in ACTIONS else ""
        if text and not is_appeal(part.said, facts):
            yield text
