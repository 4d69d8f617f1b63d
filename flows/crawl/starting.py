"""The processes that crawlers run in: started, those too that come next, and ended.

Twisted's reactor runs once a process, so each crawl has its own; it ends when we do, because its
input closes then. It knows processes; nothing of what is said to them.
"""

import os
import re
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Final, cast

from flows.settings import Settings

#: The crawler; tests put one here that is forked instead of started.
PROGRAM: tuple[str, ...] = (sys.executable, "-m", "crawler")
#: All that the crawler is told of the environment, since it reads what strangers write: where files
#: are, how to speak, and which proxy and which certificates to use. No password of ours.
_HEARD: Final = re.compile(
    r"PATH|HOME|WARTA_HOME|TMPDIR|TZ|LANG|LC_\w+|PYTHON\w+|LD_LIBRARY_PATH|SSL_CERT_(?:FILE|DIR)"
    r"|OPENSSL_\w+|(?i:(?:https?|all|no)_proxy)"
)
#: After its input has closed, the crawler finishes the request under way: at most its time-out.
GRACE_S: Final = 15.0
#: Crawlers that were started before it was known what to ask, by the name of their site.
_WAITING: Final[ContextVar[defaultdict[str, list[subprocess.Popen[bytes]]] | None]] = ContextVar(
    "waiting", default=None
)


@contextmanager
def started_early(settings: Settings) -> Iterator[None]:
    """Start the crawler that the block will need, while the block still finds out what to ask.

    It takes a second before it can hear. One that nobody needed ends with the block.
    """
    if _WAITING.get() is not None:  # within a block like this
        yield
        return
    with starting_early():
        start_early(settings)
        yield


@contextmanager
def starting_early() -> Iterator[None]:
    """Let ``start_early`` start crawlers; those that nobody needed end with the block."""
    if _WAITING.get() is not None:
        yield
        return
    waiting = defaultdict[str, list[subprocess.Popen[bytes]]](list)
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
        for process in chain.from_iterable(waiting.values()):
            _drop(process)


def start_early(settings: Settings, count: int = 1) -> None:
    """Start crawlers that come next, until so many wait; none where nobody would end them."""
    site, waiting = settings.site().name, _WAITING.get()
    while waiting is not None and len(waiting[site]) < count:
        waiting[site].append(_started(settings, site))


def crawler_for(settings: Settings, site: str) -> subprocess.Popen[bytes]:
    """Return a crawler that is to get its plan: one that waits, or else another.

    Its log begins here. One that waited and ended meanwhile is replaced; what it died of stays in
    the log.
    """
    early, log = _WAITING.get(), log_of(settings, site)
    waiting = early[site].pop(0) if early and early[site] else None
    if waiting is not None and waiting.poll() is not None:
        _drop(waiting)
        waiting = None
    else:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
    return waiting or _started(settings, site)


def _started(settings: Settings, site: str) -> subprocess.Popen[bytes]:
    """Start a crawler, which does nothing before it is given its plan."""
    folder, log_path = settings.spool / site, log_of(settings, site)
    folder.mkdir(parents=True, exist_ok=True)
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with log_path.open("ab") as log:  # of a crawl that may be at work
        return subprocess.Popen(
            [*PROGRAM, "-", "--out", str(folder), "--log", str(settings.logs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env={name: value for name, value in os.environ.items() if _HEARD.fullmatch(name)},
            start_new_session=True,  # Ctrl-C is ours to hear, and to pass on in good order
        )


def _drop(process: subprocess.Popen[bytes]) -> None:
    """Have a crawler end that nobody hears."""
    process.terminate()
    stop(process)
    cast("IO[bytes]", process.stdout).close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Have a crawler end: by itself, woken where it was stopped, or else by force."""
    wake = partial(process.send_signal, signal.SIGCONT)
    cast("IO[bytes]", process.stdin).close()
    for push in (wake, process.terminate, process.kill):
        push()
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_S)
            return


def log_of(settings: Settings, site: str) -> Path:
    """Return what crawlers of a site write for people."""
    return settings.logs / f"crawl-{site}.log"
