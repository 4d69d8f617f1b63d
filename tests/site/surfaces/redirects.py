"""Addresses that lead elsewhere: `?p=ID`, old slugs, wrong sections, slashes, guesses."""

import re
from urllib.parse import urlencode

from tests.site.http import Answer, Headers, Request
from tests.site.model import Post, Status
from tests.site.surfaces import addresses, headers, missing
from tests.site.wordpress import WordPress

GUESS_LEAST = 2


def by_query(site: WordPress, request: Request) -> Answer | None:
    """`/?p=ID`, `/?attachment_id=ID`, `/?cat=ID`: to the permalink, other parameters kept."""
    query = request.query
    if request.path != "/":
        return None
    for name in ("p", "attachment_id", "cat"):
        if query.get(name, "").isdigit() and "feed" not in query:
            number = int(query.pop(name))
            target = _by_id(site, name, number)
            if target is None:
                return missing.answer(site)
            to, before = target
            return headers.redirect(to + _tail(query), before=before)
    return None


def _by_id(site: WordPress, name: str, number: int) -> tuple[str, Headers] | None:
    post = site.posts.get(number)
    if name == "p" and post and post.is_live:
        return addresses.post(site, post), (headers.pingback(site),)
    if name in ("p", "attachment_id") and number in site.media:
        return addresses.media(site, site.media[number]), ()
    if name == "cat":
        section = next((s for s in site.sections.values() if s.id == number), None)
        return (addresses.section(site, section), ()) if section else None
    return None


def _tail(query: dict[str, str]) -> str:
    return "?" + urlencode(query) if query else ""


def by_path(site: WordPress, request: Request) -> Answer | None:
    """What a path that is no page leads to: the canonical path, a renamed post, a guess."""
    path = request.path
    gone = next((p for p in site.posts.values() if p.status is Status.GONE), None)
    if gone and any(
        p.path == path.rstrip("/") for p in site.posts.values() if p.status is Status.GONE
    ):
        return missing.answer(site, status=410)
    base = re.fullmatch(r"/category/(.+?)/?", path)
    if base and not site.settings.has_category_base:
        return headers.redirect(f"{site.home}/{base[1]}")
    if path.rstrip("/").count("/") < GUESS_LEAST:
        return None
    return _renamed(site, path)


def _renamed(site: WordPress, path: str) -> Answer | None:
    slug = path.rstrip("/").rpartition("/")[2]
    live = site.live()
    old = next((post for post in live if slug in post.old_slugs), None)
    if old:
        return headers.redirect(addresses.post(site, old), before=headers.NO_CACHE)
    guess = _guess(live, slug)
    return headers.redirect(addresses.post(site, guess), before=headers.NO_CACHE) if guess else None


def _guess(live: list[Post], slug: str) -> Post | None:
    """`redirect_guess_404_permalink`: the first post whose slug begins like the one asked for."""
    matches = sorted((p for p in live if p.slug.startswith(slug)), key=lambda p: p.id)
    return matches[0] if matches else None
