"""The flow that reads pages in quarantine again, with today's extractor. No request is made.

What it understands is loaded as a capture of today would be; what is still suspect stays where it
is. It knows captures and the store; nothing of crawling.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final
from uuid import UUID, uuid4

from crawler.captures import CaptureError
from flows import db
from flows.clock import Clock, steady
from flows.derived import duplicates, search
from flows.incidents import record
from flows.keeping import tombstones
from flows.keeping.shelf import KeepingError, shelf_of
from flows.load import again
from flows.load.items import item_of
from flows.records import Batch, Item
from flows.runs import report
from flows.runs.recording import recorded_apart
from flows.runs.report import RunReport, Verdict, verdict_on
from flows.settings import Settings
from flows.store import captures, doubts, health, load, quarantine, runs, sites, strays
from flows.store.quarantine import Waiting
from flows.store.statements import Connection
from flows.wording import counted

#: Pages read and loaded in one transaction.
_BATCH: Final = 50


class QuarantineError(ValueError):
    """A capture was named that is not in quarantine."""


@dataclass(kw_only=True, slots=True)
class _Retry:
    """A retry under way."""

    connection: Connection
    settings: Settings
    clock: Clock
    is_vouched: bool
    problems: dict[str, str] = field(default_factory=dict)  # by URL


def chosen(waiting: Sequence[Waiting], ids: Collection[UUID]) -> list[Waiting]:
    """Return those of ``waiting`` that are named.

    Raises:
        QuarantineError: one is named that is not among them.

    """
    known = {page.capture_id for page in waiting}
    for capture_id in ids:
        if capture_id not in known:
            message = f"{capture_id} is not in quarantine: see `warta quarantine list`"
            raise QuarantineError(message)
    return [page for page in waiting if page.capture_id in ids]


def retry(
    settings: Settings,
    conninfo: str,
    ids: Collection[UUID] | None,
    *,
    clock: Clock,
    is_vouched: bool = False,
) -> list[RunReport]:
    """Read pages in quarantine again, all where ``ids`` is None; return a report for each site.

    ``is_vouched``: a person says that they are of the articles for which they stand, though nothing
    on them does.

    Raises:
        QuarantineError: a capture is named that is not in quarantine.
        flows.db.DatabaseError: the database can't be used.

    """
    with db.connect(conninfo, name="quarantine") as connection, db.translated():
        load.prepare(connection)
        with connection.transaction():
            waiting = quarantine.waiting(connection)
            clock = steady(clock, runs.recorded_at(connection))
        pages = waiting if ids is None else chosen(waiting, ids)
        if not pages:  # one that was killed when it had loaded the last of them left these
            search.refresh(connection)
            duplicates.refresh(connection)
        pages.sort(key=attrgetter("site"))
        return [
            _retry_site(
                _Retry(
                    connection=connection, settings=settings, clock=clock, is_vouched=is_vouched
                ),
                site,
                [*of],
            )
            for site, of in groupby(pages, attrgetter("site"))
        ]


def _retry_site(work: _Retry, site: str, pages: Sequence[Waiting]) -> RunReport:
    connection, run_id, alert_url = work.connection, uuid4(), work.settings.alert_url
    with recorded_apart(
        connection, run_id, work.clock, site=site, flow="quarantine", alert_url=alert_url
    ) as ends:
        for start in range(0, len(pages), _BATCH):
            _load(work, site, run_id, pages[start : start + _BATCH])
        search.refresh(connection)
        duplicates.refresh(connection)
        with connection.transaction():
            now = work.clock()
            waiting = {page.capture_id for page in quarantine.waiting(connection, site=site)}
            fares = health.of_site(connection, site, now=now, attempts=record.ATTEMPTS)
        left = {page.url for page in pages if page.capture_id in waiting}
        done = {page.url for page in pages} - left
        ends.append(_judged(work, done, left, record.of_quarantine(fares)))
    with connection.transaction():
        return report.of_run(connection, run_id, site=site, verdict=ends[-1])


def _load(work: _Retry, site: str, run_id: UUID, pages: Sequence[Waiting]) -> None:
    connection = work.connection
    with connection.transaction():
        tombstones.share(connection, shelf_of(work.settings))
        sites.hold(connection, site)
        batch = Batch(captures=(), items=[*_read(work, pages)])
        runs.beat(connection, run_id, now=work.clock())
        settled = doubts.settled if work.is_vouched else strays.settled
        batch = settled(connection, batch, site)
        load.load(connection, batch, site=site, run_id=run_id, now=work.clock())


def _read(work: _Retry, pages: Sequence[Waiting]) -> Iterator[Item]:
    """Give what the pages are today; what can't be read from its file is a problem, and stays."""
    shelf = shelf_of(work.settings)
    kept = captures.kept(work.connection, [page.capture_id for page in pages])
    for page in pages:
        where = kept.get(page.capture_id)
        if where is None:
            work.problems[page.url] = f"{page.url}: nothing was kept of it"
            continue
        try:
            capture = again.capture(work.connection, shelf, where)
        except (CaptureError, KeepingError) as exc:
            work.problems[page.url] = f"{page.url}: {exc}"
            continue
        item = item_of(capture, work.settings.site_of(page.url))
        if item is not None and item.capture_id == page.capture_id:
            yield item


def _judged(work: _Retry, done: set[str], left: set[str], sign: record.Sign) -> Verdict:
    undone = [*work.problems.values()]
    if unknown := left - work.problems.keys():
        undone.append(f"{counted(len(unknown), 'page is', 'pages are')} still not understood")
    done_told = counted(len(done), "page is", "pages are")
    return verdict_on(f"{done_told} understood now", undone, signs=[sign])


def fetch(conninfo: str, ids: Collection[UUID] | None) -> tuple[int, int]:
    """Make pages in quarantine due again; return how many, and how many of them are listed.

    Raises:
        QuarantineError: a capture is named that is not in quarantine.
        flows.db.DatabaseError: the database can't be used.

    """
    with (
        db.connect(conninfo, name="quarantine") as connection,
        db.translated(),
        connection.transaction(),
    ):
        waiting = quarantine.waiting(connection)
        known = [page for page in waiting if page.is_newest]
        pages = known if ids is None else chosen(waiting, ids)
        urls = {page.capture_id: page.url for page in pages}
        for site in sorted({page.site for page in pages}):  # a load settles the same rows
            sites.hold(connection, site)
        listed = quarantine.fetch_again(connection, sorted(urls))
        return len({*urls.values()}), len({urls[capture_id] for capture_id in listed})
