"""Sitemaps: core's (`/wp-sitemap.xml`), Yoast's (`/sitemap_index.xml`), and Google News."""

import re
from datetime import datetime, timedelta

from tests.site.http import Answer, Request
from tests.site.inline import attribute
from tests.site.model import Post
from tests.site.surfaces import addresses, headers, missing
from tests.site.wordpress import WordPress

CORE_LIMIT = 2000
YOAST_LIMIT = 1000
NEWS_AGE = timedelta(days=2)
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CORE = re.compile(
    r"/wp-sitemap-(posts-post|posts-page|taxonomies-category|taxonomies-post_tag|users)-(\d+)\.xml"
)
_YOAST = re.compile(r"/(post|page|category|post_tag|author)-sitemap(\d*)\.xml")
Entry = tuple[str, datetime | None]


def answer(site: WordPress, request: Request) -> Answer | None:
    """A sitemap; None where the path names none, or where the site has none of that kind."""
    path, settings = request.path, site.settings
    if path == "/news-sitemap.xml" and settings.has_news_sitemap:
        return _xml(_news(site), "text/xml", noindex=True)
    if settings.seo == "core":
        return _core(site, path)
    if settings.seo == "yoast":
        return _yoast(site, path)
    return None


def posts(site: WordPress) -> list[Post]:
    """What Yoast's sitemaps list: published, without a password. Core lists those with one too."""
    return [post for post in site.live() if not post.password]


def _xml(body: str, kind: str, *, noindex: bool = False) -> Answer:
    extra = (("X-Robots-Tag", "noindex, follow"),) if noindex else ()
    return Answer(headers=(("Content-Type", f"{kind}; charset=UTF-8"), *extra), body=body.encode())


def _groups(site: WordPress) -> dict[str, list[Entry]]:
    """Each kind of entry that a sitemap may list."""
    newest = max((p.modified_at for p in posts(site)), default=None)
    used_tags = {name for post in site.live() for name in post.tags}
    used = {path for post in site.live() for path in post.sections}
    writers = {post.author for post in site.live()}
    sections = sorted((s for s in site.sections.values() if s.path in used), key=lambda s: s.id)
    tags = sorted((t for t in site.tags.values() if t.name in used_tags), key=lambda t: t.id)
    authors = sorted((a for a in site.authors.values() if a.slug in writers), key=lambda a: a.slug)
    return {
        "posts-post": [(addresses.post(site, p), p.modified_at) for p in site.live()],
        "posts-page": [(f"{site.home}/", newest)],
        "taxonomies-category": [(addresses.section(site, s), None) for s in sections],
        "taxonomies-post_tag": [(addresses.tag(site, t), None) for t in tags],
        "users": [(addresses.author(site, a), None) for a in authors],
    }


def _core(site: WordPress, path: str) -> Answer | None:
    if path == "/wp-sitemap.xml":
        return _xml(_core_index(site), "application/xml")
    found = _CORE.fullmatch(path)
    if not found:
        return None
    entries = sorted_for_core(site, found[1])
    page = entries[(int(found[2]) - 1) * CORE_LIMIT : int(found[2]) * CORE_LIMIT]
    if not page:
        return _lost(site)
    has_lastmod = site.settings.has_lastmod
    urls = "".join(_core_url(url, at if has_lastmod else None) for url, at in page)
    style = f'<?xml-stylesheet type="text/xsl" href="{site.home}/wp-sitemap.xsl" ?>'
    body = f'{_declaration(style)}<urlset xmlns="{_SCHEMA}">{urls}</urlset>\n'
    return _xml(body, "application/xml")


def _lost(site: WordPress) -> Answer:
    """404 for a sitemap page past the end; unlike others, without the headers against caching."""
    return missing.answer(site).without(*(name for name, _ in headers.NO_CACHE))


def sorted_for_core(site: WordPress, group: str) -> list[Entry]:
    """A group's entries in core's order: posts by id."""
    if group != "posts-post":
        return _groups(site)[group]
    by_id = sorted(site.live(), key=lambda post: post.id)
    return [(addresses.post(site, post), post.modified_at) for post in by_id]


def _core_url(url: str, at: datetime | None) -> str:
    lastmod = f"<lastmod>{at.isoformat()}</lastmod>" if at else ""
    return f"<url><loc>{attribute(url)}</loc>{lastmod}</url>"


def _declaration(style: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{style}\n'


def _core_index(site: WordPress) -> str:
    maps = "".join(
        f"<sitemap><loc>{site.home}/wp-sitemap-{group}-{number}.xml</loc></sitemap>"
        for group, entries in _groups(site).items()
        for number in range(1, -(-len(entries) // CORE_LIMIT) + 1)
    )
    style = f'<?xml-stylesheet type="text/xsl" href="{site.home}/wp-sitemap-index.xsl" ?>'
    return f'{_declaration(style)}<sitemapindex xmlns="{_SCHEMA}">{maps}</sitemapindex>\n'


def _stamp(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00") if at else ""


def _yoast(site: WordPress, path: str) -> Answer | None:
    if path.startswith("/wp-sitemap") or path == "/sitemap.xml":
        before = headers.NO_CACHE if path == "/sitemap.xml" else ()
        return headers.redirect(f"{site.home}/sitemap_index.xml", before=before)
    if path == "/sitemap_index.xml":
        return _xml(_yoast_index(site), "text/xml", noindex=True)
    found = _YOAST.fullmatch(path)
    if not found:
        return None
    page = int(found[2] or 1)
    rows = _yoast_rows(site, found[1])[(page - 1) * YOAST_LIMIT : page * YOAST_LIMIT]
    if not rows:
        return _lost(site)
    image = "http://www.google.com/schemas/sitemap-image/1.1"
    body = '<?xml version="1.0" encoding="UTF-8"?>'
    body += f'<urlset xmlns="{_SCHEMA}" xmlns:image="{image}">\n{"".join(rows)}</urlset>'
    return _xml(body, "text/xml", noindex=True)


def _yoast_index(site: WordPress) -> str:
    newest = _stamp(max((p.modified_at for p in posts(site)), default=None))
    pages = max(1, -(-len(posts(site)) // YOAST_LIMIT))
    names = [f"post-sitemap{n if n > 1 else ''}" for n in range(1, pages + 1)]
    names += [f"{kind}-sitemap" for kind in ("page", "category", "post_tag", "author")]
    maps = "".join(
        f"\t<sitemap>\n\t\t<loc>{site.home}/{name}.xml</loc>\n"
        f"\t\t<lastmod>{newest}</lastmod>\n\t</sitemap>\n"
        for name in names
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<sitemapindex xmlns="{_SCHEMA}">\n{maps}</sitemapindex>'


def _yoast_rows(site: WordPress, kind: str) -> list[str]:
    if kind == "post":
        by_age = sorted(posts(site), key=lambda post: post.modified_at)
        return [_yoast_post(site, post) for post in by_age]
    if kind == "category":
        return [_yoast_url(url, _newest(site)) for url in _yoast_sections(site)]
    group = {"page": "posts-page", "author": "users"}.get(kind, f"taxonomies-{kind}")
    return [_yoast_url(url, _newest(site)) for url, _ in _groups(site)[group]]


def _newest(site: WordPress) -> datetime | None:
    return max((post.modified_at for post in posts(site)), default=None)


def _yoast_sections(site: WordPress) -> list[str]:
    """By name, with the parents of those that hold articles."""
    used = {path for post in site.live() for path in post.sections}
    shown = [
        section
        for section in site.sections.values()
        if any(path == section.path or path.startswith(section.path + "/") for path in used)
    ]
    return [addresses.section(site, s) for s in sorted(shown, key=lambda s: s.name.lower())]


def _yoast_post(site: WordPress, post: Post) -> str:
    image = ""
    if post.lead:
        where = f"<image:loc>{site.home}{post.lead.path}</image:loc>"
        image = f"\t\t<image:image>\n\t\t\t{where}\n\t\t</image:image>\n"
    return _yoast_url(addresses.post(site, post), post.modified_at, image)


def _yoast_url(url: str, at: datetime | None, image: str = "") -> str:
    stamp = f"\t\t<lastmod>{_stamp(at)}</lastmod>\n"
    return f"\t<url>\n\t\t<loc>{attribute(url)}</loc>\n{stamp}{image}\t</url>\n"


def _news(site: WordPress) -> str:
    fresh = [post for post in posts(site) if post.published_at > site.now - NEWS_AGE]
    schema = "http://www.google.com/schemas/sitemap-news/0.9"
    rows = "".join(
        f"\t<url>\n\t\t<loc>{addresses.post(site, post)}</loc>\n\t\t<news:news>\n"
        f"\t\t\t<news:publication>\n\t\t\t\t<news:name>{site.settings.name}</news:name>\n"
        f"\t\t\t\t<news:language>{site.settings.html_language[:2]}</news:language>\n"
        f"\t\t\t</news:publication>\n"
        f"\t\t\t<news:publication_date>{_stamp(post.published_at)}</news:publication_date>\n"
        f"\t\t\t<news:title>{post.title_html}</news:title>\n\t\t</news:news>\n\t</url>\n"
        for post in fresh[:YOAST_LIMIT]
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<urlset xmlns="{_SCHEMA}" xmlns:news="{schema}">\n{rows}</urlset>'
