"""The records that cross the seam, and how they are read and written.

What the crawler says on its standard output, and the captures that it, or whoever else writes
WARC, keeps. It knows nothing of how a page is fetched or understood, nor of a database.
"""

from crawler.captures.capture import Capture, captures_of, id_of, read_capture, read_captures
from crawler.captures.errors import CaptureError
from crawler.captures.excising import excise
from crawler.captures.lines import (
    FAILING,
    FOR_GOOD,
    FOREIGN,
    LISTINGS_SUFFIX,
    PAGE_FAILING,
    RETRY_AFTER_MAX,
    AliveLine,
    CaptureLine,
    Fetched,
    FinishedLine,
    FinishReason,
    Said,
    SegmentLine,
    StartedLine,
    fetched_by,
    read_said,
)
from crawler.captures.pages import SavedPage, write_pages

__all__ = [
    "FAILING",
    "FOREIGN",
    "FOR_GOOD",
    "LISTINGS_SUFFIX",
    "PAGE_FAILING",
    "RETRY_AFTER_MAX",
    "AliveLine",
    "Capture",
    "CaptureError",
    "CaptureLine",
    "Fetched",
    "FinishReason",
    "FinishedLine",
    "Said",
    "SavedPage",
    "SegmentLine",
    "StartedLine",
    "captures_of",
    "excise",
    "fetched_by",
    "id_of",
    "read_capture",
    "read_captures",
    "read_said",
    "write_pages",
]
