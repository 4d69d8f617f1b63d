"""One spelling for each person that bylines name."""

import re
from collections.abc import Iterable
from typing import Final

from crawler.extract.text import trimmed
from flows.normalise.places import letters
from flows.normalise.texts import text

_ROLE: Final = (
    r"(?:oleh|by|penulis|reporter|editor|pewarta|wartawan|kontributor|redaktur|penyunting"
    r"|penerjemah|laporan|koresponden|ditulis oleh|author|writer)"
)
_BY: Final = re.compile(rf"^(?:{_ROLE}\b\s*[:：/-]?\s*)+", re.IGNORECASE)
#: "Sari Wulan (Editor)", "Sari Wulan - Reporter", "Sari Wulan, wartawan".
_TRAILING: Final = re.compile(
    rf"\s*(?:[(\[]\s*{_ROLE}\s*[)\]]|[,/|–—-]\s*{_ROLE})\s*$", re.IGNORECASE
)
_NAME_PARTS: Final = frozenset({"bin", "binti", "al", "el", "van", "von", "de", "der"})


def author(value: str) -> str:
    """Return the normal form of an author's name: one space, no role, no shouting.

    Empty where nothing but a role is said.
    """
    name = _TRAILING.sub("", " ".join(text(value).split()))
    name = trimmed(_BY.sub("", name), " ,.;:–—-|")
    if name.isupper() and len(name) > 4 or name.islower():  # noqa: PLR2004, RUF021
        words = (
            word if word.lower() in _NAME_PARTS or "." in word else word.capitalize()
            for word in name.split(" ")
        )
        return " ".join(words)
    return name


def authors(values: Iterable[str]) -> tuple[str, ...]:
    """Return the normal forms of names in their order, each person once, however written."""
    names: dict[str, str] = {}
    for name in map(author, values):
        names.setdefault(letters(name), name)
    return tuple(name for known, name in names.items() if known)
