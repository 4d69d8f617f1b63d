"""`/robots.txt`, as WordPress makes it when no file is there."""

from tests.site.http import Answer, Request
from tests.site.surfaces import headers
from tests.site.wordpress import WordPress


def answer(site: WordPress, request: Request) -> Answer | None:
    """The generated robots.txt."""
    if request.path != "/robots.txt":
        return None
    kind = ("Content-Type", "text/plain; charset=utf-8")
    return Answer(headers=(kind, headers.api(site)), body=text(site).encode())


def text(site: WordPress) -> str:
    """What it says: the admin rules, the site's own lines, the sitemaps."""
    settings = site.settings
    if settings.seo == "yoast":
        lines = ["User-agent: *", *(settings.robots or ("Disallow:",)), ""]
        lines.append(f"Sitemap: {site.home}/sitemap_index.xml")
    else:
        lines = ["User-agent: *", "Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php"]
        lines += settings.robots
        if settings.seo == "core":
            lines += ["", f"Sitemap: {site.home}/wp-sitemap.xml"]
    if settings.has_news_sitemap:
        lines.append(f"Sitemap: {site.home}/news-sitemap.xml")
    return "\n".join(lines) + "\n"
