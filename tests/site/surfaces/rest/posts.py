"""`/wp/v2/posts`: filters, order, one post, and what is embedded."""

from collections.abc import Callable

from tests.site.http import Answer, Request
from tests.site.model import Post
from tests.site.surfaces import addresses
from tests.site.surfaces.rest import items, paging, params, wire
from tests.site.surfaces.rest.wire import Json, RestError
from tests.site.wording import say
from tests.site.wordpress import WordPress

_KEYS: dict[str, Callable[[Post], object]] = {
    "date": lambda post: (post.published_at, post.id),
    "modified": lambda post: (post.modified_at, -post.id),
    "id": lambda post: post.id,
    "slug": lambda post: post.slug,
    "title": lambda post: post.title.lower(),
    "author": lambda post: (post.author, post.id),
}


def collection(site: WordPress, request: Request) -> Answer:
    """A page of posts."""
    asked = params.read(request, site.settings.timezone)
    found = [post for post in site.live() if _matches(site, post, asked)]
    chosen = _sorted(found, asked)
    page = paging.cut([{"post": post} for post in chosen], asked)
    body = [_shown(site, entry["post"], request) for entry in page]
    return paging.answer(site, request, body, asked, len(chosen))


def single(site: WordPress, request: Request, number: int) -> Answer:
    """One post.

    Raises:
        RestError: there is none, or it is not public.
    """
    post = site.posts.get(number)
    if post is None:
        raise RestError("rest_post_invalid_id", say(site.settings, "no such post"), 404)
    if not post.is_live:
        raise RestError("rest_forbidden", "Sorry, you are not allowed to do that.", 401)
    if request.query.get("context") == "edit":
        message = "Sorry, you are not allowed to edit this post."
        raise RestError("rest_forbidden_context", message, 401)
    link = f'<{addresses.post(site, post)}>; rel="alternate"; type=text/html'
    item = _shown(site, post, request)
    if "_links" in item:  # alone, a post has all of them or none: `_links.self` cuts lists only
        item["_links"] = items.post(site, post)["_links"]
    return wire.success(site, item, link=link)


def _shown(site: WordPress, post: Post, request: Request) -> Json:
    item = items.post(site, post)
    if "_embed" in request.query:
        item["_embedded"] = items.embedded(site, post)
    return wire.select(item, request)


def _sorted(found: list[Post], asked: params.Params) -> list[Post]:
    if asked.orderby == "include":
        wanted = asked.ids("include")
        return sorted(found, key=lambda post: wanted.index(post.id))
    key = _KEYS.get(asked.orderby, _KEYS["date"])
    return sorted(found, key=key, reverse=asked.order == "desc")  # type: ignore[arg-type]


def _matches(site: WordPress, post: Post, asked: params.Params) -> bool:
    return (
        asked.wants(post.id, post.slug)
        and _in_time(post, asked)
        and _in_terms(site, post, asked)
        and _has_words(post, asked.search)
    )


def _in_time(post: Post, asked: params.Params) -> bool:
    dates = asked.dates
    return (
        ("after" not in dates or post.published_at > dates["after"])
        and ("before" not in dates or post.published_at < dates["before"])
        and ("modified_after" not in dates or post.modified_at > dates["modified_after"])
        and ("modified_before" not in dates or post.modified_at < dates["modified_before"])
    )


def _in_terms(site: WordPress, post: Post, asked: params.Params) -> bool:
    own = {
        # Children are not included: a post in `iran` is not in `internasional`.
        "categories": {site.sections[path].id for path in post.sections},
        "tags": {site.tags[name].id for name in post.tags},
        "author": {site.authors[post.author].id},
    }
    return all(
        (not asked.ids(name) or bool(have & set(asked.ids(name))))
        and not have & set(asked.ids(f"{name}_exclude"))
        for name, have in own.items()
    )


def _has_words(post: Post, words: str) -> bool:
    """Whether they stand in it as it was written: marks of the text count, as in WordPress."""
    if not words:
        return True
    text = f"{post.title} {post.excerpt} {post.html('')}".lower()
    return all(word in text for word in words.lower().split())
