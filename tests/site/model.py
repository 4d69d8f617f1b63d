"""The values a WordPress site is made of. They never change: an edit replaces one by another."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from tests.site.blocks import Block, PageBreak, article_text, related_links
from tests.site.inline import textured

#: The form of the addresses of articles, as WordPress writes it.
PERMALINKS = "/%category%/%postname%"


class Status(StrEnum):
    """The states of a post, as WordPress names them; `GONE` is a trashed post that answers 410."""

    PUBLISH = "publish"
    FUTURE = "future"
    DRAFT = "draft"
    PENDING = "pending"
    PRIVATE = "private"
    TRASH = "trash"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A category. `path` holds its parents (`internasional/iran`)."""

    id: int
    path: str
    name: str
    description: str = ""

    @property
    def slug(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The parent's path; empty at the top."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A tag."""

    id: int
    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Author:
    """A user with published posts."""

    id: int
    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A reader's comment."""

    id: int
    author: str
    text: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class Media:
    """A picture in the library, with its attachment page."""

    id: int
    slug: str
    path: str
    caption: str
    uploaded_at: datetime
    width: int = 1200
    height: int = 675


@dataclass(frozen=True, kw_only=True)
class Post:
    """An article in one state.

    Attributes:
        sections: category paths; the first is in the address.
        author: the author's slug.
        tags: tag names.
        excerpt: one written by hand; empty: made from the body.
        old_slugs: what `_wp_old_slug` remembers.
        saved_as: ids of the revisions that WordPress keeps, oldest first; REST tells their number.
        permalinks: the form of its address, as the site has it.
    """

    id: int
    slug: str
    title: str
    blocks: tuple[Block, ...] = field(repr=False)
    sections: tuple[str, ...]
    author: str
    tags: tuple[str, ...] = ()
    published_at: datetime
    modified_at: datetime
    status: Status = Status.PUBLISH
    excerpt: str = field(default="", repr=False)
    lead: Media | None = field(default=None, repr=False)
    comments: tuple[Comment, ...] = field(default=(), repr=False)
    old_slugs: tuple[str, ...] = ()
    saved_as: tuple[int, ...] = ()
    password: str = field(default="", repr=False)
    sticky: bool = False
    permalinks: str = PERMALINKS

    @property
    def section(self) -> str:
        """The section that its address names."""
        return self.sections[0]

    @property
    def path(self) -> str:
        """Its address on the site."""
        form = self.permalinks.replace("%category%", self.section)
        return form.replace("%postname%", self.slug)

    @property
    def is_live(self) -> bool:
        """Whether a visitor gets it."""
        return self.status is Status.PUBLISH

    @cached_property
    def text(self) -> tuple[str, ...]:
        """The article's paragraphs, headings, items, quotes and rows."""
        return article_text(self.blocks)

    @property
    def content(self) -> tuple[object, ...]:
        """What makes a revision when it changes."""
        links = related_links(self.blocks)
        return (self.title, self.text, links, self.sections, self.tags, self.author)

    @property
    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each of its pages (`<!--nextpage-->`)."""
        pages: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, PageBreak):
                pages.append([])
            else:
                pages[-1].append(block)
        return tuple(tuple(page) for page in pages)

    def html(self, home: str) -> str:
        """The whole body, as REST and feeds give it."""
        return "\n".join(block.html(home) for block in self.blocks) + "\n"

    @cached_property
    def title_html(self) -> str:
        """The title as WordPress renders it: the marks that it makes itself are entities."""
        return textured(self.title)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the site is set up.

    Attributes:
        wordpress: version; decides what core itself does (`lastmod` in sitemaps from 6.5 on).
        theme: a name in `tests.site.themes`.
        language: `en_US` ("Leave a Reply") or `id_ID` ("Tinggalkan Balasan").
        seo: whose sitemaps: `core`, `yoast` or `none`.
        has_news_sitemap: a Google News sitemap at `/news-sitemap.xml`, of the last two days.
        has_full_text_feeds: the whole article in `content:encoded`.
        has_amp: AMP twins at `…/amp` and `?amp=1`.
        has_category_base: sections under `/category/`.
        has_gzip: compress for those who accept it.
        has_page_links: the pages of a post link to one another; in block themes they do not
            where the text was not written in blocks.
        excerpt_more: what ends an automatic excerpt: `brackets` (core) or `continue_reading`.
        robots: lines after the ones WordPress writes.
    """

    name: str = "Warta Uji"
    tagline: str = "Kabar dunia dan nusantara untuk pengujian"
    wordpress: str = "6.1.9"
    theme: str = "newspaper"
    language: str = "id_ID"
    zone: str = "Asia/Jakarta"
    posts_per_page: int = 10
    posts_per_feed: int = 10
    seo: str = "core"
    has_news_sitemap: bool = False
    has_full_text_feeds: bool = True
    has_amp: bool = True
    has_category_base: bool = False
    has_gzip: bool = True
    has_page_links: bool = True
    excerpt_more: str = "brackets"
    robots: tuple[str, ...] = ()

    @property
    def timezone(self) -> ZoneInfo:
        """The site's own zone."""
        return ZoneInfo(self.zone)

    @property
    def has_lastmod(self) -> bool:
        """Whether core's sitemaps hold `lastmod`."""
        major, minor = (int(part) for part in self.wordpress.split(".")[:2])
        return (major, minor) >= (6, 5)

    @property
    def html_language(self) -> str:
        """As WordPress writes it into `lang` and into feeds: `id-ID`, `en-US`."""
        return self.language.replace("_", "-")


START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Where a site's clock stands at first: a Monday, 08.00 in Jakarta."""
