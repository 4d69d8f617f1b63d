"""A block theme in the manner of core's own: `wp-block-post-content` in nested groups and columns."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_SHARE = '<li class="wp-social-link wp-social-link-{name} wp-block-social-link"><a href="{url}" class="wp-block-social-link-anchor"><span class="wp-block-social-link-label screen-reader-text">{name}</span></a></li>'
_CARD = """<li class="wp-block-post post-{id} post type-post status-publish format-standard hentry"><figure class="wp-block-post-featured-image"><a href="{url}"><img src="{picture}" alt="" /></a></figure>
<h2 class="wp-block-post-title has-medium-font-size"><a href="{url}" target="_self">{title}</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{words} […]</p></div><div class="wp-block-post-date"><time datetime="{iso}"><a href="{url}">{day}</a></time></div></li>"""


class Blocks(Theme):
    """Full-site editing."""

    prefix = "wp-block"
    body_classes = "wp-embed-responsive wp-custom-logo is-block-theme"
    metadata = staticmethod(metadata.yoast_graph)
    style_rules = 820
    script_entries = 120

    def teaser(self) -> str:
        """An item of the query loop."""
        return _CARD

    def main(self, view: View) -> str:
        """Groups in groups; share links, related posts and the form are siblings of the content."""
        crumbs = pieces.crumbs(view, '<span><a href="{url}">{name}</a></span>', " » ")
        labels = '<span class="wp-block-post-terms__separator">, </span>'.join(
            f'<a href="{addresses.section(view.site, s)}" rel="tag">{escape(s.name)}</a>'
            for s in view.sections
        )
        tags = " ".join(f'<a href="#" rel="tag">{escape(tag)}</a>' for tag in view.post.tags)
        related = pieces.teasers(view.site, view.others(9), _CARD)
        popular = pieces.teasers(
            view.site, view.others(10),
            '<li><a class="wp-block-latest-posts__post-title" href="{url}">{title}</a></li>',
        )  # fmt: skip
        return f"""<div class="wp-site-blocks"><main class="wp-block-group is-layout-flow" id="wp--skip-link--target">
<div class="wp-block-group has-global-padding is-layout-constrained"><div class="yoast-breadcrumbs"><span>{crumbs} » <span class="breadcrumb_last" aria-current="page">{view.title}</span></span></div>
<div class="taxonomy-category wp-block-post-terms">{labels}</div>
<h1 class="wp-block-post-title">{view.title}</h1><p class="has-large-font-size wp-block-subtitle">{view.title}</p>
<div class="wp-block-group is-nowrap is-layout-flex"><div class="wp-block-post-date"><time datetime="{view.iso(view.post.published_at)}">{view.day(view.post.published_at)}</time></div><div class="wp-block-post-author"><div class="wp-block-post-author__content"><p class="wp-block-post-author__byline">Oleh</p><p class="wp-block-post-author__name">{escape(view.author.name)}</p></div></div></div>
<figure class="wp-block-post-featured-image"><img src="{view.picture}" class="attachment-post-thumbnail" alt="" /><figcaption class="wp-element-caption">{view.caption}</figcaption></figure></div>
<div class="wp-block-columns alignwide"><div class="wp-block-column" style="flex-basis:66.66%">
<div class="entry-content wp-block-post-content is-layout-constrained">
{view.body}
</div>
<ul class="wp-block-social-links">{pieces.share(view, _SHARE)}</ul>
<div class="taxonomy-post_tag wp-block-post-terms"><span class="wp-block-post-terms__prefix">Tag: </span>{tags}</div>
<div class="wp-block-group author-box"><div class="wp-block-post-author__bio">{escape(view.author.description)}</div></div></div>
<div class="wp-block-column" style="flex-basis:33.33%"><h3 class="wp-block-heading">Terpopuler</h3><ul class="wp-block-latest-posts__list wp-block-latest-posts">{popular}</ul><div class="wp-block-jetpack-subscriptions"><p>Ketik surel Anda untuk berlangganan.</p><form><input type="email" /><button>Langganan</button></form></div></div></div>
<div class="wp-block-query alignwide"><h2 class="wp-block-heading">Baca Juga</h2><ul class="wp-block-post-template is-flex-container columns-3">{related}</ul></div>
<div class="wp-block-comments"><div class="comments-area">{comments.section(view)}</div></div></main></div>
"""


THEME = Blocks()
