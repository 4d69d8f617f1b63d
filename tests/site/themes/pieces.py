"""What all themes share: the article as a view, WordPress's own `wp_head`, comments and their form."""
# ruff: noqa: E501 - HTML reads best unbroken

from dataclasses import dataclass
from datetime import datetime

from tests.site import locked
from tests.site.inline import attribute, escape
from tests.site.model import Author, Post, Section
from tests.site.surfaces import addresses
from tests.site.wordpress import WordPress

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
           "Oktober", "November", "Desember")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class View:
    """An article as a theme sees it."""

    site: WordPress
    post: Post
    page: int = 1

    @property
    def url(self) -> str:
        """Its permalink."""
        return addresses.post(self.site, self.post)

    @property
    def title(self) -> str:
        """Its title, escaped."""
        return self.post.title_html

    @property
    def sections(self) -> list[Section]:
        """Its section with the parents, top first."""
        parts = self.post.section.split("/")
        paths = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        return [self.site.section(path) for path in paths]

    @property
    def author(self) -> Author:
        """Who wrote it."""
        return self.site.authors[self.post.author]

    @property
    def author_url(self) -> str:
        """The author's archive."""
        return addresses.author(self.site, self.author)

    @property
    def picture(self) -> str:
        """The lead picture's URL; empty where there is none."""
        return self.site.home + self.post.lead.path if self.post.lead else ""

    @property
    def caption(self) -> str:
        """The lead picture's caption, escaped."""
        return escape(self.post.lead.caption) if self.post.lead else ""

    @property
    def body(self) -> str:
        """The content of this page of the article, with links to the others."""
        if self.post.password:
            return locked.form(self.site.settings, self.site.home, self.post)
        pages = self.post.pages
        html = "\n".join(block.html(self.site.home) for block in pages[self.page - 1])
        if len(pages) == 1 or not self.site.settings.has_page_links:
            return html
        links = " ".join(map(self._page_link, range(1, len(pages) + 1)))
        return f'{html}\n<div class="page-links">Halaman: {links}</div>'

    def _page_link(self, number: int) -> str:
        """A link to a page of the article; the one that is shown is none."""
        if number == self.page:
            return f'<span class="post-page-numbers current" aria-current="page">{number}</span>'
        address = f"{self.url}/{number}" if number > 1 else self.url
        return f'<a href="{address}" class="post-page-numbers">{number}</a>'

    def others(self, number: int) -> list[Post]:
        """Other articles, for the grids and lists around it."""
        newest = self.site.live()[: number + 1]
        return [post for post in newest if post.id != self.post.id][:number]

    def iso(self, at: datetime) -> str:
        """A time in the site's zone with its offset."""
        return at.astimezone(self.site.settings.timezone).isoformat()

    def day(self, at: datetime) -> str:
        """A time as an Indonesian reader sees it."""
        local = at.astimezone(self.site.settings.timezone)
        name, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
        return f"{name}, {local.day} {month} {local.year} {local:%H:%M} WIB"


def crumbs(view: View, template: str, joint: str) -> str:
    """Links from home down to the section."""
    home = template.format(url=view.site.home, name="Beranda")
    rest = [
        template.format(url=addresses.section(view.site, s), name=escape(s.name))
        for s in view.sections
    ]
    return joint.join([home, *rest])


def site_head(site: WordPress, number: int = 0, route: str = "", canonical: str = "") -> str:
    """What WordPress puts into the head of every page; the rest only where the page is a post."""
    home, settings = site.home, site.settings
    api = f'<link rel="https://api.w.org/" href="{home}/wp-json/" />'
    if route:
        json = addresses.rest(site, f"/wp/v2{route}")
        api += f'<link rel="alternate" type="application/json" href="{json}" />'
    single = ""
    if number:
        link = f'<link rel="canonical" href="{canonical}" />\n' if canonical else ""
        single = f"{link}<link rel='shortlink' href='{home}/?p={number}' />\n"
    return f"""<meta name='robots' content='max-image-preview:large' />
<link rel="alternate" type="application/rss+xml" title="{settings.name} &raquo; Feed" href="{home}/feed" />
{api}<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{home}/xmlrpc.php?rsd" />
<meta name="generator" content="WordPress {settings.wordpress}" />
{single}"""


def wp_head(view: View) -> str:
    """What WordPress itself puts into the head of an article."""
    post = view.post
    title = f"{view.title} Comments Feed"
    feed = f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{view.url}/feed" />'
    amp = ""
    if view.site.settings.has_amp:
        amp = f'<link rel="amphtml" href="{view.url}?amp=1" />\n'
    canonical = f"{view.url}/{view.page}" if view.page > 1 else view.url
    return f"{feed}\n{amp}{site_head(view.site, post.id, f'/posts/{post.id}', canonical)}"


def body_class(view: View, extra: str) -> str:
    """The classes of `<body>`, with the post's id."""
    own = f"post-template-default single single-post postid-{view.post.id} single-format-standard"
    paged = f" paged-{view.page} single-paged-{view.page}" if view.page > 1 else ""
    return f"{own}{paged} {extra}"


def share(view: View, template: str) -> str:
    """Share buttons."""
    names = ("Facebook", "Twitter", "WhatsApp", "Telegram", "Line", "Email")
    address = f"https://share.example/{{name}}?u={attribute(view.url)}"
    return "".join(template.format(name=n, url=address.format(name=n.lower())) for n in names)


def menu(site: WordPress, css: str) -> str:
    """The main menu: every section, nested as they are."""
    items = "".join(
        f'<li class="menu-item menu-item-type-taxonomy menu-item-object-category menu-item-{s.id}">'
        f'<a href="{addresses.section(site, s)}"><span class="menu-text">{escape(s.name)}</span></a>'
        "</li>\n"
        for s in sorted(site.sections.values(), key=lambda s: s.id)
    )
    return f'<ul id="menu-utama" class="{css}">\n{items}</ul>\n'


def teasers(site: WordPress, posts: list[Post], template: str) -> str:
    """A list of other articles; the template names `{url} {title} {picture} {day} {n}`."""
    rows = []
    for number, post in enumerate(posts, start=1):
        view = View(site=site, post=post)
        rows.append(
            template.format(
                url=view.url,
                title=view.title,
                picture=view.picture,
                n=number,
                day=view.day(post.published_at),
                iso=view.iso(post.published_at),
                section=escape(view.sections[-1].name),
                author=escape(view.author.name),
                words=escape(" ".join(" ".join(post.text).split()[:24])),
                id=post.id,
            )
        )
    return "\n".join(rows)


def amp_page(view: View) -> str:
    """What an AMP plugin serves: the same content, an own template, canonical to the article."""
    return f"""<!DOCTYPE html>
<html amp lang="{view.site.settings.html_language}">
<head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script>
<title>{view.title} - {view.site.settings.name}</title>
<link rel="canonical" href="{view.url}" />
<style amp-custom>.amp-wp-article{{margin:0 auto;max-width:600px}}</style></head>
<body class="amp-single postid-{view.post.id}">
<header class="amp-wp-header"><div><a href="{view.site.home}">{view.site.settings.name}</a></div></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{view.title}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{escape(view.author.name)}</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{view.iso(view.post.published_at)}">{view.day(view.post.published_at)}</time></div></header>
<div class="amp-wp-article-content">
{view.body}
</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-comments-link"><a href="{view.url}#respond">Tinggalkan Komentar</a></div></footer></article>
<footer class="amp-wp-footer"><div><h2>{view.site.settings.name}</h2><a href="#top">Kembali ke atas</a></div></footer>
</body></html>
"""
