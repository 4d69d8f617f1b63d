"""A portal in the manner of TieLabs' Jannah: `entry-content entry`, flat NewsArticle with a body."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_SHARE = (
    '<a href="{url}" class="{name}-share-button share-button" title="{name}"><span '
    'class="share-btn-icon tie-icon-{name}"></span><span class="social-text">{name}</span></a>'
)
_RELATED = """<div class="related-item tie-standard"><a aria-label="{title}" href="{url}" class="post-thumb"><img src="{picture}" class="attachment-jannah-image-large" alt="" /></a>
<h3 class="post-title"><a href="{url}">{title}</a></h3><div class="post-meta clearfix"><span class="date meta-item tie-icon">{day}</span></div></div>"""
_POPULAR = """<li class="widget-single-post-item widget-post-list tie-standard"><div class="post-widget-body"><a class="post-title the-subtitle" href="{url}">{title}</a><div class="post-meta"><span class="date meta-item tie-icon">{day}</span></div></div></li>"""
_INLINE_BOX = """<div id="inline-related-post" class="mag-box mini-posts-box content-only"><div class="container-wrapper"><div class="widget-title the-global-title"><div class="the-subtitle">Baca Juga</div></div><div class="mag-box-container clearfix"><ul class="posts-items posts-list-container">{items}</ul></div></div></div>"""


class Jannah(Theme):
    """TieLabs' structure."""

    prefix = "tie"
    body_classes = (
        "wrapper-has-shadow block-head-1 magazine2 is-thumb-overlay-disabled sidebar-left"
    )
    metadata = staticmethod(metadata.news_article)
    style_rules = 620
    script_entries = 320

    def teaser(self) -> str:
        """`post-item` of a wide list."""
        return (
            '<li class="post-item tie-standard"><div class="post-details"><div class="post-meta">'
            '<span class="author-meta">{author}</span><span class="date meta-item">{day}</span></div>'
            '<h2 class="post-title"><a href="{url}">{title}</a></h2><p class="post-excerpt">{words}'
            '&hellip;</p><a class="more-link button" href="{url}">Selengkapnya &raquo;</a></div></li>'
        )

    def main(self, view: View) -> str:
        """Header with crumbs, featured area, content, share, author, related, comments, sidebar."""
        crumbs = pieces.crumbs(view, '<a href="{url}">{name}</a>', '<em class="delimiter">/</em>')
        return f"""<div id="content" class="site-content container"><div id="main-content-row" class="tie-row main-content-row">
<div class="main-content tie-col-md-8 tie-col-xs-12" role="main">
<article id="the-post" class="container-wrapper post-content tie-standard">
<header class="entry-header-outer"><nav id="breadcrumb">{crumbs}<em class="delimiter">/</em><span class="current">{view.title}</span></nav>
<div class="entry-header">{self._labels(view)}<h1 class="post-title entry-title">{view.title}</h1><h2 class="entry-sub-title">{view.title}</h2>
<div class="single-post-meta post-meta clearfix"><span class="author-meta single-author with-avatars"><span class="meta-item meta-author-wrapper"><span class="meta-author"><a href="{view.author_url}" class="author-name tie-icon">{escape(view.author.name)}</a></span></span></span><span class="date meta-item tie-icon">{view.day(view.post.published_at)}</span>{self._updated(view)}<div class="tie-alignright"><span class="meta-comment tie-icon meta-item fa-before">{len(view.post.comments)}</span><span class="meta-views meta-item"><span class="tie-icon-fire"></span> 1.204 </span><span class="meta-reading-time meta-item"><span class="tie-icon-bookmark"></span> 2 menit membaca</span></div></div></div></header>
<div class="featured-area"><div class="featured-area-inner"><figure class="single-featured-image"><img width="780" height="405" src="{view.picture}" alt="" /><figcaption class="single-caption-text"><span class="tie-icon-camera"></span> {view.caption}</figcaption></figure></div></div>
<div class="entry-content entry clearfix">
<div class="stream-item stream-item-above-post-content"><div class="stream-item-size">Iklan</div></div>
{view.body}
{self._tags(view)}
</div>
<div id="post-extra-info"><div class="theiaStickySidebar"><span class="date">{view.day(view.post.published_at)}</span></div></div>
<div id="share-buttons-bottom" class="share-buttons share-buttons-bottom"><div class="share-links">{pieces.share(view, _SHARE)}</div></div>
</article>
<div class="post-components">{self._components(view)}</div></div>
{self._sidebar(view)}
</div></div>
"""

    def _labels(self, view: View) -> str:
        labels = "".join(
            f'<a class="post-cat tie-cat-{s.id}" href="{addresses.section(view.site, s)}">'
            f"{escape(s.name)}</a>"
            for s in view.sections
        )
        return f'<span class="post-cat-wrap">{labels}</span>'

    def _updated(self, view: View) -> str:
        if view.post.modified_at == view.post.published_at:
            return ""
        return f'<span class="last-updated">Diperbarui: {view.day(view.post.modified_at)}</span>'

    def _tags(self, view: View) -> str:
        links = " ".join(f'<a href="#" rel="tag">{escape(tag)}</a>' for tag in view.post.tags)
        words = f'<span class="post-tags-title">Tag</span> {links}' if links else ""
        return f'<div class="post-bottom-meta post-bottom-tags">{words}</div>'

    def _components(self, view: View) -> str:
        related = pieces.teasers(view.site, view.others(6), _RELATED)
        box = _INLINE_BOX.format(items=pieces.teasers(view.site, view.others(2), _POPULAR))
        return f"""{box}<div class="about-author container-wrapper about-author-{view.author.id}"><div class="author-info"><h3 class="author-name"><a href="{view.author_url}">{escape(view.author.name)}</a></h3><div class="author-bio">{escape(view.author.description)}</div></div></div>
<div id="post-newsletter" class="subscribe-widget container-wrapper"><div class="subscribe-widget-content"><h4>Dengan Produk yang Anda Beli</h4><p>Berlangganan milis kami untuk mendapatkan berita terbaru!</p></div><form class="mc4wp-form"><input type="email" placeholder="Masukkan alamat surel" /></form></div>
<div class="prev-next-post-nav container-wrapper media-overlay">{pieces.teasers(view.site, view.others(2), '<div class="tie-col-xs-6"><a href="{url}" class="post-thumb"></a><a href="{url}"><h3 class="post-title">{title}</h3></a></div>')}</div>
<div id="related-posts" class="container-wrapper has-extra-post"><div class="mag-box-title the-global-title"><h3>Artikel Terkait</h3></div><div class="related-posts-list">{related}</div></div>
<div id="comments" class="comments-area"><div id="comments-box" class="container-wrapper">{comments.section(view)}</div></div>"""

    def _sidebar(self, view: View) -> str:
        popular = pieces.teasers(view.site, view.others(10), _POPULAR)
        return f"""<aside class="sidebar tie-col-md-4 tie-col-xs-12 normal-side" aria-label="Sidebar Utama"><div class="theiaStickySidebar"><div id="posts-list-widget-3" class="container-wrapper widget posts-list"><div class="widget-title the-global-title"><div class="the-subtitle">Berita Populer</div></div><ul class="posts-list-items widget-posts-wrapper">{popular}</ul></div></div></aside>"""


THEME = Jannah()
