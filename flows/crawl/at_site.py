"""A run at a site that goes through the door, is recorded and judged, whatever it does there.

It knows the door, the record of runs and their reports; nothing of what is asked of the site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from crawler.captures import CaptureError
from flows import aftermath, report
from flows.clock import Clock
from flows.crawl import signs, verdicts
from flows.crawl.bounds import HourSpentError
from flows.crawl.child import CrawlError
from flows.crawl.recording import not_begun, recorded
from flows.crawl.terms import REQUESTS_MAX, LoadSegment, Progress, Terms, no_progress
from flows.door import SLICED, Door, DoorTakenError, open_door
from flows.report import RunReport, Verdict
from flows.segment import load_segment
from flows.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a flow is given, be it once or for each of its slices.

    Attributes:
        load: the stage that loads a segment; Prefect puts a task around it.
        is_virtual: whether the clock's time is that of the captures as well (tests).
        progress: told of each answer.

    """

    settings: Settings
    conninfo: str
    clock: Clock
    load: LoadSegment = load_segment
    is_virtual: bool = False
    progress: Progress = no_progress


#: What a flow does at a site, and how it judges that.
Deed = Callable[[Terms], Verdict]


def at_site(given: Setting, flow: str, deed: Deed, *, requests: int = REQUESTS_MAX) -> RunReport:
    """Take the site, record a run, do the deed, and report what came of it.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.
        ValueError: a virtual time is asked for a site that is not on this machine.

    """
    site = given.settings.site()
    verdicts.check_clock(site, is_virtual=given.is_virtual)
    try:
        with open_door(given.conninfo, site, flow=flow) as door:
            terms = _terms(given, door, requests)
            alert_url = given.settings.alert_url
            with recorded(door, terms.run_id, given.clock, flow=flow, alert_url=alert_url) as ends:
                ends.append(_done(terms, deed))
            with door.transaction() as connection:
                done = report.of_run(connection, terms.run_id, site=site.name, verdict=ends[0])
    except DoorTakenError:
        return not_begun(given.settings, given.conninfo, site, given.clock)
    if flow not in SLICED:  # those see to it once, after all their slices
        aftermath.see_to(given.conninfo)
    return done


def _terms(given: Setting, door: Door, requests: int) -> Terms:
    return Terms(
        run_id=uuid4(),
        door=door,
        settings=given.settings,
        clock=given.clock,
        load_segment=given.load,
        requests=requests,
        is_virtual=given.is_virtual,
        progress=given.progress,
    )


def _done(terms: Terms, deed: Deed) -> Verdict:
    too_early = verdicts.not_before(terms)
    if too_early is not None:
        return too_early
    try:
        return deed(terms)
    except HourSpentError as exc:
        return Verdict(state="degraded", reason=str(exc), exit_code=3)
    except (CrawlError, CaptureError) as exc:
        sign = signs.of_failure(exc)
        return Verdict(state="failed", reason=str(exc), exit_code=1, signs=[sign])
