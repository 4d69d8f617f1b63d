"""What nginx serves itself, and WordPress's own doors: pictures, favicon, xmlrpc, login, admin."""

import base64
from email.utils import format_datetime
from urllib.parse import quote

from tests.site.http import Answer, Request, html
from tests.site.surfaces import headers
from tests.site.wordpress import WordPress

_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def answer(site: WordPress, request: Request) -> Answer | None:
    """A file, or one of the fixed addresses."""
    path = request.path
    if path.startswith("/wp-content/uploads/"):
        return _picture(site, path)
    if path == "/favicon.ico":
        to = f"{site.home}/wp-includes/images/w-logo-blue-white-bg.png"
        return headers.redirect(to, status=302, before=(headers.api(site),))
    if path == "/xmlrpc.php":
        kind = ("Content-Type", "text/plain;charset=UTF-8")
        body = b"XML-RPC server accepts POST requests only."
        return Answer(status=405, headers=(kind, ("Allow", "POST")), body=body)
    if path == "/wp-login.php":
        cookie = ("Set-Cookie", "wordpress_test_cookie=WP%20Cookie%20check; path=/")
        frame = ("X-Frame-Options", "SAMEORIGIN")
        form = (
            "<!DOCTYPE html><html><body class='login'><form name='loginform'></form></body></html>"
        )
        return html(form, headers=(*headers.NO_CACHE, cookie, frame))
    if path.startswith("/wp-admin"):
        back = quote(site.home + "/wp-admin/", safe="")
        to = f"{site.home}/wp-login.php?redirect_to={back}&reauth=1"
        return headers.redirect(to, status=302, before=headers.NO_CACHE)
    return None


def _picture(site: WordPress, path: str) -> Answer | None:
    media = next((m for m in site.media.values() if m.path == path), None)
    if media is None:
        return None
    stamp = int(media.uploaded_at.timestamp())
    return Answer(
        headers=(
            ("Content-Type", "image/jpeg"),
            ("Last-Modified", format_datetime(media.uploaded_at, usegmt=True)),
            ("ETag", f'"{stamp:x}-{len(_PIXEL):x}"'),
            ("Accept-Ranges", "bytes"),
        ),
        body=_PIXEL,
    ).sent(framing="length")
