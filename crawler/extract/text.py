"""White space, and ways to ask what a line of text looks like. Pure functions on ``str``."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import Final


def words(text: str) -> list[str]:
    """Return the words of a list that is written as one text, which reads better than quotes."""
    return text.split()


_INVISIBLE: Final = dict.fromkeys(
    [
        *(*range(0x09), *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)),
        *(0xAD, 0x200B, 0x2060, 0xFEFF, *range(0xD800, 0xE000)),
    ]
)
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
#: Where more marks than these may stand in a row: U+0300 is the first of them.
_MAX_MARKS: Final = 30
#: Where readers share what they read, and sites have accounts: a part of an expression.
NETWORKS: Final = "whatsapp|telegram|instagram|facebook|tiktok|youtube|twitter|threads|linkedin"
#: What ends in a stop of its own: degrees (S.Pd., Ph.D.), Jr., an initial.
_SHORTENED: Final = re.compile(
    r"(?:\b(?:[A-Z][A-Za-z]{0,4}\.)+[A-Z][A-Za-z]{0,3}|\b(?:Jr|Sr)|\s[A-Z])$"
)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SIGNS: Final = re.compile(rf"[\u0300-\U0010ffff]{{{_MAX_MARKS + 1},}}")
#: What is left of each sign of ASCII where titles are compared.
_ASCII_KEY: Final = {
    code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)
}
#: What may stand behind the sign that ends a sentence.
_CLOSING: Final = "\"'”’»)]"
_ENDS: Final = (".", "!", "?", "…")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'`-][^\W_]+)*")
#: Words that a headline leaves in lower case.
SMALL_WORDS: Final = frozenset(
    words(
        "dan di ke dari yang untuk dengan pada dalam oleh akan atas bagi para serta atau hingga"
        " tentang kepada terhadap sebagai tak tidak jadi agar demi itu ini saat antara tanpa usai"
        " the of and in to for a an on at by with from"
    )
)


def fold(text: str) -> str:
    """Return ``text`` with white space (NBSP too) folded to one space, invisible signs out.

    U+200C and U+200D stay: scripts that join their letters need them.
    """
    plain = text.strip(" ")
    if plain.isprintable() and "  " not in plain:
        return plain  # as most are: their only white space is one space
    folded = " ".join(text.split())
    if folded.isprintable():  # so none of the invisible is in it; a third of a search's time
        return folded
    return " ".join(text.translate(_INVISIBLE).split())


def plain_lower(text: str) -> str:
    """Return ``text`` in small letters, ``?`` for each beyond ASCII, to look for words in.

    ``lower`` takes six times as long where one sign is beyond ASCII, as a dash or a quote is.
    """
    return text.encode("ascii", "replace").decode("ascii").lower()


def few_marks(text: str) -> str:
    """Return ``text`` with no more than 30 combining marks in a row (UAX #15, Stream-Safe Text).

    To be asked before each normal form: a run is put in order in time that grows with its square.
    """
    beyond = len(text.encode("utf-8", "surrogatepass")) - len(text)  # a tenth of the search's time
    return text if beyond <= _MAX_MARKS else _SIGNS.sub(_first_marks, text)


def _first_marks(signs: re.Match[str]) -> str:
    runs = groupby(signs[0], _is_mark)
    kept = (islice(run, _MAX_MARKS if is_mark else None) for is_mark, run in runs)
    return "".join(chain.from_iterable(kept))


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Whether a normal form of ``char`` begins with a mark, as that of U+0F73, no mark itself."""
    return unicodedata.combining(unicodedata.normalize("NFKD", char)[0]) > 0


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """Return what is compared of a title: letters and digits, whatever their case and marks."""
    if text.isascii():
        return text.translate(_ASCII_KEY)  # a quarter of the time
    wide = unicodedata.normalize("NFKC", few_marks(text)).casefold()
    return _NOT_LETTERS.sub("", wide)


def line_key(text: str) -> str:
    """Return what is compared of lines: whatever their case, white space and numbers."""
    return _NUMBER.sub("0", fold(text).casefold())


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def ends_with_stop(text: str) -> bool:
    """Whether ``text`` ends with a full stop, which headlines do not."""
    return text.rstrip(_CLOSING).endswith(".") and not text.endswith(("...", "…"))


def is_title_case(text: str) -> bool:
    """Whether most words that matter are capitalised, as in an Indonesian headline."""
    words = [word for word in _WORD.findall(text) if word not in SMALL_WORDS]
    letters = [word for word in words if word[0].isalpha()]
    raised = sum(1 for word in letters if not word[0].islower())
    return bool(letters) and raised * 10 >= len(letters) * 7


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one."""
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


def is_prose(text: str, *, at_least: int = 80) -> bool:
    """Whether ``text`` reads as a paragraph: long enough, and it ends as sentences do."""
    return len(text) >= at_least and ends_sentence(text)


def trimmed(name: str, signs: str) -> str:
    """Return a name without the ``signs`` around it, but for the stop of what is shortened."""
    bare = name.strip(signs)
    is_stopped = name.lstrip(signs).startswith(f"{bare}.") and _SHORTENED.search(bare)
    return f"{bare}." if is_stopped else bare
