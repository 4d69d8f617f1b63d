"""Refusals: pages that are missing for a while or for good, servers that fail, limits on guests."""

from datetime import timedelta
from email.utils import format_datetime

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer, html
from tests.site.surfaces import missing

_SORRY = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>\n"


def plain(status: int, title: str, *extra: tuple[str, str]) -> Answer:
    """An error page as nginx writes it, without any WordPress in it."""
    kind = ("Content-Type", "text/html")
    body = _SORRY.format(f"{status} {title}").encode()
    return Answer(status=status, headers=(kind, *extra), body=body).sent(framing="length")


@behaviour()
def not_found_that_flaps(visit: Visit, *, every: int = 2) -> Answer:
    """404 and 200 in turns for the same page: one 404 is no proof of a removal."""
    return missing.answer(visit.wordpress) if visit.times % every else visit.proceed()


@behaviour()
def not_found(visit: Visit) -> Answer:
    """404 for as long as it is on: with `until`, a page that comes back by itself."""
    return missing.answer(visit.wordpress)


@behaviour()
def gone(visit: Visit) -> Answer:
    """410: removed for good, and said so."""
    return missing.answer(visit.wordpress, status=410)


@behaviour()
def server_error(visit: Visit) -> Answer:
    """500 with the page of a fatal PHP error: says nothing about the article."""
    del visit
    words = "Telah terjadi kesalahan fatal di situs web ini."
    return html(f"<!DOCTYPE html><title>WordPress &rsaquo; Galat</title><p>{words}</p>", status=500)


@behaviour()
def bad_gateway(visit: Visit) -> Answer:
    """502 by nginx while PHP restarts."""
    del visit
    return plain(502, "Bad Gateway")


@behaviour()
def unavailable(visit: Visit, *, retry_after: int | None = None) -> Answer:
    """503 as in WordPress's maintenance mode; with `retry_after`, when to come again."""
    del visit
    wait = (("Retry-After", str(retry_after)),) if retry_after is not None else ()
    words = "Briefly unavailable for scheduled maintenance. Check back in a minute."
    return html(f"<title>Maintenance</title><p>{words}</p>", status=503, headers=wait)


@behaviour()
def too_many_requests(visit: Visit, *, retry_after: int = 120) -> Answer:
    """429 with `Retry-After` in seconds: to be obeyed for the whole host, not for the page."""
    del visit
    return plain(429, "Too Many Requests", ("Retry-After", str(retry_after)))


@behaviour()
def too_many_requests_until_date(visit: Visit, *, retry_after: int = 120) -> Answer:
    """429 with `Retry-After` as an HTTP date, by the server's clock."""
    at = visit.wordpress.now + timedelta(seconds=retry_after)
    return plain(429, "Too Many Requests", ("Retry-After", format_datetime(at, usegmt=True)))


@behaviour()
def too_many_requests_without_date(visit: Visit) -> Answer:
    """429 that does not say for how long."""
    del visit
    return plain(429, "Too Many Requests")


@behaviour()
def limit_of_requests(visit: Visit, *, most: int = 20, retry_after: int = 60) -> Answer:
    """A firewall: `most` requests a minute of the site's clock, then 429."""
    minute = visit.wordpress.now.replace(second=0, microsecond=0)
    seen = visit.memory.get(str(minute), 0)
    assert isinstance(seen, int)
    visit.memory[str(minute)] = seen + 1
    if seen < most:
        return visit.proceed()
    return plain(429, "Too Many Requests", ("Retry-After", str(retry_after)))


@behaviour()
def agent_refused(
    visit: Visit, *, agents: tuple[str, ...] = ("scrapy", "python", "curl")
) -> Answer:
    """403 for user agents that a firewall's list names."""
    agent = visit.request.header("User-Agent").lower()
    if any(name in agent for name in agents):
        return plain(403, "Forbidden")
    return visit.proceed()
