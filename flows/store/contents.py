"""What articles say: revisions that are missing, and the links of the newest capture.

Rows go straight to their tables by COPY; what is known already is not sent at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.records import Content, Item, RelatedRow
from flows.store import corrections
from flows.store.corrections import Reread
from flows.store.made import Made
from flows.store.statements import Connection, copy, rows, run

#: Items that show an article, by capture and position.
Articles = Mapping[tuple[UUID, int], Item]
_REVISION: Final = (
    "article_id", "revision", "cause", "origin", "captured_at", "capture_id", "modified_at",
    "content_sha256", "recorded_at", "url", "title", "body", "blocks", "section",
    "dateline_place", "place", "authors", "tags", "lead_image_url", "language", "published_at",
    "extractor_version",
)  # fmt: skip
_REMOVED: Final = ("article_id", "revision", "position", "rule", "text")
_RELATED: Final = ("article_id", "position", "marker", "title", "url", "target_path")


class Newest(NamedTuple):
    """An item of the batch that shows an article as it is now."""

    article_id: int
    capture_id: UUID
    item: int


def write_revisions(
    connection: Connection, articles: Articles, given: dict[str, Any], reread: Reread | None
) -> None:
    """Write the revisions that are missing, with what was stripped, and point to the newest."""
    found = rows(connection, "load_missing_revisions", args_row(Made), **given).fetchall()
    if not found:
        return
    made = corrections.told(connection, found, articles, reread)
    known = {item.content.sha256: item.content for item in articles.values() if item.content}
    sent = ((row, known[row.content_sha256]) for row in made if row.content_sha256 in known)
    copy(
        connection,
        "ingest.revision",
        _REVISION,
        (_revision_row(row, content, given["now"]) for row, content in sent),
    )
    if any(row.content_sha256 not in known for row in made):
        run(connection, "load_revisions_again", **given)
    copy(connection, "ingest.removed_block", _REMOVED, _removed_rows(made, articles))
    if any((row.capture_id, row.item) not in articles for row in made):
        run(connection, "load_removed_blocks_again")
    if any(row.revision > 1 for row in made):
        run(connection, "load_fields")
        run(connection, "load_heads")


def newest(connection: Connection) -> list[Newest]:
    """Return the items of the batch that show articles as they are now."""
    return rows(connection, "load_newest", args_row(Newest)).fetchall()


def write_links(connection: Connection, articles: Articles, shown: Sequence[Newest]) -> None:
    """Write the related links of what is newest, where they are not those that are stored."""
    stored: dict[int, list[tuple[str, str, str | None]]] = defaultdict(list)
    for article_id, *link in run(
        connection, "stored_links", article_ids=[row.article_id for row in shown]
    ):
        stored[article_id].append((link[0], link[1], link[2]))
    links = {row.article_id: _links(articles, row) for row in shown}
    other = {
        article_id: now
        for article_id, now in links.items()
        if [(link.marker, link.title, link.url) for link in now] != stored.get(article_id, [])
    }
    if stored and other:
        run(connection, "load_stale_links", article_ids=list(other))
    copy(
        connection,
        "ingest.related_link",
        _RELATED,
        (
            (article_id, link.position, link.marker, link.title, link.url, link.target_path)
            for article_id, now in other.items()
            for link in now
        ),
    )


def _links(articles: Articles, row: Newest) -> Sequence[RelatedRow]:
    content = articles[row.capture_id, row.item].content
    return content.related if content else ()


def _revision_row(made: Made, content: Content, now: datetime) -> Sequence[Any]:
    return (
        made.article_id,
        made.revision,
        made.cause,
        made.origin,
        made.captured_at,
        made.capture_id,
        made.modified_at,
        made.content_sha256,
        now,
        content.url,
        content.title,
        content.body,
        content.blocks,
        content.section,
        content.dateline_place,
        content.place,
        list(content.authors),
        list(content.tags),
        content.lead_image_url,
        content.language,
        content.published_at,
        content.extractor_version,
    )


def _removed_rows(made: Sequence[Made], articles: Articles) -> Iterator[Sequence[Any]]:
    for row in made:
        item = articles.get((row.capture_id, row.item))
        for part in item.content.removed if item and item.content else ():
            yield (row.article_id, row.revision, part.position, part.rule, part.text)
