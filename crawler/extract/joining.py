"""The pages of a post to one article. Pure, as all that extracts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from crawler.extract.records import Extraction, Related, Removed

#: Doubts that a page of several raises for being one: it is short, and holds less of the text than
#: the structured data do.
_OF_PARTS: Final = frozenset({"body_short", "differs_from_json_ld"})


def joined(first: Extraction, further: Iterable[Extraction]) -> Extraction:
    """Return the article that begins on ``first``, the first page of a post.

    ``further`` holds its other pages, in any order; of several with a number the first that fits
    counts. Where one is missing, or shows another version of the post, the article is suspect: it
    would lack text, or say a part of it twice.
    """
    if first.verdict == "not_article" or first.page > 1:
        return first
    parts: dict[int, Extraction] = {}
    for part in further:
        if _is_of(part, first):
            parts.setdefault(part.page, part)
    last = max(part.pages for part in (first, *parts.values()))
    if last == 1:
        return first
    missing = next((number for number in range(2, last + 1) if number not in parts), None)
    if missing is not None:
        reasons = (*first.reasons, f"part_{missing}_missing")
        return replace(first, verdict="suspect", reasons=reasons)
    return _whole([first, *(parts[number] for number in range(2, last + 1))])


def _is_of(part: Extraction, first: Extraction) -> bool:
    """Whether ``part`` is a page of the very version of the post that ``first`` is of."""
    if part.page == 1 or part.verdict == "not_article":
        return False
    stated = (
        (part.post_id, first.post_id),
        (part.modified_at, first.modified_at),
        (_path(part), _path(first)),
    )
    return all(one == other for one, other in stated if one is not None and other is not None)


def _path(found: Extraction) -> str | None:
    """Return the path of the post; its host and scheme may be written in several ways."""
    url = found.canonical_url
    return urlsplit(url).path.rstrip("/") + urlsplit(url).query if url else None


def _whole(pages: Sequence[Extraction]) -> Extraction:
    first = pages[0]
    reasons = dict.fromkeys(reason for page in pages for reason in page.reasons)
    doubts = tuple(reason for reason in reasons if reason not in _OF_PARTS)
    page = f"1 to {len(pages)} of {len(pages)}"
    return replace(
        first,
        verdict="suspect" if doubts else "good",
        reasons=doubts,
        blocks=tuple(block for page in pages for block in page.blocks),
        related=tuple(_related(pages)),
        removed=tuple(_removed(pages)),
        pages=len(pages),
        sources=MappingProxyType({**first.sources, "page": page}),
    )


def _related(pages: Sequence[Extraction]) -> Iterator[Related]:
    """Give the links of all pages in order, but for those that an earlier page shows as well."""
    shown: set[tuple[str | None, str, str]] = set()
    links: list[Related] = []
    for page in pages:
        links += (link for link in page.related if (link.url, link.title, link.marker) not in shown)
        shown |= {(link.url, link.title, link.marker) for link in page.related}
    for number, link in enumerate(links, start=1):
        yield replace(link, position=number)


def _removed(pages: Sequence[Extraction]) -> Iterator[Removed]:
    """Give what was cut, likewise: what stands around the text stands around each page's."""
    shown: set[tuple[str, str]] = set()
    cuts: list[Removed] = []
    for page in pages:
        cuts += (cut for cut in page.removed if (cut.rule, cut.text) not in shown)
        shown |= {(cut.rule, cut.text) for cut in page.removed}
    for number, cut in enumerate(cuts, start=1):
        yield replace(cut, position=number)
