"""What the crawler is asked to do: one plan, then a line for each request.

The stream is JSON lines: a ``Plan`` first, then ``Fetch`` lines as they become known, then one
``End``. It is written by a flow, or by hand (``python -m crawler plan.jsonl --out DIR``).
It knows nothing of how a request is made, nor of a database.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from crawler.hosts import are_here
from crawler.sites import NAME, POLITE_MIN_DELAY_S

Kind = Literal["page", "listing", "robots", "probe", "import"]
#: Kinds that somebody waits for: what is asked next hangs on them.
AWAITED: Final[frozenset[Kind]] = frozenset({"listing", "probe"})


class PlanError(ValueError):
    """A line of a plan can't be used; the message names the line, and why."""


class Line(BaseModel):
    """A record that crosses the seam as one JSON line."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def line(self) -> bytes:
        """Return the record as one line of JSON, without what it does not say."""
        return self.model_dump_json(exclude_none=True).encode() + b"\n"


class Limits(Line):
    """Where the crawler stops, so that a hostile site can't hold or fill it."""

    requests: int = Field(default=1_000, ge=1, description="requests of the run, robots.txt too")
    redirects: int = Field(default=5, ge=0, description="redirects followed for one request")
    body_bytes: int = Field(default=20_000_000, ge=1, description="bytes of one response")
    request_s: float = Field(default=60.0, gt=0, description="seconds for one response")
    run_s: float = Field(default=3_600.0, gt=0, description="seconds of the run; then it ends")
    segment_captures: int = Field(default=50, ge=1, description="captures in a WARC segment")
    segment_bytes: int = Field(default=8_000_000, ge=1, description="bytes in a WARC segment")
    segment_s: float = Field(default=5.0, gt=0, description="seconds that a segment stays open")


class Plan(Line):
    """The first line: for which site, under which name and within which limits.

    Attributes:
        run_id: of the run that asks; it goes into the ``warcinfo`` of each segment.
        now: the time that the run began, aware.
        is_virtual: whether ``now`` is the time of every capture (tests on this machine only).
        hosts: the ``host[:port]`` names that may be asked, the site's own first.
        delay_s: seconds from one request to the next, robots.txt not yet counted in.
        asked_at: when the site was last asked, as far as the asker knows; the pause begins there.
        robots: the kept robots.txt; none means that a request of kind ``robots`` comes first.
        crawl_delay_s: that an outdated robots.txt asked for; it holds until a new one is read.
        concurrency: requests in flight; more than one on this machine only.

    """

    type: Literal["plan"] = "plan"
    run_id: UUID
    site: str = Field(pattern=f"^{NAME}$")
    hosts: tuple[str, ...] = Field(min_length=1)
    user_agent: str = Field(min_length=1)
    now: AwareDatetime
    is_virtual: bool = False
    delay_s: float = Field(default=1.0, ge=0)
    asked_at: AwareDatetime | None = None
    robots: str | None = Field(default=None, repr=False)
    crawl_delay_s: float = Field(default=0.0, ge=0)
    concurrency: int = Field(default=1, ge=1, le=16)
    limits: Limits = Limits()

    @property
    def is_loopback(self) -> bool:
        """Whether the site is on this machine."""
        return are_here(self.hosts)

    @model_validator(mode="after")
    def _is_polite(self) -> Self:
        """Refuse to be hasty with somebody else's site, whoever asks."""
        if self.is_loopback:
            return self
        if self.is_virtual or self.concurrency > 1:
            message = "is_virtual, and concurrency over 1, are for sites on this machine"
            raise ValueError(message)
        if self.delay_s < POLITE_MIN_DELAY_S:
            message = f"delay_s is at least {POLITE_MIN_DELAY_S:g} for a site that is elsewhere"
            raise ValueError(message)
        return self


class Named(Line):
    """The post that REST lists under a URL: a number that is the site's own, whoever errs."""

    post_id: int = Field(gt=0)
    published_at: AwareDatetime | None = None
    modified_at: AwareDatetime | None = None


class Listed(Line):
    """What a listing says of a page. It is kept with the capture, for pages that do not say it."""

    post_id: int | None = Field(default=None, gt=0)
    modified_at: AwareDatetime | None = None
    pages: int | None = Field(default=None, gt=1, description="of a post in several")
    rest: Named | None = None


class Known(Line):
    """A capture that is kept whole: a page with the same payload is written as a revisit of it."""

    id: UUID
    url: str
    captured_at: AwareDatetime
    payload_sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Fetch(Line):
    """A request line: one URL to fetch, and what is known of it from last time."""

    type: Literal["fetch"] = "fetch"
    url: str = Field(min_length=1)
    kind: Kind = "page"
    etag: str | None = None
    last_modified: str | None = None
    listed: Listed | None = None
    known: Known | None = None


class End(Line):
    """The last line: all requests have been asked. Without it, the asker is gone."""

    type: Literal["end"] = "end"


#: What the crawler is told; what it answers is ``crawler.captures.Said``.
Told = Plan | Fetch | End
_TYPES: Final = frozenset({"plan", "fetch", "end"})
_TOLD: Final = TypeAdapter[Told](Annotated[Told, Field(discriminator="type")])


def read_line(line: bytes, number: int) -> Told:
    """Read one line of a plan; a line without ``type`` is a ``Fetch``.

    Raises:
        PlanError: the line is not JSON, or not such a record.

    """
    try:
        if b'"type"' not in line:
            return Fetch.model_validate_json(line)
        return _TOLD.validate_json(line)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"] if part not in _TYPES) or "the line"
        message = f"line {number} of the plan: {where}: {first['msg']}"
        raise PlanError(message) from exc


def read_plan(lines: Iterable[bytes]) -> tuple[Plan, Iterator[Fetch]]:
    """Read a whole plan, as written by hand: its first line, and its requests.

    Raises:
        PlanError: the first line is no plan; later ones raise as they are reached.

    """
    numbered = enumerate(lines, start=1)
    _, first = next(numbered, (1, b""))
    return read_first(first), _fetches(numbered)


def read_first(line: bytes) -> Plan:
    """Read the first line.

    Raises:
        PlanError: it is no plan.

    """
    plan = read_line(line, 1) if line.strip() else None
    if isinstance(plan, Plan):
        return plan
    message = 'line 1 of the plan: it must be the plan itself, with "type": "plan"'
    raise PlanError(message)


def _fetches(numbered: Iterable[tuple[int, bytes]]) -> Iterator[Fetch]:
    for number, line in numbered:
        if not line.strip():
            continue
        match read_line(line, number):
            case Fetch() as fetch:
                yield fetch
            case End():
                return
            case Plan():
                message = f"line {number} of the plan: a second plan"
                raise PlanError(message)
