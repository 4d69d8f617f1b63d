"""How results look in a terminal. It knows values and columns; nothing of where they come from."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from flows.report import RunReport
from flows.settings import Settings
from flows.store.reading import SiteStatus
from flows.store.search import Hit

_STYLES: Final = {"ok": "green", "degraded": "yellow", "failed": "red", "running": "cyan"}
#: Times are shown as the site's readers know them (WIB).
_ZONE: Final = ZoneInfo("Asia/Jakarta")


def _console() -> Console:
    return Console(highlight=False, soft_wrap=False)


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(_ZONE):%Y-%m-%d %H:%M}" if at else "–"


def _table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        is_number = column in numbers
        is_title = column in {"title", "reason"}
        table.add_column(
            column,
            justify="right" if is_number else "left",
            no_wrap=not is_title,
            overflow="fold" if is_title else "ellipsis",
        )
    return table


@contextmanager
def progress(*, is_quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show on standard error how many requests were answered, where somebody looks at it."""
    bar = Progress(
        TextColumn("fetching"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=is_quiet or not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda answered, asked: bar.update(task, completed=answered, total=asked)


def command() -> str:
    """Return how to call warta from here: by its name, or by the path that was used."""
    used = Path(sys.argv[0])
    found = shutil.which("warta")
    if used.name != "warta" or (found and Path(found).resolve() == used.resolve()):
        return "warta"
    return os.path.relpath(used)


def run(report: RunReport, settings: Settings) -> None:
    """Show what a run came to, and what to try next."""
    console = _console()
    _verdict(console, report)
    _counts(console, report)
    _articles(console, report)
    _problems(console, report)
    console.print()
    console.print(f"Captures  {settings.captures}", soft_wrap=True)
    database = "DATABASE_URL" if settings.database_url else str(settings.home / "postgres")
    console.print(f"Database  {database}", soft_wrap=True)
    warta = command()
    tries = ("status", "search 'kerja sama'", 'sql "SELECT section, title FROM warta.articles"')
    for label, rest in zip(("Next", "", ""), tries, strict=True):
        console.print(f"{label:<10}{warta} {rest}", soft_wrap=True)


def imported(reports: Sequence[RunReport], settings: Settings) -> None:
    """Show what an import came to."""
    console = _console()
    if not reports:
        console.print("No pages in these files.")
    for report in reports:
        _verdict(console, report)
        _counts(console, report)
        _articles(console, report)
        _problems(console, report)
    console.print(f"Captures  {settings.captures}", soft_wrap=True)


def _verdict(console: Console, report: RunReport) -> None:
    verdict = report.verdict
    console.print(
        Text.assemble(
            (report.site, "bold"), ": ", (verdict.state, _STYLES[verdict.state]), ": ",
            verdict.reason,
        ),
        soft_wrap=True,
    )  # fmt: skip


def _counts(console: Console, report: RunReport) -> None:
    table = _table("what", "became", "count", numbers=("count",))
    for capture in report.captures:
        table.add_row(f"{capture.kind} captures", capture.state, str(capture.captures))
    for item in report.outcomes:
        table.add_row("articles", item.outcome, str(item.items))
    if table.row_count:
        console.print()
        console.print(table)


def _articles(console: Console, report: RunReport) -> None:
    if not report.articles:
        return
    table = _table("published (WIB)", "section", "title")
    for article in report.articles:
        table.add_row(_time(article.published_at), article.section or "–", article.title)
    console.print()
    console.print(table)


def _problems(console: Console, report: RunReport) -> None:
    if not report.problems:
        return
    console.print()
    for problem in report.problems:
        what = "in quarantine" if problem.state == "parsed" else problem.state
        line = Text.assemble((what, "yellow"), f" ({problem.reason or 'no reason'}): {problem.url}")
        console.print(line, soft_wrap=True)


def hits(found: Sequence[Hit]) -> None:
    """Show search hits, matches in bold."""
    console = _console()
    if not found:
        console.print("Nothing found.")
    for hit in found:
        title = Text.assemble((hit.title, "bold"), f"  {_time(hit.published_at)}")
        console.print(title)
        console.print(_highlighted(hit.headline.replace("\n", " ")))
        console.print(Text(hit.url, style="dim"), soft_wrap=True)
        console.print()


def _highlighted(headline: str) -> Text:
    """Turn «match» into bold; where there are no colours the marks say it."""
    text = Text()
    for number, part in enumerate(headline.replace("»", "«").split("«")):
        is_match = number % 2 == 1
        text.append(f"«{part}»" if is_match else part, style="bold yellow" if is_match else None)
    return text


def status(rows: Sequence[SiteStatus]) -> None:
    """Show how things stand."""
    console = _console()
    if not rows:
        console.print("Nothing yet: begin with `warta ingest`.")
        return
    table = _table(
        "site", "last run", "state", "articles", "newest (WIB)", "due", "reason",
        numbers=("articles", "due"),
    )  # fmt: skip
    for row in rows:
        table.add_row(
            row.site,
            _time(row.run_started_at),
            Text(row.state or "–", style=_STYLES.get(row.state or "", "")),
            str(row.articles),
            _time(row.newest_at),
            str(row.due),
            row.reason or "–",
        )
    console.print(table)
