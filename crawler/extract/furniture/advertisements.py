"""What finds the lines that announce an advertisement, are left of one, or say who pays."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import MAX_LABEL, goes_on, is_ad_label, is_scroll
from crawler.extract.furniture.rights import WORKS, is_paid
from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_sentence

#: More than one word, whatever stands around it: "— ADVERTISEMENT —" is one.
_WORDS: Final = re.compile(r"\w\W+\w")
#: Who pays, behind a label: "Sponsored by Bank Desa".
_OF_ADS: Final = re.compile(r"sponsor|iklan|adv|persembahkan|adsby", re.IGNORECASE)
_SPONSORED: Final = re.compile(
    r"\W*(?:(?:sponsored by|(?:disponsori|dipersembahkan) oleh)\W[^,.!?]{2,40}"
    r"|(?:konten|content) sponsor\W*)",
    re.IGNORECASE,
)
#: What is left of Google's element where an editor took its tags away.
_SCRIPT: Final = "(adsbygoogle"


def advertisement(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield what announces an advertisement, and what the same paragraph says below that."""
    is_told = False
    for index, line in enumerate(lines):
        is_label = _is_ad_label(line, facts) and not lines.is_headed(index)
        is_told = is_label or (is_told and line.is_soft) or _is_paid(line)
        if is_told:
            yield index


def _is_paid(line: Line) -> bool:
    """Whether a paragraph says that an advertiser pays; who is quoted may say it of another."""
    is_of_text = line.kind == "paragraph" and (line.text.startswith(WORKS) or "komisi" in line.text)
    return is_of_text and is_paid(line.text)


def _is_ad_label(line: Line, facts: Facts) -> bool:
    """Whether a line is such a label; a step of a list is none, nor a heading of several words.

    Unless that says that the text goes on.
    """
    if not 0 < len(line.text) <= MAX_LABEL or line.kind == "list":
        return False
    is_heading = line.kind == "heading" or line.is_marked
    if is_heading and _WORDS.search(line.text):
        may_be = line.text.isupper() or line.kind != "heading"
        return may_be and is_ad_label(line.text) and goes_on(line.text)
    if is_ad_label(line.text) or is_scroll(line.text):
        return True
    if not _OF_ADS.search(line.text):  # most end here
        return False
    if line.text.startswith(_SCRIPT):
        return True
    is_signed = _SPONSORED.fullmatch(line.text) is not None and not ends_sentence(line.text)
    return is_signed or is_ad_label(facts.without_names(line.text))
