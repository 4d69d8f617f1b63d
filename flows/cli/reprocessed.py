"""How an extractor on trial is told of in a terminal. It knows values and columns."""

from rich.console import Console
from rich.text import Text

from flows.cli.forms import judgement, new_console, new_table
from flows.reprocess.differences import CLASSES
from flows.reprocess.findings import Findings, Report, Sample, promotable
from flows.wording import counted


def show(report: Report) -> None:
    """Show what would change, or has, and what to do next."""
    console = new_console()
    found = report.found
    console.print(judgement(report.run.site, report.run.verdict), soft_wrap=True)
    if found is None:
        return
    console.print(
        f"Extractor {found.reader}, {counted(found.read, 'page')} read now", soft_wrap=True
    )
    _changes(console, found)
    classes = promotable(found)
    if classes:
        console.print()
        command = f"warta reprocess --promote --expect {','.join(classes)}"
        console.print(f"If all that is as it should be: {command}", soft_wrap=True)


def _changes(console: Console, found: Findings) -> None:
    if not found.changes:
        return
    table = new_table("class", "pages", "meaning", numbers=("pages",))
    for change in found.changes:
        table.add_row(change.name, str(change.pages), CLASSES[change.name])
    console.print()
    console.print(table)
    for change in found.changes:
        for sample in change.samples:
            _sample(console, change.name, sample)


def _sample(console: Console, name: str, sample: Sample) -> None:
    console.print()
    console.print(Text.assemble((name, "bold"), f" {sample.url}"), soft_wrap=True)
    for mark, text, style in (("-", sample.before, "red"), ("+", sample.after, "green")):
        if text:
            console.print(Text(f"  {mark} {text}", style=style), soft_wrap=True)
