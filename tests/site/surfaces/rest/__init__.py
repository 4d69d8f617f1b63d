"""The REST API below `/wp-json/`: its routes, and what they answer to guests."""

import re
from collections.abc import Callable, Mapping

from tests.site.http import Answer, Request
from tests.site.surfaces.rest import index, items, paging, posts, wire
from tests.site.surfaces.rest.wire import Json, RestError
from tests.site.wording import say
from tests.site.wordpress import WordPress

_SINGLE = re.compile(r"/wp/v2/(posts|categories|tags|users|media)/(\d+)")
_MISSING: Mapping[str, tuple[str, str]] = {
    "media": ("rest_post_invalid_id", "no such post"),
    "users": ("rest_user_invalid_id", "no such user"),
    "categories": ("rest_term_invalid", "no such term"),
    "tags": ("rest_term_invalid", "no such term"),
}


def answer(site: WordPress, request: Request) -> Answer | None:
    """A REST answer; None for any other path. `/?rest_route=/…` is the same door."""
    route = _route(request)
    if route is None:
        return None
    try:
        answer = _dispatch(site, request, route)
        return answer.without("Vary") if request.method == "HEAD" else answer
    except RestError as error:
        return wire.failure(site, error)


def _route(request: Request) -> str | None:
    if request.path.startswith("/wp-json"):
        return request.path.removeprefix("/wp-json").rstrip("/") or "/"
    if request.path == "/" and "rest_route" in request.query:
        return request.query["rest_route"].rstrip("/") or "/"
    return None


def _dispatch(site: WordPress, request: Request, route: str) -> Answer:
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        raise RestError(
            "rest_cannot_create", "Sorry, you are not allowed to create posts as this user.", 401
        )
    if route == "/wp/v2/posts":
        return posts.collection(site, request)
    if route in COLLECTIONS:
        return paging.collection(site, request, COLLECTIONS[route](site))
    found = _SINGLE.fullmatch(route)
    if found:
        return _single(site, request, found[1], int(found[2]))
    if route == "/":
        return wire.success(site, index.root(site))
    raise RestError("rest_no_route", "No route was found matching the URL and request method.", 404)


def _users(site: WordPress) -> list[Json]:
    writers = {post.author for post in site.live()}
    shown = sorted((a for a in site.authors.values() if a.slug in writers), key=lambda a: a.name)
    return [items.user(site, author) for author in shown]


def _categories(site: WordPress) -> list[Json]:
    shown = sorted(site.sections.values(), key=lambda s: s.name.lower())
    return [items.category(site, section) for section in shown]


def _tags(site: WordPress) -> list[Json]:
    shown = sorted(site.tags.values(), key=lambda t: t.name.lower())
    return [items.tag(site, tag) for tag in shown]


def _media(site: WordPress) -> list[Json]:
    shown = sorted(site.media.values(), key=lambda m: (m.uploaded_at, m.id), reverse=True)
    return [items.media(site, picture) for picture in shown]


def _comments(site: WordPress) -> list[Json]:
    pairs = [(c, post) for post in site.live() for c in post.comments]
    pairs.sort(key=lambda pair: (pair[0].written_at, pair[0].id), reverse=True)
    return [items.comment(site, post, comment) for comment, post in pairs]


COLLECTIONS: Mapping[str, Callable[[WordPress], list[Json]]] = {
    "/wp/v2/users": _users,
    "/wp/v2/categories": _categories,
    "/wp/v2/tags": _tags,
    "/wp/v2/media": _media,
    "/wp/v2/comments": _comments,
}


def _single(site: WordPress, request: Request, kind: str, number: int) -> Answer:
    if kind == "posts":
        return posts.single(site, request, number)
    everything = COLLECTIONS[f"/wp/v2/{kind}"](site)
    item = next((entry for entry in everything if entry["id"] == number), None)
    if item is None:
        code, message = _MISSING[kind]
        raise RestError(code, say(site.settings, message), 404)
    return wire.success(site, wire.select(item, request), has_allow=True)
