"""Which Prefect server to use: the one that is set, a running ``warta serve``, or a temporary one.

It knows addresses and environment variables; it does not import Prefect, which takes a second.
"""

import json
import os
from collections.abc import Mapping, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from flows.settings import Settings

_TIMEOUT_S: Final = 2.0
#: On a busy machine a server needs more than Prefect's 20 seconds to start.
STARTUP_S: Final = 120
#: Prefect's five take a minute for each thing that a server which is gone should have been told.
_RETRIES: Final = "1"

_ELSEWHERE: Final = {
    "PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL",
}  # fmt: skip


#: A run prints what Prefect says in lines; the one of ``deploy/prefect.yaml`` too.
LINES: Final = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS": "flows.schedule.lines.LineHandler",
    "PREFECT_LOGGING_LOGGERS_PREFECT_INTERNAL_HANDLERS": "console",
}


def note_of(settings: Settings) -> Path:
    """Return the file in which ``warta serve`` notes its address while it runs."""
    return settings.home / "prefect" / "server.json"


def own_database(settings: Settings, environ: Mapping[str, str]) -> Path | None:
    """Return where a server of this environment keeps what it knows, if that is a file of ours."""
    home = settings.home / "prefect"
    is_ours = environ.get("PREFECT_HOME") == str(home) and not _ELSEWHERE & environ.keys()
    return home / "prefect.db" if is_ours else None


def find(settings: Settings) -> str | None:
    """Return the API address of a server that answers: the one that is set, or our own."""
    given = settings.environ.get("PREFECT_API_URL")
    if given:
        return given if is_up(given) else None
    try:
        noted = json.loads(note_of(settings).read_text(encoding="utf-8"))["api"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return noted if isinstance(noted, str) and is_up(noted) else None


def is_up(api: str) -> bool:
    """Whether a Prefect server answers at ``api``."""
    if not api.startswith(("http://", "https://")):
        return False
    try:
        with urlopen(f"{api.rstrip('/')}/health", timeout=_TIMEOUT_S) as answer:  # noqa: S310
            return bool(answer.status == HTTPStatus.OK)
    except (URLError, OSError, ValueError):
        return False


def use(settings: Settings, api: str) -> None:
    """Set Prefect up, before it is imported, for the server at ``api``.

    A command tells of an error itself, in one line: Prefect need not print its traceback too.
    """
    for name in ("PREFECT_LOGGING_LEVEL", "PREFECT_LOGGING_INTERNAL_LEVEL"):
        os.environ.setdefault(name, "CRITICAL")
    environment(settings, os.environ, api)


def environment(settings: Settings, into: MutableMapping[str, str], api: str | None) -> None:
    """Put Prefect's settings into an environment, those of a server itself where ``api`` is None.

    What is set there already stays, but for the address.
    """
    into.setdefault("PREFECT_HOME", str(settings.home / "prefect"))
    into.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    into.setdefault("DO_NOT_TRACK", "1")
    into.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    into.setdefault("PREFECT_CLIENT_MAX_RETRIES", _RETRIES)
    into.setdefault("PREFECT_UI_API_URL", "/api")  # else it asks port 4200, whatever ours is
    # else its screen is copied to where Prefect is installed, which may be another user's
    into.setdefault("PREFECT_UI_STATIC_DIRECTORY", str(settings.home / "prefect" / "ui"))
    into.pop("PREFECT_API_URL", None)
    if api is not None:
        into["PREFECT_API_URL"] = api
        for name, value in LINES.items():
            into.setdefault(name, value)
