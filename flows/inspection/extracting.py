"""Saved pages to lines of JSON, in order, on as many cores as asked.

It knows processes, and what a line says; nothing of the archive.
"""

import gc
import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from crawler.sites import Site
from flows import normalise
from flows.importing.sources import SourceError
from flows.inspection.saved import Given, Understood, posts_in, understand
from flows.processes import pool

#: Pages that a process is given at once: enough that handing them over costs nothing.
_PAGES_PER_TASK: Final = 8
#: Tasks under way for each process. It bounds the memory that a slow reader of ours costs.
_TASKS_PER_PROCESS: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What a page comes to: one line of JSON, and whether the page could be read."""

    json: bytes = field(repr=False)
    is_read: bool


def lines(pages: Iterable[Given], site: Site, *, jobs: int) -> Iterator[Line]:
    """Give a line for each page, in order.

    Args:
        pages: read as they are needed.
        site: where pages belong of which nobody says the URL.
        jobs: how many processes; 1 works in this one.

    """
    if jobs == 1:
        gc.freeze()  # what is loaded by now stays: the collector need not look at it again
        for page in pages:
            yield from _task([page], site)
        return
    rest = iter(pages)
    tasks = iter(lambda: list(islice(rest, _PAGES_PER_TASK)), [])
    under_way: deque[Future[list[Line]]] = deque()
    with pool(jobs) as workers:
        try:
            for task in tasks:
                under_way.append(workers.submit(_task, task, site))
                if len(under_way) >= jobs * _TASKS_PER_PROCESS:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            workers.shutdown(wait=False, cancel_futures=True)


def _task(pages: list[Given], site: Site) -> list[Line]:
    return [_line(one, site) for page in pages for one in posts_in(page)]


def _line(page: Given, site: Site) -> Line:
    try:
        understood = understand(page, site)
        values = record(page.name, understood)
    except SourceError as exc:
        return _failed(page, str(exc))
    except Exception as exc:  # noqa: BLE001 (one page of thousands must not cost the others: its
        # line says what happened, and the command ends as degraded)
        return _failed(page, f"extractor_failed: {type(exc).__name__}: {exc}"[:300])
    return Line(json=_as_json(values), is_read=True)


def _failed(page: Given, reason: str) -> Line:
    values = record(page.name, None) | {"url": page.source.url, "reasons": [reason]}
    return Line(json=_as_json(values), is_read=False)


def _as_json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def record(path: str, page: Understood | None) -> dict[str, Any]:
    """Return what ``warta extract`` prints of a page; without one, of a page that failed."""
    if page is None:
        return dict.fromkeys(_KEYS) | _NOTHING | {"path": path, "verdict": "error"}
    found, content = page.found, page.content
    return {
        "path": path,
        "url": page.url,
        "verdict": found.verdict,
        "reasons": list(found.reasons),
        "title": content.title or None,
        "body": content.body,
        "blocks": json.loads(content.blocks),
        "related": [
            {"title": x.title, "url": x.url, "marker": x.marker, "position": x.position}
            for x in content.related
        ],
        "removed": [
            {"rule": x.rule, "text": x.text, "position": x.position} for x in content.removed
        ],
        "dateline_place": content.dateline_place,
        "section": content.section,
        "tags": list(content.tags),
        "authors": list(content.authors),
        "published_at": _time(content.published_at),
        "modified_at": _time(content.modified_at),
        "canonical_url": found.canonical_url,
        "post_id": content.post_id,
        "language": content.language,
        "sources": {name: normalise.text(source) for name, source in found.sources.items()},
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


_KEYS: Final = (
    "path", "url", "verdict", "reasons", "title", "body", "blocks", "related", "removed",
    "dateline_place", "section", "tags", "authors", "published_at", "modified_at",
    "canonical_url", "post_id", "language", "sources",
)  # fmt: skip
_NOTHING: Final[dict[str, Any]] = {
    "body": "", "blocks": [], "related": [], "removed": [], "tags": [], "authors": [],
    "sources": {},
}  # fmt: skip
