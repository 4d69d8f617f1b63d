"""What both sites are asked: every surface, at its edges too."""

from dataclasses import dataclass

from tests.site.compare import wire
from tests.site.http import Headers
from tests.site.wordpress import WordPress

_REST = "/wp-json/wp/v2/posts"
_QUERIES = (
    "per_page=3", "per_page=2&page=2&_fields=id,slug,modified", "per_page=100&_fields=id",
    "per_page=101", "per_page=0", "per_page=x", "page=0", "page=9999", "after=kapan",
    "after=2026-01-01", "orderby=rand", "orderby=relevance", "orderby=include", "order=up",
    "orderby=modified&per_page=5&_fields=id,modified_gmt", "orderby=id&order=asc&_fields=id",
    "orderby=slug&order=asc&_fields=slug", "orderby=title&order=asc&_fields=title",
    "status=draft", "context=edit", "offset=5&per_page=2&_fields=id", "offset=99999&_fields=id",
    "offset=-1", "search=zzzzqq&_fields=id", "search=nextpage&_fields=id,content",
    "slug=tidak-ada", "exclude=abc",
    "per_page=1&page=2&_fields=id&include=16,17,18", "per_page=101&after=x&orderby=y",
    "per_page=1&_fields=title.rendered,_links.self", "bogus=1&_fields=id&per_page=1",
    "per_page=2&_embed", "per_page=1&_embed&_fields=id,_links,_embedded",
)  # fmt: skip
_PATHS = (
    "/", "/page/1", "/page/2", "/page/2/", "/page/9999", "/robots.txt", "/favicon.ico",
    "/xmlrpc.php", "/wp-login.php", "/wp-admin/", "/feed", "/feed/", "/feed/?paged=2",
    "/feed/?paged=9999", "/?feed=rss2", "/tidak-ada", "/tidak-ada/", "/nasional/tidak-ada",
    "/?p=999999", "/?attachment_id=999999", "/tag/tidak-ada", "/author/tidak-ada", "/1999",
    "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml", "/wp-sitemap-posts-post-2.xml",
    "/wp-sitemap-posts-page-1.xml", "/wp-sitemap-taxonomies-category-1.xml",
    "/wp-sitemap-taxonomies-post_tag-1.xml", "/wp-sitemap-users-1.xml", "/sitemap.xml",
    "/sitemap_index.xml", "/post-sitemap.xml", "/post-sitemap9.xml", "/category-sitemap.xml",
    "/wp-json/wp/v2/posts/999999", "/wp-json/wp/v2/posts/abc", "/wp-json/wp/v2/tidak-ada",
    "/wp-json/wp/v2/categories?per_page=2", "/wp-json/wp/v2/tags?per_page=2",
    "/wp-json/wp/v2/users?per_page=2", "/wp-json/wp/v2/categories/999999",
    "/wp-json/wp/v2/users/999999", "/comments/feed/", "/wp-json/", "/budaya/tidak-ada/feed/",
    "/tidak-ada/feed/", "/tidak/ada/sekali", "/index.php", "/?p=999999&x=1",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One question."""

    target: str
    headers: Headers = ()
    method: str = "GET"

    def __str__(self) -> str:
        """How the report names it."""
        extra = "".join(f" [{name}: {value}]" for name, value in self.headers)
        return f"{self.method} {self.target}{extra}"


def probes(site: WordPress, home: str) -> list[Probe]:
    """The questions: the fixed ones, and those about the posts that both sites hold."""
    asked = [Probe(target=path) for path in _PATHS]
    asked += [Probe(target=f"{_REST}?{query}") for query in _QUERIES]
    asked += [Probe(target=target) for target in _about_posts(site)]
    asked += [Probe(target=target, method="HEAD") for target in ("/", "/feed/", _REST)]
    return asked + _conditional(home)


def _about_posts(site: WordPress) -> list[str]:
    live = site.live()
    some = [live[0], live[len(live) // 2], live[-1], *(p for p in live if p.password)]
    some += [p for p in live if "nextpage" in p.html("")] + [p for p in live if p.comments]
    targets = []
    for post in dict.fromkeys(post.path for post in some):
        targets += [post, f"{post}/", f"{post}?replytocom=1", f"{post}?amp=1", f"{post}/amp",
                    f"{post}/feed/", f"{post}/2", f"{post}/9", f"{post}?page=2"]  # fmt: skip
    targets += [f"/{section}/feed/" for section in {post.section for post in some}]
    first = live[0]
    day = first.published_at.astimezone(site.settings.timezone)
    top = first.section.split("/")[0]
    cut = first.slug[: len(first.slug) // 2]
    writer, media = site.authors[first.author], first.lead
    targets += [
        f"/?p={first.id}", f"/?p={first.id}&x=1", f"/{first.slug}", f"/nasional/{first.slug}",
        f"/{first.section}/{cut}", f"/{first.section}", f"/{first.section}/", f"/{top}/feed/",
        f"/{first.section}/page/9999",
        f"/{first.section}/?x=1", f"/nasional/{first.slug}?x=1", f"/nasional/{first.slug}/amp",
        f"/a/b/c/{first.slug}", f"{first.path}/?replytocom=3", f"/index.php?p={first.id}",
        f"/{first.section}/{cut}/amp", f"/{first.section}/{cut}/feed/", f"/category/{top}/page/2",
        f"/author/{writer.slug}/", f"/author/{writer.slug}/feed/", f"{day:/%Y}/",
        f"{day:/%Y}/feed/", f"/category/{first.section}", f"/author/{writer.slug}",
        f"{_REST}/{first.id}?_fields=id,_links.self", f"{_REST}/{first.id}?_fields=id",
        f"{day:/%Y}", f"{day:/%Y/%m}", f"{day:/%Y/%m/%d}", f"/{top}", f"/{top}/page/2",
        f"{_REST}/{first.id}", f"{_REST}/{first.id}?_embed", f"{_REST}/{first.id}?context=edit",
        f"{_REST}?categories={site.sections[top].id}&_fields=id",
        f"{_REST}?author={writer.id}&_fields=id&per_page=100",
        f"/wp-json/wp/v2/users/{writer.id}", f"/wp-json/wp/v2/categories/{site.sections[top].id}",
    ]  # fmt: skip
    targets += [f"/tag/{site.tags[name].slug}" for name in first.tags]
    targets += [f"{_REST}?tags={site.tags[name].id}&_fields=id" for name in first.tags]
    middle = live[len(live) // 2]
    local = middle.modified_at.astimezone(site.settings.timezone).strftime("%Y-%m-%dT%H:%M:%S")
    utc = middle.modified_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("after", "before", "modified_after", "modified_before"):
        for stamp in (local, utc, local + "%2B07:00"):
            targets.append(f"{_REST}?{name}={stamp}&_fields=id&per_page=100")
    if media:
        targets += [f"/{media.slug}", f"/{media.slug}/", f"/?attachment_id={media.id}"]
    return targets


def _conditional(home: str) -> list[Probe]:
    """Feeds with validators: right, wrong, weak, each alone and both."""
    feed = wire.get(home, "/feed/")
    etag, since = feed.header("ETag"), feed.header("Last-Modified")
    long_ago = "Sat, 01 Jan 2000 00:00:00 GMT"
    sets: tuple[dict[str, str], ...] = (
        {"If-None-Match": etag}, {"If-None-Match": f"W/{etag}"}, {"If-None-Match": '"lain"'},
        {"If-Modified-Since": since}, {"If-Modified-Since": long_ago},
        {"If-None-Match": etag, "If-Modified-Since": since},
        {"If-None-Match": etag, "If-Modified-Since": long_ago},
        {"If-None-Match": '"lain"', "If-Modified-Since": since},
        {"Accept-Encoding": "gzip"},
    )  # fmt: skip
    return [Probe(target="/feed/", headers=tuple(pairs.items())) for pairs in sets]
