"""Tell whoever listens at ``WARTA_ALERT_URL`` of incidents that opened or closed.

What can't be sent stays due in the archive, and the next run sends it; a run never fails by it.
It knows HTTP and the outbox; nothing of what incidents mean.
"""

import json
import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from flows import db
from flows.store import incidents
from flows.store.incidents import Incident
from flows.store.statements import Connection
from flows.wording import in_json, length

_LOG: Final = logging.getLogger(__name__)
_TIMEOUT_S: Final = 5.0
_TRIES: Final = 2
_PAUSE_S: Final = 1.0
#: Told in one run; the rest waits for the next one.
_MAX: Final = 20
#: What healed before anybody could be told is news for this long.
_NEWS: Final = timedelta(days=1)


class _NoRedirect(HTTPRedirectHandler):
    """Refuses to be sent elsewhere: a POST would arrive there as a GET, without its news."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow no redirection."""


def send(connection: Connection, url: str | None, *, site: str, now: datetime) -> int:
    """Tell ``url`` of what it was not told yet; return of how many incidents it was.

    ``url`` None: nobody listens, and everything stays due.
    """
    if url is None:
        return 0
    try:
        with db.translated():
            return sum(_told(connection, url, site, now))
    except db.DatabaseError as exc:
        _LOG.warning("alerts: %s", exc)
        return 0


def _told(connection: Connection, url: str, site: str, now: datetime) -> Iterator[bool]:
    with connection.transaction():
        due = incidents.alerts_due(connection, site=site, since=now - _NEWS, max_rows=_MAX)
    for incident, is_told in due:
        status = _post(url, payload(incident, is_told=is_told))
        if status is None:
            return  # nobody is there: for the others neither
        if _takes(status):
            with connection.transaction():
                incidents.alert_sent(connection, incident, now=now)
        yield _takes(status)


def is_taken(url: str, news: dict[str, Any]) -> bool:
    """Tell ``url`` of what no archive keeps; return whether it was taken."""
    status = _post(url, news)
    return status is not None and _takes(status)


def _takes(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004


def payload(incident: Incident, *, is_told: bool) -> dict[str, Any]:
    """Return what is sent: ``text`` for people, as Slack and its like show it, and the rest.

    ``is_told``: they know that it opened.
    """
    of = f" ({incident.subject})" if incident.subject else ""
    news = _news_of(incident, is_told=is_told)
    return {
        "text": f"warta: {incident.site}: {incident.cause}{of} {news}",
        "event": "opened" if incident.closed_at is None else "closed",
        "incident": incident._asdict(),
    }


def _news_of(incident: Incident, *, is_told: bool) -> str:
    """Say what is new of an incident: its end is not to be read as another beginning.

    Nor as the end of what nobody was told of.
    """
    if incident.closed_at is None:
        return f"opened: {incident.message}"
    lasted = length(incident.closed_at - incident.opened_at)
    if not is_told:
        return f"was open for {lasted}, and could not be told of: {incident.message}"
    return f"is over, after {lasted}; it had said: {incident.message}"


def _post(url: str, news: dict[str, Any]) -> int | None:
    """Post JSON; return the status of the answer, None where none came or the server failed.

    The address is a secret with most services: it stands in no message.
    """
    request = Request(  # noqa: S310 (the settings take http and https only)
        url,
        data=json.dumps(news, ensure_ascii=False, default=in_json).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    for left in reversed(range(_TRIES)):
        try:
            with build_opener(_NoRedirect).open(request, timeout=_TIMEOUT_S) as answer:
                return int(answer.status)
        except HTTPError as exc:
            exc.close()
            why = f"HTTP {exc.code}"
            if exc.code < 500:  # noqa: PLR2004
                _LOG.warning("WARTA_ALERT_URL refused an alert: %s", why)
                return exc.code
        except (OSError, HTTPException) as exc:
            why = type(exc).__name__
        if left:
            time.sleep(_PAUSE_S)
    _LOG.warning("WARTA_ALERT_URL does not take alerts: %s; the next run tries again", why)
    return None
