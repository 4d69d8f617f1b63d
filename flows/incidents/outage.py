"""Tell whoever listens that the database can't be used: no incident can be kept there then.

Once for an outage: an empty file of ``WARTA_HOME/log`` remembers that it was told of, where one can
be written. It knows that file; nothing of what a run does.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from flows import db
from flows.clock import Clock
from flows.incidents import alerts
from flows.settings import Settings
from flows.wording import length

_CAUSE: Final = "database_unusable"
_LOG: Final = logging.getLogger(__name__)


@contextmanager
def watched(settings: Settings, clock: Clock) -> Iterator[None]:
    """Tell ``WARTA_ALERT_URL`` where the block ends by the database, and that it is over where not.

    What breaks off otherwise says nothing of the database.
    """
    try:
        yield
    except (db.DatabaseError, psycopg.Error) as exc:
        _open(settings, str(exc), clock())
        raise
    _close(settings, clock())


def _open(settings: Settings, why: str, now: datetime) -> None:
    path = _file(settings)
    if settings.alert_url is None or _since(path) is not None:
        return
    message = f"{why}. Nothing is recorded; what was captured is kept, and loaded by the next run"
    if _is_told(settings, f"opened: {message}", message, opened_at=now):
        with suppress(OSError):  # then it is told of again
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()


def _close(settings: Settings, now: datetime) -> None:
    path = _file(settings)
    opened_at = _since(path)
    if opened_at is None:
        return
    lasted = length(max(now, opened_at) - opened_at)
    message = f"the database could not be used for {lasted}"
    news = f"is over, after {lasted}"
    if settings.alert_url is None or _is_told(
        settings, news, message, opened_at=opened_at, closed_at=now
    ):
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            _LOG.warning("%s: %s", path, exc.strerror)


def _file(settings: Settings) -> Path:
    return settings.logs / _CAUSE


def _since(path: Path) -> datetime | None:
    """Return when an outage was told of; None where none was, or nobody can say."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None


def _is_told(
    settings: Settings,
    news: str,
    message: str,
    *,
    opened_at: datetime,
    closed_at: datetime | None = None,
) -> bool:
    """Tell of it in the form of an incident, which has no number; return whether it was taken."""
    if settings.alert_url is None:
        return False
    site = settings.site().name
    return alerts.is_taken(
        settings.alert_url,
        {
            "text": f"warta: {site}: {_CAUSE} {news}",
            "event": "opened" if closed_at is None else "closed",
            "incident": {
                "id": None,
                "site": site,
                "cause": _CAUSE,
                "subject": "",
                "message": message,
                "opened_at": opened_at,
                "last_seen_at": closed_at or opened_at,
                "times_seen": 1,
                "closed_at": closed_at,
            },
        },
    )
