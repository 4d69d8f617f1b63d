"""The headers that WordPress sends, in its order and case."""

from tests.site.http import Answer, Headers, html
from tests.site.model import Post
from tests.site.surfaces import addresses
from tests.site.wordpress import WordPress

NO_CACHE: Headers = (
    ("Expires", "Wed, 11 Jan 1984 05:00:00 GMT"),
    ("Cache-Control", "no-cache, must-revalidate, max-age=0"),
)


def api(site: WordPress) -> tuple[str, str]:
    """The `Link` that leads to the REST root; on nearly every answer."""
    return ("Link", f'<{addresses.rest(site, "/")}>; rel="https://api.w.org/"')


def alternate(site: WordPress, route: str) -> tuple[str, str]:
    """The `Link` to the JSON of what a page shows."""
    url = addresses.rest(site, "/wp/v2" + route)
    return ("Link", f'<{url}>; rel="alternate"; type="application/json"')


def pingback(site: WordPress) -> tuple[str, str]:
    """Sent with single posts that allow pingbacks."""
    return ("X-Pingback", f"{site.home}/xmlrpc.php")


def singular(site: WordPress, post: Post) -> Headers:
    """What an article's page carries beside its type."""
    shortlink = ("Link", f"<{addresses.short(site, post.id)}>; rel=shortlink")
    return (pingback(site), api(site), alternate(site, f"/posts/{post.id}"), shortlink)


def redirect(to: str, *, before: Headers = (), status: int = 301) -> Answer:
    """A redirect by WordPress: an empty HTML answer that says who sent it."""
    return html(
        "", status=status, headers=(*before, ("X-Redirect-By", "WordPress"), ("Location", to))
    )
