"""REST that ignores what it was asked, or counts wrongly."""

import json
from dataclasses import replace
from urllib.parse import urlencode

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer
from tests.site.surfaces.rest import wire

_POSTS = "/wp-json/wp/v2/posts*"


def _without(visit: Visit, *names: str) -> Answer:
    query = {k: v for k, v in visit.request.query.items() if k not in names}
    target = visit.request.path + ("?" + urlencode(query) if query else "")
    return visit.proceed(replace(visit.request, target=target))


@behaviour(path=_POSTS)
def rest_ignores_after(visit: Visit) -> Answer:
    """`after` and `before` do nothing: 'new since yesterday' is the whole archive."""
    return _without(visit, "after", "before")


@behaviour(path=_POSTS)
def rest_ignores_modified_after(visit: Visit) -> Answer:
    """`modified_after` does nothing, as before WordPress 5.7."""
    return _without(visit, "modified_after", "modified_before")


@behaviour(path=_POSTS)
def rest_ignores_offset(visit: Visit) -> Answer:
    """`offset` does nothing: paging by it repeats the first page for ever."""
    return _without(visit, "offset")


@behaviour(path=_POSTS)
def rest_ignores_page(visit: Visit) -> Answer:
    """`page` does nothing: a cache whose key has no query."""
    return _without(visit, "page")


@behaviour(path=_POSTS)
def rest_ignores_order(visit: Visit) -> Answer:
    """`orderby` and `order` do nothing: the first is not the last modified."""
    return _without(visit, "orderby", "order")


@behaviour(path=_POSTS)
def rest_caps_per_page(visit: Visit, *, most: int = 10) -> Answer:
    """Never more than `most` a page, whatever was asked: a short page is not the last page."""
    query = {**visit.request.query, "per_page": str(most)}
    target = f"{visit.request.path}?{urlencode(query)}"
    return visit.proceed(replace(visit.request, target=target))


@behaviour(path=_POSTS)
def rest_totals_that_disagree(visit: Visit, *, by: int = 7) -> Answer:
    """`X-WP-Total` counts posts that are not there (drafts, other languages)."""
    answer = visit.proceed()
    total = answer.header("X-WP-Total")
    return answer.with_header("X-WP-Total", str(int(total) + by)) if total else answer


@behaviour(path=_POSTS)
def rest_without_totals(visit: Visit) -> Answer:
    """No `X-WP-Total`, no `Link`: a proxy drops what it does not know."""
    return visit.proceed().without("X-WP-Total", "X-WP-TotalPages", "Link")


@behaviour(path=_POSTS)
def rest_counts_nothing(visit: Visit) -> Answer:
    """`X-WP-Total: 0` above full lists: a plugin has WordPress not count (`no_found_rows`)."""
    answer = visit.proceed()
    return answer.with_header("X-WP-Total", "0").with_header("X-WP-TotalPages", "0")


@behaviour(path=_POSTS)
def rest_lists_nothing(visit: Visit) -> Answer:
    """An empty list, whatever was asked: a plugin shuts REST so."""
    answer = visit.proceed().without("X-WP-Total", "X-WP-TotalPages", "Link")
    return replace(answer, body=b"[]")


@behaviour(path=_POSTS)
def rest_without_content(visit: Visit) -> Answer:
    """`content.rendered` is empty: a page builder keeps its text elsewhere."""
    answer = visit.proceed()
    found = json.loads(answer.body)
    for item in found if isinstance(found, list) else [found]:
        if "content" in item:
            item["content"]["rendered"] = ""
    return replace(answer, body=wire.encode(found))


@behaviour(path=_POSTS)
def rest_with_links_elsewhere(
    visit: Visit, *, link: str = "https://lama.example/{slug}", most: int = 100
) -> Answer:
    """Links of another host, or none: the address in the settings is that of the old site.

    Args:
        visit: the request.
        link: what stands in their place; empty for no link at all.
        most: how many of a list are so.

    """
    answer = visit.proceed()
    found = json.loads(answer.body)
    for item in found[:most] if isinstance(found, list) else [found]:
        slug = item.pop("link", "").rpartition("/")[2]
        item.update({"link": link.format(slug=slug)} if link else {})
    return replace(answer, body=wire.encode(found))


@behaviour(path=_POSTS)
def rest_in_utc_only(visit: Visit) -> Answer:
    """`date` holds UTC, as `date_gmt`: a plugin reset the zone."""
    answer = visit.proceed()
    found = json.loads(answer.body)
    for item in found if isinstance(found, list) else [found]:
        for name in ("date", "modified"):
            if f"{name}_gmt" in item:
                item[name] = item[f"{name}_gmt"]
    return replace(answer, body=wire.encode(found))
