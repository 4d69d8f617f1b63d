"""What all that a terminal shows has in common: verdicts, tables, times, a bar of progress."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from flows.cli.main import unheard
from flows.cli.moments import ZONE
from flows.runs.report import Verdict

if TYPE_CHECKING:
    from flows.crawl.terms import Progress  # and with it all that a load needs

STYLES: Final = {"ok": "green", "degraded": "yellow", "failed": "red", "running": "cyan"}
#: More than any line takes.
_PIPED_CHARS: Final = 2_000
#: What is left is estimated from the last ten minutes: a slice may wait for its turn.
_SPEED_OF_S: Final = 600.0


class _Piped(Console):
    """A console whose reader may have heard enough: rich would end with exit code 1.

    Who is no terminal gets whole lines.
    """

    def __init__(self) -> None:
        super().__init__(
            highlight=False,
            markup=False,  # a title may hold what rich takes for a style
            width=None if sys.stdout.isatty() else _PIPED_CHARS,
        )

    def on_broken_pipe(self) -> None:
        """Let the command go on to its own end."""
        unheard()


def new_console() -> Console:
    """Return what to print on."""
    return _Piped()


def judgement(site: str, verdict: Verdict) -> Text:
    """Return how a run ended, in a line."""
    state = (verdict.state, STYLES[verdict.state])
    return Text.assemble((site, "bold"), ": ", state, ": ", verdict.reason)


def local_time(at: datetime | None) -> str:
    """Return a time to the minute, as the site's readers know it (WIB)."""
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}" if at else "–"


def new_table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    """Return a table without lines, whose titles and reasons are folded."""
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
def progress(what: str = "requests", *, is_quiet: bool) -> "Iterator[Progress]":
    """Give whom to tell how much is done, of how much: a bar on standard error shows it.

    It shows where somebody looks at it, and once there is something to show.
    """
    bar = Bar(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("· left about"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        speed_estimate_period=_SPEED_OF_S,
        disable=is_quiet or not sys.stderr.isatty(),
    )
    task = bar.add_task("", total=None)

    def tell(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()
