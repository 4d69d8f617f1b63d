"""``python -m crawler PLAN --out DIR``: follow a plan, and leave WARC segments in a folder.

PLAN is a file of JSON lines, or ``-`` for lines on standard input: where that is a pipe, the crawl
lasts until an ``end`` line, and breaks off when the input closes without one, because whoever
asked is gone.
"""

import argparse
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.captures import FinishedLine, FinishReason, StartedLine
from crawler.fetching.ending import EXIT_INCOMPLETE
from crawler.fetching.inbox import Inbox, is_pipe
from crawler.fetching.lock import SiteLock, SiteLockedError, site_lock
from crawler.fetching.network import time_by_a_steady_clock
from crawler.fetching.output import Output, private_stdout
from crawler.fetching.request_log import RequestLog
from crawler.fetching.segments import left_behind
from crawler.fetching.settings import settings_for
from crawler.fetching.spiders.follow import FollowSpider, Task, spider_of
from crawler.plan import Fetch, Plan, PlanError, read_plan

_EXIT_USAGE: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Given:
    plan: Plan
    fetches: AsyncIterator[Fetch]
    output: Output
    log: Path
    inbox: Inbox | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Follow a plan; return 0 when it was followed to its end, 2 when it is none, else 1."""
    options = _parser().parse_args(arguments)
    stream = private_stdout()
    try:
        return _follow(options.plan, Output(options.out, stream), options.log or options.out)
    except (PlanError, OSError) as exc:
        sys.stderr.write(f"crawler: {exc}\n")
        return _EXIT_USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m crawler", description=__doc__)
    parser.add_argument("plan", metavar="PLAN", help="a file of JSON lines, or - for stdin")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="for segments")
    parser.add_argument("--log", type=Path, metavar="DIR", help="for the log of requests; as --out")
    return parser


def _follow(name: str, output: Output, log: Path) -> int:
    if name != "-":
        with Path(name).open("rb") as file:
            return _follow_file(file, output, log)
    stdin = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 (the loop closes it)
    if not is_pipe(0):
        return _follow_file(stdin, output, log)
    inbox = Inbox(stdin)
    given = _Given(plan=inbox.plan, fetches=inbox.fetches(), output=output, log=log, inbox=inbox)
    return _locked(given)


def _follow_file(file: BinaryIO, output: Output, log: Path) -> int:
    plan, fetches = read_plan(file)
    return _locked(_Given(plan=plan, fetches=_each(fetches), output=output, log=log))


async def _each(fetches: Iterable[Fetch]) -> AsyncIterator[Fetch]:
    for fetch in fetches:
        yield fetch


def _locked(given: _Given) -> int:
    """Give what an earlier crawl left behind, then crawl: both under the site's lock."""
    output = given.output
    try:
        with (
            site_lock(given.plan.hosts[0], is_asked=given.inbox is not None) as lock,
            RequestLog(given.log, given.plan.site) as log,
        ):
            since = given.plan.asked_at
            for segment in left_behind(output.folder):
                output.say(segment)
                since = max(filter(None, (since, segment.newest_at)), default=None)
            output.say(StartedLine())
            last = _crawl(given, lock, log, since)
    except SiteLockedError as exc:
        last = FinishedLine(reason="locked", requests=0, captures=0, message=str(exc))
    except OSError as exc:
        what = f"{exc.filename or output.folder}: {exc.strerror or exc}"
        last = FinishedLine(reason="error", requests=0, captures=0, errors=1, message=what)
    output.say(last)
    return 0 if last.reason == "finished" and output.is_heard else EXIT_INCOMPLETE


def _crawl(given: _Given, lock: SiteLock, log: RequestLog, since: datetime | None) -> FinishedLine:
    process = AsyncCrawlerProcess(settings_for(given.plan))
    time_by_a_steady_clock()
    # else each page makes two records for nobody: LOG_LEVEL drops them when they are made
    logging.getLogger("scrapy").setLevel(process.settings["LOG_LEVEL"])
    crawler = process.create_crawler(FollowSpider)
    if given.inbox is not None:
        given.inbox.on_gone = lambda problem: spider_of(crawler).ending.begin(
            "error" if problem else "parent_gone", problem
        )
    task = Task(
        plan=given.plan,
        fetches=given.fetches,
        output=given.output,
        lock=lock,
        log=log,
        since=since,
    )
    process.crawl(crawler, task=task)
    process.start(install_signal_handlers=False)  # FollowSpider's own let no delay hold them up
    return _finished(crawler, given.output, lock)


def _finished(crawler: Crawler, output: Output, lock: SiteLock) -> FinishedLine:
    if crawler.spider is None:
        return FinishedLine(reason="error", requests=0, captures=0, errors=1, message="no start")
    spider = spider_of(crawler)
    stats = crawler.stats.get_stats()
    return FinishedLine(
        reason=_reason(spider),
        requests=spider.manners.requests,
        captures=output.captures,
        errors=stats.get("log_count/ERROR", 0) + stats.get("log_count/CRITICAL", 0),
        message=spider.ending.message,
        asked_at=_asked_at(spider, lock),
    )


def _asked_at(spider: FollowSpider, lock: SiteLock) -> datetime | None:
    """Return when the site was last asked; what is captured next is captured after that."""
    if spider.plan.is_virtual or lock.asked_at is None:
        return lock.asked_at
    return max(lock.asked_at, spider.newest_at)


def _reason(spider: FollowSpider) -> FinishReason:
    if spider.ending.reason is not None:
        return spider.ending.reason
    if spider.ended != "finished":
        return "error"
    return "retry_after" if spider.manners.retry_at is not None else "finished"


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # all is said and closed; to take Scrapy apart again would take its time
