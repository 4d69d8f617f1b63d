"""``python -m crawler PLAN --out DIR``: follow a plan, and leave WARC segments in a folder.

PLAN is a file of JSON lines, or ``-`` for lines on standard input: then the crawl lasts until an
``end`` line, and breaks off when the input closes without one, because whoever asked is gone.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Final

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.captures import FinishedLine, FinishReason, StartedLine
from crawler.inbox import Inbox
from crawler.output import Output, SiteLockedError, private_stdout, site_lock
from crawler.plan import Fetch, Plan, PlanError, read_plan
from crawler.segments import left_behind
from crawler.settings import settings_for
from crawler.spiders.follow import FollowSpider, spider_of

_EXIT_INCOMPLETE: Final = 1
_EXIT_USAGE: Final = 2
#: How long a crawl whose asker is gone may take to finish the request under way (seconds).
_ORPHAN_S: Final = 10.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Follow a plan; return 0 when it was followed to its end, 2 when it is none, else 1."""
    options = _parser().parse_args(arguments)
    stream = private_stdout()
    try:
        return _follow(options.plan, Output(options.out, stream))
    except (PlanError, OSError) as exc:
        sys.stderr.write(f"crawler: {exc}\n")
        return _EXIT_USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m crawler", description=__doc__)
    parser.add_argument("plan", metavar="PLAN", help="a file of JSON lines, or - for stdin")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="for segments")
    return parser


def _follow(name: str, output: Output) -> int:
    if name == "-":
        inbox = Inbox.on_stdin()
        return _locked(inbox.plan, inbox.fetches(), output, inbox)
    with Path(name).open("rb") as file:
        plan, fetches = read_plan(file)
        return _locked(plan, _each(fetches), output, None)


async def _each(fetches: Iterable[Fetch]) -> AsyncIterator[Fetch]:
    for fetch in fetches:
        yield fetch


def _locked(plan: Plan, fetches: AsyncIterator[Fetch], output: Output, inbox: Inbox | None) -> int:
    """Give what an earlier crawl left behind, then crawl: both under the site's lock."""
    try:
        with site_lock(plan.hosts[0]):
            for segment in left_behind(output.folder):
                output.say(segment)
            output.say(StartedLine())
            last = _crawl(plan, fetches, output, inbox)
    except SiteLockedError as exc:
        last = FinishedLine(reason="locked", requests=0, captures=0, message=str(exc))
    output.say(last)
    return 0 if last.reason == "finished" else _EXIT_INCOMPLETE


def _crawl(
    plan: Plan, fetches: AsyncIterator[Fetch], output: Output, inbox: Inbox | None
) -> FinishedLine:
    process = AsyncCrawlerProcess(settings_for(plan))
    crawler = process.create_crawler(FollowSpider)
    if inbox is not None:
        inbox.on_gone = lambda: _abandon(crawler)
    process.crawl(crawler, plan=plan, fetches=fetches, output=output)
    process.start()
    return _finished(crawler, output, inbox.problem if inbox else None)


def _abandon(crawler: Crawler) -> None:
    """Stop because nobody is left to read: finish the request under way, but not for ever."""
    engine, loop = crawler.engine, asyncio.get_running_loop()
    if engine is not None and engine.spider is not None:
        loop.create_task(engine.close_spider_async(reason="parent_gone"))
    loop.call_later(_ORPHAN_S, os._exit, _EXIT_INCOMPLETE)


def _finished(crawler: Crawler, output: Output, problem: str | None) -> FinishedLine:
    stats = crawler.stats
    get = stats.get_value if stats else (lambda _key, default: default)
    ended: str = get("finish_reason", "error")
    manners = spider_of(crawler).manners if crawler.spider else None
    reasons: dict[str, FinishReason] = {
        "finished": "retry_after" if manners and manners.retry_at else "finished",
        "parent_gone": "error" if problem else "parent_gone",
        "shutdown": "shutdown",
    }
    return FinishedLine(
        reason=reasons.get(ended, "error"),
        requests=manners.requests if manners else 0,
        captures=output.captures,
        errors=get("log_count/ERROR", 0) + get("log_count/CRITICAL", 0),
        message=problem or (None if ended in reasons else ended),
    )


if __name__ == "__main__":
    sys.exit(main())
