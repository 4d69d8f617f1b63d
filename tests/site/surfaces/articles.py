"""Article pages: their one canonical address, further pages, AMP twins, attachment pages."""

import re

from tests.site import themes
from tests.site.http import Answer, Request, html
from tests.site.model import Post
from tests.site.surfaces import addresses, headers
from tests.site.wordpress import WordPress

_TAIL = re.compile(r"(?P<path>/.+?)(?:/(?P<page>\d+)|/(?P<amp>amp)|/page/\d+)?(?P<slash>/?)")


def answer(site: WordPress, request: Request) -> Answer | None:
    """An article or an attachment page; None where the path names neither."""
    path = request.path
    if path.rstrip("/").count("/") == 1 and (attached := _attachment(site, request)) is not None:
        return attached
    found = _TAIL.fullmatch(path)
    post = _find(site, found["path"]) if found else None
    if post is None or found is None:
        return None
    page = int(found["page"] or request.query.get("page", "") or 1)
    return _single(site, request, post, page, found)


def _find(site: WordPress, path: str) -> Post | None:
    """The post whose slug ends the path, whatever section the path names."""
    section, _, slug = path.strip("/").rpartition("/")
    post = next((p for p in site.posts.values() if p.slug == slug and p.is_live), None)
    return post if section or (post is not None and post.path == path) else None


def _single(
    site: WordPress, request: Request, post: Post, page: int, found: re.Match[str]
) -> Answer:
    query = request.query
    is_amp = bool(found["amp"] or query.get("amp")) and site.settings.has_amp
    canonical = addresses.post(site, post)
    if page > len(post.pages):
        return headers.redirect(canonical, before=headers.NO_CACHE)
    wanted = canonical + (f"/{page}" if page > 1 else "")
    is_numbered = found["page"] is not None or "page" in query
    is_stray = is_numbered and ("page" in query or found["page"] == "1")
    if found["slash"] or found["path"] != post.path or is_stray:
        return headers.redirect(wanted + request.tail("page"), before=(headers.pingback(site),))
    theme = themes.load(site.settings.theme)
    body = themes.amp(site, post) if is_amp else theme.article(site, post, page)
    return html(body, headers=headers.singular(site, post))


def _attachment(site: WordPress, request: Request) -> Answer | None:
    path = request.path
    slug = path.strip("/")
    media = next((one for one in site.media.values() if one.slug == slug), None)
    if media is None:
        return None
    if path.endswith("/"):
        return headers.redirect(addresses.media(site, media) + request.tail())
    body = themes.load(site.settings.theme).attachment(site, media)
    shortlink = ("Link", f"<{addresses.short(site, media.id)}>; rel=shortlink")
    links = (headers.api(site), headers.alternate(site, f"/media/{media.id}"), shortlink)
    return html(body, headers=links)
