"""What listings tell, and which pages are due because of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from flows.records import Batch, Entry
from flows.store import discovered, load
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, no_page, one, page, put

NAME = archive.SITE.name

pytestmark = pytest.mark.usefixtures("healthy", "listable")


def entry(
    post_id: int | None, *, published: float = 0, modified: float | None = None, path: str = ""
) -> Entry:
    """An entry of a listing; times in hours."""
    path = path or f"/a/{post_id}"
    return Entry(
        key=path if post_id is None else f"id:{post_id}",
        post_id=post_id,
        path=path,
        url=f"{archive.HOST}{path}",
        published_at=at(published),
        modified_at=None if modified is None else at(modified),
    )


def listed(connection: Connection, *entries: Entry, hour: float) -> None:
    """Record a listing."""
    discovered.record(connection, NAME, entries, channel="rest", listed_at=at(hour))
    connection.commit()


def contact(connection: Connection) -> None:
    """Note that the listings were read to their end."""
    discovered.record_contact(connection, NAME, read_at=None)
    connection.commit()


def due(connection: Connection, hour: float) -> list[str]:
    """The keys of what is due."""
    found = discovered.due(connection, NAME, now=at(hour), max_rows=100)
    connection.commit()
    return [row.key for row in found]


def test_what_is_listed_is_due_until_it_is_fetched(connection: Connection) -> None:
    """The newest first; a page settles its entry by post id, or by any path that led to it."""
    listed(connection, entry(1), entry(2, published=1), entry(None, path="/a/x"), hour=2)
    assert due(connection, 3) == ["id:2", "id:1", "/a/x"]
    run_id = archive.begin(connection)
    put(
        connection, run_id, page("/moved", post_id=1, hour=3), page("/b/x", hour=3, asked=("/a/x",))
    )
    assert due(connection, 4) == ["id:2"]


def test_a_page_in_quarantine_is_asked_for_again_later(connection: Connection) -> None:
    """It may have been a challenge, or cut short."""
    listed(connection, entry(1), hour=0)
    put(connection, archive.begin(connection), no_page("/a/1", hour=1, outcome="quarantined"))
    assert due(connection, 1.1) == []
    assert due(connection, 2) == ["id:1"]


def test_an_edited_article_is_due_again(connection: Connection) -> None:
    """Once: until it is fetched, and when it is edited again."""
    listed(connection, entry(1, modified=0), hour=0)
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=1))
    listed(connection, entry(1, modified=0), hour=2)
    assert due(connection, 2) == []
    listed(connection, entry(1, modified=2), hour=3)
    assert due(connection, 3) == ["id:1"]
    put(connection, archive.begin(connection), page("/a/1", "b", post_id=1, hour=4))
    assert due(connection, 4) == []


def test_a_renamed_article_is_due_again(connection: Connection) -> None:
    """Though the listing states no change."""
    listed(connection, entry(1), hour=0)
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=1))
    listed(connection, entry(1, path="/b/1"), hour=2)
    assert due(connection, 2) == ["id:1"]


def test_a_capture_from_before_the_listing_settles_nothing(connection: Connection) -> None:
    """It can't show what the listing tells of."""
    listed(connection, entry(1), hour=5)
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=4))
    assert due(connection, 6) == ["id:1"]


def test_a_failed_fetch_is_tried_again_later_each_time(connection: Connection) -> None:
    """After 10 minutes, 40, 160, 640, and then once a day."""
    listed(connection, entry(1), hour=0)
    hours = [10 / 60, 40 / 60, 160 / 60, 640 / 60, 24, 24]
    now = 1.0
    for wait in hours:
        assert due(connection, now) == ["id:1"]
        put(connection, archive.begin(connection), no_page("/a/1", hour=now))
        assert due(connection, now + wait - 0.01) == []
        now += wait + 0.01
    listed(connection, entry(1, path="/b/1"), hour=now)
    assert due(connection, now) == ["id:1"]


def test_a_page_that_was_not_received_counts_as_failed(connection: Connection) -> None:
    """Unless it was not even asked for."""
    listed(connection, entry(1), entry(2), hour=0)
    run_id = archive.begin(connection)
    lost = [archive.captured(uuid4(), f"/a/{n}", hour=1) for n in (1, 2)]
    captures = [
        replace(row, state="failed", reason=reason, file=None, file_offset=None, file_bytes=None)
        for row, reason in zip(lost, ("timeout", "budget"), strict=True)
    ]
    with connection.transaction():
        load.load(
            connection,
            Batch(captures=captures, items=()),
            site=NAME,
            run_id=run_id,
            now=archive.NOW,
            paths={lost[0].id: ("/a/1",), lost[1].id: ("/a/2",)},
        )
    assert due(connection, 1) == ["id:2"]


def test_first_contact_bounds_what_is_followed(connection: Connection) -> None:
    """What is older than its oldest article is a backfill's, unless it changes afterwards."""
    listed(connection, entry(5, published=5), entry(6, published=6), hour=7)
    contact(connection)
    assert all_rows(connection, "SELECT first_contact_at, follow_since FROM ingest.site") == [
        (at(6), at(5))
    ]
    older = [entry(3, published=3, modified=3), entry(4, published=4, modified=8)]
    listed(connection, *older, entry(9, published=9), hour=10)
    assert due(connection, 10) == ["id:9", "id:6", "id:5", "id:4"]
    listed(connection, entry(3, published=3, modified=11), hour=12)
    assert "id:3" in due(connection, 12)


def test_what_nobody_has_named_or_shown_is_told_from_what_is_known(
    connection: Connection,
) -> None:
    """Of what has changed since first contact: older articles are a backfill's."""
    entries = [entry(None, path=f"/a/{hours}", modified=hours) for hours in (3, 8, 9, 10)]
    assert discovered.unmet_entries(connection, NAME, entries) == []
    listed(connection, entry(5, published=5), hour=7)
    contact(connection)
    listed(connection, entry(None, path="/a/8", modified=8), hour=9)
    put(connection, archive.begin(connection), page("/a/9", post_id=9, hour=9.5))
    odd = replace(entries[3], path="/\0", url="https://purnawarta.com/\0")
    assert discovered.unmet_entries(connection, NAME, [*entries, odd]) == entries[3:]


def test_the_cursor_only_moves_forward(connection: Connection) -> None:
    """And never into the future, where nothing would ever be new again."""
    listed(connection, entry(1, modified=5), hour=6)
    contact(connection)
    listed(connection, entry(2, modified=3), entry(3, modified=24 * 365 * 50), hour=7)
    contact(connection)
    assert one(connection, "SELECT cursor_at FROM ingest.site") == at(5)
    listed(connection, entry(3, modified=9), hour=9)
    put(connection, archive.begin(connection), page("/a/3", post_id=3, hour=9.5))
    listed(connection, entry(3, modified=10), hour=11)
    assert "id:3" in due(connection, 11)


def test_an_entry_that_stands_twice_in_a_listing_is_one(connection: Connection) -> None:
    """Pages shift while one pages through them."""
    listed(connection, entry(1, modified=1), entry(1, modified=2), hour=3)
    assert one(connection, "SELECT modified_at FROM ingest.found") == at(2)


def test_what_a_listing_says_and_cannot_be_stored_is_left_out(connection: Connection) -> None:
    """The other entries are recorded."""
    hostile = [
        replace(entry(1), url="https://purnawarta.com/\0"),
        replace(entry(2), path="/" + "".join(uuid4().hex for _ in range(100))),
        replace(entry(3), post_id=2**70),
        replace(entry(4), key="\ud800"),
        replace(entry(5), modified_at=datetime.max.replace(tzinfo=archive.START.tzinfo)),
    ]
    listed(connection, *hostile, entry(6), hour=1)
    assert due(connection, 1) == ["id:6"]


def test_a_listing_that_was_read_to_its_end_is_known(connection: Connection) -> None:
    """With its validators, as they were sent last."""
    for number in (1, 2):
        known = discovered.Listing(
            url="feed",
            etag=f"{number}",
            last_modified="a\0",
            payload_sha256=b"x",
            captured_at=at(number),
        )
        discovered.settle_listing(connection, NAME, known)
    (found,) = discovered.listings(connection, NAME).values()
    assert (found.url, found.etag, found.last_modified) == ("feed", "2", "a\ufffd")
    assert found.captured_at == at(2)
    connection.commit()


def test_times_are_counted_from_the_capture(connection: Connection) -> None:
    """Not from a clock of the database."""
    listed(connection, entry(1), hour=0)
    put(connection, archive.begin(connection), no_page("/a/1", hour=1))
    assert one(connection, "SELECT next_attempt_at FROM ingest.found") == at(1) + timedelta(
        minutes=10
    )
