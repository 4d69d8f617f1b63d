"""What the site answers: one module a surface, and the router between them.

A surface takes the site and the request and returns an `Answer`, or None where the request is none
of its business. `ROUTES` is the order in which WordPress itself would look.
"""

from collections.abc import Callable

from tests.site.http import Answer, Request
from tests.site.surfaces import (
    archives,
    articles,
    feeds,
    files,
    missing,
    redirects,
    rest,
    robots,
    sitemaps,
)  # fmt: skip
from tests.site.wordpress import WordPress

Surface = Callable[[WordPress, Request], Answer | None]

ROUTES: tuple[Surface, ...] = (
    files.answer,
    robots.answer,
    rest.answer,
    sitemaps.answer,
    redirects.by_query,
    feeds.answer,
    archives.answer,
    articles.answer,
    redirects.by_path,
)


def route(site: WordPress, request: Request) -> Answer:
    """The answer of the first surface that knows the request; else 404."""
    for surface in ROUTES:
        answer = surface(site, request)
        if answer is not None:
            return answer
    return missing.answer(site)
