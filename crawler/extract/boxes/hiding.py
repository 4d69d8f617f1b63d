"""What readers don't see of a page: an element says so itself, in its attributes and styles."""

import re
from typing import Final

from crawler.extract.boxes.parts import HEADINGS
from crawler.extract.reading.element import Element
from crawler.extract.text import words

#: Where nobody looks: beyond the edge of the screen. A decree's lines hang by 108 points.
_BEYOND: Final = re.compile(r"(?:^|;)(?:left|right|top|text-indent):-(?:9\d\d|\d{4,})")
#: What is too small to see, or clipped away, and what can't be seen through.
_SMALL: Final = re.compile(r"(?:^|;)(?:height|width):(?:0(?:px|pt|r?em|%)?|1px)(?=[;!]|$)")
_TINY: Final = re.compile(r"(?:^|;)font-size:(?:0(?:px|pt|r?em|%)?|1px)(?=[;!]|$)")
_CLIPPED: Final = re.compile(r"(?:^|;)clip:rect\(0(?:px)?[, ]|(?:^|;)opacity:0(?=[;!]|$)")
#: What may say that an element is not shown.
_HIDING: Final = frozenset(words("hidden aria-hidden role style"))
#: What WOW.js shows once a reader is there: a page that is saved as it is drawn hides it still.
_SLID_IN: Final = "wow"
#: What a script shows for a moment: "Tautan disalin", called a toast.
_MESSAGES: Final = frozenset({"alert", "status"})
#: What share of a veiled text is links, at least.
_LINKS: Final = 0.8
#: What heads a box that it unfolds.
_HEADS: Final = HEADINGS | {"button"}


def is_hidden(tag: Element) -> bool:
    """Whether an element says that it is not shown."""
    attrs = tag.attrs
    if _HIDING.isdisjoint(attrs):
        return False
    if "hidden" in attrs or attrs.get("aria-hidden") == "true" or attrs.get("role") == "tooltip":
        return True
    style = _style_of(tag)
    if "display:none" in style or ("visibility:hidden" in style and _SLID_IN not in tag.classes):
        return True
    is_message = attrs.get("role") in _MESSAGES and "toast" in str(attrs.get("class") or "")
    return is_message or _BEYOND.search(style) is not None


def is_veiled(tag: Element) -> bool:
    """Whether styles leave nothing to see of ``tag``, next to all of which is links: spam.

    Styles begin so, too, what a script unfolds or shows a little later: a text, or the sources
    below the heading that is pressed for them.
    """
    style = _style_of(tag)
    is_cut_off = "overflow:hidden" in style or tag.name == "marquee"
    is_placed = "position:absolute" in style or "position:fixed" in style
    if not (
        (is_cut_off and _SMALL.search(style))
        or (is_placed and _CLIPPED.search(style))
        or (_TINY.search(style) and not any(map(_may_be_larger, tag.inner)))
    ):
        return False
    above = tag.above
    if above is not None and (above.name in _HEADS or "aria-expanded" in above.attrs):
        return False
    return 0 < len(tag.said) * _LINKS <= tag.linked_chars


def _may_be_larger(part: Element) -> bool:
    return "class" in part.attrs or "font-size" in _style_of(part)


def _style_of(tag: Element) -> str:
    return str(tag.attrs.get("style") or "").replace(" ", "").lower()
