"""The command that looks at what a site can do: ``doctor``."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from flows.cli.main import JSON, database, print_json, settings

if TYPE_CHECKING:
    from flows.runs.report import RunReport
    from flows.settings import Settings
    from flows.store.channels import Finding

_LEVELS: Final = {"ok": ("+", "green"), "note": ("-", "yellow"), "bad": ("!", "bold red")}


@click.command()
@JSON
def doctor(*, as_json: bool) -> int:
    """Look at what the site can do, and say what to do about it.

    Asks some fifteen questions, as politely as an ingest: which listings are open, whether its
    304s and totals are true, what its clock says, and whether a page can be understood. The same
    is done once a day after an ingest, so that what has closed is left, and what has opened used;
    of a site in trouble once an hour for a day.

    Exit codes: 0 all is well, 3 something should be done, 4 the site can't be asked.
    """
    from flows.clock import real_clock
    from flows.crawl.terms import Setting
    from flows.probe.flow import probe

    given = settings()
    setting = Setting(settings=given, conninfo=database(given), clock=real_clock)
    probed = probe(setting)
    findings = [_contact(given), *_strange(given), *probed.findings]
    if as_json:
        print_json({**probed.report.as_json(), "findings": [one._asdict() for one in findings]})
    else:
        _show(probed.report, findings)
    return probed.report.verdict.exit_code


def _contact(given: "Settings") -> "Finding":
    from flows.store.channels import Finding

    if given.has_contact:
        return Finding("contact", "ok", str(given.contact))
    what = f"the default ({given.contact or 'none'}): the site can't tell who you are"
    return Finding("contact", "note", what, "set WARTA_CONTACT to an address or URL of yours")


def _strange(given: "Settings") -> "Iterator[Finding]":
    """Say which blocks of our own file have no effect here: the site goes by another name."""
    from crawler.sites import strange_blocks
    from flows.store.channels import Finding

    site = given.site()
    advice = f"of this site is a block by its name ({site.name}) or its host ({site.hosts[0]})"
    for name in strange_blocks(given.environ):
        yield Finding("sites.toml", "note", f"the block {name!r} is not of this site", advice)


def _show(report: "RunReport", found: "Sequence[Finding]") -> None:
    """Show what was found, each with what to do about it."""
    from rich.text import Text

    from flows.cli.forms import judgement, new_console

    console = new_console()
    console.print(judgement(report.site, report.verdict), soft_wrap=True)
    console.print()
    for one in found:
        mark, style = _LEVELS[one.level]
        line = Text.assemble((f"{mark} ", style), (f"{one.aspect:<16} ", "bold"), one.finding)
        console.print(line, soft_wrap=True)
        if one.advice:
            console.print(Text(f"{'':<19}{one.advice}", style="dim"), soft_wrap=True)
    console.print()
    console.print("+ as it should be   - good to know   ! something should be done", style="dim")


COMMANDS = (doctor,)
