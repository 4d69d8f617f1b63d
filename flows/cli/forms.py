"""What all that is shown in a terminal has in common: tables, times, the colours of states."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

STYLES: Final = {"ok": "green", "degraded": "yellow", "failed": "red", "running": "cyan"}
#: Times are shown as the site's readers know them (WIB).
_ZONE: Final = ZoneInfo("Asia/Jakarta")


class _Piped(Console):
    """A console whose reader may have heard enough: rich would end with exit code 1."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command."""
        raise BrokenPipeError


def new_console() -> Console:
    """Return what to print on."""
    return _Piped(highlight=False, soft_wrap=False)


def local_time(at: datetime | None) -> str:
    """Return a time to the minute."""
    return f"{at.astimezone(_ZONE):%Y-%m-%d %H:%M}" if at else "–"


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
