"""``warta inspect --diff``: two revisions of an article, word by word."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from flows.cli.main import existing, settings, write_page

if TYPE_CHECKING:
    from flows.inspection.difference import Field

_NUMBER: Final = re.compile("[0-9]{1,9}")
#: How a passage is shown; the marks tell where there are no colours.
_SHOWN: Final = {
    "kept": ("{}", ""), "removed": ("[-{}-]", "strike red"), "added": ("{{+{}+}}", "green"),
}  # fmt: skip


def diff(name: str, span: str, out: Path | None) -> int:
    """Show what changed between two revisions, such as ``1..3``; ``out`` gets an HTML page."""
    from flows import db
    from flows.inspection import difference
    from flows.inspection.named import find
    from flows.store import history

    first, last = _span(span)
    given = settings()
    with db.session(existing(given), name="inspect") as connection:
        article = find(connection, given, name)
        told = history.revision_texts(connection, article.id, (first, last))
    missing = [number for number in (first, last) if number not in told]
    if missing:
        raise click.UsageError(
            f"--diff: article {article.id} has no revision {missing[0]}; it has {article.revisions}"
        )
    before, after = told[first], told[last]
    heading = f"{after.title}: {first} → {last} ({after.cause})"
    fields = difference.compare(before.texts(), after.texts())
    if out is not None:
        from flows.inspection.difference_html import page

        write_page(out, page(heading, fields), option="--html")
        return 0
    _show(heading, fields)
    return 0


def _span(text: str) -> tuple[int, int]:
    first, dots, last = text.partition("..")
    if not dots or not all(map(_NUMBER.fullmatch, (first, last))):
        raise click.UsageError(f"--diff: {text!r} is no pair of revisions: write it as 1..2")
    return int(first), int(last)


def _show(heading: str, fields: "list[Field]") -> None:
    from rich.text import Text

    from flows.cli.forms import new_console

    console = new_console()
    console.print(Text(heading, style="bold"))
    for field in fields:
        console.print()
        console.print(Text(field.name, style="dim"))
        shown = ((piece.text, *_SHOWN[piece.operation]) for piece in field.pieces)
        console.print(Text.assemble(*((mark.format(text), style) for text, mark, style in shown)))
