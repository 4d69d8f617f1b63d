"""The flow that fetches what lies before first contact, day by day, and proves that all is there.

Plain functions: they know nothing of how an estimate or a proof is shown.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from flows.crawl import verdicts
from flows.crawl.starting import start_early, starting_early
from flows.crawl.terms import Progress, Setting, Terms, no_progress
from flows.derived.aftermath import Aftermath
from flows.ledger import slices
from flows.ledger.days import LedgerReading, gaps
from flows.ledger.estimate import Estimate, estimated, span_of
from flows.ledger.filling import Slice
from flows.ledger.proof import LedgerReport, proof, unknown_section
from flows.ledger.slices import Work
from flows.ledger.surveying import SURVEY_MAX, Surveying
from flows.load.apart import Reader, in_turn
from flows.processes import cores
from flows.runs.report import Verdict
from flows.settings import SettingsError
from flows.store import channels, ledger, locks, sites

_FLOW: Final = "backfill"
#: The survey before it: one that fails leaves nothing undone, and is no standing of its own.
_PLAN: Final = "plan"
#: From so many requests on, pages are understood in a process of their own.
_WORTH: Final = 200
#: So many such, where cores are to spare: to understand a page takes longer than to fetch it.
_READERS: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class BackfillReport(LedgerReport):
    """What a backfill came to.

    Attributes:
        estimate: None where it did not come to one.

    """

    estimate: Estimate | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        estimate = self.estimate.as_json() if self.estimate else None
        return {**LedgerReport.as_json(self), "plan": estimate}


def backfill(  # noqa: PLR0913 (which days, and what tests set)
    given: Setting,
    *,
    since: date,
    until: date | None = None,
    section: str | None = None,
    agree: Callable[[Estimate], bool] = lambda _estimate: True,
    sleep: Callable[[float], None] = time.sleep,
    size: Slice | None = None,
) -> BackfillReport:
    """Fetch all articles that the site published from ``since`` to ``until`` (today).

    ``section`` is the first part of the paths that are meant, such as ``internasional/iran``.
    ``agree`` is asked once it is known what that takes; nothing but listings is read before.
    Progress is told of all requests, and how many are expected. A day that is proven is not asked
    for again.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.
        flows.settings.SettingsError: ``since`` lies after ``until``, or after today; all days
            before today are listed, and no article is known in ``section``.

    """
    site = given.settings.site()
    verdicts.check_clock(site, is_virtual=given.is_virtual)
    span = span_of(site, since, until, section, given.clock)
    with locks.alone(given.conninfo, f"{_FLOW} of {site.name}") as archive:
        if archive is None:
            reason = f"not begun: another backfill is at {site.name}; try again when it has ended"
            return BackfillReport(verdict=Verdict(state="degraded", reason=reason, exit_code=3))
        site = channels.addressed(archive, site)
        ledger.renew(archive, site.name)
        unread = gaps(span.first, span.last, ledger.read_days(archive, span))
        today = given.clock().astimezone(site.time_zone).date()
        unknown = unknown_section(archive, span)
        if unknown and span.first < today and set(unread) <= {(today, today)}:  # never over
            raise SettingsError(f"section: {unknown}")
        work = Work(
            given=replace(given, progress=no_progress),  # told of, once there is an estimate
            flow=_PLAN,
            site=site,
            span=span,
            size=size or slices.size_for(site),
            archive=archive,
            aftermath=Aftermath(given.conninfo),
            reading=LedgerReading(site, unread),
            sleep=sleep,
        )
        with starting_early():
            report = _backfilled(work, agree, given.progress)
    if report.slices:
        work.aftermath.end()
    return report


def _backfilled(
    work: Work, agree: Callable[[Estimate], bool], progress: Progress
) -> BackfillReport:
    counted: list[int | None] = [None]
    if work.reading.url is not None:
        start_early(work.given.settings, 2)  # one that surveys, one that fills
        slices.do_once(work, partial(_surveyed, work, counted), requests=SURVEY_MAX)
    work.flow = _FLOW
    estimate = estimated(
        work.archive,
        work.site,
        work.span,
        unread=work.reading.gaps,
        counted=counted[-1],
        per_hour=work.given.settings.hour_holds(is_loopback=work.site.is_loopback),
    )
    if work.stop is None and estimate.requests and not agree(estimate):
        unknown = unknown_section(work.archive, work.span)
        reason = f"planned; no article was fetched{f'; yet {unknown}' if unknown else ''}"
        work.stop = Verdict(state="ok", reason=reason, exit_code=0)
    slices.tell_of_all(work, estimate.requests, progress)
    with ExitStack() as stack:
        if work.stop is None and estimate.requests >= _WORTH:
            count = _READERS if cores() > _READERS else 1
            readers = [stack.enter_context(Reader()) for _ in range(count)]
            work.given = replace(work.given, understand=in_turn(readers))
        slices.fill(work, partial(_proof, work))
    if work.stop is None:
        _prove_what_was_left(work)
    return BackfillReport(
        verdict=replace(work.stop or _proof(work, 0), requests=work.requests),
        estimate=estimate,
        sums=ledger.sums(work.archive, work.span),
        requests=work.requests,
        slices=work.slices,
    )


def _prove_what_was_left(work: Work) -> None:
    """Prove days whose last pages a killed run had captured: no slice had to ask for those."""
    with work.archive.transaction():
        sites.hold(work.archive, work.site.name)
        ledger.prove(work.archive, work.span, now=work.given.clock(), asked=())


def _proof(work: Work, requests: int) -> Verdict:
    return proof(work.archive, work.span, work.reading, requests=requests)


def _surveyed(work: Work, counted: list[int | None], terms: Terms) -> Verdict:
    survey = Surveying(terms, work.span, work.reading)
    survey.run()
    counted.append(survey.counted)
    trouble = slices.judged(work, survey.loop, survey.closed)
    if trouble is not None:
        return trouble
    requests = survey.loop.requests
    return Verdict(state="ok", reason="planned a backfill", exit_code=0, requests=requests)
