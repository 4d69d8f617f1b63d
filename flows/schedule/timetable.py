"""When ``warta serve`` does what: read from the environment, and checked.

It knows the names of the variables and the forms of their values; nothing of Prefect, which is
told of them by ``flows.schedule.serve``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flows.settings import SettingsError

_OFF: Final = "off"
#: The five fields of a line of cron: minute, hour, day, month, day of the week.
_FIELD: Final = r"(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/[0-9]+)?"
_CRON: Final = re.compile(rf"({_FIELD}(,{_FIELD})*)(\s+{_FIELD}(,{_FIELD})*){{4}}")
_MINUTES_MAX: Final = 1440


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """When ``warta serve`` does what.

    Attributes:
        minutes: between two ingests.
        reconcile: a line of cron, in the time zone of the site; None: not at all.
        verify: the same.

    """

    minutes: int
    reconcile: str | None
    verify: str | None


def read_timetable(environ: Mapping[str, str], *, minutes: int | None = None) -> Timetable:
    """Read the timetable; ``minutes`` as the command was told.

    Raises:
        flows.settings.SettingsError: a value can't be used.

    """
    return Timetable(
        minutes=minutes or _minutes(environ.get("WARTA_INGEST_EVERY", "").strip() or "10"),
        reconcile=_cron(environ, "WARTA_RECONCILE_AT", "15 2 * * *"),
        verify=_cron(environ, "WARTA_VERIFY_AT", "45 3 * * 0"),
    )


def ingest_every(environ: Mapping[str, str]) -> timedelta | None:
    """Return what lies between two ingests; None where no setting says so.

    Raises:
        flows.settings.SettingsError: the value can't be used.

    """
    given = environ.get("WARTA_INGEST_EVERY", "").strip()
    return timedelta(minutes=_minutes(given)) if given else None


def _minutes(given: str) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= _MINUTES_MAX):
        message = f"WARTA_INGEST_EVERY: {given!r} is no number of minutes from 1 to {_MINUTES_MAX}"
        raise SettingsError(message)
    return int(given)


def _cron(environ: Mapping[str, str], name: str, default: str) -> str | None:
    given = environ.get(name, "").strip() or default
    if given == _OFF:
        return None
    if not _CRON.fullmatch(given):
        message = f"{name}: {given!r} is no line of cron: write five fields as {default!r}, or off"
        raise SettingsError(message)
    return given
