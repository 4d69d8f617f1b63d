"""The log of requests: a line when one is sent, and one when it has ended, whatever came of it.

Two lines, because a crawler that is killed in between has asked all the same. It knows lines and
file names; what they prove, ``flows.checkup.politeness`` knows.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from crawler.captures.errors import CaptureError
from crawler.plan import Kind, Line

#: Below the folder of the log: each robots.txt that was in force, named by its SHA-256.
RULES_FOLDER: Final = "robots"


class SentLine(Line):
    """A request that was really sent: first ones, redirects, retries and robots.txt alike."""

    type: Literal["sent"] = "sent"
    crawl: str = Field(description="one process of the crawler")
    number: int = Field(description="of the request in its crawl, from 1")
    at: AwareDatetime = Field(description="on the clock of the crawl, which is virtual in tests")
    sent_at: AwareDatetime = Field(description="by this machine's clock")
    sent_s: float = Field(description="the same by its monotonic clock")
    url: str
    host: str
    kind: Kind
    delay_s: float = Field(description="the pause in force")
    concurrency: int
    retry_at: AwareDatetime | None = Field(default=None, description="not to be asked before")
    robots: str | None = Field(default=None, description="SHA-256 of the robots.txt in force")


class EndedLine(Line):
    """How a request ended."""

    type: Literal["ended"] = "ended"
    crawl: str
    number: int
    at: AwareDatetime
    status: int | None = None
    problem: str | None = None
    retry_after: str | None = Field(default=None, description="as the site wrote it")
    retry_at: AwareDatetime | None = Field(default=None, description="as it was understood")


RequestLine = SentLine | EndedLine
_LINE: Final = TypeAdapter[RequestLine](Annotated[RequestLine, Field(discriminator="type")])


def log_name(site: str, month: datetime) -> str:
    """Return the name of the log of a site and month."""
    return f"requests-{site}-{month:%Y-%m}.jsonl"


def read_log(lines: Iterable[bytes], name: str) -> Iterator[RequestLine]:
    """Read the lines of a log; ``name`` is for messages.

    What another version wrote may say more: that is passed over.

    Raises:
        CaptureError: a line is none.

    """
    for number, line in enumerate(lines, start=1):
        try:
            yield _LINE.validate_json(line, extra="ignore")
        except ValidationError as exc:
            raise CaptureError(f"{name}, line {number}: {line[:80]!r} is no line of it") from exc
