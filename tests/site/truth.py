"""What a perfect archive would hold, as plain data, at any moment of the site's clock.

It is worked out from the journal of the site alone: nothing of what the crawler sees goes in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tests.site.blocks import related_links
from tests.site.holdings import Change
from tests.site.model import Post
from tests.site.wordpress import WordPress


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article as it is, or as it last was before it went.

    Attributes:
        path: site-relative; `url` is absolute.
        body: paragraphs, headings, items, quotes and rows, in order.
        authors: display names.
        gone_at: when it was taken away; None while it is live.
    """

    post_id: int
    path: str
    url: str
    title: str
    body: tuple[str, ...] = field(repr=False)
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    published_at: datetime
    modified_at: datetime
    lead_image_url: str | None
    language: str
    is_live: bool
    gone_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RelatedLink:
    """A related link that stands in an article's current body; `position` counts from 1."""

    post_id: int
    position: int
    marker: str
    title: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A content that the site showed, from when to when (None: still)."""

    post_id: int
    title: str
    body: tuple[str, ...] = field(repr=False)
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    path: str
    modified_at: datetime
    shown_from: datetime
    shown_to: datetime | None


@dataclass(frozen=True, kw_only=True)
class Removal:
    """A time during which an article was gone."""

    post_id: int
    gone_at: datetime
    returned_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Everything at one moment.

    Attributes:
        articles: by post id; those that are gone too, but none that was never public.
        paths: every address that an article ever had, oldest first, by post id.
    """

    at: datetime
    articles: Mapping[int, Article] = field(repr=False)
    related_links: tuple[RelatedLink, ...] = field(repr=False)
    revisions: tuple[Revision, ...] = field(repr=False)
    removals: tuple[Removal, ...] = field(repr=False)
    paths: Mapping[int, tuple[str, ...]] = field(repr=False)

    @property
    def live(self) -> dict[int, Article]:
        """The articles that a visitor gets."""
        return {number: article for number, article in self.articles.items() if article.is_live}


def truth(site: WordPress, at: datetime | None = None) -> Truth:
    """What a perfect archive holds at `at` (now, if not given)."""
    with site.lock:
        moment = site.now if at is None else at
        stories: dict[int, list[Change]] = {}
        for change in site.journal:
            if change.at <= moment:
                stories.setdefault(change.post.id, []).append(change)
        public = {
            number: story for number, story in stories.items() if any(c.post.is_live for c in story)
        }
        articles = {number: _article(site, story) for number, story in public.items()}
        return Truth(
            at=moment,
            articles=articles,
            related_links=tuple(x for story in public.values() for x in _links(site, story)),
            revisions=tuple(x for story in public.values() for x in _revisions(site, story)),
            removals=tuple(x for story in public.values() for x in _removals(story)),
            paths={number: _paths(story) for number, story in public.items()},
        )


def _last_shown(story: list[Change]) -> Post:
    return next(change.post for change in reversed(story) if change.post.is_live)


def _article(site: WordPress, story: list[Change]) -> Article:
    post = _last_shown(story)
    removals = _removals(story)
    is_live = story[-1].post.is_live
    return Article(
        post_id=post.id,
        path=post.path,
        url=site.home + post.path,
        title=post.title,
        body=post.text,
        section=post.section,
        tags=post.tags,
        authors=(site.authors[post.author].name,),
        published_at=post.published_at,
        modified_at=post.modified_at,
        lead_image_url=site.home + post.lead.path if post.lead else None,
        language="id",
        is_live=is_live,
        gone_at=None if is_live else removals[-1].gone_at,
    )


def _links(site: WordPress, story: list[Change]) -> list[RelatedLink]:
    post = _last_shown(story)
    return [
        RelatedLink(
            post_id=post.id, position=n, marker=marker, title=link.title, url=link.url(site.home)
        )
        for n, (marker, link) in enumerate(related_links(post.blocks), start=1)
    ]


def _revisions(site: WordPress, story: list[Change]) -> list[Revision]:
    """The contents shown, each from its first moment on; what is the same is one."""
    shown: list[Revision] = []
    previous: Post | None = None
    for change in story:
        post = change.post
        if not post.is_live or (previous is not None and previous.content == post.content):
            continue
        if shown:
            shown[-1] = _ended(shown[-1], change.at)
        shown.append(_revision(site, change))
        previous = post
    return shown


def _revision(site: WordPress, change: Change) -> Revision:
    post = change.post
    return Revision(
        post_id=post.id, title=post.title, body=post.text, section=post.section, tags=post.tags,
        authors=(site.authors[post.author].name,), path=post.path, modified_at=post.modified_at,
        shown_from=change.at, shown_to=None,
    )  # fmt: skip


def _ended(revision: Revision, at: datetime) -> Revision:
    return Revision(**{**vars(revision), "shown_to": at})


def _removals(story: list[Change]) -> list[Removal]:
    removals: list[Removal] = []
    was_live = False
    for change in story:
        is_live = change.post.is_live
        if was_live and not is_live:
            removals.append(Removal(post_id=change.post.id, gone_at=change.at, returned_at=None))
        elif is_live and not was_live and removals:
            last = removals[-1]
            removals[-1] = Removal(
                post_id=last.post_id, gone_at=last.gone_at, returned_at=change.at
            )
        was_live = is_live
    return removals


def _paths(story: list[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.post.path for change in story if change.post.is_live))
