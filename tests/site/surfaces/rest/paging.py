"""Pages of a collection: `X-WP-Total`, `X-WP-TotalPages`, `Link`, and the 400 past the last one."""

from urllib.parse import quote

from tests.site.http import Answer, Headers, Request
from tests.site.surfaces.rest import params, wire
from tests.site.surfaces.rest.wire import Json, RestError
from tests.site.wordpress import WordPress


def collection(site: WordPress, request: Request, everything: list[Json]) -> Answer:
    """A page of a collection that has no filters of its own but `include` and `slug`."""
    asked = params.read(request, site.settings.timezone)
    chosen = [item for item in everything if asked.wants(int(item["id"]), str(item.get("slug")))]
    page = cut(chosen, asked)
    body = [wire.select(item, request) for item in page]
    return answer(site, request, body, asked, len(chosen))


def cut(everything: list[Json], asked: params.Params) -> list[Json]:
    """The items of the page asked for."""
    start = (asked.page - 1) * asked.per_page if asked.offset is None else asked.offset
    return everything[start : start + asked.per_page]


def answer(
    site: WordPress, request: Request, body: list[Json], asked: params.Params, total: int
) -> Answer:
    """The page with its headers.

    Raises:
        RestError: the page is past the last one.
    """
    if asked.offset is not None and not body:
        total = 0
    pages = -(-total // asked.per_page)
    if asked.page > pages and total > 0:
        message = "The page number requested is larger than the number of pages available."
        raise RestError("rest_post_invalid_page_number", message, 400)
    totals: Headers = (("X-WP-Total", str(total)), ("X-WP-TotalPages", str(pages)))
    return wire.success(site, body, totals=totals, link=_link(site, request, asked.page, pages))


def _link(site: WordPress, request: Request, page: int, pages: int) -> str:
    parts = []
    if page > 1:
        parts.append(f'<{_url(site, request, min(page - 1, pages))}>; rel="prev"')
    if page < pages:
        parts.append(f'<{_url(site, request, page + 1)}>; rel="next"')
    return ", ".join(parts)


def _url(site: WordPress, request: Request, page: int) -> str:
    pairs: list[tuple[str, str]] = []
    for name, value in request.query.items():
        key = name.removesuffix("[]")
        if key in params.LISTS and value and key != "slug":
            pairs += [(f"{key}[{n}]", part) for n, part in enumerate(value.split(","))]
        elif name != "page":
            pairs.append((name, value))
        else:
            pairs.append(("page", str(page)))
    if "page" not in request.query:
        pairs.append(("page", str(page)))
    # `add_query_arg` drops the equals sign of an empty value.
    query = "&".join(
        quote(name, safe="") + (f"={quote(value, safe='')}" if value else "")
        for name, value in pairs
    )
    return f"{site.home}{request.path}?{query}"
