"""How things stand, as a terminal shows it. It knows rows; nothing of where they come from."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.console import Console
from rich.text import Text

from flows.cli.forms import STYLES, local_time, new_console
from flows.incidents import standing
from flows.records import ALIKE_FOR_MANY, UNLIKE_STORED
from flows.store.incidents import Incident
from flows.store.quarantine import Waiting
from flows.store.standing import Standing
from flows.wording import counted, length


def standings(
    rows: Sequence[Standing],
    opened: Sequence[Incident],
    stale: Mapping[str, timedelta],
    now: datetime,
) -> None:
    """Show a row for each site, and the incidents that are open below: nothing is told twice."""
    out = new_console()
    if not rows:
        out.print("Nothing yet: begin with `warta ingest`.")
        return
    for row in rows:
        _standing(out, row, now)
        if row.site in stale:
            said = f"  nobody has read what it lists for {length(stale[row.site])}: does warta run?"
            out.print(Text(said, style="red"), soft_wrap=True)
    reasons = {row.site: row.reason or "" for row in rows}
    for one in opened:
        of = f" ({one.subject})" if one.subject else ""
        told = "" if one.message in reasons.get(one.site, "") else f": {one.message}"
        head = Text.assemble((one.cause, "red"), f"{of} since {local_time(one.opened_at)}{told}")
        out.print()
        out.print(Text.assemble((one.site, "bold"), ": ", head), soft_wrap=True)


def _standing(out: Console, row: Standing, now: datetime) -> None:
    state = "stopped" if row.exit_code == standing.INTERRUPTED else row.state or "never run"
    run = f" ({row.flow}, {local_time(row.run_started_at)} WIB): {row.reason or 'under way'}"
    head = Text.assemble((row.site, "bold"), ": ", (state, STYLES.get(state, "")))
    out.print(head + Text(run if row.flow else ""), soft_wrap=True)
    read = f"; last read {length(now - row.checked_at)} ago" if row.checked_at else ""
    newest = f", the newest of {local_time(row.newest_at)}" if row.newest_at else ""
    out.print(
        f"  {counted(row.articles, 'article')}{newest}; "
        f"{row.due} due; {row.quarantined} in quarantine; "
        f"{counted(row.incidents, 'incident')}{read}",
        soft_wrap=True,
    )
    still = standing.stillness(row, now=now)
    if still is not None:
        minutes = still.total_seconds() // 60
        said = f"  what runs has shown no sign of life for {minutes:.0f} minutes: stuck, or killed"
        out.print(Text(said, style="red"), soft_wrap=True)
    lead = standing.lead(row, now=now)
    if lead is not None:
        hours = lead.total_seconds() / 3600
        said = f"  that is {hours:,.1f} hours from now: the clock was ahead then, or is behind"
        out.print(Text(said, style="red"), soft_wrap=True)


def quarantine(waiting: Sequence[Waiting]) -> None:
    """Show the pages in quarantine, and what to try."""
    out = new_console()
    if not waiting:
        out.print("Nothing is in quarantine.")
        return
    for page in waiting:
        tried = f", tried again {counted(page.times_tried, 'time')}" if page.times_tried else ""
        why = ", ".join(page.reasons)
        out.print(Text.assemble((str(page.capture_id), "bold"), f"  {page.url}"), soft_wrap=True)
        out.print(Text(f"  {local_time(page.captured_at)} WIB: {why}{tried}"), soft_wrap=True)
    out.print(
        "\n`warta inspect URL` shows a page; `warta quarantine retry --all` reads them again."
    )
    reasons = {reason for page in waiting for reason in page.reasons}
    if not reasons.isdisjoint((UNLIKE_STORED, ALIKE_FOR_MANY)):
        out.print(
            "A page with nothing of what is stored there (unlike_stored, alike_for_many) did not"
            " replace it: `retry CAPTURE --fetch` asks for the page anew, `retry CAPTURE --accept`"
            " loads it all the same.",
            soft_wrap=True,
        )
