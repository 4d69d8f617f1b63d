"""What a listing has named stays in the ledger, whichever narrower ones follow: proofs are true."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from crawler.captures import Capture
from crawler.sites import site_for_url
from flows.ledger.days import gaps
from flows.listings.uncounted import MapDays
from flows.load.segment import Loaded, load_segment
from flows.records import DayEntry
from flows.runs.door import Door
from flows.store import ledger
from flows.store.ledger import Span
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, at, begin, page, put
from tests.flows.filling import fill
from tests.flows.filling import ledger as books
from tests.flows.world import Worlds
from tests.site import Settings, WordPress, serve

FIRST, TODAY = date(2024, 3, 1), date(2024, 3, 10)
SPAN: Final = Span(site="purnawarta", first=FIRST, last=TODAY, zone="Asia/Jakarta")
HOST: Final = site_for_url(archive.HOST)
#: Today, in the morning; then a minute a step.
BEGAN_H: Final = 220


class Post(NamedTuple):
    """A post of the site: number, section, day of publication, and days until its last change."""

    number: int
    section: str
    day: int
    later: int

    @property
    def path(self) -> str:
        """Where it is."""
        return f"/{self.section}/kabar-{self.number}"

    @property
    def published_at(self) -> datetime:
        """Towards noon of its day."""
        return datetime(2024, 3, 1, 4, tzinfo=UTC) + timedelta(days=self.day)

    @property
    def modified_at(self) -> datetime:
        """Not after today."""
        return self.published_at + timedelta(days=min(self.later, 8 - self.day))


class Read(NamedTuple):
    """Lists are read: REST down to a day, sitemaps whole. ``anew``: also days that were read."""

    channel: str
    down_to: int = 0
    anew: bool = False


class Fetched(NamedTuple):
    """A slice of so many pages, perhaps of a section, before all ends, or a kill."""

    section: str | None
    pages: int


POSTS = st.lists(
    st.tuples(st.sampled_from(["iran", "budaya"]), st.integers(0, 8), st.integers(0, 8)),
    min_size=1,
    max_size=6,
).map(lambda all_of_them: [Post(n, *one) for n, one in enumerate(all_of_them, start=1)])
CHANNELS = ["rest", "timed", "untimed"]
STEPS: st.SearchStrategy[Read | Fetched] = st.one_of(
    st.builds(Read, st.sampled_from(CHANNELS), st.integers(0, 9), st.booleans()),
    st.builds(Fetched, st.sampled_from(["iran", None]), st.integers(1, 3)),
)


def sitemap(posts: list[Post], hour: float, *, is_timed: bool) -> Capture:
    """The site's sitemap."""
    named = "".join(
        f"<url><loc>{archive.HOST}{post.path}</loc>"
        + (f"<lastmod>{post.modified_at.isoformat()}</lastmod>" if is_timed else "")
        + "</url>"
        for post in posts
    )
    url = f"{archive.HOST}/wp-sitemap.xml"
    return Capture(
        id=uuid4(),
        kind="listing",
        url=url,
        requested_url=url,
        status=200,
        headers={"content-type": "text/xml"},
        body=f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'.encode(),
        payload_sha256=b"",
        captured_at=at(hour),
    )


def numbered(post: Post) -> DayEntry:
    """A post as REST names it."""
    return DayEntry(
        key=f"id:{post.number}",
        day=FIRST + timedelta(days=post.day),
        post_id=post.number,
        path=post.path,
        url=f"{archive.HOST}{post.path}",
        published_at=post.published_at,
        modified_at=post.modified_at,
    )


def read(connection: Connection, posts: list[Post], step: Read, hour: float) -> None:
    """Record what a channel says of the days that it is asked for."""
    known = set[date]() if step.anew else ledger.read_days(connection, SPAN)
    unread = gaps(FIRST, TODAY, known)
    if step.channel == "rest":
        floor = FIRST + timedelta(days=step.down_to)
        for first, last in unread:
            span = replace(SPAN, first=max(first, floor), last=last)
            named = [numbered(post) for post in posts]
            mine = [entry for entry in named if span.first <= entry.day <= last]
            if span.first <= last:
                ledger.record(connection, span, mine, channel="rest", listed_at=at(hour))
    else:
        maps = MapDays(HOST, unread)
        for days in maps.take(sitemap(posts, hour, is_timed=step.channel == "timed")):
            span = replace(SPAN, first=days.first, last=days.last)
            ledger.record(
                connection, span, days.entries, channel="sitemap", listed_at=days.listed_at
            )
    ledger.prove(connection, SPAN, now=at(hour))


def fetch(
    connection: Connection, run_id: UUID, posts: list[Post], step: Fetched, hour: float
) -> int:
    """Fetch what is due; return how much that was."""
    prefix = step.section and f"/{step.section}/"
    due = ledger.due(connection, replace(SPAN, prefix=prefix), tries=2, max_rows=step.pages)
    urls = {f"{archive.HOST}{post.path}": post for post in posts}
    for post in [urls[one.url] for one in due]:
        shown = page(post.path, hour=hour, post_id=post.number, published_at=post.published_at)
        put(connection, run_id, shown)
    keys = [one.key for one in due]
    ledger.settle(connection, SPAN.site, run_id, keys, now=at(hour))
    ledger.prove(connection, SPAN, now=at(hour), asked=keys)
    return len(due)


def check_proofs(connection: Connection, posts: list[Post]) -> None:
    """All that came out on a day that is proven is stored, and expected."""
    stored = {number for (number,) in all_rows(connection, "SELECT post_id FROM ingest.article")}
    days = "SELECT day, expected FROM warta.coverage WHERE proven_at IS NOT NULL"
    for day, expected in all_rows(connection, days):
        truth = {post.number for post in posts if FIRST + timedelta(days=post.day) == day}
        assert truth <= stored, f"{day} is proven"
        assert expected == len(truth), f"{day} is proven"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(posts=POSTS, steps=st.lists(STEPS, min_size=3, max_size=8), last=st.sampled_from(CHANNELS))
def test_a_day_that_is_proven_is_stored_whole(
    connection: Connection, posts: list[Post], steps: list[Read | Fetched], last: str
) -> None:
    """Whatever channels were read before, of which days, and what of it was fetched; so are all."""
    archive.empty(connection)
    run_id, hour = begin(connection), float(BEGAN_H)
    for step in [*steps, Read(last)]:
        hour += 1 / 60
        if isinstance(step, Read):
            read(connection, posts, step, hour)
        else:
            fetch(connection, run_id, posts, step, hour)
        connection.commit()
        check_proofs(connection, posts)
    while fetch(connection, run_id, posts, Fetched(None, 100), hour := hour + 1 / 60):
        pass
    check_proofs(connection, posts)
    assert ledger.sums(connection, SPAN) == (len(posts), len(posts), 0, 0)
    unproven = "SELECT day FROM ingest.ledger_day WHERE proven_at IS NULL"
    assert all_rows(connection, unproven) == [(TODAY,)]


def test_a_channel_that_changes_in_mid_backfill_hides_nothing(worlds: Worlds) -> None:
    """REST errs, the sitemap states no times, kills, one section first; then REST answers again."""

    class KilledError(RuntimeError):
        pass

    def load(door: Door, path: Path, **given: Any) -> Loaded:
        if books(world)["expected"]:  # once all is listed
            raise KilledError
        return load_segment(door, path, **given)

    with serve(WordPress(posts=40, settings=Settings(wordpress="6.4"))) as site:
        world = worlds(site)
        site.misbehave("rest_error_with_200", path="*before=*")
        with pytest.raises(KilledError):
            fill(world, load=load)
        world.wait_for_crawler()
        fill(world, section="internasional")
        site.behave()
        report = fill(world)
        assert "40 articles = 40 stored + 0 explained" in report.verdict.reason
        world.check(ignore=("modified_at",))
        assert books(world) == {"expected": 40, "stored": 40, "explained": 0, "missing": 0}
