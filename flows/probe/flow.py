"""The flow that looks at what a site can do: which channels are open, and whether they are true.

It asks a few questions one after another, at first contact and then once a day, in a run of its
own; sooner where something has just gone wrong. The questions stand in ``flows.probe.questions``,
what the answers mean in ``flows.probe.diagnosis``; here stand the run and its record.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from flows import db
from flows.clock import is_within
from flows.crawl import verdicts
from flows.crawl.at_site import at_site
from flows.crawl.loop import Answer, CrawlLoop
from flows.crawl.terms import Setting, Terms
from flows.incidents.record import Healed, Seen, Sign
from flows.listings.entries import entries_of
from flows.probe import answers as answered
from flows.probe import diagnosis
from flows.probe.answers import Answers
from flows.probe.findings import Diagnosis
from flows.probe.questions import questions
from flows.runs.report import RunReport, Verdict
from flows.store import channels, discovered, probes, sites
from flows.store.channels import Finding
from flows.store.incidents import Cause
from flows.store.statements import Connection

#: A site is probed once in so long; and for the first day of a trouble, which may be over in a
#: while, once an hour.
PROBED_LAST: Final = timedelta(days=1)
_TROUBLED_LAST: Final = timedelta(hours=1)
_REQUESTS_MAX: Final = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Probed:
    """What a probe came to."""

    report: RunReport
    findings: tuple[Finding, ...] = ()


def is_due(setting: Setting) -> bool:
    """Whether the site has not been probed for a day, or for an hour where it is in trouble."""
    name = setting.settings.site().name
    with db.session(setting.conninfo, name="probe") as connection:
        known = probes.probed(connection, name)
    now = setting.clock()
    is_troubled = known.troubled_at is not None and is_within(PROBED_LAST, known.troubled_at, now)
    lasts = _TROUBLED_LAST if is_troubled else PROBED_LAST
    return known.probed_at is None or not is_within(lasts, known.probed_at, now)


def daily(setting: Setting, report: RunReport) -> Probed | None:
    """Probe the site where that is due, after a run that could ask it."""
    is_asked = report.verdict.exit_code in {0, 3}
    return probe(setting) if is_asked and is_due(setting) else None


def probe(setting: Setting) -> Probed:
    """Look at what the site can do, and keep what was found.

    Raises:
        flows.db.DatabaseError: the database can't be used.

    """
    found: list[Finding] = []

    def deed(terms: Terms) -> Verdict:
        probing = Probing(terms)
        probing.run()
        verdict, findings = probing.conclude()
        found.extend(findings)
        return verdict

    report = at_site(setting, "probe", deed, requests=_REQUESTS_MAX)
    return Probed(report=report, findings=tuple(found))


class Probing:
    """A site that is being asked what it can do."""

    def __init__(self, terms: Terms) -> None:
        """Take the terms; ``run`` does the rest, and first asks what robots.txt says by now."""
        taken = replace(terms.door.taken, robots_at=None)
        terms = replace(terms, door=replace(terms.door, taken=taken))
        self._terms = terms
        self._site = terms.door.site
        with terms.door.transaction() as connection:
            listing = discovered.listings(connection, self._site.name).get(self._site.feed_url)
        self._answers = Answers(site=self._site, listing=listing)
        self.loop = CrawlLoop(terms)

    def run(self) -> None:
        """Ask, one question after another; raises what the loop does."""
        asked = questions(self._answers, self._robots)

        def go_on(answer: Answer | None) -> None:
            try:
                fetch = next(asked) if answer is None else asked.send(answer)
            except StopIteration:
                return
            self.loop.ask(fetch, go_on)

        self.loop.run(lambda: go_on(None))

    def _robots(self) -> str | None:
        with self._terms.door.transaction() as connection:
            return sites.robots(connection, self._site.name)

    def conclude(self) -> tuple[Verdict, list[Finding]]:
        """Judge the answers, and keep what they tell."""
        locked = verdicts.locked(self.loop)
        requests = self.loop.requests
        if locked is not None:
            return locked, []
        is_answered = any(line.kind == "probe" and line.id is not None for line in self.loop.lines)
        unreachable = verdicts.unreachable(self.loop, self._site)
        if unreachable or not (is_answered or verdicts.has_broken_off(self.loop)):
            return self._unasked(unreachable, requests), []
        stopped = verdicts.stopped_early(self.loop)
        if stopped is not None:  # what was not asked, or not kept, says nothing of the site
            reason = f"{stopped}: what the site can do is asked again by the next run"
            return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests), []
        self._answers.unread = self._unread()
        diagnosed = diagnosis.diagnose(self._answers, known=self._terms.door.taken)
        signs = self._keep(diagnosed, self._terms.clock())
        return _verdict(diagnosed, signs, requests), diagnosed.findings

    def _unasked(self, unreachable: str | None, requests: int) -> Verdict:
        """Judge a site that answered none of the questions."""
        refusing = verdicts.refusing(self.loop, self._site)
        why = unreachable or refusing or "the site answered nothing"
        cause: Cause = "site_unreachable" if unreachable else "site_refuses"
        signs = [Seen(cause=cause, message=why)]
        return Verdict(state="failed", reason=why, exit_code=4, requests=requests, signs=signs)

    def _unread(self) -> int:
        """Count what stands in the feed, not just since now, and has never been listed."""
        since = self._terms.clock() - diagnosis.RECENT
        found = answered.feed_in(self._answers.feed) or ()
        entries = entries_of(
            (one for one in found if one.published_at and one.published_at < since), self._site
        )
        with self._terms.door.transaction() as connection:
            return len(discovered.unread_entries(connection, self._site.name, entries))

    def _keep(self, diagnosed: Diagnosis, now: datetime) -> list[Sign]:
        """Record what was found; return what of it a person must look at."""
        site = self._site.name
        signs: list[Sign] = []
        with self._terms.door.transaction() as connection:
            for known in diagnosed.channels(now):
                if channels.record(connection, site, known):
                    why = known.reason or ""
                    signs.append(Seen(cause="channel_closed", subject=known.channel, message=why))
                elif known.is_open:
                    signs.append(Healed(cause="channel_closed", subject=known.channel))
            self._keep_paged(connection)
            probes.record(
                connection, site, self._terms.run_id, diagnosed.facts, diagnosed.findings, now=now
            )
        signs.append(Healed(cause="site_unreachable"))
        if any(known.is_open for known in diagnosed.channels(now)):
            signs.append(Healed(cause="site_refuses"))
        return [*signs, *diagnosed.signs]

    def _keep_paged(self, connection: Connection) -> None:
        """Record which posts are in several pages: one that was fetched as a whole is due again."""
        for answer in self._answers.rest_paged:
            found = answered.paged_in(answer)
            if found and answer.capture is not None:
                entries, at = entries_of(found, self._site), answer.capture.captured_at
                discovered.record(
                    connection, self._site.name, entries, channel="rest", listed_at=at
                )


def _verdict(diagnosed: Diagnosis, signs: list[Sign], requests: int) -> Verdict:
    bad = [f"{one.aspect}: {one.finding}" for one in diagnosed.findings if one.level == "bad"]
    if bad:
        reason = "; ".join(bad)
        return Verdict(state="degraded", reason=reason, exit_code=3, requests=requests, signs=signs)
    reason = f"the site is followed by {diagnosed.best}"
    return Verdict(state="ok", reason=reason, exit_code=0, requests=requests, signs=signs)
