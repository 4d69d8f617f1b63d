"""What it takes for things to stand well: the judgement behind the exit code of ``warta status``.

Pure: it knows rows and times; nothing of where they come from, nor of how they are shown.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from flows.store.standing import Standing

#: A run that works says so every minute (flows.crawl.loop); a batch of an import takes seconds.
HEARTBEAT_MAX: Final = timedelta(minutes=15)
#: What began later than now, by more than machines differ, was told so by a clock that was wrong.
_AHEAD: Final = timedelta(minutes=15)
#: Without a setting, as with silent sites: twice the longest pause that was seen in a week or more,
#: and a day. Who runs it by hand once a week is told of nothing, nor who ran it a few times once.
_LONGEST: Final = 2
_LEARNT: Final = timedelta(days=7)
_STALE: Final = timedelta(days=1)
#: With one: a run may fail, or wait for a backfill.
_INTERVALS: Final = 3
_STALE_AT_LEAST: Final = timedelta(hours=1)
_DEGRADED: Final = 3
#: The site can't be reached, or refuses.
_NOT_HAD: Final = 4
#: Somebody stopped it, and the next one goes on.
INTERRUPTED: Final = 130
#: From the best to the worst.
_CODES: Final = (0, _DEGRADED, _NOT_HAD, 2, 5, 1)


def stillness(standing: Standing, *, now: datetime) -> timedelta | None:
    """Return for how long what runs has shown no sign of life; None where that is well."""
    if standing.heartbeat_at is None:
        return None
    still = now - standing.heartbeat_at
    return still if still >= HEARTBEAT_MAX else None


def lead(standing: Standing, *, now: datetime) -> timedelta | None:
    """Return how far the last run lies in the future; None where that is no matter.

    One that began then tells nothing of now, nor does one that showed then that it is alive.
    """
    told = [at for at in (standing.run_started_at, standing.heartbeat_at) if at is not None]
    ahead = max(told, default=now) - now
    return ahead if ahead >= _AHEAD else None


def staleness(standing: Standing, *, now: datetime, every: timedelta | None) -> timedelta | None:
    """Return how long ago the site's lists were last read; None where that is no matter.

    ``every``: between two ingests, where a setting says so; else their own past does.
    """
    if standing.checked_at is None:
        return None
    if every is not None:
        expected = max(_INTERVALS * every, _STALE_AT_LEAST)
    elif standing.span >= _LEARNT:
        expected = max(_LONGEST * standing.longest_pause, _STALE)
    else:
        return None
    ago = now - standing.checked_at
    return ago if ago > expected else None


def exit_code(
    standings: Iterable[Standing], *, site: str, now: datetime, every: timedelta | None = None
) -> int:
    """Return the worst of the last runs' exit codes; 3 at the least where a person must look.

    That is where an incident is open, where a run shows no sign of life, where its time is yet to
    come, and where the site that is followed was last read too long ago. One that was stopped needs
    nobody: should none go on from there, the site was last read too long ago one day. A site that
    could not be had, of which nothing ever came, and which is not the one that is followed
    (``site``), is an address that somebody misspelt once: else it stood there for good.
    """
    codes = [0]
    for standing in standings:
        if standing.site != site and _is_nowhere(standing):
            continue
        if standing.exit_code not in {None, INTERRUPTED}:
            codes.append(standing.exit_code)
        if standing.incidents or stillness(standing, now=now) or lead(standing, now=now):
            codes.append(_DEGRADED)
        if standing.site == site and staleness(standing, now=now, every=every):
            codes.append(_DEGRADED)
    return max(codes, key=_CODES.index)


def _is_nowhere(standing: Standing) -> bool:
    """Whether the site could not be had, and nothing ever came of it."""
    came = (standing.articles, standing.due, standing.quarantined, standing.heartbeat_at)
    return standing.exit_code == _NOT_HAD and not any(came)
