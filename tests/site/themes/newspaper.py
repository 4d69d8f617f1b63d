"""A classic portal in the manner of tagDiv's Newspaper: many nested `td-` boxes, microdata."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import attribute, escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_RELATED = """<div class="td_module_related_posts td-animation-stack td_mod_related_posts">
<div class="td-module-image"><div class="td-module-thumb"><a href="{url}" rel="bookmark" class="td-image-wrap" title="{title}"><img class="entry-thumb" src="{picture}" alt="" /></a></div>
<a href="#" class="td-post-category">{section}</a></div>
<div class="item-details"><h3 class="entry-title td-module-title"><a href="{url}" rel="bookmark" title="{title}">{title}</a></h3></div></div>"""
_POPULAR = """<div class="td_module_6 td_module_wrap td-animation-stack"><div class="item-details">
<h3 class="entry-title td-module-title"><a href="{url}" rel="bookmark" title="{title}">{title}</a></h3>
<div class="td-module-meta-info"><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{iso}">{day}</time></span></div></div></div>"""
_SHARE = '<a class="td-social-sharing-button td-social-{name}" href="{url}"><div class="td-social-but-icon"></div><div class="td-social-but-text">{name}</div></a>'


class Newspaper(Theme):
    """tagDiv's structure."""

    prefix = "td"
    body_classes = "td-standard-pack global-block-template-1 td-full-layout"
    metadata = staticmethod(metadata.yoast_graph)
    style_rules = 700
    script_entries = 260

    def teaser(self) -> str:
        """`td_module_10`."""
        return (
            '<div class="td_module_10 td_module_wrap td-animation-stack"><div class="item-details">'
            '<h3 class="entry-title td-module-title"><a href="{url}" rel="bookmark">{title}</a></h3>'
            '<div class="td-module-meta-info"><span class="td-post-author-name"><a>{author}</a>'
            '</span><time class="entry-date" datetime="{iso}">{day}</time></div>'
            '<div class="td-excerpt">{words}&hellip;</div></div></div>'
        )

    def main(self, view: View) -> str:
        """Title area, featured image, content, tags, share, next and previous, author, related."""
        crumbs = pieces.crumbs(view, '<span><a class="entry-crumb" href="{url}">{name}</a></span>',
                               ' <i class="td-icon-right td-bread-sep"></i> ')  # fmt: skip
        return f"""<div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-default">
<div class="td-crumb-container"><div class="entry-crumbs">{crumbs} <i class="td-icon-right td-bread-sep td-bred-no-url-last"></i> <span class="td-bred-no-url-last">{view.title}</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content">
<article id="post-{view.post.id}" class="post-{view.post.id} post type-post status-publish format-standard has-post-thumbnail hentry" itemscope itemtype="https://schema.org/Article">
{self._head(view)}
<div class="td-post-content tagdiv-type">
<div class="td-post-featured-image"><figure><a href="{view.picture}" class="td-modal-image"><img width="696" height="392" class="entry-thumb" src="{view.picture}" alt="" /></a><figcaption class="wp-caption-text">{view.caption}</figcaption></figure></div>
{view.body}
</div>
{self._foot(view)}
</article>
{self._around(view)}
<div class="comments" id="comments">{comments.section(view)}</div>
</div></div>
{self._sidebar(view)}
</div></div></div>
"""

    def _head(self, view: View) -> str:
        labels = "".join(
            f'<li class="entry-category"><a href="{addresses.section(view.site, s)}">'
            f"{escape(s.name)}</a></li>"
            for s in view.sections
        )
        return f"""<div class="td-post-header"><ul class="td-category">{labels}</ul><header class="td-post-title">
<h1 class="entry-title">{view.title}</h1><p class="td-post-sub-title">{view.title}</p>
<div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">Oleh</div> <a href="{view.author_url}">{escape(view.author.name)}</a><div class="td-author-line"> - </div></div>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{view.iso(view.post.published_at)}">{view.day(view.post.published_at)}</time></span>
<div class="td-post-comments"><a href="{view.url}#respond"><i class="td-icon-comments"></i>{len(view.post.comments)}</a></div><div class="td-post-views"><i class="td-icon-views"></i><span class="td-nr-views-{view.post.id}">1204</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-post-sharing-visible">{pieces.share(view, _SHARE)}</div></div>"""

    def _foot(self, view: View) -> str:
        tags = "".join(f'<li><a href="#">{escape(tag)}</a></li>' for tag in view.post.tags)
        return f"""<footer><div class="td-post-source-tags"><ul class="td-tags td-post-small-box clearfix"><li><span>TAGS</span></li>{tags}</ul></div>
<div class="td-post-sharing-bottom"><span class="td-post-share-title">BAGIKAN</span>{pieces.share(view, _SHARE)}</div>
<span class="td-page-meta" itemprop="author" itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="{attribute(view.author.name)}"></span><meta itemprop="datePublished" content="{view.iso(view.post.published_at)}"><meta itemprop="dateModified" content="{view.iso(view.post.modified_at)}"><meta itemprop="headline " content="{attribute(view.post.title)}"></footer>"""

    def _around(self, view: View) -> str:
        related = pieces.teasers(view.site, view.others(9), _RELATED)
        return f"""<div class="td_block_wrap author-box-wrap"><a href="{view.author_url}"></a><div class="desc"><div class="td-author-name vcard author"><span class="fn"><a href="{view.author_url}">{escape(view.author.name)}</a></span></div><div class="td-author-description">{escape(view.author.description)}</div></div></div>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title td-block-title"><a class="td-related-left td-cur-simple-item" href="#">ARTIKEL TERKAIT</a><a class="td-related-right" href="#">DARI PENULIS</a></h4><div class="td_block_inner">{related}</div></div>
"""

    def _sidebar(self, view: View) -> str:
        popular = pieces.teasers(view.site, view.others(8), _POPULAR)
        return f"""<div class="td-pb-span4 td-main-sidebar" role="complementary"><div class="td-ss-main-sidebar">
<aside class="td_block_template_1 widget widget_mc4wp_form_widget"><h4 class="block-title"><span>Buletin</span></h4><form class="mc4wp-form"><p>Dapatkan berita pilihan setiap pagi di surel Anda.</p><input type="email" placeholder="Alamat surel" /><input type="submit" value="Langganan" /></form></aside>
<div class="td_block_wrap td_block_7 td_block_widget"><div class="td-block-title-wrap"><h4 class="block-title"><span>TERPOPULER</span></h4></div><div class="td_block_inner">{popular}</div></div>
</div></div>"""


THEME = Newspaper()
