"""A plain theme in the manner of the starters: `entry-content`, sidebar of widgets, no JSON-LD."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_SHARE = '<li class="share-{name}"><a rel="nofollow noopener" class="share-icon" href="{url}"><span>{name}</span></a></li>'
_ENTRY = '<li><a href="{url}">{title}</a> <span class="post-date">{day}</span></li>'


class Plain(Theme):
    """The structure that `_s` and its children share."""

    prefix = "site"
    body_classes = "wp-embed-responsive has-sidebar right-sidebar"
    metadata = staticmethod(metadata.nothing)
    style_rules = 560
    script_entries = 200

    def teaser(self) -> str:
        """An `<article>` with an excerpt."""
        return (
            '<article id="post-{id}" class="post-{id} post type-post status-publish hentry"><header '
            'class="entry-header"><h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a>'
            '</h2><div class="entry-meta"><span class="posted-on"><time class="entry-date published" '
            'datetime="{iso}">{day}</time></span></div></header><div class="entry-summary"><p>{words}'
            "&hellip;</p></div></article>"
        )

    def main(self, view: View) -> str:
        """Primary, then the widgets; the related list stands inside `entry-content`."""
        crumbs = pieces.crumbs(view, '<a href="{url}">{name}</a>', " &raquo; ")
        return f"""<div id="page" class="site"><a class="skip-link screen-reader-text" href="#primary">Langsung ke konten</a>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<div class="breadcrumbs" role="navigation">{crumbs} &raquo; {view.title}</div>
<article id="post-{view.post.id}" class="post-{view.post.id} post type-post status-publish format-standard has-post-thumbnail hentry">
<header class="entry-header"><span class="cat-links">{self._labels(view)}</span><h1 class="entry-title">{view.title}</h1>
<div class="entry-meta"><span class="posted-on"><a href="{view.url}" rel="bookmark"><time class="entry-date published" datetime="{view.iso(view.post.published_at)}">{view.day(view.post.published_at)}</time><time class="updated" datetime="{view.iso(view.post.modified_at)}">{view.day(view.post.modified_at)}</time></a></span> <span class="byline">oleh <span class="author vcard"><a class="url fn n" href="{view.author_url}">{escape(view.author.name)}</a></span></span></div></header>
<figure class="post-thumbnail"><img src="{view.picture}" class="attachment-post-thumbnail wp-post-image" alt="" /><figcaption class="wp-caption-text">{view.caption}</figcaption></figure>
<div class="entry-content">
<p class="entry-title-repeated"><strong>{view.title}</strong></p>
{view.body}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Bagikan ini:</h3><ul>{pieces.share(view, _SHARE)}</ul></div>
{self._related(view)}
</div>
<footer class="entry-footer"><span class="tags-links">Tag: {", ".join(map(escape, view.post.tags))}</span></footer>
</article>
<div class="author-bio"><h2>Tentang {escape(view.author.name)}</h2><p>{escape(view.author.description)}</p></div>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Navigasi pos</h2><div class="nav-links">{pieces.teasers(view.site, view.others(2), '<div><a href="{url}"><span class="nav-title">{title}</span></a></div>')}</div></nav>
<div id="comments" class="comments-area">{comments.section(view)}</div>
</main></div>{self._sidebar(view)}</div></div>
"""

    def _labels(self, view: View) -> str:
        return ", ".join(
            f'<a href="{addresses.section(view.site, s)}" rel="category tag">{escape(s.name)}</a>'
            for s in view.sections
        )

    def _related(self, view: View) -> str:
        entries = pieces.teasers(view.site, view.others(5), _ENTRY)
        return (
            '<div id="related-articles" class="related-posts-after-content"><h3>Artikel Terkait</h3>'
            f"<ul>{entries}</ul></div>"
        )

    def _sidebar(self, view: View) -> str:
        entries = pieces.teasers(view.site, view.others(10), _ENTRY)
        return f"""<aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search"><label><span class="screen-reader-text">Cari untuk:</span><input type="search" class="search-field" placeholder="Cari &hellip;" name="s" /></label></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">Terpopuler</h2><ul>{entries}</ul></section>
<section class="widget widget_newsletter"><h2 class="widget-title">Buletin</h2><p>Daftar untuk menerima ringkasan berita.</p><form><input type="email" /></form></section>
<section class="widget widget_categories"><h2 class="widget-title">Kategori</h2>{pieces.menu(view.site, "categories")}</section></aside>"""


THEME = Plain()
