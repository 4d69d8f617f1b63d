"""What a key of a block in ``sites.toml`` may say: each value checked, and in the form of ``Site``.

It knows no file, and not which site a block is of.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from crawler.removal import SWITCHABLE_RULES

#: The form of a language tag (RFC 5646), such as ``id`` or ``zh-Hant-TW``.
_LANGUAGE: Final = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"


def time_zone(name: object) -> ZoneInfo:
    """Return the time zone of that name.

    Raises:
        ValueError: there is none.

    """
    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        raise ValueError(f"time_zone is {name!r}: give one such as 'Asia/Jakarta'") from None


def seconds(number: object) -> float:
    """Return a delay.

    Raises:
        ValueError: it is none.

    """
    if not isinstance(number, int | float) or not 0 <= number < float("inf"):
        raise ValueError(f"min_delay_s is {number!r}: give a number of seconds, such as 2")
    return float(number)


def text(block: Mapping[str, Any], key: str, example: str) -> str:
    """Return a text that the block must hold.

    Raises:
        KeyError: it does not.
        ValueError: it is something else.

    """
    match block[key]:
        case str(found):
            return found
        case found:
            raise ValueError(f"{key} is {found!r}: give a text, such as {example!r}")


def language(block: Mapping[str, Any]) -> str:
    """Return the tag of a language.

    Raises:
        KeyError: the block holds none.
        ValueError: it is no such tag.

    """
    tag = text(block, "language", "id")
    if not re.fullmatch(_LANGUAGE, tag):
        raise ValueError(f"language is {tag!r}: give a tag, such as 'id'")
    return tag


def texts(block: Mapping[str, Any], key: str, example: str) -> tuple[str, ...]:
    """Return a list of texts; an empty one where the block holds no such key.

    Raises:
        ValueError: it is something else.

    """
    found = block.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError(f"{key} is {found!r}: give a list, such as [{example!r}]")
    return tuple(found)


def known_rules(names: Collection[str]) -> frozenset[str]:
    """Return the rules to do without, each of which there is.

    Raises:
        ValueError: there is no such rule.

    """
    if unknown := [name for name in names if name not in SWITCHABLE_RULES]:
        known = ", ".join(sorted(SWITCHABLE_RULES))
        raise ValueError(f"rules_off names {unknown[0]!r}; there are {known}")
    return frozenset(names)


def lines(block: Mapping[str, Any], key: str) -> frozenset[str]:
    """Return lines, each of which says something.

    Raises:
        ValueError: they are no list of such lines.

    """
    found = texts(block, key, "Bagikan kabar ini")
    if any(not any(map(str.isalnum, line)) for line in found):
        raise ValueError(f"{key} holds a line without a letter")
    return frozenset(found)
