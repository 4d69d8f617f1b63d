"""The command ``demo``: the tour, told in a terminal."""

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click

from flows.cli.main import settings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from flows.demo import Tour
    from flows.store.history import Changed

#: Words around a change that are shown with it.
_AROUND: Final = 6
#: Articles that are named after a run.
_SHOWN: Final = 4
#: How words are shown that were taken out, and that were put in.
_MARKS: Final = {"removed": ("[-{}-] ", "red strike"), "added": ("{{+{}+}} ", "bold green")}
_TRIES: Final = (
    "sql 'SELECT published_at, section, title FROM warta.articles ORDER BY 1 DESC LIMIT 5'",
    "sql 'SELECT title, revision, cause, captured_at FROM warta.revisions WHERE revision > 1'",
    "sql 'SELECT seq, operation, fields FROM warta.changes ORDER BY seq DESC LIMIT 5'",
    "search perpustakaan",
    "status",
)


@click.command()
@click.option("--remove", is_flag=True, help="Remove what an earlier tour has left, and stop.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where everything goes; emptied first. Default: WARTA_HOME/demo.",
)
def demo(*, folder: Path | None, remove: bool) -> int:
    """Take a tour without a network: a news site in memory, and an archive that follows it.

    Takes half a minute. Everything lies in one folder, with a database of its own; the archive
    that you work with is not touched.
    """
    from flows.cli.forms import new_console
    from flows.demo import clear, tour

    default = settings().home / "demo"
    home = (folder or default).absolute()
    if remove:
        clear(home)
        return 0
    console = new_console()
    with tour(home) as guide:
        _step(console, "1.", f"A WordPress news site runs at {guide.site_url}")
        code = _ingest(console, guide, "2.", "warta meets it:")
        if code:
            return code
        guide.changes()
        console.print()
        _step(console, "3.", "Its editors go to work:")
        for deed in guide.edit():
            console.print(f"   {deed}", soft_wrap=True)
        code = _ingest(console, guide, "4.", "warta looks again:")
        if code:
            return code
        _changes(console, guide.changes())
        code = _ingest(console, guide, "6.", "And once more, with nothing new:")
    _farewell(console, home, is_default=home == default)
    return code


def _step(console: "Console", number: str, what: str) -> None:
    from rich.text import Text

    console.print(Text.assemble((number, "bold"), f" {what}"), soft_wrap=True)


def _ingest(console: "Console", guide: "Tour", number: str, what: str) -> int:
    from flows.cli import forms

    console.print()
    _step(console, number, what)
    with forms.progress(is_quiet=False) as progress:
        report = guide.ingest(progress)
    verdict = report.verdict
    said = f"   Requests: {guide.requests()}. {verdict.state}: {verdict.reason}"
    console.print(said, soft_wrap=True)
    for article in report.articles[:_SHOWN]:
        console.print(f"   {article.outcome:<9} {article.title}", soft_wrap=True)
    if len(report.articles) > _SHOWN:
        console.print("   …")
    return report.verdict.exit_code


def _changes(console: "Console", changes: Sequence["Changed"]) -> None:
    """Show what is different in the archive, word by word."""
    from rich.padding import Padding

    console.print()
    _step(console, "5.", "What has changed in the archive (warta.changes):")
    for change in changes:
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        line = f"   {change.operation:<9} {change.title}{fields}"
        console.print(line, soft_wrap=True)
        for before, after in _texts(change):
            console.print(Padding(difference(before, after), (0, 0, 0, 13)))


def _texts(change: "Changed") -> Iterator[tuple[str, str]]:
    """Give what stands there now beside what stood there before, where they differ."""
    if change.body_before is not None and change.body_before != change.body:
        yield change.body_before, change.body
    if change.url_before is not None and change.url_before != change.url:
        yield urlsplit(change.url_before).path, urlsplit(change.url).path


def difference(before: str, after: str) -> "Text":
    """Return what is different, word by word: taken out red and in brackets, put in green."""
    from rich.text import Text

    from flows.inspection.difference import pieces

    text = Text()
    found = pieces(before, after)
    for piece in found:
        words = piece.text.split()
        if piece.operation == "kept":
            is_first, is_last = piece is found[0], piece is found[-1]
            text.append(_context(words, is_first=is_first, is_last=is_last))
        elif words:
            mark, style = _MARKS[piece.operation]
            text.append(mark.format(" ".join(words)), style=style)
    return text


def _context(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Return the words next to a change, and dots for those further away."""
    if not words:
        return ""
    if len(words) <= _AROUND * (2 - is_first - is_last):
        return " ".join(words) + " "
    left = [] if is_first else words[:_AROUND]
    right = [] if is_last else words[-_AROUND:]
    return " ".join([*left, "…", *right]) + " "


def _farewell(console: "Console", home: Path, *, is_default: bool) -> None:
    from flows.cli import show

    unset = "DATABASE_URL= " if os.environ.get("DATABASE_URL") else ""
    warta = f"{unset}WARTA_HOME={shlex.quote(os.path.relpath(home))} {show.command()}"
    console.print()
    _step(console, "7.", "The archive is yours to look at:")
    for tried in _TRIES:
        console.print(f"   {warta} {tried}", soft_wrap=True)
    named = "" if is_default else f" --folder {shlex.quote(str(home))}"
    console.print(f"\nAll of it lies in {home}. To be rid of it:", soft_wrap=True)
    console.print(f"   {show.command()} demo --remove{named}", soft_wrap=True)


COMMANDS = (demo,)
