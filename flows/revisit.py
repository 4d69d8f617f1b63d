"""The flow that looks at articles again, for edits that no list tells of.

Where REST or sitemaps tell of changes, only a few are looked at, since an edit may leave the time
of change as it was, and those whose pages do not show what was told of them; elsewhere all are, at
certain ages, within what a day may cost. What is due is a query; here stand the ages, the budgets,
and what is asked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from crawler.captures import CaptureError
from crawler.discovery import Channel
from crawler.plan import Fetch
from flows import db
from flows.crawl import verdicts
from flows.crawl.at_site import at_site
from flows.crawl.loop import CrawlLoop
from flows.crawl.terms import Setting, Terms
from flows.incidents.record import Seen, Sign
from flows.keeping.shelf import KeepingError, capture_at, shelf_of
from flows.runs.report import RunReport, Verdict, verdict_on
from flows.store import captures, channels, runs, visits
from flows.store.statements import Connection
from flows.store.visits import Revisit
from flows.wording import counted

#: Most edits follow soon after publication; at these ages an article is looked at again.
AGES: Final = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=10),
    timedelta(days=30),
)
#: A page that does not show the change which a list tells of may come out of a cache, which keeps
#: it for minutes or a day; or there is nothing to see.
_CACHED: Final = AGES[:3]
#: Thirty articles a day cost 180 visits.
PER_DAY: Final = 200
AUDITS_PER_DAY: Final = 10
#: An article that was seen within this time needs no audit.
_AUDITED_AFTER: Final = timedelta(days=3)
#: The last age may be reached late.
_LASTS: Final = AGES[-1] + timedelta(days=7)
#: One in so many that may be asked for conditionally is fetched whole all the same.
_WHOLE: Final = 5
_TELLING: Final[frozenset[Channel]] = frozenset({"rest", "sitemap"})

#: Of an answer, names in lower case.
Headers = Mapping[str, str]


def follow_up(setting: Setting, report: RunReport) -> RunReport | None:
    """Look at what is due, after a run that could ask the site; None where nothing is.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.

    """
    if report.verdict.exit_code not in {0, 3}:
        return None
    name = setting.settings.site().name
    with db.session(setting.conninfo, name="revisit") as connection:
        is_due = bool(_due(connection, name, setting.clock()))
    return at_site(setting, "revisit", _looked_again, requests=PER_DAY) if is_due else None


def _due(connection: Connection, site: str, now: datetime) -> list[Revisit]:
    known = channels.known(connection, site)
    is_told = any(known[name].is_open for name in _TELLING & known.keys())
    due = visits.due(
        connection,
        site,
        now=now,
        ages=() if is_told else AGES,
        lasts=_LASTS,
        audited_after=_AUDITED_AFTER,
        per_day=PER_DAY,
        audits=AUDITS_PER_DAY,
    )
    unshown = visits.unshown(
        connection,
        site,
        now=now,
        ages=_CACHED,
        lasts=_LASTS,
        per_day=PER_DAY - max(len(due), AUDITS_PER_DAY),
    )
    return list({one.article_id: one for one in [*due, *unshown]}.values())[:PER_DAY]


def _looked_again(terms: Terms) -> Verdict:
    revisiting = Revisiting(terms)
    revisiting.run()
    return revisiting.conclude()


class Revisiting:
    """Articles that are being looked at again."""

    def __init__(self, terms: Terms) -> None:
        """Take the terms; ``run`` does the rest."""
        self._terms = terms
        self._site = terms.door.site
        with terms.door.transaction() as connection:
            self._due = {one.url: one for one in _due(connection, self._site.name, terms.clock())}
        self._before: dict[int, Headers] = {}
        self.loop = CrawlLoop(terms)

    def run(self) -> None:
        """Ask for each; raises what the loop does."""
        self.loop.run(self._begin)

    def _begin(self) -> None:
        due = self._due.values()
        self._before = self._sent([one.article_id for one in due])
        self.loop.ask_all([self._fetch(one) for one in due])

    def _fetch(self, one: Revisit) -> Fetch:
        sent = {} if self._is_whole(one) else self._before.get(one.article_id, {})
        return Fetch(
            url=one.url,
            kind="page",
            etag=sent.get("etag"),
            last_modified=sent.get("last-modified"),
        )

    def _is_whole(self, one: Revisit) -> bool:
        """Whether to fetch a page whole: one in five, so that a wrong 304 comes to light."""
        is_trusted = self._terms.door.taken.has_honest_pages is not False
        is_sample = (one.article_id + self._terms.clock().toordinal()) % _WHOLE == 0
        return one.is_audit or is_sample or not is_trusted

    def _sent(self, article_ids: Sequence[int]) -> dict[int, Headers]:
        """Return what was sent with the newest captures of articles, where these can be read."""
        with self._terms.door.transaction() as connection:
            kept = captures.newest_of(connection, article_ids)
        shelf, sent = shelf_of(self._terms.settings), dict[int, Headers]()
        for article_id, where in kept.items():
            with suppress(CaptureError, KeepingError):
                capture = capture_at(shelf, where.file, where.file_offset, where.file_bytes)
                sent[article_id] = capture.headers
        return sent

    def conclude(self) -> Verdict:
        """Keep what was looked at, and judge how it went."""
        locked = verdicts.locked(self.loop)
        if locked is not None:
            return locked
        visited = {
            self._due[line.url].article_id: line.captured_at
            for line in self.loop.lines
            if line.url in self._due and (line.status is not None or line.fetched == "failed")
        }
        with self._terms.door.transaction() as connection:
            visits.record(connection, visited)
            outcomes = Counter(dict(runs.outcomes(connection, self._terms.run_id)))
            surprises = runs.surprises(connection, self._terms.run_id)
        unmodified = sum(line.fetched == "not_modified" for line in self.loop.lines)
        changed = verdicts.kept(outcomes)
        seen = counted(len(visited), "article")
        reason = f"{seen} looked at again, {unmodified} not modified; {changed}"
        undone = [*verdicts.undone(self.loop), *verdicts.not_understood(outcomes, surprises)]
        signs = list(self._lies())
        return verdict_on(reason, undone, requests=self.loop.requests, signs=signs)

    def _lies(self) -> Iterator[Sign]:
        """Notice pages that changed under the same validators; they are not trusted again."""
        with self._terms.door.transaction() as connection:
            revised = visits.revised(connection, self._terms.run_id)
        before = {key: _validators(self._before.get(key, {})) for key in revised}
        now = self._sent([key for key, validators in before.items() if validators])
        for url, one in self._due.items():
            sent = now.get(one.article_id)
            if sent is not None and _validators(sent) == before[one.article_id]:
                with self._terms.door.transaction() as connection:
                    visits.record_lying_pages(connection, self._site.name)
                message = f"{url} changed, and its validators did not"
                yield Seen(cause="validator_lied", subject="pages", message=message)
                return


def _validators(sent: Headers) -> tuple[str | None, ...] | None:
    """Return what a page could be asked for with; None where nothing was sent."""
    stated = tuple(sent.get(name) for name in ("etag", "last-modified"))
    return stated if any(stated) else None
