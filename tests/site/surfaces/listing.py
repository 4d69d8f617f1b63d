"""Which posts an archive lists: by section, tag, author or day; for pages and feeds alike."""

import re
from dataclasses import dataclass, field, replace

from tests.site.http import Headers
from tests.site.model import Post
from tests.site.surfaces import addresses, headers
from tests.site.wordpress import WordPress

_DATE = re.compile(r"/(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?")


@dataclass(frozen=True, kw_only=True)
class Listing:
    """An archive.

    Attributes:
        title: its heading, as plain text.
        url: its first page.
        posts: all of it, newest first.
        route: of its JSON, below `/wp/v2`; empty where there is none.
    """

    kind: str
    title: str
    url: str
    posts: list[Post] = field(repr=False)
    route: str = ""

    def links(self, site: WordPress) -> Headers:
        """The `Link` header of its JSON, if it has one."""
        return (headers.alternate(site, self.route),) if self.route else ()


def find(site: WordPress, path: str) -> Listing | None:
    """The archive at a path without slash at its end; `` is the home page."""
    if path == "":
        return Listing(kind="home", title=site.settings.name, url=site.home, posts=site.live())
    return _tag(site, path) or _author(site, path) or _date(site, path) or _section(site, path)


def _section(site: WordPress, path: str) -> Listing | None:
    base = "/category/" if site.settings.has_category_base else "/"
    section = site.sections.get(path.removeprefix(base)) if path.startswith(base) else None
    if section is None:
        return None
    inside = (section.path, section.path + "/")
    posts = [
        post
        for post in site.live()
        if any(s == inside[0] or s.startswith(inside[1]) for s in post.sections)
    ]
    route = f"/categories/{section.id}"
    url = addresses.section(site, section)
    return Listing(kind="category", title=section.name, url=url, posts=posts, route=route)


def bare_section(site: WordPress, path: str) -> Listing | None:
    """A top section without its `/category/`: a page, though it has no further ones and no feed."""
    if not site.settings.has_category_base or path.count("/") != 1:
        return None
    listing = _section(site, f"/category{path}")
    return replace(listing, url=site.home + path) if listing else None


def _tag(site: WordPress, path: str) -> Listing | None:
    tag = next((t for t in site.tags.values() if path == f"/tag/{t.slug}"), None)
    if tag is None:
        return None
    posts = [post for post in site.live() if tag.name in post.tags]
    route = f"/tags/{tag.id}"
    url = addresses.tag(site, tag)
    return Listing(kind="tag", title=tag.name, url=url, posts=posts, route=route)


def _author(site: WordPress, path: str) -> Listing | None:
    author = next((a for a in site.authors.values() if path == f"/author/{a.slug}"), None)
    if author is None:
        return None
    posts = [post for post in site.live() if post.author == author.slug]
    route = f"/users/{author.id}"
    url = addresses.author(site, author)
    return Listing(kind="author", title=author.name, url=url, posts=posts, route=route)


def _date(site: WordPress, path: str) -> Listing | None:
    found = _DATE.fullmatch(path)
    if not found:
        return None
    wanted = [int(part) for part in found.groups() if part]
    zone = site.settings.timezone

    def matches(post: Post) -> bool:
        day = post.published_at.astimezone(zone)
        return [day.year, day.month, day.day][: len(wanted)] == wanted

    posts = [post for post in site.live() if matches(post)]
    title = "-".join(f"{part:02}" for part in wanted)
    return Listing(kind="date", title=title, url=site.home + path, posts=posts) if posts else None
