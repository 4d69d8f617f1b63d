"""One form for texts: white space, invisible signs, mojibake."""

import re
import unicodedata
from typing import Final
from unicodedata import is_normalized

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from crawler.extract.text import few_marks

#: Soft hyphen, zero-width space, word joiner, byte order mark; NUL and other control characters;
#: halves of surrogate pairs.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_BREAKS: Final = re.compile(r" ?\n ?")
_BLANK: Final = re.compile(r"\n{3,}")
#: Scripts in which U+200C and U+200D change how letters join, by the start of a letter's name.
_JOINING: Final = (
    "ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "BALINESE",
    "JAVANESE", "SUNDANESE",
)  # fmt: skip
_FIXER: Final = TextFixerConfig(
    restore_byte_a0=True, replace_lossy_sequences=False, decode_inconsistent_utf8=True,
    fix_c1_controls=False,
)  # fmt: skip


#: How UTF-8 that was read as Latin-1 or Windows-1252 begins a letter; a text without these needs no
#: closer look, which takes a hundred times as long.
_LEADS: Final = re.compile("[\u00c2-\u00f4]")


def text(value: str) -> str:
    """Return ``value`` in NFC, white space folded, without what nobody sees.

    Line feeds stay, runs of them cut to one blank line; typographic quotes stay. Mojibake is
    repaired only where ``ftfy`` finds the text broken, and the repair leaves nothing broken.
    """
    if _is_clean(value):
        return value
    cleaned = _cleaned(value)
    while cleaned != value:  # what is taken away may leave mojibake that was not seen before it
        value, cleaned = cleaned, _cleaned(cleaned)
    return cleaned


def _is_clean(value: str) -> bool:
    """Whether nothing is to be done, as mostly: told in a tenth of the time that doing it takes."""
    return (
        value.isprintable()  # so the only white space is the common one
        and "  " not in value
        and value.strip() == value
        and (value.isascii() or (not _LEADS.search(value) and _is_composed(value)))
    )


def _is_composed(value: str) -> bool:
    return few_marks(value) == value and is_normalized("NFC", value)


def _cleaned(value: str) -> str:
    value = _unbroken(value)
    value = INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _JOINERS.sub(_needed_joiner, value) if _JOINERS.search(value) else value
    value = unicodedata.normalize("NFC", few_marks(value))
    value = _BREAKS.sub("\n", _SPACES.sub(" ", re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", value)))
    return _BLANK.sub("\n\n", value).strip()


def _unbroken(value: str) -> str:
    """Return ``value`` with its mojibake repaired where that is certain."""
    if not _LEADS.search(value) or not is_bad(value):
        return value
    repaired = fix_encoding(value, _FIXER)
    is_certain = "\ufffd" not in repaired and not is_bad(repaired)
    return repaired if is_certain else value


def _needed_joiner(match: re.Match[str]) -> str:
    """Keep a joiner only between letters of a script that joins."""
    whole, place = match.string, match.start()
    before, after = whole[place - 1 : place], whole[place + 1 : place + 2]
    return match[0] if _joins(before) and _joins(after) else ""


def _joins(char: str) -> bool:
    return bool(char) and unicodedata.name(char, "").startswith(_JOINING)
