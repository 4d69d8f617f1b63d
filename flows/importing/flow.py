"""The flow that takes what others captured. No request is made.

It knows batches, sites and the store; what the files are, ``flows.importing.sources`` knows.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from crawler.captures import Capture, CaptureError, captures_of
from crawler.sites import Site, SiteError
from flows import db, dedupe
from flows.clock import Clock, steady
from flows.crawl import verdicts
from flows.derived import duplicates, search
from flows.importing import address
from flows.importing.manifest import check_times
from flows.importing.posts import Waiting, read_again
from flows.importing.sources import Source, as_warc
from flows.importing.spool import own_folder
from flows.keeping import excising, tombstones
from flows.keeping.shelf import Folder, Shelf, shelf_of
from flows.load import again
from flows.load.items import item_of
from flows.load.segment import row_of
from flows.records import Batch, CaptureRow, Item
from flows.runs import report
from flows.runs.report import RunReport, verdict_on
from flows.settings import Settings
from flows.store import forgotten, load, runs, sites, strays
from flows.store.statements import Connection
from flows.wording import counted

#: Captures loaded in one transaction, and bytes of their bodies: the memory that an import needs,
#: however large its files.
_BATCH: Final = 1000
_BATCH_BYTES: Final = 32_000_000
_FOLDER: Final = "imported"


@dataclass(slots=True)
class _Import:
    """An import under way: a run for each site that it meets.

    Attributes:
        ahead: captures of each site that are dated later than they came here.

    """

    settings: Settings
    connection: Connection
    shelf: Shelf
    clock: Clock
    runs: dict[str, UUID] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    ahead: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, Waiting] = field(default_factory=dict)


def import_files(
    settings: Settings, conninfo: str, sources: Sequence[Source], *, clock: Clock
) -> list[RunReport]:
    """Import files; return a report for each site that they hold pages of.

    Raises:
        crawler.captures.CaptureError: not one capture could be read.
        flows.importing.sources.SourceError: a file can't be imported as it was given.
        flows.settings.SettingsError: a page is of another site than its name says.
        flows.keeping.shelf.KeepingError: the captures' place can't be reached.
        flows.db.DatabaseError: the database can't be used.

    """
    check_times(sources, clock())
    with db.session(conninfo, name="import") as connection:
        load.prepare(connection)
        with connection.transaction():
            clock = steady(clock, runs.recorded_at(connection))
        work = _Import(settings, connection, shelf_of(settings), clock)
        with connection.transaction():
            tombstones.share(connection, work.shelf)
        with excising.bringing_in(connection), own_folder(settings.spool / _FOLDER) as folder:
            _bring_in(work, as_warc(sources, folder, settings.site()))
        excising.cut(connection, work.shelf)
        if work.problems and not work.runs:  # no run that could tell of it
            raise CaptureError("; ".join(work.problems))
        search.refresh(connection)
        duplicates.refresh(connection)
        return [_report(work, site, run_id) for site, run_id in work.runs.items()]


def _bring_in(work: _Import, files: Iterable[tuple[Path, str]]) -> None:
    for path, name in files:
        if _is_left(path, name, work.problems):
            file = _place_of(work.shelf, path, name)
            work.shelf.put(path, file)
            for batch in _batches(_captures(path, name)):
                _load(work, batch, file)
        path.unlink()
    for waiting in work.waiting.values():
        _load_posts(work, waiting)


def _place_of(shelf: Shelf, path: Path, name: str) -> str:
    """Return where a file is kept: where it lies, if that is among the captures."""
    given = Path(name).resolve()
    if given != path.resolve() and isinstance(shelf, Folder):
        kept = shelf.path.resolve()
        if given.is_relative_to(kept):
            return given.relative_to(kept).as_posix()
    return f"{_FOLDER}/{path.name}"


def _is_left(path: Path, name: str, problems: list[str]) -> bool:
    """Cut a file off where it is damaged, and keep note of that; say whether captures are left.

    What can't be read is not kept: there an article that is removed on request would remain.
    """
    end = 0
    try:
        for capture in _captures(path, name):
            end = capture.offset + capture.length
    except CaptureError as exc:
        problems.append(str(exc))
        os.truncate(path, end)
    return end > 0


def _captures(path: Path, name: str) -> Iterator[Capture]:
    with path.open("rb") as file:
        yield from captures_of(file, name)


def _batches(captures: Iterator[Capture]) -> Iterator[list[Capture]]:
    batch: list[Capture] = []
    held = 0
    for capture in captures:
        batch.append(capture)
        held += len(capture.body)
        if len(batch) >= _BATCH or held >= _BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _load(work: _Import, batch: Iterable[Capture], file: str) -> None:
    by_site: dict[str, tuple[Site, list[Capture]]] = {}
    for capture in batch:
        try:
            site = work.settings.site_of(capture.url)
        except SiteError:
            continue  # a record of another protocol (dns:, ftp:) is no page of any site
        by_site.setdefault(site.name, (site, []))[1].append(capture)
    for site, captures in by_site.values():
        _load_site(work, site, _dated(work, site, captures), file)


def _dated(work: _Import, site: Site, captures: Sequence[Capture]) -> list[Capture]:
    """Return captures none of which is from times to come: after it no edit would count as newer.

    Whoever made such a one had a clock that was ahead; it has been shown by now, at the latest.
    """
    now = work.clock()
    work.ahead[site.name] += sum(one.captured_at > now for one in captures)
    return [replace(one, captured_at=min(one.captured_at, now)) for one in captures]


def _load_site(work: _Import, site: Site, captures: Sequence[Capture], file: str) -> None:
    waiting = work.waiting.setdefault(site.name, Waiting(site=site))
    with work.connection.transaction():
        whole = again.with_bodies(work.connection, work.shelf, captures)
    rows: list[CaptureRow] = []
    items: list[Item] = []
    for one in whole:
        item = item_of(one, site)
        if not waiting.holds_back(one, item, file):
            rows.append(row_of(one, file))
            items += [item] if item else []
    waiting.note(items)
    with work.connection.transaction():
        sites.ensure(work.connection, site)
        sites.hold(work.connection, site.name)
        address.check(work.connection, site, items)
        batch = dedupe.deduped(rows, items)
        _load_batch(work, site, strays.settled(work.connection, batch, site.name))


def _load_posts(work: _Import, waiting: Waiting) -> None:
    """Load what waited until all else of the import is in the archive."""
    for turn in waiting.turns():
        with work.connection.transaction():
            sites.ensure(work.connection, waiting.site)
            sites.hold(work.connection, waiting.site.name)
            batch = read_again(work.connection, work.shelf, waiting, turn, work.clock())
            address.check(work.connection, waiting.site, batch.items)
            waiting.note(batch.items)
            _load_batch(work, waiting.site, batch, waiting.lying(turn[0]))


def _load_batch(
    work: _Import, site: Site, batch: Batch, lying: Sequence[tuple[UUID, str]] = ()
) -> None:
    """Load a batch; ``lying`` says where else in the import's files captures of it lie."""
    now = work.clock()
    run_id = work.runs.get(site.name) or _begin(work, site)
    runs.beat(work.connection, run_id, now=now)
    load.load(
        work.connection,
        batch,
        site=site.name,
        run_id=run_id,
        now=now,
        reread=again.reader(work.connection, work.shelf, site),
    )
    # with the batch itself: killed after it, nothing else would say that these are to be cut
    places = [(one.id, one.file) for one in batch.captures if one.file is not None]
    forgotten.excise_strays(work.connection, [*places, *lying])
    forgotten.excise_telling(work.connection, site.name, [one.id for one in batch.captures])


def _begin(work: _Import, site: Site) -> UUID:
    run_id = work.runs[site.name] = uuid4()
    runs.begin(work.connection, run_id, site=site.name, flow="import", fence=0, now=work.clock())
    return run_id


def _report(work: _Import, site: str, run_id: UUID) -> RunReport:
    with work.connection.transaction():
        outcomes = Counter(dict(runs.outcomes(work.connection, run_id)))
        undone = [*work.problems, *verdicts.not_understood(outcomes, surprises=0)]
        read = counted(outcomes.total(), "page was", "pages were")
        doubted = verdicts.by_address(runs.doubted(work.connection, run_id))
        verdict = verdict_on(f"{read} read{_ahead(work.ahead[site])}{doubted}", undone)
        report.end_run(work.connection, run_id, site=site, verdict=verdict, now=work.clock())
        return report.of_run(work.connection, run_id, site=site, verdict=verdict)


def _ahead(captures: int) -> str:
    """Say that captures are dated in the future; empty where none is."""
    if not captures:
        return ""
    those = counted(captures, "capture is", "captures are")
    return f"; {those} dated in the future: taken as of now"
