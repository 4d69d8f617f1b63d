"""What a run leaves on Prefect's screen: a page about it, and the ledger as table and picture.

It knows reports and Prefect's artifacts.
"""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any, Final

from prefect.artifacts import create_image_artifact, create_markdown_artifact

from flows.ledger import coverage
from flows.runs.report import RunReport, Verdict
from flows.store.ledger import Covered

#: Days that the table shows; the picture shows all.
_DAYS: Final = 14


def publish(key: str, verdict: Verdict, report: object, *, site: str) -> None:
    """Leave a page about a run.

    Raises:
        httpx.HTTPError: Prefect's server takes none.

    """
    page = run_page(report) if isinstance(report, RunReport) else _summary_page(report)
    head = f"**{site}: {verdict.state}** (exit code {verdict.exit_code}): {_plain(verdict.reason)}"
    create_markdown_artifact(key=key, markdown=f"{head}\n\n{page}", description=_ABOUT)


def publish_ledger(site: str, days: Sequence[Covered]) -> None:
    """Leave the ledger: its last days as a table, all of it as a calendar.

    Raises:
        httpx.HTTPError: Prefect's server takes none.

    """
    if not days:
        return
    create_markdown_artifact(
        key="ledger",
        markdown=_ledger_page(days),
        description=f"{site}: what was published on each day, and what is stored",
    )
    picture = b64encode(coverage.svg(days, f"{site}: days covered").encode()).decode()
    create_image_artifact(
        key="calendar",
        image_url=f"data:image/svg+xml;base64,{picture}",
        description=f"{site}: days covered",
    )


_ABOUT: Final = "What the run came to"


def run_page(report: RunReport) -> str:
    """Return the counts of a run, and links to the articles that it brought in or changed."""
    return "\n".join(
        [
            *_table("captures", [(f"{c.kind} {c.state}", c.captures) for c in report.captures]),
            *_table("outcome", [(count.outcome, count.items) for count in report.outcomes]),
            *(f"- [{_plain(one.title)}]({one.url}) – {one.outcome}" for one in report.articles),
            *(
                f"- {problem.what} ({_plain(problem.reason or 'no reason')}): {_plain(problem.url)}"
                for problem in report.problems
            ),
        ]
    )


def _summary_page(report: Any) -> str:  # noqa: ANN401 (each flow has a report of its own)
    """Return what a report says of itself, as a table."""
    told = {name: value for name, value in report.as_json().items() if value is not None}
    told |= {f"ledger: {name}": count for name, count in (told.pop("ledger", None) or {}).items()}
    plain = {name: value for name, value in told.items() if isinstance(value, int)}
    return "\n".join(_table("what", list(plain.items())))


def _ledger_page(days: Sequence[Covered]) -> str:
    """Return the last days of the ledger as a table."""
    last = sorted(days, key=lambda day: day.day, reverse=True)[:_DAYS]
    rows = [
        f"| {day.day} | {day.expected} | {day.stored} | {day.explained} | {day.missing} |"
        for day in last
    ]
    head = ["| day | expected | stored | explained | missing |", "|---|--:|--:|--:|--:|"]
    return "\n".join([*head, *rows])


def _table(what: str, rows: Sequence[tuple[str, int]]) -> list[str]:
    if not rows:
        return []
    return [f"| {what} | count |", "|---|--:|", *(f"| {name} | {n} |" for name, n in rows), ""]


def _plain(text: str) -> str:
    """Return text that Markdown takes as such."""
    return "".join(f"\\{char}" if char in "[]`*_<>|\\" else char for char in text)
