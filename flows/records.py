"""The values that the stages of a flow hand on: what listings name, and what a batch holds.

They know nothing of where they come from, nor of the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, Self
from uuid import UUID

if TYPE_CHECKING:
    from crawler.plan import Kind

State = Literal["parsed", "not_modified", "refused", "failed"]
Origin = Literal["text", "rest", "html"]
#: Outcomes that are known before the archive is asked.
GivenOutcome = Literal["not_article", "quarantined", "page_part", "gone", "duplicate_capture"]
RunState = Literal["running", "ok", "degraded", "failed"]
#: Reasons of the crawler that are none of the page's: it was not even asked for.
NOT_ASKED: Final = frozenset(
    {"retry_after", "budget", "robots_unreadable", "site_failing", "site_silent", "time_limit"}
    | {"shutdown", "parent_gone", "error"}
)

#: Why a page waits in quarantine that is hardly the article's which is stored where it stands.
UNLIKE_STORED: Final = "unlike_stored"
ALIKE_FOR_MANY: Final = "alike_for_many"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaptureRow:
    """A capture as it is recorded; the attributes are those of ``ingest.capture``."""

    id: UUID
    kind: "Kind"
    state: State
    url: str
    captured_at: datetime
    status: int | None = None
    reason: str | None = None
    fetch_ms: int = 0
    file: str | None = None
    file_offset: int | None = None
    file_bytes: int | None = None
    payload_sha256: bytes | None = field(default=None, repr=False)
    revisit_of: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RelatedRow:
    """A link to another article; ``target_path`` where it leads to the same site."""

    position: int
    marker: str
    title: str
    url: str | None
    target_path: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemovedRow:
    """Something that was stripped, and the rule that said so."""

    position: int
    rule: str
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What an article says, normalised: the columns of ``ingest.revision``, and what goes along.

    Attributes:
        path: site-relative, canonical; ``url`` is the same made absolute.
        blocks: JSON text of an array.
        sha256: over everything that makes a new revision when it changes.

    """

    path: str
    url: str
    title: str
    body: str = field(repr=False)
    blocks: str = field(repr=False)
    section: str | None
    dateline_place: str | None
    place: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    lead_image_url: str | None
    language: str
    published_at: datetime | None
    modified_at: datetime | None
    post_id: int | None
    origin: Origin
    extractor_version: str
    sha256: bytes = field(repr=False)
    related: tuple[RelatedRow, ...] = ()
    removed: tuple[RemovedRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What a capture yields: an article's content, or the reason why it is none.

    Attributes:
        url: that was asked for.
        paths: site-relative, all under which the capture met the page, the canonical one first.
        outcome: given where it is known without asking the archive.
        reasons: codes; empty for an article, but for one whose number is not believed.
        is_certain: whether REST says which post it is.
        states: what the page itself states of that by which articles are told from each other
            (``post_id``, ``canonical_url``, ``published_at``, ``authors``); its address is none.
        led_by: paths of other articles, at which the site sent this one: none of its own.
        doubted_sha256: of its text, where that may be another article's (``flows.dedupe.strays``).

    """

    capture_id: UUID
    position: int
    url: str
    captured_at: datetime
    paths: tuple[str, ...]
    content: Content | None = None
    outcome: GivenOutcome | None = None
    reasons: tuple[str, ...] = ()
    is_certain: bool = False
    states: frozenset[str] = frozenset()
    led_by: tuple[str, ...] = ()
    doubted_sha256: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Captures with their items, loaded in one transaction."""

    captures: Sequence[CaptureRow]
    items: Sequence[Item]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of a listing, as it is recorded; the attributes are those of ``ingest.found``."""

    key: str
    post_id: int | None
    path: str
    url: str
    published_at: datetime | None
    modified_at: datetime | None
    pages: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEntry(Entry):
    """An entry of the ledger: an article that the site lists, and the day that it is of.

    Attributes:
        is_guess: whether the listing does not state that: it is of ``day``, or of any day before.

    """

    day: date
    is_guess: bool = False

    @classmethod
    def of(cls, day: date, entry: Entry, *, is_guess: bool = False) -> Self:
        """Return the entry of a listing as one of ``day``."""
        said = {one.name: getattr(entry, one.name) for one in fields(Entry)}
        return cls(day=day, is_guess=is_guess, **said)
