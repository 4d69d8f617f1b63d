"""robots.txt: missing, failing, huge, disallowing, or no robots.txt at all."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.behaviours.refusals import plain
from tests.site.http import Answer
from tests.site.surfaces import missing

_ROBOTS = "/robots.txt"


@behaviour(path=_ROBOTS)
def robots_missing(visit: Visit) -> Answer:
    """404: everything is allowed (RFC 9309)."""
    return missing.answer(visit.wordpress)


@behaviour(path=_ROBOTS)
def robots_failing(visit: Visit) -> Answer:
    """500: nothing is allowed until it answers (RFC 9309)."""
    del visit
    return plain(500, "Internal Server Error")


@behaviour(path=_ROBOTS)
def robots_huge(visit: Visit, *, kilobytes: int = 600) -> Answer:
    """More than the 500 KiB that a crawler must read, the rules that matter first."""
    answer = visit.proceed()
    line = b"# " + b"-" * 1021 + b"\n"
    return replace(answer, body=answer.body + line * kilobytes)


@behaviour(path=_ROBOTS)
def robots_disallows_all(visit: Visit) -> Answer:
    """Nothing is allowed: stop, and say so."""
    return visit.proceed().with_text("User-agent: *\nDisallow: /\n")


@behaviour(path=_ROBOTS)
def robots_disallows(visit: Visit, *, pattern: str = "/internasional/") -> Answer:
    """A part of the site is closed."""
    answer = visit.proceed()
    rule = f"User-agent: *\nDisallow: {pattern}\n"
    return answer.with_text(answer.text.replace("User-agent: *\n", rule, 1))


@behaviour(path=_ROBOTS)
def robots_crawl_delay(visit: Visit, *, seconds: float = 10) -> Answer:
    """`Crawl-delay`: Scrapy does not know it."""
    answer = visit.proceed()
    rule = f"User-agent: *\nCrawl-delay: {seconds:g}\n"
    return answer.with_text(answer.text.replace("User-agent: *\n", rule, 1))


@behaviour(path=_ROBOTS)
def robots_is_html(visit: Visit) -> Answer:
    """The home page with 200 under `/robots.txt`: no rule in it."""
    return visit.proceed(replace(visit.request, target="/"))


@behaviour(path=_ROBOTS)
def robots_redirects(visit: Visit) -> Answer:
    """A redirect to another host's robots.txt."""
    answer = visit.proceed()
    moved = replace(answer, status=301, body=b"")
    return moved.with_header("Location", "http://cdn.example/robots.txt")
