"""A portal in the manner of Jegtheme's JNews: `content-inner`, related box inside the body's wrapper."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_SHARE = '<a href="{url}" rel="nofollow" class="jeg_btn-{name} expanded"><i class="fa fa-{name}"></i><span>Share on {name}</span></a>'
_CARD = """<article class="jeg_post jeg_pl_sm format-standard"><div class="jeg_thumb"><a href="{url}"><div class="thumbnail-container size-715"><img src="{picture}" alt="" /></div></a></div>
<div class="jeg_postblock_content"><h3 class="jeg_post_title"><a href="{url}">{title}</a></h3><div class="jeg_post_meta"><div class="jeg_meta_date"><a href="{url}"><i class="fa fa-clock-o"></i> {day}</a></div></div></div></article>"""


class JNews(Theme):
    """Jegtheme's structure."""

    prefix = "jeg"
    body_classes = "jeg_toggle_light jeg_single_tpl_1 jnews jsc_normal"
    metadata = staticmethod(metadata.article_list)
    style_rules = 900
    script_entries = 420

    def teaser(self) -> str:
        """`jeg_pl_md_2`."""
        return (
            '<article class="jeg_post jeg_pl_md_2 format-standard"><div class="jeg_postblock_content">'
            '<h3 class="jeg_post_title"><a href="{url}">{title}</a></h3><div class="jeg_post_meta">'
            '<div class="jeg_meta_author">by <a>{author}</a></div><div class="jeg_meta_date">'
            '<a href="{url}">{day}</a></div></div><div class="jeg_post_excerpt"><p>{words}...</p>'
            '<a href="{url}" class="jeg_readmore">Baca selengkapnya</a></div></div></article>'
        )

    def main(self, view: View) -> str:
        """Crumbs, header, featured, share, content with an inline grid, tags, related, comments."""
        crumbs = pieces.crumbs(view, '<span class=""><a href="{url}">{name}</a></span>',
                               '<i class="fa fa-angle-right"></i>')  # fmt: skip
        return f"""<div class="post-wrapper"><div class="post-wrap post-autoload" data-url="{view.url}" data-title="{view.title}" data-id="{view.post.id}"><div class="jeg_main"><div class="jeg_container"><div class="jeg_content jeg_singlepage"><div class="container">
<div class="row"><div class="jeg_main_content col-md-8"><div class="jeg_inner_content">
<div class="jeg_breadcrumbs jeg_breadcrumb_container"><div id="breadcrumbs">{crumbs}</div></div>
<div class="entry-header"><h1 class="jeg_post_title">{view.title}</h1><h2 class="jeg_post_subtitle">{view.title}</h2>
<div class="jeg_meta_container"><div class="jeg_post_meta jeg_post_meta_1"><div class="meta_left"><div class="jeg_meta_author"><span class="meta_text">by</span> <a href="{view.author_url}">{escape(view.author.name)}</a></div><div class="jeg_meta_date"><a href="{view.url}">{view.day(view.post.published_at)}</a></div><div class="jeg_meta_category"><span><span class="meta_text">in</span> {self._labels(view)}</span></div></div><div class="meta_right"><div class="jeg_meta_comment"><a href="{view.url}#comments"><i class="fa fa-comment-o"></i> {len(view.post.comments)}</a></div></div></div></div></div>
<div class="jeg_featured featured_image"><a href="{view.picture}"><div class="thumbnail-container animate-lazy"><img src="{view.picture}" alt="" /></div><p class="wp-caption-text">{view.caption}</p></a></div>
<div class="jeg_share_top_container"><div class="jeg_share_button clearfix"><div class="jeg_share_stats"><div class="jeg_share_count"><div class="counts">0</div><span class="sharetext">SHARES</span></div><div class="jeg_views_count"><div class="counts">12</div><span class="sharetext">VIEWS</span></div></div><div class="jeg_sharelist">{pieces.share(view, _SHARE)}</div></div></div>
<div class="entry-content no-share"><div class="jeg_share_button share-float jeg_sticky_share clearfix share-monocrhome"></div>
<div class="content-inner">
{view.body}
{self._inline(view)}
{self._tags(view)}
</div></div>
<div class="jeg_share_bottom_container"><div class="jeg_sharelist">{pieces.share(view, _SHARE)}</div></div>
{self._below(view)}
</div></div>{self._sidebar(view)}</div></div></div></div></div></div></div>
"""

    def _labels(self, view: View) -> str:
        return ", ".join(
            f'<a href="{addresses.section(view.site, s)}" rel="category tag">{escape(s.name)}</a>'
            for s in view.sections
        )

    def _inline(self, view: View) -> str:
        cards = pieces.teasers(view.site, view.others(3), _CARD)
        return f"""<div class="jnews_inline_related_post_wrapper right half"><div class="jnews_inline_related_post"><div class="jeg_postblock_29 jeg_postblock jeg_module_hook"><div class="jeg_block_heading jeg_block_heading_6"><h3 class="jeg_block_title"><span>Berita Terkait</span></h3></div><div class="jeg_block_container"><div class="jeg_posts">{cards}</div></div></div></div></div>"""

    def _tags(self, view: View) -> str:
        links = ", ".join(f'<a href="#" rel="tag">{escape(tag)}</a>' for tag in view.post.tags)
        return f'<div class="jeg_post_tags"><span>Tags:</span> {links}</div>' if links else ""

    def _below(self, view: View) -> str:
        cards = pieces.teasers(view.site, view.others(6), _CARD)
        return f"""<div class="jeg_authorbox"><div class="jeg_author_content"><h3 class="jeg_author_name"><a href="{view.author_url}">{escape(view.author.name)}</a></h3><p class="jeg_author_desc">{escape(view.author.description)}</p></div></div>
<div class="jnews_related_post_container"><div class="jeg_postblock_22 jeg_postblock"><div class="jeg_block_heading"><h3 class="jeg_block_title"><span>Related<strong> Posts</strong></span></h3></div><div class="jeg_posts row">{cards}</div></div></div>
<div class="jnews_popup_post_container"><section class="jeg_popup_post"><span class="caption">Next Post</span>{pieces.teasers(view.site, view.others(1), _CARD)}</section></div>
<div class="jnews_comment_container"><div id="comments">{comments.section(view)}</div></div>"""

    def _sidebar(self, view: View) -> str:
        cards = pieces.teasers(view.site, view.others(10), _CARD)
        return f"""<div class="jeg_sidebar jeg_sticky_sidebar col-md-4"><div class="widget widget_jnews_tab_post"><ul class="jeg_tabpost_nav"><li class="active">Terpopuler</li><li>Comments</li><li>Latest</li></ul>{cards}</div>
<div class="widget widget_mailchimp"><h3 class="jeg_block_title">Langganan Buletin</h3><p>Masukkan alamat surel Anda untuk menerima kabar pilihan.</p><form><input type="email" /></form></div></div>"""


THEME = JNews()
