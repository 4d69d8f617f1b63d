"""What work on the ledger came to: whether each day of a span adds up, and the report that says so.

It knows spans and counts; nothing of how they are shown, or of how the work is done.
"""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from flows.ledger.days import LedgerReading
from flows.runs.report import Verdict
from flows.store import ledger
from flows.store.ledger import Span, Sums
from flows.store.statements import Connection
from flows.wording import counted

_DAYS_SHOWN: Final = 5
_LIKE_SHOWN: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerReport:
    """What a backfill or a reconcile came to.

    Attributes:
        sums: what is listed for the span, and what became of it; None where nothing was asked.
        requests: made by all slices.

    """

    verdict: Verdict
    sums: Sums | None = None
    requests: int = 0
    slices: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, for scripts."""
        return {
            "state": self.verdict.state,
            "reason": self.verdict.reason,
            "requests": self.requests,
            "slices": self.slices,
            "ledger": self.sums._asdict() if self.sums else None,
        }


def proof(connection: Connection, span: Span, reading: LedgerReading, *, requests: int) -> Verdict:
    """Judge a span: ok where each day that was read holds nothing that is missing.

    That the site names other sites' addresses is said; more of them than of its own prove nothing.
    Nor does a section of which no article is known: its name is a slip of the pen.
    """
    sums, unread = ledger.sums(connection, span), reading.gaps
    held = f"{counted(sums.listed, 'article')} = {sums.stored} stored + {sums.explained} explained"
    if reading.foreign:
        named = counted(len(reading.foreign), "address is", "addresses are")
        held += f"; {named} of other sites, and left out (such as {min(reading.foreign)[:200]!r})"
    is_foreign = len(reading.foreign) > sums.listed
    unknown = None if unread or sums.listed else unknown_section(connection, span)
    if unknown is not None:
        reason = f"nothing is proven: {unknown}"
        return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests)
    if not (unread or sums.missing or is_foreign):
        days = counted((span.last - span.first).days + 1, "day")
        reason = f"proven, {days}: {held}"
        return Verdict(state="ok", reason=reason, exit_code=0, requests=requests)
    undone = []
    if sums.missing:
        missing = counted(sums.missing, "article is", "articles are")
        undone.append(f"{missing} missing{_where(connection, span)}")
    if is_foreign:
        undone.append("more is listed of other sites than of this one")
    if unread:
        number = sum((last - first).days + 1 for first, last in unread)
        undone.append(f"{counted(number, 'day is', 'days are')} still to be listed")
    reason = f"{'; '.join(undone)}; {held} + {sums.missing} missing; the next backfill goes on here"
    return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests)


def unknown_section(connection: Connection, span: Span) -> str | None:
    """Say that no article is known, of any day, where all of the span's would lie, and what is."""
    always = replace(span, first=date.min, last=date.max)
    if span.prefix is None or ledger.sums(connection, always).listed:
        return None
    if ledger.stored_unlisted(connection, always):
        return None
    sections = ledger.sections(connection, span.site)
    like = get_close_matches(span.prefix.strip("/"), sections, _LIKE_SHOWN)
    meant = f" (such as {', '.join(like)})" if like else ""
    names = f"`warta sql 'TABLE warta.sections'` names the sections that there are{meant}"
    return f"no article is known in {span.prefix}; {names}"


def _where(connection: Connection, span: Span) -> str:
    """Name the newest days of which something is missing."""
    if span.prefix is not None:
        return f" in {span.prefix}"
    covered = ledger.coverage(connection, span.site, span.first, span.last)
    named = [f"{day.day}" for day in reversed(covered) if day.missing]
    others = len(named) - _DAYS_SHOWN
    more = f" and {counted(others, 'more day')}" if others > 0 else ""
    return f" ({', '.join(named[:_DAYS_SHOWN])}{more})"
