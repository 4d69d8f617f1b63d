"""Which theme a page is dressed in. Pure."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from crawler.discovery.tree import tree_of

_THEME: Final = re.compile(rb"/wp-content/themes/([A-Za-z0-9_.-]{1,80})/")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z _-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """What gives a theme away.

    Attributes:
        name: its folder; None where the page loads nothing from one.
        generators: programs that say that they made the page, without their versions.
        sha256: over what stays the same from page to page of the same kind.

    """

    name: str | None
    generators: tuple[str, ...]
    sha256: bytes


def theme_of(body: bytes) -> Theme:
    """Return the theme of a home page.

    A version is left out, since it changes without the theme changing; so are classes that name
    the page and not its dress.
    """
    named = Counter(match[1].decode() for match in _THEME.finditer(body))
    tree = tree_of(body)
    stated = (node.attributes.get("content") or "" for node in tree.css("meta[name=generator]"))
    found = {match[0].strip() for text in stated if (match := _NAME.match(text))}
    classes = (tree.body.attributes.get("class") or "").split() if tree.body else []
    lasting = {name for name in classes if not any(char.isdigit() for char in name)}
    parts = [sorted(named), sorted(found), sorted(lasting)]
    return Theme(
        name=named.most_common(1)[0][0] if named else None,
        generators=tuple(sorted(found)),
        sha256=hashlib.sha256(repr(parts).encode()).digest(),
    )
