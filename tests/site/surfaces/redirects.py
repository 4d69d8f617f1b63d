"""Addresses that lead elsewhere: `?p=ID`, old slugs, wrong sections, slashes, guesses."""

import re

from tests.site.http import Answer, Headers, Request
from tests.site.model import Post, Status
from tests.site.surfaces import addresses, headers, missing
from tests.site.wordpress import WordPress

_GUESSED_DEPTH = 2
_ENDS = re.compile(r"/(?:amp|\d+|page/\d+)?/?$")


def by_query(site: WordPress, request: Request) -> Answer | None:
    """`/?p=ID`, `/?attachment_id=ID`, `/?cat=ID`: to the permalink, other parameters kept."""
    if request.path not in ("/", "/index.php"):
        return None
    for name in ("p", "attachment_id", "cat"):
        number = request.query.get(name, "")
        if number.isdigit() and "feed" not in request.query:
            target = _by_id(site, name, int(number))
            if target is None:
                return missing.answer(site)
            to, before = target
            return headers.redirect(to + request.tail(name), before=before)
    if request.path == "/index.php":
        return headers.redirect(f"{site.home}/{request.tail()}")
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


def by_path(site: WordPress, request: Request) -> Answer | None:
    """What a path that is no page leads to: 410, the section itself, a renamed post, a guess."""
    path = _ENDS.sub("", request.path)
    gone = (post for post in site.posts.values() if post.status is Status.GONE)
    if any(post.path == path for post in gone):
        return missing.answer(site, status=410)
    base = re.fullmatch(r"/category/(.+?)/?", request.path)
    if base and not site.settings.has_category_base:
        return headers.redirect(f"{site.home}/{base[1]}")
    if path.count("/") < _GUESSED_DEPTH:
        return None
    slug = path.rpartition("/")[2]
    target = _renamed(site, slug) or _guess(site, slug)
    return headers.redirect(target, before=headers.NO_CACHE) if target else None


def _renamed(site: WordPress, slug: str) -> str:
    """Where `_wp_old_slug` leads; for a post that was removed since, to a `?p=ID` that is 404."""
    old = next((post for post in site.posts.values() if slug in post.old_slugs), None)
    if old is None:
        return ""
    return addresses.post(site, old) if old.is_live else addresses.short(site, old.id)


def _guess(site: WordPress, slug: str) -> str:
    """`redirect_guess_404_permalink`: the first post whose slug begins like the one asked for."""
    matches = (post for post in site.live() if post.slug.startswith(slug))
    first: Post | None = min(matches, key=lambda post: post.id, default=None)
    return addresses.post(site, first) if first else ""
