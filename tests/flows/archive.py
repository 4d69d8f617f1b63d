"""Captures and items as tests want them, and loads of them: no page is read for these."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from crawler.sites import Site, site_for_url
from flows.dedupe import deduped
from flows.records import Batch, CaptureRow, Content, Item, Origin, RelatedRow, RemovedRow
from flows.store import load, reading, runs, sites
from flows.store.corrections import Reread

Connection = psycopg.Connection[tuple[Any, ...]]
HOST = "https://purnawarta.com"
SITE = site_for_url(HOST)
#: The hour at which captures are counted from.
START = datetime(2024, 3, 1, tzinfo=UTC)
NOW = datetime(2025, 1, 1, tzinfo=UTC)
CHECKS = Path(__file__).parents[2] / "sql" / "checks"


def at(hour: float) -> datetime:
    """The time of a capture, in hours from the beginning."""
    return START + timedelta(hours=hour)


class Captured(NamedTuple):
    """A capture and its item."""

    capture: CaptureRow
    item: Item


def content(path: str, text: str, *, site: Site = SITE, **given: Any) -> Content:
    """What an article says; ``text`` makes it differ from others."""
    related = given.pop("related", ())
    fields: dict[str, Any] = {
        "title": f"Judul {text}",
        "body": f"Isi {text}.",
        "blocks": json.dumps([{"kind": "paragraph", "text": f"Isi {text}."}]),
        "section": path.rpartition("/")[0].strip("/") or None,
        "dateline_place": "Sana’a",
        "place": "Sana’a",
        "authors": ("Redaksi",),
        "tags": ("Yaman",),
        "lead_image_url": None,
        "language": "id",
        "published_at": START,
    } | {name: given.pop(name) for name in list(given) if name in _HASHED}
    hashed = hashlib.sha256(repr((path, sorted(fields.items()))).encode("utf-8", "replace"))
    values: dict[str, Any] = {
        "modified_at": None,
        "post_id": None,
        "origin": "html",
        "extractor_version": "1",
        "removed": (RemovedRow(position=1, rule="comment_form", text="Leave a Reply"),),
    }
    return Content(
        path=path,
        url=f"{site.base_url}{path}",
        sha256=hashed.digest(),
        related=tuple(
            RelatedRow(
                position=number,
                marker="Baca Juga",
                title=f"Ke {target}",
                url=f"{site.base_url}{target}",
                target_path=target,
            )
            for number, target in enumerate(related, start=1)
        ),
        **(values | fields | given),
    )


_HASHED = (
    "title", "body", "blocks", "section", "dateline_place", "place", "authors", "tags",
    "lead_image_url", "language", "published_at",
)  # fmt: skip


def page(  # noqa: PLR0913 (what tests vary)
    path: str,
    text: str = "a",
    *,
    hour: float = 0,
    post_id: int | None = None,
    origin: Origin = "html",
    asked: Sequence[str] = (),
    key: UUID | None = None,
    site: Site = SITE,
    **given: Any,
) -> Captured:
    """A capture of an article's page; ``asked`` are further paths that led there."""
    key = key or uuid4()
    return Captured(
        captured(key, path, hour=hour, site=site),
        Item(
            capture_id=key,
            position=1,
            url=f"{site.base_url}{(*asked, path)[0]}",
            captured_at=at(hour),
            paths=tuple(dict.fromkeys((path, *asked))),
            content=content(path, text, site=site, post_id=post_id, origin=origin, **given),
        ),
    )


def no_page(path: str, *, hour: float = 0, outcome: Any = "not_article") -> Captured:
    """A capture that shows no article."""
    one = page(path, hour=hour)
    reasons = ("http_404",) if outcome == "not_article" else ("body_empty",)
    item = replace(one.item, content=None, outcome=outcome, reasons=reasons)
    return Captured(replace(one.capture, status=404), item)


def captured(key: UUID, path: str, *, hour: float, site: Site = SITE) -> CaptureRow:
    """A capture that was kept."""
    return CaptureRow(
        id=key,
        kind="page",
        state="parsed",
        url=f"{site.base_url}{path}",
        captured_at=at(hour),
        status=200,
        file="a.warc.gz",
        file_offset=0,
        file_bytes=1,
        payload_sha256=b"\1" * 32,
    )


def begin(connection: Connection, site: Site = SITE, now: datetime = NOW) -> UUID:
    """Begin a run that loads what it is given; commit."""
    load.prepare(connection)
    run_id = uuid4()
    with connection.transaction():
        sites.ensure(connection, site)
        runs.begin(connection, run_id, site=site.name, flow="import", fence=0, now=now)
    return run_id


def end_as_ingests(connection: Connection) -> None:
    """End all runs as ingests that came to their end."""
    connection.execute(
        "UPDATE ingest.run SET flow = 'ingest', state = 'ok', exit_code = 0, ended_at = started_at"
    )


def put(
    connection: Connection,
    run_id: UUID,
    *pages: Captured,
    site: Site = SITE,
    now: datetime = NOW,
    reread: Reread | None = None,
) -> list[str]:
    """Load pages as one batch; return what became of each, in their order."""
    put_batch(connection, run_id, batch_of(*pages), site=site, now=now, reread=reread)
    outcomes: dict[UUID, str] = dict(
        connection.execute(
            "SELECT capture_id, outcome::text FROM ingest.item WHERE run_id = %s", [run_id]
        ).fetchall()
    )
    connection.commit()
    return [outcomes[one.item.capture_id] for one in pages]


def batch_of(*pages: Captured) -> Batch:
    """A batch of pages."""
    return deduped((one.capture for one in pages), (one.item for one in pages))


def put_batch(  # noqa: PLR0913 (what tests vary)
    connection: Connection,
    run_id: UUID,
    batch: Batch,
    *,
    site: Site = SITE,
    now: datetime = NOW,
    reread: Reread | None = None,
) -> None:
    """Load a batch in a transaction, as the flows do."""
    with connection.transaction():
        sites.hold(connection, site.name)
        load.load(connection, batch, site=site.name, run_id=run_id, now=now, reread=reread)


def store(connection: Connection, *pages: Captured) -> list[str]:
    """Load pages one by one, a run each; return what became of them."""
    return [put(connection, begin(connection), one)[0] for one in pages]


def all_rows(connection: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    found = connection.execute(query.encode(), values or None).fetchall()
    connection.commit()
    return found


def one(connection: Connection, query: str, *values: Any) -> Any:
    """The only column of the only row of a query."""
    ((value,),) = all_rows(connection, query, *values)
    return value


def digest(connection: Connection) -> str:
    """The digest of the archive."""
    return reading.digest(connection)


def ailments(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that the checks return, by check: empty in a healthy archive."""
    found = {path.stem: connection.execute(path.read_bytes()).fetchall() for path in checks()}
    connection.commit()
    return {name: rows for name, rows in found.items() if rows}


def checks() -> Iterable[Path]:
    """The files of ``sql/checks``."""
    return sorted(CHECKS.glob("*.sql"))


def empty(connection: Connection) -> None:
    """Take everything out of the archive, so that another history can begin."""
    tables = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'ingest'"
        " AND tablename NOT IN ('migration', 'change_counter')"
    ).fetchall()
    connection.execute("SET LOCAL session_replication_role = replica")  # no foreign keys
    for (name,) in tables:
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("ingest", name)))
    connection.execute("UPDATE ingest.change_counter SET last_seq = 0")
    connection.commit()
