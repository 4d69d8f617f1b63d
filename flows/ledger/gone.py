"""The search for stored articles that the site has taken away: which to ask for, and what follows.

It knows slices of work, and the rule by which many removals at once are doubted; how a single one
is proven, ``flows.ledger.looking`` knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from flows.crawl import verdicts
from flows.crawl.terms import Terms
from flows.incidents.record import Healed, Seen, Sign
from flows.ledger import slices
from flows.ledger.looking import PER_LIST, Looking, Naming
from flows.ledger.slices import Judge, Work
from flows.runs.report import Verdict
from flows.store import gone, ledger
from flows.store.gone import Absent, Checked
from flows.wording import counted

#: Articles that are looked for in one reconcile; the others are looked for by the next ones.
CHECKS_MAX: Final = 100
#: A check takes three requests at most; robots.txt and a known post take two of each slice.
_PER_CHECK: Final = 3
_BESIDE: Final = 2
#: Without REST, a page must be missing for this long.
APART: Final = timedelta(hours=24)
#: More than a fifth of the articles gone at once is a fault of the site, or of ours.
_BULK: Final = 5


@dataclass(slots=True)
class Search:
    """A search under way, over all its slices.

    Attributes:
        compare: judges the ledger.
        is_agreed: whether articles are marked as gone however many they are.
        absent: stored articles that the site did not name.
        verdict: of the whole; None where nothing was searched for.

    """

    work: Work
    compare: Judge
    is_agreed: bool
    absent: list[Absent] = field(default_factory=list)
    checked: list[Checked] = field(default_factory=list)
    in_vain: dict[int, datetime] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)
    gone: list[Checked] = field(default_factory=list)
    verdict: Verdict | None = None

    def run(self) -> None:
        """Search, slice by slice; the last one marks what is gone."""
        work = self.work
        room = work.size.requests - _BESIDE
        has_rest = work.reading.channel == "rest"
        found = gone.absent(work.archive, work.span, everywhere=has_rest)
        self.absent = found[: room * PER_LIST]
        if self.absent and has_rest:
            slices.do_once(work, self._name, requests=work.size.requests)
        chosen = self.absent[:CHECKS_MAX]
        step = max(1, room // _PER_CHECK)
        while chosen and work.stop is None and self.verdict is None:
            now, chosen = chosen[:step], chosen[step:]
            deed = partial(self._look, now, is_last=not chosen)
            slices.do_once(work, deed, requests=work.size.requests)

    def _name(self, terms: Terms) -> Verdict:
        """Leave out what REST names when it is asked by number."""
        naming = Naming(terms, self.absent)
        naming.run()
        self.absent = naming.unnamed
        trouble = slices.judged(self.work, naming.loop, None)
        if trouble is not None:
            return trouble
        requests = naming.loop.requests
        if not self.absent:
            self.verdict = self.compare(requests)
            return self.verdict
        absent = counted(len(self.absent), "stored article is", "stored articles are")
        reason = f"{absent} named no more, and looked for next"
        return Verdict(state="ok", reason=reason, exit_code=0, requests=requests)

    def _look(self, absent: Sequence[Absent], terms: Terms, *, is_last: bool) -> Verdict:
        known = None
        if self.work.reading.channel == "rest":
            known = gone.known_post(self.work.archive, self.work.site.name)
        looking = Looking(terms, absent, known)
        looking.run()
        self.checked += looking.checked
        self.in_vain |= looking.in_vain
        self.proven |= looking.proven
        trouble = slices.judged(self.work, looking.loop, None)
        if trouble is not None:
            return trouble
        requests = looking.loop.requests
        if is_last or verdicts.given_up(looking.loop) is not None:  # others would fare no better
            self.verdict = self._concluded(terms, requests)
            return self.verdict
        checked = counted(len(looking.checked), "article was", "articles were")
        reason = f"{checked} looked for; the next slice goes on"
        return Verdict(state="ok", reason=reason, exit_code=0, requests=requests)

    def _concluded(self, terms: Terms, requests: int) -> Verdict:
        """Mark what is proven gone, unless that is too much to be true."""
        live = gone.live_articles(self.work.archive, self.work.site.name)
        with terms.door.transaction() as connection:
            since = gone.note(connection, self.checked)
            gone.pass_over(connection, self.in_vain)
            self.gone = [
                one
                for one in self.checked
                if one.article_id in self.proven
                or ((begun := since.get(one.article_id)) and one.at - begun >= APART)
            ]
            doubt = None if self.is_agreed else self._doubt(live)
            if doubt is not None:
                self.gone = []
            self.gone = gone.mark(connection, self.gone, now=terms.clock())
        with terms.door.transaction() as connection:
            ledger.prove(connection, self.work.span, now=terms.clock())
        return self._judged(requests, doubt)

    def _doubt(self, live: int) -> str | None:
        """Say why so many removals are not believed; None where they are."""
        number = len(self.gone)
        if number < 2 or number * len(self.absent) * _BULK <= len(self.checked) * live:  # noqa: PLR2004
            return None
        return (
            f"{number} of {len(self.checked)} articles that were looked for seem gone, of {live}: "
            "that many at once is a fault, not a deletion, so none was marked. Look at the site; "
            "where it is so, run `warta reconcile --yes`"
        )

    def _judged(self, requests: int, doubt: str | None) -> Verdict:
        verdict = self.compare(requests)
        undone = [doubt] if doubt else []
        unasked = min(len(self.absent), CHECKS_MAX) - len(self.checked)
        if unasked:
            absent = counted(unasked, "article")
            undone.append(f"{absent} that the site names no more could not be looked for")
        sign: Sign = Healed(cause="gone_in_bulk")
        if doubt:
            sign = Seen(cause="gone_in_bulk", message=doubt)
        verdict = replace(verdict, signs=[*verdict.signs, sign])
        told = (
            [f"{counted(len(self.gone), 'article is', 'articles are')} gone"] if self.gone else []
        )
        reason = "; ".join([*undone, *told, verdict.reason])
        if undone:
            return replace(verdict, state="degraded", reason=reason, exit_code=3)
        return replace(verdict, reason=reason)
