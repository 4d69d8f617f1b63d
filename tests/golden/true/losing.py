"""What extraction makes of the pieces in their places: which are lost, which known to be."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from crawler.extract import Extraction, extract
from crawler.sites import site_for_url
from tests.golden.true.places import URL, Page, Piece

FOLDER: Final = Path(__file__).parent
Lost = dict[str, set[str]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def pieces() -> list[Piece]:
    """Return all pieces, in the order of their kinds."""
    return [
        Piece(kind=kind, text=text, places=frozenset(given.get("in", ())))
        for kind, given in _read("pieces.toml").items()
        for text in given["pieces"].strip().splitlines()
    ]


def known() -> Lost:
    """Return the places where each piece is known to be lost."""
    places: Lost = defaultdict(set)
    for cause in _read("known.toml").values():
        for text in cause["pieces"].strip().splitlines():
            places[text].update(cause["in"])
    return places


def lost_from(pages: Iterable[Page]) -> Lost:
    """Return the places where each piece is lost; all else must stand on its page, in order.

    Raises:
        ValueError: a page is no article, or shows more, less or in another order what is no piece.

    """
    site, lost = site_for_url(URL), defaultdict(set)
    for page in pages:
        found = extract(page.html.encode(), url=URL, site=site, media_type=page.media_type)
        shown, away = list(_shown(found)), set()
        for (place, text), parts in page.placed.items():
            if not any(text in part for part in parts if part in shown):
                lost[text].add(place)
                away.update(parts)  # the box around it may go along
        expected = [part for part in page.parts if part in shown or part not in away]
        if found.verdict != "good" or shown != expected:
            raise ValueError(f"{found.verdict}: {shown} instead of {expected}")
    return lost


def _shown(found: Extraction) -> Iterator[str]:
    """Yield the parts of the body, captions among them."""
    return chain.from_iterable(
        (*block.parts, *filter(None, (block.caption,))) for block in found.blocks
    )


def beyond(lost: Mapping[str, set[str]], allowed: Mapping[str, set[str]]) -> list[str]:
    """Return what is lost, and none of what is allowed to be."""
    return sorted(
        f"{text} ({place})"
        for text, places in lost.items()
        for place in places - allowed.get(text, set())
    )
