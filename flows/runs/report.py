"""What a run came to: its verdict, as it is recorded, and its counts, read from the archive.

It knows counts and states; nothing of how they are shown, to whom.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flows.incidents import record
from flows.incidents.record import Sign
from flows.records import RunState
from flows.runs.worth import ExitCode
from flows.store import runs
from flows.store.statements import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """How a run ended, and why.

    Attributes:
        signs: of incidents that the run saw, or saw to have healed.

    """

    state: RunState
    reason: str
    exit_code: ExitCode
    requests: int = 0
    signs: Sequence[Sign] = field(default=(), repr=False)


def verdict_on(
    done: str, undone: Iterable[str] = (), *, requests: int = 0, signs: Sequence[Sign] = ()
) -> Verdict:
    """Judge a run that came to its end: what it left undone is named before what was done."""
    left = list(undone)
    return Verdict(
        state="degraded" if left else "ok",
        reason="; ".join([*left, done]),
        exit_code=3 if left else 0,
        requests=requests,
        signs=signs,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReport:
    """What a run came to.

    Attributes:
        captures: how many of each kind ended in which state.
        outcomes: what became of the items.
        articles: some of those that it brought in or changed, the newest first.
        problems: some of what it could not have or could not understand.

    """

    run_id: UUID
    site: str
    verdict: Verdict
    captures: Sequence[runs.CaptureCount] = ()
    outcomes: Sequence[runs.ItemCount] = ()
    articles: Sequence[runs.RunArticle] = field(default=(), repr=False)
    problems: Sequence[runs.Problem] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        return {
            "run_id": str(self.run_id),
            "site": self.site,
            "state": self.verdict.state,
            "reason": self.verdict.reason,
            "requests": self.verdict.requests,
            "captures": [count._asdict() for count in self.captures],
            "outcomes": {count.outcome: count.items for count in self.outcomes},
            "articles": [_json(article._asdict()) for article in self.articles],
            "problems": [problem._asdict() for problem in self.problems],
        }


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in values.items()
    }


def end_run(
    connection: Connection, run_id: UUID, *, site: str, verdict: Verdict, now: datetime
) -> None:
    """Record how a run ended, and what it saw of incidents, in the caller's transaction."""
    record.record(connection, verdict.signs, site=site, run_id=run_id, now=now)
    runs.end(
        connection,
        run_id,
        state=verdict.state,
        reason=verdict.reason,
        requests=verdict.requests,
        exit_code=verdict.exit_code,
        now=now,
    )


def of_run(connection: Connection, run_id: UUID, *, site: str, verdict: Verdict) -> RunReport:
    """Count what a run came to."""
    return RunReport(
        run_id=run_id,
        site=site,
        verdict=verdict,
        captures=runs.captures(connection, run_id),
        outcomes=runs.outcomes(connection, run_id),
        articles=runs.articles(connection, run_id, max_rows=10),
        problems=runs.problems(connection, run_id, max_rows=10),
    )
