"""The flow that reads all captures again: in shadow, and, where it is asked to, for good.

Plain functions: what Prefect sees of them stands in ``through_prefect``. What is left to read is a
question to the archive, so it may be killed at any moment.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import uuid4

from psycopg.types.array import ListBinaryDumper

from crawler.sites import Site
from flows.clock import Clock, steady
from flows.crawl.terms import Progress, no_progress
from flows.derived import duplicates, search
from flows.incidents import repeated
from flows.normalise import version_for
from flows.reprocess.batch import PAGES, Batch, Tally, batches, compare, read
from flows.reprocess.findings import Asked, Change, Findings, Report, Sample, judged, objections
from flows.reprocess.golden import Golden, golden_fall
from flows.reprocess.promote import promote
from flows.reprocess.reader import reader
from flows.reprocess.spread import Spread
from flows.reprocess.trial import Trial
from flows.runs import report
from flows.runs.door import DoorTakenError
from flows.runs.recording import recorded_apart
from flows.runs.report import RunReport, Verdict
from flows.settings import Settings
from flows.store import locks, runs, sites
from flows.store import reprocess as store
from flows.store.reprocess import ClassCount

_LOG: Final = logging.getLogger(__name__)
#: Pages shown of each class of change.
_SAMPLES: Final = 3


def reprocess(  # noqa: PLR0913 (what tests, Prefect and the terminal each set)
    settings: Settings,
    conninfo: str,
    *,
    asked: Asked,
    spread: Spread,
    clock: Clock,
    golden: Golden = golden_fall,
    progress: Progress = no_progress,
) -> Report:
    """Read every page of the site that the settings name with this extractor; no request is made.

    ``spread`` shares the batches out. ``golden`` is asked before anything is loaded.
    ``progress`` is told how many pages were read, and how many there are to read.

    Raises:
        flows.reprocess.batch.ReprocessError: captures can't be read again as they were asked to be.
        flows.db.DatabaseError: the database can't be used, or a load did not commit.

    """
    site = settings.site()
    with locks.alone(conninfo, f"reprocess {site.name}") as archive:
        if archive is None:
            return _not_begun(site)
        archive.adapters.register_dumper(list, ListBinaryDumper)
        clock = steady(clock, runs.recorded_at(archive))
        trial = Trial(
            settings=settings,
            conninfo=conninfo,
            site=site,
            archive=archive,
            clock=clock,
            run_id=uuid4(),
            reader=reader(site),
        )
        sites.ensure(archive, site)
        return _tried(trial, asked, spread, golden, progress)


def _tried(
    trial: Trial, asked: Asked, spread: Spread, golden: Golden, progress: Progress
) -> Report:
    """Read in shadow, and load where that was asked for, in a run that is recorded."""
    with recorded_apart(
        trial.archive,
        trial.run_id,
        trial.clock,
        site=trial.site.name,
        flow="reprocess",
        alert_url=trial.settings.alert_url,
    ) as ends:
        found = _in_shadow(trial, spread, progress)
        found = _for_good(trial, asked, found, golden)
        signs = [repeated.sign(repeated.lines(trial.archive, trial.site))]
        ends.append(replace(judged(asked, found), signs=signs))
    run = report.of_run(trial.archive, trial.run_id, site=trial.site.name, verdict=ends[-1])
    return Report(run=run, found=found)


def _not_begun(site: Site) -> Report:
    reason = f"not begun: another run reads {site.name} again; try again when it has ended"
    verdict = Verdict(state="degraded", reason=reason, exit_code=3)
    return Report(run=RunReport(run_id=uuid4(), site=site.name, verdict=verdict))


def _in_shadow(trial: Trial, spread: Spread, progress: Progress) -> Findings:
    """Read what is left to read, and count what would change."""
    store.forget(trial.archive, trial.site.name, trial.reader)
    pieces = store.left(trial.archive, trial.site.name, trial.reader, pages=PAGES)
    todo = list(batches(pieces, site=trial.site.name, reader=trial.reader))
    found = Findings(reader=trial.reader, version=version_for(trial.site))
    for tally in _told(trial, todo, spread, progress):
        found = replace(
            found,
            read=found.read + tally.read,
            unread=found.unread + tally.unread,
            problems=[*found.problems, *tally.problems],
        )
    silent = sum(len(batch.capture_ids) for batch in todo) - found.read - found.unread
    if silent:
        problems = [*found.problems, "their batches were given out and came back without them"]
        found = replace(found, unread=found.unread + silent, problems=problems)
    return _counted(trial, found)


def _told(
    trial: Trial, todo: Sequence[Batch], spread: Spread, progress: Progress
) -> Iterator[Tally]:
    """Have batches read; say meanwhile that the run is alive, and how far it is."""
    pages, done = sum(len(batch.capture_ids) for batch in todo), 0
    for tally in spread(todo) if todo else ():
        done += tally.read + tally.unread
        runs.beat(trial.archive, trial.run_id, now=trial.clock())
        progress(done, pages)
        yield tally


def _counted(trial: Trial, found: Findings) -> Findings:
    totals = store.totals(trial.archive, trial.site.name, trial.reader)
    counts = store.classes(
        trial.archive,
        trial.site.name,
        trial.reader,
        version=version_for(trial.site),
        samples=_SAMPLES,
    )
    changes = [_change(trial, count) for count in counts]
    return replace(found, pages=totals.pages, changed=totals.changed, changes=changes)


def _change(trial: Trial, count: ClassCount) -> Change:
    """Return a class of change with its samples, which are read again: no text is kept of them."""
    stored = store.captures(trial.archive, trial.reader, count.samples, is_again=True)
    done = read(trial.archive, trial.settings, trial.site, stored)
    samples = [
        Sample(url=reading.stored.url, before=one.before, after=one.after)
        for reading, _, found in compare(trial.archive, trial.site.name, done.others)
        for one in found
        if one.name == count.name
    ]
    return Change(
        name=count.name, pages=count.pages, unversioned=count.unversioned, samples=samples
    )


def _for_good(trial: Trial, asked: Asked, found: Findings, golden: Golden) -> Findings:
    """Load what this extractor reads, if that was asked for, and nothing speaks against it."""
    if not asked.promote:
        return found
    if found.changed and not asked.is_sure:
        found = replace(found, against=golden())
        if objections(asked, found):
            return found
    if found.changed:
        found = replace(found, promoted=_loaded(trial))
    search.refresh(trial.archive)  # also after one before us that was killed when all was loaded
    duplicates.refresh(trial.archive)
    return found


def _loaded(trial: Trial) -> int:
    """Load what is read otherwise; return how many pages that were."""
    pages = 0
    try:
        for loaded in promote(trial):
            pages += loaded
    except DoorTakenError as exc:
        _LOG.warning("%s: what is left is for the next run", exc)
    return pages
