"""A publication that warta follows, as a value. It knows addresses; not where they are written."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crawler.hosts import are_here


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A publication that warta follows.

    Attributes:
        name: what the rows carry in their ``site`` column.
        base_url: ``scheme://host[:port]``, without a trailing slash.
        hosts: the ``host[:port]`` names under which the site is met, ``base_url``'s first.
        time_zone: of dates shown without an offset.
        language: BCP 47.
        agencies: names the site gives itself in a dateline.
        related_markers: words that open a link to another article.
        rules_off: rules of extraction that the site does without.
        lines_cut: lines that stand in many articles, and are not theirs.
        lines_kept: lines that stand in many articles, and are.
        archives: further pages that list articles, where the home page lists few.
        min_delay_s: seconds between two requests, before robots.txt asks for more.
        folder: in which WordPress is on its host, such as ``/berita``; empty for most.
        stated_feed: where the site says that its feed is, if that is not where WordPress has it.
        stated_rest: likewise, the root of its REST interface.
        stated_sitemap: likewise, the sitemap that names the others.
        is_named: whether the operator, or a block, gives the site its name; else its host does.
        own: a digest of what the operator's own file adds to how pages are read; mostly empty.

    """

    name: str
    base_url: str
    hosts: tuple[str, ...]
    time_zone: ZoneInfo
    language: str
    agencies: tuple[str, ...]
    related_markers: tuple[str, ...]
    rules_off: frozenset[str] = frozenset()
    lines_cut: frozenset[str] = frozenset()
    lines_kept: frozenset[str] = frozenset()
    archives: tuple[str, ...] = ()
    min_delay_s: float
    folder: str = ""
    stated_feed: str | None = None
    stated_rest: str | None = None
    stated_sitemap: str | None = None
    is_named: bool = False
    own: str = ""

    @property
    def home_url(self) -> str:
        """The address of the home page, without a trailing slash."""
        return f"{self.base_url}{self.folder}"

    @property
    def feed_url(self) -> str:
        """The address of the main feed."""
        return self.stated_feed or f"{self.home_url}/feed/"

    @property
    def rest_url(self) -> str:
        """The root of the REST interface, to which a route is added as it is."""
        return self.stated_rest or f"{self.home_url}/wp-json/"

    @property
    def is_loopback(self) -> bool:
        """Whether the site is on this machine, where delays and virtual time may be set freely."""
        return are_here(self.hosts)
