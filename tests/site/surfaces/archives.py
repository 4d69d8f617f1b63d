"""Home, section, tag, author, date and search pages, with their paging and its 404."""

import re

from tests.site import themes
from tests.site.http import Answer, Request, html
from tests.site.surfaces import headers, missing
from tests.site.surfaces.listing import Listing, bare_section, find
from tests.site.wordpress import WordPress

_PAGED = re.compile(r"(?P<base>.*?)(?:/page/(?P<page>\d+))?(?P<slash>/?)")


def answer(site: WordPress, request: Request) -> Answer | None:
    """An archive page; None where the path names no archive."""
    found = _PAGED.fullmatch(request.path)
    assert found is not None
    base, slash = found["base"], found["slash"]
    page = int(found["page"] or request.query.get("paged", "") or 1)
    listing = _search(site, request) if base == "" and "s" in request.query else find(site, base)
    if listing is None and found["page"] is None:
        listing = bare_section(site, base)
    if listing is None:
        return None
    if slash and base:
        tail = f"/page/{page}" if page > 1 else ""
        return headers.redirect(listing.url + tail + request.tail("paged"))
    size = site.settings.posts_per_page
    posts = listing.posts[(page - 1) * size : page * size]
    if page > 1 and not posts:
        return missing.answer(site)
    pages = max(1, -(-len(listing.posts) // size))
    body = themes.load(site.settings.theme).archive(site, listing, posts, page, pages)
    return html(body, headers=(headers.api(site), *listing.links(site)))


def _search(site: WordPress, request: Request) -> Listing:
    words = request.query["s"]
    asked = words.lower().split()

    def has_all(text: str) -> bool:
        return all(word in text.lower() for word in asked)

    posts = [p for p in site.live() if has_all(p.title + " " + " ".join(p.text))]
    return Listing(kind="search", title=words, url=f"{site.home}/?s={words}", posts=posts)
