"""REST that is closed, or answers with something else than JSON."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.behaviours.refusals import plain
from tests.site.http import Answer
from tests.site.surfaces import missing
from tests.site.surfaces.rest import wire


@behaviour(path="/wp-json*")
def rest_needs_login(visit: Visit) -> Answer:
    """401 by a plugin that closes REST to guests: fall back to feeds and sitemaps."""
    message = "DRA: Only authenticated users can access the REST API."
    error = wire.RestError("rest_cannot_access", message, 401)
    return wire.failure(visit.wordpress, error)


@behaviour(path="/wp-json*")
def rest_forbidden(visit: Visit) -> Answer:
    """403 by a firewall before WordPress: HTML, no JSON."""
    del visit
    return plain(403, "Forbidden")


@behaviour(path="/wp-json*")
def rest_missing(visit: Visit) -> Answer:
    """404 with the theme's page: rewrite rules without REST, or a plugin that hides it."""
    return missing.answer(visit.wordpress)


@behaviour(path="/wp-json*")
def rest_answers_html(visit: Visit) -> Answer:
    """200 with the home page: parse it as JSON and fall over."""
    return visit.proceed(replace(visit.request, target="/"))


@behaviour(path="/wp-json*")
def rest_with_notice(visit: Visit) -> Answer:
    """A PHP notice before the JSON."""
    answer = visit.proceed()
    return replace(
        answer, body=b"<br />\n<b>Notice</b>:  Undefined index: id<br />\n" + answer.body
    )


@behaviour(path="/wp-json*")
def rest_cut_short(visit: Visit) -> Answer:
    """JSON that stops in the middle, in a complete answer."""
    answer = visit.proceed()
    return replace(answer, body=answer.body[: len(answer.body) // 2])


@behaviour(path="/wp-json*")
def rest_error_with_200(visit: Visit) -> Answer:
    """An error's envelope with status 200: an object where a list is expected."""
    error = wire.RestError("rest_unknown", "Ada kesalahan.", 500)
    return replace(wire.failure(visit.wordpress, error), status=200)


@behaviour(path="/")
def lists_elsewhere(visit: Visit) -> Answer:
    """The home page names a feed and a REST root that are questions: no pretty addresses."""
    if "feed" in visit.request.query:
        return visit.proceed(replace(visit.request, target=f"/feed/{visit.request.tail('feed')}"))
    answer, home = visit.proceed(), visit.wordpress.home
    if "rest_route" in visit.request.query:
        return answer
    text = answer.text.replace(f'"{home}/feed"', f'"{home}/?feed=rss2"')
    return answer.with_text(text.replace(f'"{home}/wp-json/"', f'"{home}/?rest_route=/"'))
