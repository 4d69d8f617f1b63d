"""Batches of what PostgreSQL would refuse: it costs nothing else, and what can be stored is."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from flows.records import RelatedRow
from flows.store import search
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, one, page, put

pytestmark = pytest.mark.usefixtures("healthy")

HOSTILE: dict[str, dict[str, Any]] = {
    "a_nul": {"title": "a\0b"},
    "half_a_surrogate_pair": {"body": "a\ud800b"},
    "a_nul_in_the_blocks": {"blocks": json.dumps([{"text": "a\0b"}])},
    "half_a_surrogate_pair_in_the_blocks": {"blocks": '[{"text": "\\ud800"}]'},
    "a_nul_in_a_tag": {"tags": ("a", "b\0")},
    "a_number_beyond_bigint": {"post_id": 2**63},
    "a_negative_number": {"post_id": -1},
    "a_time_before_all_time": {"published_at": datetime(1, 1, 1, tzinfo=UTC)},
    "a_time_without_zone": {"modified_at": datetime(2024, 1, 1)},  # noqa: DTZ001 (that is the test)
}


@pytest.mark.parametrize("given", HOSTILE.values(), ids=HOSTILE)
def test_what_postgres_would_refuse_is_quarantined(
    connection: Connection, given: dict[str, Any]
) -> None:
    """It does not cost its batch: the others are loaded."""
    pages = [
        page("/a/x", post_id=1),
        page("/a/y", **{"post_id": 2} | given),
        page("/a/z", post_id=3),
    ]
    outcomes = put(connection, archive.begin(connection), *pages)
    assert outcomes == ["inserted", "quarantined", "inserted"]
    (reasons,) = one(connection, "SELECT reasons FROM warta.quarantine")
    assert reasons == f"not_storable: {next(iter(given))}"


def test_a_path_too_long_for_an_index_is_quarantined(connection: Connection) -> None:
    """PostgreSQL refuses rows of an index beyond 2,704 bytes."""
    long = "/" + "".join(uuid4().hex for _ in range(200))
    pages = [page(long, post_id=1), page("/a/z", post_id=3)]
    assert put(connection, archive.begin(connection), *pages) == ["quarantined", "inserted"]


def test_long_links_and_requests_do_no_harm(connection: Connection) -> None:
    """They are stored, but not looked up by."""
    long = "/" + "".join(uuid4().hex for _ in range(200))
    link = RelatedRow(
        position=1, marker="Baca\0", title="T\ud800", url=f"x{long}", target_path=long
    )
    shown = page("/a/x", post_id=1, asked=(long,))
    assert shown.item.content
    item = replace(
        shown.item, url=f"x{long}\0", content=replace(shown.item.content, related=(link,))
    )
    capture = replace(shown.capture, url=f"x{long}\0", reason="\ud800")
    assert archive.store(connection, archive.Captured(capture, item)) == ["inserted"]
    assert all_rows(connection, "SELECT marker, title FROM warta.related_links") == [
        ("Baca\ufffd", "T\ufffd")
    ]
    assert one(connection, "SELECT count(*) FROM ingest.alias") == 1


def test_hostile_but_storable_text_is_stored_as_it_is(connection: Connection) -> None:
    """Right-to-left marks, quotes, control characters, and all of it very long."""
    title = "'; DROP TABLE ingest.article; -- \u202e\u200f \\N \\. \t \x01"
    words = " ".join(uuid4().hex[:9] for _ in range(200_000))
    shown = page(
        "/a/x", post_id=2**63 - 1, title=title, body=words, tags=("a" * 10_000,) * 100,
        blocks=json.dumps([{"text": words + "\\u0000 \x01"}]), section="s" * 10_000,
    )  # fmt: skip
    assert archive.store(connection, shown) == ["inserted"]
    assert one(connection, "SELECT title FROM warta.articles") == title
    assert one(connection, "SELECT body = %s FROM warta.articles", words)
    assert search.refresh(connection, max_rows=10) == 1
    connection.commit()


def test_a_search_document_takes_any_text(connection: Connection) -> None:
    """A tsvector holds a megabyte: neither distinct words nor wide characters go beyond that."""
    wide = [chr(0x1D400 + n % 50) + chr(0x20000 + n % 40_000) for n in range(100_000)]
    bodies = [" ".join(wide), "".join(wide), " ".join(f"{n:x}" for n in range(60_000)), "½" * 10**6]
    pages = [
        page(f"/a/{n}", post_id=n, title=body, body=body) for n, body in enumerate(bodies, start=1)
    ]
    archive.store(connection, *pages)
    assert search.refresh(connection, max_rows=10) == len(bodies)
    connection.commit()
