"""How results look in a terminal. It knows values and columns; nothing of where they come from."""

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from flows import embedded
from flows.cli.forms import judgement, local_time, new_console, new_table
from flows.keeping.shelf import shelf_of
from flows.runs.report import RunReport
from flows.settings import Settings
from flows.store.runs import Problem
from flows.store.search import Hit

_TRIES = (
    "status", "search 'kerja sama'", 'sql "SELECT section, title FROM warta.articles"',
    "backfill --since 2021-01-01   # older articles",
)  # fmt: skip
_TRIES_AFTER_A_FAILURE = ("status", "doctor")
_TITLE_CHARS: Final = 300


def command() -> str:
    """Return how to call warta from here: by its name, or by the path that was used."""
    used = Path(sys.argv[0])
    found = shutil.which("warta")
    if used.name != "warta" or (found and Path(found).resolve() == used.resolve()):
        return "warta"
    return shlex.quote(os.path.relpath(used))


def run(report: RunReport, settings: Settings) -> None:
    """Show what a run came to, and what to try next."""
    console = new_console()
    _came_to(console, report)
    console.print()
    console.print(f"Captures  {shelf_of(settings)}", soft_wrap=True)
    console.print(f"Database  {_database(settings)}", soft_wrap=True)
    warta = command()
    tries = _TRIES_AFTER_A_FAILURE if report.verdict.state == "failed" else _TRIES
    for number, rest in enumerate(tries):
        console.print(f"{'' if number else 'Next':<10}{warta} {rest}", soft_wrap=True)


def _database(settings: Settings) -> str:
    """Return where the rows are: root’s embedded server may have them outside a closed home."""
    if settings.database_url:
        return "DATABASE_URL"
    data = embedded.status(settings.home).data
    return str(data.parent if data else settings.home / "postgres")


def imported(reports: Sequence[RunReport], settings: Settings) -> None:
    """Show what an import came to."""
    console = new_console()
    if not reports:
        console.print("No pages in these files.")
    for report in reports:
        _came_to(console, report)
    console.print()
    console.print(f"Captures  {shelf_of(settings)}", soft_wrap=True)


def _came_to(console: Console, report: RunReport) -> None:
    console.print(judgement(report.site, report.verdict), soft_wrap=True)
    _counts(console, report)
    _articles(console, report)
    _problems(console, report)


def _counts(console: Console, report: RunReport) -> None:
    table = new_table("what", "became", "count", numbers=("count",))
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
    table = new_table("published (WIB)", "section", "title")
    for article in report.articles:
        table.add_row(
            local_time(article.published_at), article.section or "–", _short(article.title)
        )
    console.print()
    console.print(table)


def _short(title: str) -> str:
    """Leave out the end of what is no headline but a page that was taken for one."""
    return title if len(title) <= _TITLE_CHARS else f"{title[: _TITLE_CHARS - 1]}…"


def _problems(console: Console, report: RunReport) -> None:
    problems = [one for one in report.problems if not _is_told(one, report)]
    if not problems:
        return
    console.print()
    for problem in problems:
        line = Text.assemble(
            (problem.what, "yellow"), f" ({problem.reason or 'no reason'}): {problem.url}"
        )
        console.print(line, soft_wrap=True)


def _is_told(problem: Problem, report: RunReport) -> bool:
    """Whether the verdict says as much: of a robots.txt that can't be read, each page would."""
    if problem.reason == "robots_unreadable":
        return any(one.url.endswith("/robots.txt") for one in report.problems)
    return bool(problem.reason) and str(problem.reason) in report.verdict.reason


def hits(found: Sequence[Hit]) -> None:
    """Show search hits, matches in bold."""
    console = new_console()
    if not found:
        console.print("Nothing found.")
    for hit in found:
        title = Text.assemble((_short(hit.title), "bold"), f"  {local_time(hit.published_at)}")
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
