"""A run at a site that goes through the door, is recorded and judged, whatever it does there.

It knows the door, the record of runs and their reports; nothing of what is asked of the site.
"""

from collections.abc import Callable
from dataclasses import replace

from crawler.captures import CaptureError
from flows.clock import steady
from flows.crawl import signs, verdicts
from flows.crawl.bounds import HourSpentError
from flows.crawl.child import CrawlError
from flows.crawl.terms import REQUESTS_MAX, Setting, Terms
from flows.derived import aftermath
from flows.keeping import tombstones
from flows.keeping.shelf import shelf_of
from flows.runs import report
from flows.runs.door import SLICED, DoorTakenError, open_door
from flows.runs.recording import not_begun, recorded
from flows.runs.report import RunReport, Verdict

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
            given = replace(given, clock=steady(given.clock, door.recorded_at))
            terms = Terms.at(door, given, requests=requests)
            alert_url = given.settings.alert_url
            with recorded(door, terms.run_id, given.clock, flow=flow, alert_url=alert_url) as ends:
                ends.append(_done(terms, deed))
            with door.transaction() as connection:
                done = report.of_run(connection, terms.run_id, site=site.name, verdict=ends[0])
    except DoorTakenError:
        return not_begun(given.settings, given.conninfo, site, given.clock, flow=flow)
    if flow not in SLICED:  # those see to it beside their next slice
        aftermath.see_to(given.conninfo)
    return done


def _done(terms: Terms, deed: Deed) -> Verdict:
    too_early = verdicts.not_before(terms)
    if too_early is not None:
        return too_early
    with terms.door.transaction() as connection:
        tombstones.share(connection, shelf_of(terms.settings))
    try:
        return deed(terms)
    except HourSpentError as exc:
        return Verdict(state="degraded", reason=str(exc), exit_code=3)
    except (CrawlError, CaptureError) as exc:
        sign = signs.of_failure(exc)
        return Verdict(state="failed", reason=str(exc), exit_code=1, signs=[sign])
