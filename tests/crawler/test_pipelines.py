"""The thread that keeps what was fetched: whatever goes wrong in it, the crawl hears of it."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

from crawler.captures import CaptureLine
from crawler.pipelines import SegmentPipeline
from crawler.plan import Plan
from crawler.spiders.post import Answer
from tests.crawler.crawling import NOW


class _Broken:
    is_heard = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def say(self, line: CaptureLine) -> None:
        raise RuntimeError(f"nobody foresaw {line.url}")


class _Ending:
    def __init__(self) -> None:
        self.begun: asyncio.Future[tuple[str, str]] = asyncio.get_running_loop().create_future()

    def begin(self, reason: str, message: str) -> None:
        if not self.begun.done():
            self.begun.set_result((reason, message))


def test_what_nobody_foresaw_ends_the_crawl_and_does_not_hang_it(tmp_path: Path) -> None:
    plan = Plan(
        run_id=uuid4(), site="local", hosts=("127.0.0.1:1",), user_agent="warta", now=NOW
    )  # fmt: skip
    line = CaptureLine(url="http://127.0.0.1:1/a", kind="page", fetched="failed", captured_at=NOW)

    async def keep_ten() -> tuple[str, str]:
        ending = _Ending()
        spider = SimpleNamespace(plan=plan, output=_Broken(tmp_path), ending=ending)
        pipeline = SegmentPipeline(cast("Any", spider))
        pipeline.open_spider()
        for _ in range(10):
            pipeline.process_item(Answer(exchanges=(), line=line))
        said = await asyncio.wait_for(ending.begun, 10)
        await pipeline.close_spider()
        return said

    reason, message = asyncio.run(keep_ten())
    assert reason == "error"
    assert "nobody foresaw http://127.0.0.1:1/a" in message
