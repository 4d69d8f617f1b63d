"""What the archive knows of pages that are about to be fetched. It goes with the request lines."""

from collections.abc import Sequence

from crawler.plan import Fetch, Known, Listed, Named
from flows.normalise import site_path
from flows.store import captures, discovered, in_pages
from flows.store.statements import Connection


def with_known(connection: Connection, site: str, pages: Sequence[Fetch]) -> list[Fetch]:
    """Add to pages what they were when they were last seen: the same is not kept twice.

    And how many pages a post has, where listings told of several: they may link to none. And which
    post REST lists there: the page may state another.
    """
    urls = [fetch.url for fetch in pages]
    paths = [site_path(url) for url in urls]
    known = captures.known(connection, site, urls, paths)
    counts = in_pages.of_paths(connection, site, paths)
    post_ids = [fetch.listed.post_id if fetch.listed else None for fetch in pages]
    named = discovered.named_by_rest(connection, site, paths, post_ids)
    return [
        _with(fetch, known.get(fetch.url), counts.get(path), named.get(path))
        for fetch, path in zip(pages, paths, strict=True)
    ]


def _with(fetch: Fetch, known: Known | None, pages: int | None, named: Named | None) -> Fetch:
    listed = fetch.listed
    if pages is not None:
        listed = (listed or Listed()).model_copy(update={"pages": pages})
    if named is not None:
        told = {"post_id": named.post_id, "rest": named}
        listed = (listed or Listed()).model_copy(update=told)
    return fetch.model_copy(update={"known": known, "listed": listed})
