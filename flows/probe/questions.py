"""The questions of a probe, one after another: what is asked next depends on what was answered.

It puts each answer where ``diagnosis`` looks for it; it knows nothing of how a question is sent, or
of the archive.
"""

from collections.abc import Callable, Generator
from typing import Final

from crawler.discovery import (
    archive_url,
    list_url,
    paged_posts_url,
    post_maps,
)
from crawler.plan import Fetch
from flows.crawl.loop import Answer
from flows.listings.stating import sitemaps_of
from flows.probe import answers as answered
from flows.probe.answers import Answers

#: Sitemaps below one another, as a run reads them.
_DEPTH_MAX: Final = 3
#: Lists of posts in several pages that are read, of a hundred each.
_PAGED_MAX: Final = 10
_FIELDS: Final = "id,link,date,date_gmt,modified,modified_gmt"
#: No post is changed after this.
_NEVER: Final = "2100-01-01T00:00:00"

Questions = Generator[Fetch, Answer, None]


def questions(answers: Answers, robots: Callable[[], str | None]) -> Questions:
    """Yield what to ask, and fill ``answers`` with what comes.

    Args:
        answers: of a site, and with what its feed said when it was last read.
        robots: what gives robots.txt, once the home page was answered; None where there is none.

    """
    site = answers.site
    answers.home = yield _ask(archive_url(site.home_url))
    answers.robots = robots()
    if answers.listing is not None:
        known = answers.listing
        answers.feed_again = yield _ask(site.feed_url, known.etag, known.last_modified)
    stated = answered.stated_by(answers)
    for answers.feed_url in _places(site.feed_url, stated.feed):
        answers.feed = yield _ask(answers.feed_url)
        if answered.feed_in(answers.feed) is not None:
            break
    for answers.rest_url in _places(site.rest_url, stated.rest):
        newest = {"per_page": 5, "orderby": "modified", "order": "desc", "_fields": _FIELDS}
        answers.rest = yield _ask(list_url(answers.rest_url, newest))
        if answered.posts_in(answers.rest):
            yield from _of_rest(answers, answers.rest_url)
            break
    yield from _of_sitemaps(answers)
    yield from _of_a_sample(answers)


def _of_rest(answers: Answers, root: str) -> Questions:
    oldest = {"per_page": 5, "orderby": "modified", "order": "asc", "_fields": _FIELDS}
    answers.rest_oldest = yield _ask(list_url(root, oldest))
    one = {"per_page": 1, "_fields": "id"}
    answers.rest_never = yield _ask(list_url(root, one | {"modified_after": _NEVER}))
    answers.rest_after = yield _ask(list_url(root, one | {"after": _NEVER}))
    total = answered.total_in(answers.rest)
    if total:
        answers.rest_last = yield _ask(list_url(root, one | {"page": total}))
    yield from _of_paged(answers, root)


def _of_paged(answers: Answers, root: str) -> Questions:
    """Ask for posts in several pages: of those that a live run did not meet, too."""
    for page in range(1, _PAGED_MAX + 1):
        answer = yield _ask(paged_posts_url(root, page))
        answers.rest_paged.append(answer)
        if page >= (answered.pages_in(answer) or 0):
            return


def _of_sitemaps(answers: Answers) -> Questions:
    site = answers.site
    for url in sitemaps_of(site, answers.robots)[:3]:
        answers.sitemap = yield _ask(url)
        below = answered.sitemap_in(answers.sitemap, site)
        if below is None:
            continue
        for _ in range(_DEPTH_MAX - 1):
            maps = [] if below is None else post_maps(below.maps)
            if maps:
                answers.sitemap_posts = yield _ask(maps[-1].url)
                below = answered.sitemap_in(answers.sitemap_posts, site)
        return


def _of_a_sample(answers: Answers) -> Questions:
    newest = answered.newest_of(answers)
    if newest is None:
        return
    answers.sample = yield _ask(newest.url)
    capture = answers.sample.capture
    if capture is not None and (capture.headers.keys() & {"etag", "last-modified"}):
        headers = capture.headers
        answers.sample_again = yield _ask(
            newest.url, headers.get("etag"), headers.get("last-modified")
        )


def _places(known: str, stated: str | None) -> list[str]:
    """Return where a list may be: where it is known to be, and where the site says that it is."""
    is_same = stated is None or stated.rstrip("/") == known.rstrip("/")
    return [known] if is_same or stated is None else [known, stated]


def _ask(url: str, etag: str | None = None, last_modified: str | None = None) -> Fetch:
    return Fetch(url=url, kind="probe", etag=etag, last_modified=last_modified)
