"""Posts in several pages among files: which file is a further page of which.

It knows addresses, as they were given or as pages state them; nothing of what pages say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from crawler import extract as extractor
from flows import normalise
from flows.importing.sources import Source

#: The head of a page lies in its first bytes.
_HEAD_BYTES: Final = 100_000
_CANONICAL: Final = re.compile(
    rb"<link\b(?=[^<>]*\brel=[\"']?canonical\b)[^<>]*\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE
)


class Posts:
    """The further pages of posts, by the addresses of these."""

    def __init__(self, sources: Iterable[tuple[str | None, Source]]) -> None:
        """Take files with their addresses: only those are kept that may be a further page."""
        self._further: dict[str, list[Source]] = defaultdict(list)
        for url, source in sources:
            whole = extractor.whole_of(url) if url else None
            if whole and (key := _key(whole)):
                self._further[key].append(source)

    def further(self, url: str | None) -> tuple[Source, ...]:
        """Return the further pages of the post at ``url``."""
        return tuple(self._further.get(_key(url), ())) if url and self._further else ()


def _key(url: str) -> str:
    try:
        return normalise.url(url)
    except normalise.UrlError:
        return ""


def stated(path: Path) -> str | None:
    """Return the address that a saved page says it has, told without reading it as a page."""
    try:
        with path.open("rb") as file:
            found = _CANONICAL.search(file.read(_HEAD_BYTES))
    except OSError:
        return None
    return found[1].decode("utf-8", "replace") if found else None
