"""How a verification looks in a terminal. It knows findings and columns; not how they were made."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from flows.checkup.expiry import Expired
from flows.checkup.politeness import Proof
from flows.checkup.verify import Findings
from flows.incidents.repeated import shown
from flows.wording import counted

#: Lines of a kind that are shown; --json has them all.
_SHOWN: Final = 20


def findings(found: Findings) -> None:
    """Print what was read again, and what is wrong."""
    ended = "all whole" if not found.losses else f"{len(found.losses):,} damaged or missing"
    click.echo(f"captures  {found.captures:,} read again: {ended}")
    _list([f"{loss.lying.url}: {loss.why}" for loss in found.losses])
    if found.orphans:
        click.echo(f"files     {len(found.orphans):,} without rows; nothing is lost by them:")
        _list(found.orphans)
    ended = "none finds anything"
    if found.ailments:
        ended = f"{counted(len(found.ailments), 'finds', 'find')} rows"
    click.echo(f"checks    {ended}")
    for one in found.ailments:
        click.echo(f"  {one.check}: {counted(one.rows, 'row')}. {one.says}")
        _list(one.first)
    if found.behind and not found.ailments:
        waits = counted(found.behind, "article is", "articles are")
        click.echo(
            f"search    {waits} not known yet, as a run broke off: the next one sees to that"
        )
    if found.repeated:
        many = counted(len(found.repeated), "stands", "stand")
        click.echo(f"lines     {many} in many articles (warta.repeated_lines):")
        _list([shown(one) for one in found.repeated])


def expired(gone: Expired) -> None:
    """Print what has gone."""
    click.echo(
        f"expired   {gone.captures:,} listings, robots.txt and probes in "
        f"{counted(gone.files, 'file')}; {counted(gone.logs, 'log')}"
    )


def proofs(by_site: Mapping[str, Proof]) -> None:
    """Print what the logs of requests prove."""
    if not by_site:
        click.echo("no request has been logged")
    for site, proof in by_site.items():
        least = proof.minimum_gap_s
        pauses = counted(proof.pauses, "pause was", "pauses were")
        gap = "" if least is None else f"; {pauses} due, of {least:.3f} s at the least"
        asked = counted(proof.requests, "request")
        click.echo(
            f"{site}  {asked}, at most {proof.per_minute:,} in a minute and "
            f"{proof.per_hour:,} in an hour{gap}"
        )
        ended = "none was against" if not proof.offences else f"{len(proof.offences):,} against"
        click.echo(f"  {ended} robots.txt, Crawl-delay, Retry-After or the budget of an hour")
        _list([" ".join(one.as_json().values()) for one in proof.offences])


def proofs_json(by_site: Mapping[str, Proof]) -> dict[str, Any]:
    """Return what the logs prove as JSON values."""
    return {
        site: {
            "requests": proof.requests,
            "pauses": proof.pauses,
            "minimum_gap_s": proof.minimum_gap_s and round(proof.minimum_gap_s, 3),
            "per_minute": proof.per_minute,
            "per_hour": proof.per_hour,
            "offences": [one.as_json() for one in proof.offences],
        }
        for site, proof in by_site.items()
    }


def _list(lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN:
        click.echo(f"  … and {len(lines) - _SHOWN:,} more; --json has them all")
