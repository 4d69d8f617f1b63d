"""How much a crawl may ask, and for how long: what the site's hour still holds, and the plan.

It knows the terms, the site's robots.txt as it was last read, and the budget; nothing of what is
asked.
"""

from datetime import datetime, timedelta
from typing import Final

from crawler.discovery import read_robots
from crawler.plan import Limits, Plan
from flows.clock import is_within
from flows.crawl.terms import Terms
from flows.store import budget
from flows.store.budget import Grant

#: robots.txt is kept with the site for this long (RFC 9309, section 2.4: 24 hours at the most).
_ROBOTS_LAST: Final = timedelta(hours=24)
#: Seconds that a crawl may take: at the most, beside its requests, and for each of them beside the
#: pause. What is not done by then waits for the next run.
_RUN_S: Final = 3_600.0
_START_S: Final = 300.0
_REQUEST_S: Final = 1.0


class HourSpentError(RuntimeError):
    """The site's hour holds no request any more: a crawl can't begin.

    Attributes:
        goes_on_at: when it can.

    """

    def __init__(self, holds: int | None, goes_on_at: datetime) -> None:
        """Say how many were spent, and when there are requests again."""
        super().__init__(
            f"the {holds:,} requests of this hour are spent (WARTA_REQUESTS_PER_HOUR); "
            f"it goes on at {goes_on_at:%Y-%m-%d %H:%M} UTC"
        )
        self.goes_on_at = goes_on_at


def bounded(terms: Terms) -> tuple[Grant, Plan]:
    """Take a crawl's requests out of the site's hour; return them, and what it is told first.

    Raises:
        HourSpentError: there are none left.

    """
    site, taken, now = terms.door.site, terms.door.taken, terms.clock()
    robots = read_robots(taken.robots or "")
    crawl_delay_s = robots.crawl_delay_s
    each_s = max(site.min_delay_s, crawl_delay_s) + _REQUEST_S
    run_s = min(_RUN_S, _START_S + 2 * each_s * terms.requests)
    grant = _debited(terms, lasts=timedelta(seconds=run_s))
    # one that shuts us out of all is read anew: nothing else would be asked, and it may be lifted
    is_open = robots.allows(f"{site.home_url}/") or robots.allows(site.feed_url)
    is_fresh = taken.robots_at is not None and is_within(_ROBOTS_LAST, taken.robots_at, now)
    plan = Plan(
        run_id=terms.run_id,
        site=site.name,
        hosts=site.hosts,
        user_agent=terms.settings.user_agent,
        now=now,
        is_virtual=terms.is_virtual,
        delay_s=site.min_delay_s,
        asked_at=taken.asked_at,
        robots=taken.robots if is_fresh and is_open else None,
        crawl_delay_s=crawl_delay_s,
        limits=Limits(requests=grant.requests, run_s=run_s),
    )
    return grant, plan


def _debited(terms: Terms, *, lasts: timedelta) -> Grant:
    site = terms.door.site
    holds = terms.settings.hour_holds(is_loopback=site.is_loopback)
    with terms.door.transaction() as connection:
        grant = budget.debit(
            connection,
            site.name,
            terms.requests,
            per_hour=holds,
            now=terms.clock(),
            lasts=lasts,
        )
    if not grant.requests:
        raise HourSpentError(holds, grant.goes_on_at)
    return grant
