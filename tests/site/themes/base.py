"""What a theme is: a head, a frame, and how an article, an archive, and a missing page look in it."""
# ruff: noqa: E501 - HTML reads best unbroken

from abc import ABC, abstractmethod

from tests.site.inline import escape
from tests.site.model import Media, Post
from tests.site.surfaces.listing import Listing
from tests.site.themes import ballast, pieces
from tests.site.themes.metadata import Metadata
from tests.site.themes.pieces import View
from tests.site.wordpress import WordPress


class Theme(ABC):
    """A theme; each says what is its own.

    Attributes:
        prefix: of its classes.
        body_classes: what it adds to those of WordPress.
        metadata: what the SEO plugin of such a site writes.
        style_rules: how many rules its inline style sheet has.
        script_entries: how many settings its inline script has.
    """

    prefix: str
    body_classes: str
    metadata: Metadata
    style_rules = 500
    script_entries = 150

    @abstractmethod
    def main(self, view: View) -> str:
        """The article with everything that surrounds it, from `<body>`'s first element on."""

    @abstractmethod
    def teaser(self) -> str:
        """The template of one entry of an archive (`pieces.teasers`)."""

    def header(self, site: WordPress) -> str:
        """The page's top."""
        return (
            f'<header class="{self.prefix}-header"><div class="{self.prefix}-logo">'
            f'<a href="{site.home}">{site.settings.name}</a></div>\n'
            f'<nav class="{self.prefix}-menu">{pieces.menu(site, "menu")}</nav></header>\n'
        )

    def footer(self, site: WordPress) -> str:
        """The page's end: about, menu, copyright."""
        return (
            f'<footer class="{self.prefix}-footer"><div class="about"><h4>Tentang Kami</h4><p>'
            f"{site.settings.name}: {site.settings.tagline}. Hubungi kami: redaksi@warta.example"
            f'</p></div>\n{pieces.menu(site, "footer-menu")}<div class="copyright">© 2026 '
            f"{site.settings.name}. Hak cipta dilindungi.</div></footer>\n"
        )

    def article(self, site: WordPress, post: Post, page: int = 1) -> str:
        """An article's page."""
        view = View(site=site, post=post, page=page)
        head = type(self).metadata(view) + pieces.wp_head(view)
        title = f"{view.title} &#8211; {site.settings.name}"
        classes = pieces.body_class(view, self.body_classes)
        return self.frame(site, title, head, classes, self.main(view))

    def frame(self, site: WordPress, title: str, head: str, classes: str, inner: str) -> str:
        """A whole page."""
        styles = ballast.styles(self.prefix, self.style_rules)
        scripts = ballast.scripts(self.prefix, self.script_entries)
        return f"""<!doctype html>
<html lang="{site.settings.html_language}">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
{head}{styles}</head>
<body class="{classes}">
{ballast.icons(40)}{self.header(site)}{inner}{self.footer(site)}{scripts}</body>
</html>
"""

    def archive(
        self, site: WordPress, listing: Listing, posts: list[Post], page: int, pages: int
    ) -> str:
        """A home, section, tag, author, date or search page."""
        entries = pieces.teasers(site, posts, self.teaser())
        kind = "home blog" if listing.kind == "home" else f"archive {listing.kind}"
        title = f"{escape(listing.title)} &#8211; {site.settings.name}"
        head = pieces.site_head(site, route=listing.route)
        inner = (
            f'<main id="main" class="site-main"><h1 class="page-title">{escape(listing.title)}</h1>\n'
            f"{entries}\n{_paging(listing, page, pages)}</main>\n"
        )
        return self.frame(site, title, head, f"{kind} {self.body_classes}", inner)

    def missing(self, site: WordPress) -> str:
        """The 404 page, with the newest articles on it as many themes do."""
        newest = pieces.teasers(site, site.live()[:5], self.teaser())
        inner = (
            '<main id="main" class="site-main"><h1 class="page-title">Halaman tidak ditemukan</h1>'
            f"<p>Coba cari yang lain?</p>{newest}</main>"
        )
        title = f"Page not found &#8211; {site.settings.name}"
        return self.frame(
            site, title, pieces.site_head(site), f"error404 {self.body_classes}", inner
        )

    def attachment(self, site: WordPress, media: Media) -> str:
        """A picture's own page."""
        inner = (
            f'<main id="main"><article class="attachment"><h1>{media.slug}</h1><figure>'
            f'<img src="{site.home}{media.path}" alt="" /><figcaption>{escape(media.caption)}'
            "</figcaption></figure></article></main>"
        )
        title = f"{media.slug} &#8211; {site.settings.name}"
        kind = "attachment attachment-template-default single single-attachment"
        classes = f"{kind} postid-{media.id} attachmentid-{media.id} attachment-jpeg"
        head = pieces.site_head(site, media.id, f"/media/{media.id}")
        return self.frame(site, title, head, f"{classes} {self.body_classes}", inner)


def _paging(listing: Listing, page: int, pages: int) -> str:
    if pages == 1:
        return ""
    links = []
    for number in range(1, pages + 1):
        if number == page:
            links.append(f'<span aria-current="page" class="page-numbers current">{number}</span>')
        elif number in (1, pages) or abs(number - page) <= 2:
            url = listing.url + (f"/page/{number}" if number > 1 else "")
            links.append(f'<a class="page-numbers" href="{url}">{number}</a>')
    if page < pages:
        links.append(f'<a class="next page-numbers" href="{listing.url}/page/{page + 1}">Next</a>')
    joined = "\n".join(links)
    return f'<nav class="navigation pagination"><div class="nav-links">{joined}</div></nav>\n'
