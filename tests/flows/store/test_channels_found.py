"""What several channels tell of one article is one entry, and each channel's word is kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.records import Entry
from flows.store import channels, discovered
from flows.store.channels import KnownChannel
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, one, page, put
from tests.flows.store.test_found import NAME, due, entry

FOUND_BY = "SELECT key, channel, first_listed_at, last_listed_at FROM ingest.found_by ORDER BY 1, 2"

pytestmark = pytest.mark.usefixtures("healthy", "listable")


def listed(connection: Connection, channel: str, *entries: Entry, hour: float) -> None:
    """Record a listing of a channel."""
    discovered.record(connection, NAME, entries, channel=channel, listed_at=at(hour))
    connection.commit()


def by_path(path: str, *, modified: float | None = None) -> Entry:
    """An entry as a sitemap states it."""
    return entry(None, path=path, modified=modified)


def test_each_channel_that_told_of_an_article_is_kept(connection: Connection) -> None:
    """Under one entry, though only one of them states its number."""
    listed(connection, "rest", entry(1), hour=0)
    listed(connection, "sitemap", by_path("/a/1"), hour=1)
    assert all_rows(connection, FOUND_BY) == [
        ("id:1", "rest", at(0), at(0)),
        ("id:1", "sitemap", at(1), at(1)),
    ]
    assert due(connection, 2) == ["id:1"]


@pytest.mark.parametrize("is_fetched", [True, False])
def test_an_entry_without_a_number_becomes_the_one_of_its_post(
    connection: Connection, *, is_fetched: bool
) -> None:
    """It is fetched once, and the first to tell of it stays the first."""
    listed(connection, "sitemap", by_path("/a/1"), hour=0)
    if is_fetched:
        put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=1))
    listed(connection, "rest", entry(1), hour=2)
    assert due(connection, 3) == ([] if is_fetched else ["id:1"])
    keys = ["id:1", "id:1"]
    assert [row[0] for row in all_rows(connection, FOUND_BY)] == keys
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=4))
    assert due(connection, 5) == []
    assert one(connection, "SELECT channel FROM warta.articles") == "sitemap"


def test_a_list_that_still_names_an_old_address_changes_nothing(connection: Connection) -> None:
    """A sitemap out of a cache, after the article has moved."""
    listed(connection, "rest", entry(1, path="/lama/1"), hour=0)
    put(connection, archive.begin(connection), page("/lama/1", post_id=1, hour=1))
    listed(connection, "rest", entry(1, path="/baru/1"), hour=2)
    put(connection, archive.begin(connection), page("/baru/1", post_id=1, hour=3))
    listed(connection, "sitemap", by_path("/lama/1"), hour=4)
    assert due(connection, 5) == []
    assert one(connection, "SELECT path FROM ingest.found") == "/baru/1"


def test_a_new_address_that_only_a_sitemap_names_is_fetched_once(connection: Connection) -> None:
    """Then the article is known by it, and both entries are one."""
    listed(connection, "rest", entry(1, path="/lama/1"), hour=0)
    put(connection, archive.begin(connection), page("/lama/1", post_id=1, hour=1))
    listed(connection, "sitemap", by_path("/baru/1"), hour=2)
    assert due(connection, 2) == ["/baru/1"]
    put(connection, archive.begin(connection), page("/baru/1", post_id=1, hour=3))
    listed(connection, "sitemap", by_path("/baru/1"), hour=4)
    assert due(connection, 5) == []
    assert all_rows(connection, "SELECT key, path FROM ingest.found") == [("id:1", "/baru/1")]


def test_an_address_that_was_given_to_another_article_is_of_the_later(
    connection: Connection,
) -> None:
    """A sitemap does not say which; who was seen there last is."""
    listed(connection, "rest", entry(1, path="/a/x"), hour=0)
    listed(connection, "rest", entry(2, path="/a/x"), hour=5)
    listed(connection, "sitemap", by_path("/a/x"), hour=6)
    assert [row[:2] for row in all_rows(connection, FOUND_BY)] == [
        ("id:1", "rest"), ("id:2", "rest"), ("id:2", "sitemap"),
    ]  # fmt: skip


def test_an_edit_that_only_the_sitemap_tells_of_is_fetched(connection: Connection) -> None:
    """REST has closed meanwhile."""
    listed(connection, "rest", entry(1, modified=0), hour=0)
    put(connection, archive.begin(connection), page("/a/1", post_id=1, hour=1))
    listed(connection, "sitemap", by_path("/a/1", modified=2), hour=3)
    assert due(connection, 3) == ["id:1"]


def test_reading_the_same_again_writes_nothing_for_a_day(connection: Connection) -> None:
    """No row gets another version."""
    versions = "SELECT xmin::text, key FROM ingest.found_by UNION SELECT xmin::text, key FROM {}"
    query = versions.format("ingest.found")
    listed(connection, "sitemap", by_path("/a/1", modified=0), hour=0)
    before = all_rows(connection, query)
    listed(connection, "sitemap", by_path("/a/1", modified=0), hour=23)
    assert all_rows(connection, query) == before
    listed(connection, "sitemap", by_path("/a/1", modified=0), hour=25)
    assert all_rows(connection, FOUND_BY) == [("/a/1", "sitemap", at(0), at(25))]


def test_what_a_page_shows_beside_its_list_is_not_wanted_again(connection: Connection) -> None:
    """An older article, told of without a time, stays a backfill's."""
    listed(connection, "rest", entry(5, published=5), hour=6)
    discovered.record_contact(connection, NAME, read_at=at(6))
    listed(connection, "rest", entry(1, published=1, modified=1), hour=7)
    listed(connection, "archive", by_path("/a/1"), hour=8)
    assert due(connection, 9) == ["id:5"]


def test_entries_are_known_once_the_listings_were_read_to_their_end(
    connection: Connection,
) -> None:
    """A run that broke off between two pages has recorded the first, and must not stop there."""
    listed(connection, "archive", by_path("/a/1"), hour=0)
    discovered.record_contact(connection, NAME, read_at=at(0))
    listed(connection, "archive", by_path("/a/2"), hour=1)
    both = [by_path("/a/1"), by_path("/a/2")]
    assert discovered.unread_entries(connection, NAME, both) == both[1:]
    discovered.record_contact(connection, NAME, read_at=at(1))
    assert discovered.unread_entries(connection, NAME, both) == []


TOLD = st.lists(
    st.tuples(
        st.sampled_from(["rest", "feed", "sitemap", "archive"]),
        st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=5),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOLD)
def test_whatever_channels_tell_in_whatever_order_no_article_is_doubled(
    connection: Connection, told: list[tuple[str, list[tuple[int, bool]], bool]]
) -> None:
    """With numbers or without, fetched in between or not: an entry for each article."""
    archive.empty(connection)
    archive.begin(connection)
    posts = set()
    for hour, (channel, entries, is_fetched) in enumerate(told):
        posts |= {number for number, _ in entries}
        listed(
            connection,
            channel,
            *(entry(n if has_id else None, path=f"/a/{n}") for n, has_id in entries),
            hour=hour,
        )
        if is_fetched:
            fetched = [page(f"/a/{n}", f"{n}", post_id=n, hour=hour + 0.5) for n in posts]
            put(connection, archive.begin(connection), *fetched)
            assert due(connection, hour + 0.6) == []
    paths = [row[0] for row in all_rows(connection, "SELECT path FROM ingest.found ORDER BY 1")]
    assert paths == [f"/a/{n}" for n in sorted(posts)]
    strays = "SELECT key FROM ingest.found_by EXCEPT SELECT key FROM ingest.found"
    assert all_rows(connection, strays) == []


def test_an_import_was_brought_by_no_channel(connection: Connection) -> None:
    put(connection, archive.begin(connection), page("/a/1", hour=0))
    assert one(connection, "SELECT channel FROM warta.articles") is None


def test_a_channel_closes_once(connection: Connection) -> None:
    """It is news when it was open before; the reason is kept, and the address that was known."""

    def seen(hour: float, *, is_open: bool, url: str | None = None) -> bool:
        reason = None if is_open else "HTTP 403"
        known = KnownChannel("rest", is_open, reason, url, at(hour))
        return channels.record(connection, NAME, known)

    assert not seen(0, is_open=False)
    assert not seen(1, is_open=True, url="https://a.example/x")
    assert seen(2, is_open=False)
    assert not seen(3, is_open=False)
    known = channels.known(connection, NAME)["rest"]
    assert (known.is_open, known.reason, known.url) == (False, "HTTP 403", "https://a.example/x")
    assert known.asked_at == at(2)
    assert one(connection, "SELECT reason FROM warta.channels") == "HTTP 403"
