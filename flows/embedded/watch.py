"""Ends an idle server: a small process of its own, which ends with the server.

It speaks through one `psql` that stays connected, because a driver would double its memory.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedded import binaries, place, reach, server
from flows.embedded.place import Place

if TYPE_CHECKING:
    import psycopg

IDLE_S = 30 * 60.0
_LOOKS = 30  # over the idle time, at most one a minute
_LONGEST_PAUSE_S = 60.0

# Any number will do, as long as nobody else locks it in the database `postgres`.
_LOCK = 7_282_178

_IS_FIRST = f"SELECT pg_try_advisory_lock({_LOCK});"

# Every session that began, and every one that is open, ours left out.
_SESSIONS = (
    "SELECT (SELECT sum(sessions) FROM pg_stat_database), count(*) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid();"
)

# Slept in the server, so that its end wakes us.
_PAUSE = "SELECT 'slept' FROM pg_sleep({pause_s});"

_IS_WATCHED = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s)"


def is_watched(connection: "psycopg.Connection") -> bool:
    """Whether somebody will end the server of this connection when it is idle."""
    row = connection.execute(_IS_WATCHED, [_LOCK]).fetchone()
    return bool(row and row[0])


def spawn(at: Place, *, idle_s: float) -> None:
    """Start a watcher that outlives us, under our own account.

    Raises:
        OSError: If no process can be started.
        subprocess.SubprocessError: If the shell takes too long.
    """
    script = 'exec </dev/null >/dev/null 2>&1; "$@" &'
    subprocess.run(
        ["/bin/sh", "-c", script, "sh", sys.executable, "-m", __name__, at.home, str(idle_s)],
        check=True,
        cwd=Path(__file__).parents[2],  # where the package is found, installed or not
        start_new_session=True,
        timeout=30,
    )


class _Session:
    """A session of the server's, kept open by `psql`."""

    def __init__(self, at: Place) -> None:
        folder = reach.socket_folder(at)
        url = reach.url(folder or at.folder, "postgres")
        self._psql = subprocess.Popen(
            [
                binaries.find() / "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                url,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, query: str) -> str:
        """Send a query that yields one row; the answer is empty when the server is gone."""
        if self._psql.stdin is None or self._psql.stdout is None:
            return ""
        try:
            self._psql.stdin.write(query + "\n")
            self._psql.stdin.flush()
        except BrokenPipeError:
            return ""
        return self._psql.stdout.readline().strip()


def watch(home: Path, idle_s: float) -> None:
    """End the server of a home once it had no session for that many seconds."""
    at = place.find(home)
    if at is None:
        return
    session = _Session(at)
    if session.ask(_IS_FIRST) != "t":
        return
    pause_s = min(idle_s / _LOOKS, _LONGEST_PAUSE_S)
    seen, since = "", time.monotonic()
    while session.ask(_PAUSE.format(pause_s=pause_s)) and (found := session.ask(_SESSIONS)):
        is_idle = found == seen and found.endswith("|0")
        if not is_idle:
            seen, since = found, time.monotonic()
        elif time.monotonic() - since >= idle_s:
            _end(session, at, seen)


def _end(session: _Session, at: Place, seen: str) -> None:
    """End the server, unless somebody came while we waited for the lock."""
    with place.lock(at.home):
        if session.ask(_SESSIONS) == seen:
            server.stop(at)


if __name__ == "__main__":
    os.chdir("/")
    watch(Path(sys.argv[1]), float(sys.argv[2]))
