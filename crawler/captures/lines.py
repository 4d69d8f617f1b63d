"""What the crawler says on its standard output, a JSON line at a time.

A line for each request (``CaptureLine``), one for each WARC segment that can be read
(``SegmentLine``), one when the crawl begins (``StartedLine``), one where nothing else was said for
a while (``AliveLine``), and one at its end (``FinishedLine``). It knows lines only.
"""

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from crawler.captures.errors import CaptureError
from crawler.plan import Kind, Line

#: What a fetch came to, before anything is parsed.
Fetched = Literal["fetched", "not_modified", "refused", "failed"]
#: Why a crawl ended. Anything but ``finished`` leaves requests undone.
FinishReason = Literal[
    "finished", "parent_gone", "retry_after", "time_limit", "locked", "shutdown", "error"
]
#: Our own reason for not asking what is no address of the site.
FOREIGN: Final = "foreign_host"
#: Our own reason for not asking a site any more whose server failed time after time.
FAILING: Final = "site_failing"
#: And one of its pages once more, which had failed itself.
PAGE_FAILING: Final = "page_failing"
#: Our own reasons for not asking that are the same tomorrow.
FOR_GOOD: Final = frozenset({"robots_disallow", FOREIGN})
#: Ends the names, before ``.warc.gz``, of segments that hold no page and may expire.
LISTINGS_SUFFIX: Final = "-listings"
#: A site that wants to be left alone for longer is asked once in so long whether it still means it.
RETRY_AFTER_MAX: Final = timedelta(days=7)


#: Answers by which a site refuses to be read. 451: for legal reasons (RFC 7725).
_REFUSALS = frozenset({401, 403, 407, 429, 451})
_FAILURES_FROM = 500


def fetched_by(status: int) -> Fetched:
    """Return what a fetch came to that was answered with ``status``."""
    if status == HTTPStatus.NOT_MODIFIED:
        return "not_modified"
    if status in _REFUSALS:
        return "refused"
    return "failed" if status >= _FAILURES_FROM else "fetched"


class CaptureLine(Line):
    """What became of one request line: exactly one of these comes back for each."""

    type: Literal["capture"] = "capture"
    url: str
    kind: Kind
    fetched: Fetched
    captured_at: AwareDatetime
    status: int | None = None
    reason: str | None = Field(default=None, description="why it was refused, or failed")
    retry_at: AwareDatetime | None = Field(default=None, description="not to be asked before")
    led_to: str | None = Field(default=None, description="of another site, so that it ended there")
    id: UUID | None = Field(default=None, description="WARC-Record-ID, where there is a record")
    fetch_ms: int = 0


class SegmentLine(Line):
    """A WARC segment is closed and can be ingested."""

    type: Literal["segment"] = "segment"
    path: Path
    captures: int
    newest_at: AwareDatetime | None = Field(
        default=None, description="of what an earlier crawl left, when the last was captured"
    )


class StartedLine(Line):
    """The site's lock is held, and what an earlier crawl left behind has been told."""

    type: Literal["started"] = "started"


class AliveLine(Line):
    """The crawler is at work, and has had nothing to tell for a while."""

    type: Literal["alive"] = "alive"


class FinishedLine(Line):
    """The crawler's last word. ``errors`` counts what it logged as ERROR or worse."""

    type: Literal["finished"] = "finished"
    reason: FinishReason
    requests: int
    captures: int
    errors: int = 0
    message: str | None = None
    asked_at: AwareDatetime | None = Field(
        default=None, description="when the last request ended, by this machine's clock"
    )


Said = StartedLine | AliveLine | CaptureLine | SegmentLine | FinishedLine
_SAID: Final = TypeAdapter[Said](Annotated[Said, Field(discriminator="type")])


def read_said(line: bytes) -> Said:
    """Read one line of the crawler's output.

    Raises:
        CaptureError: it is not such a line.

    """
    try:
        return _SAID.validate_json(line)
    except ValidationError as exc:
        message = f"the crawler said what can't be understood: {line[:200]!r}"
        raise CaptureError(message) from exc
