"""How a run is recorded: its beginning, and its end, whatever that is.

It knows the door, runs and verdicts; nothing of what a run does.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID, uuid4

from crawler.sites import Site
from flows import db, search
from flows.crawl_loop import Clock
from flows.door import Door
from flows.report import RunReport, Verdict
from flows.store import runs

_LOG: Final = logging.getLogger(__name__)


@contextmanager
def recorded(door: Door, run_id: UUID, clock: Clock, *, flow: str) -> Iterator[list[Verdict]]:
    """Record a run's beginning, and its end: the last verdict that the ``with`` block adds."""
    with door.transaction() as connection:
        runs.begin(
            connection,
            run_id,
            site=door.site.name,
            flow=flow,
            fence=door.taken.fence,
            now=clock(),
        )
    verdicts: list[Verdict] = []
    try:
        yield verdicts
    except KeyboardInterrupt:
        verdicts.append(Verdict(state="failed", reason="interrupted", exit_code=1))
        raise
    except BaseException as exc:
        why = f"{type(exc).__name__}: {exc}" if str(exc) else type(exc).__name__
        verdicts.append(Verdict(state="failed", reason=f"broken off by {why}", exit_code=1))
        raise
    finally:
        _end(door, run_id, verdicts[-1], clock)


def _end(door: Door, run_id: UUID, verdict: Verdict, clock: Clock) -> None:
    """Record the end, and only then see to the search: should that fail, the run has ended."""
    with door.transaction() as connection:
        runs.end(
            connection,
            run_id,
            state=verdict.state,
            reason=verdict.reason,
            requests=verdict.requests,
            exit_code=verdict.exit_code,
            now=clock(),
        )
    _LOG.info("%s: %s: %s", door.site.name, verdict.state, verdict.reason)
    with db.translated():
        search.refresh(door.writer)


def not_begun(site: Site, why: str) -> RunReport:
    """Report that there was nothing to do: the run that holds the site's lock does it."""
    verdict = Verdict(state="ok", reason=f"nothing to do: {why}", exit_code=0)
    return RunReport(run_id=uuid4(), site=site.name, verdict=verdict)
