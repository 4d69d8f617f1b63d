"""Redirects that go round, go on, go away, or go where nobody should."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer
from tests.site.surfaces import headers


def _query(visit: Visit) -> int:
    value = visit.request.query.get("langkah", "0")
    return int(value) if value.isdigit() else 0


@behaviour()
def redirect_loop(visit: Visit) -> Answer:
    """Two addresses that redirect to each other."""
    path = visit.request.path
    there = path.rstrip("/") if path.endswith("/") else path + "/"
    return headers.redirect(visit.wordpress.home + there)


@behaviour()
def redirect_to_itself(visit: Visit) -> Answer:
    """301 to the same address: a cookie test without cookies."""
    cookie = ("Set-Cookie", "uji=1; path=/")
    return headers.redirect(visit.wordpress.home + visit.request.target, before=(cookie,))


@behaviour()
def redirect_without_end(visit: Visit) -> Answer:
    """Each address redirects to a new one, so that no loop is ever seen."""
    to = f"{visit.wordpress.home}{visit.request.path}?langkah={_query(visit) + 1}"
    return headers.redirect(to, status=302)


@behaviour()
def redirect_chain(visit: Visit, *, length: int = 4) -> Answer:
    """A few redirects that do end at the article."""
    step = _query(visit)
    if step >= length:
        return visit.proceed()
    to = f"{visit.wordpress.home}{visit.request.path}?langkah={step + 1}"
    return headers.redirect(to, status=302)


@behaviour()
def redirect_off_site(visit: Visit, *, to: str = "http://iklan.example/") -> Answer:
    """To another host: a hacked site, an advertiser, a domain that was sold."""
    del visit
    return headers.redirect(to, status=302)


@behaviour()
def redirect_to_private_address(
    visit: Visit, *, to: str = "http://169.254.169.254/latest/meta-data/"
) -> Answer:
    """To an address inside the crawler's own network."""
    del visit
    return headers.redirect(to, status=302)


@behaviour()
def redirect_to_file(visit: Visit) -> Answer:
    """To `file:///etc/passwd`: no HTTP, and none of the crawler's business."""
    del visit
    return headers.redirect("file:///etc/passwd", status=302)


@behaviour()
def redirect_home(visit: Visit) -> Answer:
    """301 to the home page for what is missing: a removal that looks like a move."""
    answer = visit.proceed()
    if answer.status == 404:
        return headers.redirect(visit.wordpress.home + "/")
    return answer


@behaviour()
def redirect_to_other_article(visit: Visit) -> Answer:
    """301 to another article: two articles, one address."""
    other = next(p for p in visit.wordpress.live() if p.path != visit.request.path)
    return headers.redirect(visit.wordpress.home + other.path)


@behaviour()
def redirect_without_location(visit: Visit) -> Answer:
    """301 that does not say where to."""
    del visit
    return headers.redirect("").without("Location")


@behaviour()
def meta_refresh(visit: Visit) -> Answer:
    """A 200 that redirects in its head."""
    answer = visit.proceed()
    refresh = f'<meta http-equiv="refresh" content="0;url={visit.wordpress.home}/" />'
    return replace(answer, body=answer.body.replace(b"<head>", b"<head>" + refresh.encode()))
