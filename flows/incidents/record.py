"""What runs say about incidents: that one is seen, or that it has healed.

Signs go with a run's verdict and are recorded in the transaction that ends it. Here stand their
form, how they are recorded, and what the archive itself gives away about a site. It knows nothing
of crawling, nor of who is told (``flows.incidents.alerts``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flows.store import incidents
from flows.store.health import Health
from flows.store.incidents import Cause
from flows.store.statements import Connection
from flows.wording import counted, length

#: A page that failed so often has been asked for for a day and a half.
ATTEMPTS: Final = 6
#: Pages in quarantine in a week, from which on it is no matter of single pages.
_QUARANTINED: Final = 10
#: A site is silent after five times its usual gap, twice the longest that was seen in at least a
#: week, and a day: nights, week-ends and quiet sites are no news.
_USUAL: Final = 5
_LONGEST: Final = 2
_SILENT: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """An incident as it shows; ``subject`` empty for the site as a whole."""

    cause: Cause
    message: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Healed:
    """A cause that shows no longer; ``subject`` None for all that were open of it."""

    cause: Cause
    subject: str | None = None


Sign = Seen | Healed


def record(
    connection: Connection, signs: Iterable[Sign], *, site: str, run_id: UUID | None, now: datetime
) -> None:
    """Open and close incidents as the signs say, in the caller's transaction."""
    for sign in signs:
        if isinstance(sign, Seen):
            incidents.open_(
                connection,
                site=site,
                cause=sign.cause,
                subject=sign.subject,
                message=sign.message,
                now=now,
                run_id=run_id,
            )
        else:
            incidents.close(connection, site=site, cause=sign.cause, subject=sign.subject, now=now)


def silence(health: Health, *, now: datetime) -> str | None:
    """Say for how long the site has been silent, where its past says that it would not be."""
    newest_at = health.newest_at
    if newest_at is None or health.span < _WEEK:
        return None
    changed_at = health.changed_at or newest_at
    if changed_at > now + _SILENT:  # as a clock said that was ahead: nobody knows when
        changed_at = newest_at
    silent = now - max(newest_at, min(changed_at, now))
    expected = max(_USUAL * health.usual_gap, _LONGEST * health.longest_gap, _SILENT)
    if silent <= expected:
        return None
    return (
        f"the site has shown nothing new for {length(silent)}, where at most "
        f"{length(health.longest_gap)} lay between two articles before"
    )


def of_health(health: Health, *, now: datetime, is_told: bool = False) -> Iterator[Sign]:
    """Say what the archive gives away about a site whose listings have just been read.

    ``is_told``: that pages fail is told of already, by an incident of all of them.
    """
    silent = silence(health, now=now)
    yield Seen(cause="silent_site", message=silent) if silent else Healed(cause="silent_site")
    if health.failing and not is_told:
        failing = counted(health.failing, "listed page")
        message = f"{failing} failed {ATTEMPTS} times or more"
        yield Seen(cause="pages_failing", message=message)
    elif not health.failing:
        yield Healed(cause="pages_failing")
    yield of_quarantine(health)


def of_quarantine(health: Health) -> Sign:
    """Say whether quarantine holds more than single pages."""
    if health.quarantined < _QUARANTINED:
        return Healed(cause="quarantine_grows")
    message = f"{health.quarantined} pages of the last seven days are in quarantine"
    return Seen(cause="quarantine_grows", message=message)
