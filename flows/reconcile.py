"""The flow that compares the archive with the site: nightly, and by hand at any time.

It reads anew what the site lists of all days that are answered for, fetches what is missing, and
looks for stored articles that the site names no more. It alone says that an article is gone. Plain
functions: they know nothing of how a result is shown.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from crawler.sites import Site
from flows.clock import Clock
from flows.crawl import verdicts
from flows.crawl.terms import Setting
from flows.derived.aftermath import Aftermath
from flows.incidents.record import Healed, Seen, Sign
from flows.ledger import slices
from flows.ledger.days import LedgerReading
from flows.ledger.filling import Slice
from flows.ledger.gone import Search
from flows.ledger.proof import LedgerReport, proof
from flows.ledger.slices import Work
from flows.runs.report import Verdict
from flows.store import channels, gone, ledger, locks
from flows.store.ledger import Span
from flows.store.statements import Connection

_FLOW: Final = "reconcile"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconcileReport(LedgerReport):
    """What a reconcile came to.

    Attributes:
        absent: stored articles that the site did not name; ``checked`` of them were looked for.
        gone: were marked as gone.

    """

    absent: int = 0
    checked: int = 0
    gone: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        return {
            **LedgerReport.as_json(self),
            "absent": self.absent,
            "checked": self.checked,
            "gone": self.gone,
        }


def reconcile(
    given: Setting,
    *,
    yes: bool = False,
    sleep: Callable[[float], None] = time.sleep,
    size: Slice | None = None,
) -> ReconcileReport:
    """Compare the archive with the site that the settings name, and bring it in step.

    With ``yes``, articles are marked as gone however many they are.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.
        ValueError: a virtual time is asked for a site that is not on this machine.

    """
    site = given.settings.site()
    verdicts.check_clock(site, is_virtual=given.is_virtual)
    with locks.alone(given.conninfo, f"{_FLOW} of {site.name}") as archive:
        if archive is None:
            return _idle(f"nothing to do: another reconcile is at {site.name}")
        span = _span(archive, site, given.clock)
        if span is None:
            return _idle(f"nothing of {site.name} is stored yet: run `warta ingest` first")
        site = channels.addressed(archive, site)
        ledger.renew(archive, site.name)
        work = Work(
            given=given,
            flow=_FLOW,
            site=site,
            span=span,
            size=size or slices.size_for(site),
            archive=archive,
            aftermath=Aftermath(given.conninfo),
            reading=LedgerReading(site, [(span.first, span.last)]),
            sleep=sleep,
        )
        report = _reconciled(work, is_agreed=yes)
    if report.slices:
        work.aftermath.end()
    return report


def _idle(reason: str) -> ReconcileReport:
    return ReconcileReport(verdict=Verdict(state="ok", reason=reason, exit_code=0))


def _span(archive: Connection, site: Site, clock: Clock) -> Span | None:
    """Return the days that are answered for; None while nothing is stored."""
    zone = site.time_zone
    first = gone.since(archive, site.name, zone.key)
    today = clock().astimezone(zone).date()
    if first is None:
        return None
    return Span(site=site.name, first=min(first, today), last=today, zone=zone.key)


def _reconciled(work: Work, *, is_agreed: bool) -> ReconcileReport:
    compare = partial(_compared, work)
    slices.fill(work, compare)
    search = Search(work=work, compare=compare, is_agreed=is_agreed)
    if work.stop is None and not work.reading.is_rest_down:
        search.run()
    verdict = work.stop or search.verdict or compare(0)
    return ReconcileReport(
        verdict=replace(verdict, requests=work.requests),
        sums=ledger.sums(work.archive, work.span),
        requests=work.requests,
        slices=work.slices,
        absent=len(search.absent),
        checked=len(search.checked),
        gone=len(search.gone),
    )


def _compared(work: Work, requests: int) -> Verdict:
    """Judge the ledger, once the site's lists were read and what is missing was asked for."""
    verdict = proof(work.archive, work.span, work.reading, requests=requests)
    gap: Sign = Healed(cause="coverage_gap")
    if verdict.state != "ok":
        gap = Seen(cause="coverage_gap", message=verdict.reason)
    signs = [gap, Healed(cause="listings_cut")]
    if work.reading.is_rest_down:
        reason = f"{verdict.reason}; REST does not answer now: what is gone was not looked for"
        return replace(verdict, state="degraded", reason=reason, exit_code=3, signs=signs)
    return replace(verdict, signs=signs)
