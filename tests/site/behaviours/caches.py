"""Validators and caches that lie."""

from dataclasses import replace
from email.utils import format_datetime

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer, Request


def unconditional(request: Request) -> Request:
    """The request without its validators."""
    kept = (
        h for h in request.headers if h[0].lower() not in ("if-none-match", "if-modified-since")
    )
    return replace(request, headers=tuple(kept))


def _is_conditional(request: Request) -> bool:
    return bool(request.header("If-None-Match") or request.header("If-Modified-Since"))


def not_modified(answer: Answer) -> Answer:
    """The 304 that belongs to an answer."""
    kept = (h for h in answer.headers if h[0] in ("Last-Modified", "ETag"))
    return Answer(status=304, headers=tuple(kept))


@behaviour()
def lying_304(visit: Visit) -> Answer:
    """304 to whoever sends a validator, whatever has changed: trust it once too often and lose."""
    if _is_conditional(visit.request):
        return not_modified(visit.proceed(unconditional(visit.request)))
    return visit.proceed()


@behaviour()
def unasked_304(visit: Visit) -> Answer:
    """304 to a request without validators: there is nothing that it could refer to."""
    return not_modified(visit.proceed(unconditional(visit.request)))


@behaviour()
def never_304(visit: Visit) -> Answer:
    """All of it to everyone: a proxy on the way drops the validators that a client sends."""
    return visit.proceed(unconditional(visit.request))


@behaviour()
def validator_that_always_changes(visit: Visit) -> Answer:
    """A new ETag at each request: nothing is ever unchanged, though nothing changed."""
    answer = visit.proceed(unconditional(visit.request)).without("Last-Modified")
    return answer.with_header("ETag", f'"{visit.dice.getrandbits(64):x}"')


@behaviour()
def validator_that_never_changes(visit: Visit) -> Answer:
    """One ETag for ever, and a 304 to those who send it: a deployment's time stamp."""
    answer = visit.proceed(unconditional(visit.request)).without("Last-Modified")
    answer = answer.with_header("ETag", '"5f3e-tetap"')
    return not_modified(answer) if visit.request.header("If-None-Match") else answer


@behaviour()
def honest_page_validators(visit: Visit) -> Answer:
    """Articles with validators that are true, as a caching plugin adds them."""
    answer = visit.proceed(unconditional(visit.request))
    post = visit.post
    if post is None or answer.status != 200:
        return answer
    etag = f'"{post.id}-{int(post.modified_at.timestamp())}-{len(post.comments)}"'
    stamp = format_datetime(post.modified_at, usegmt=True)
    answer = answer.with_header("Last-Modified", stamp).with_header("ETag", etag)
    asked = visit.request.header("If-None-Match").removeprefix("W/")
    return not_modified(answer) if asked == etag else answer


@behaviour()
def stale_cache(visit: Visit) -> Answer:
    """A page cache that keeps the first answer for as long as the behaviour is on."""
    key = visit.request.target
    kept = visit.memory.setdefault(key, visit.proceed(unconditional(visit.request)))
    assert isinstance(kept, Answer)
    return kept.with_header("X-Cache", "HIT").with_header("Age", str(visit.times * 60))


@behaviour()
def two_servers_that_disagree(visit: Visit) -> Answer:
    """Every other request comes from a second server that stopped following: in turns."""
    old = visit.memory.setdefault(visit.request.target, visit.proceed(unconditional(visit.request)))
    assert isinstance(old, Answer)
    return old if visit.times % 2 else visit.proceed()
