"""A page built with a page builder in the manner of Elementor: sections, columns, widget wrappers."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.surfaces import addresses
from tests.site.themes import comments, metadata, pieces
from tests.site.themes.base import Theme
from tests.site.themes.pieces import View

_SHARE = '<div class="elementor-grid-item"><div class="elementor-share-btn elementor-share-btn_{name}" role="button"><span class="elementor-share-btn__text">{name}</span></div></div>'
_CARD = """<article class="elementor-post elementor-grid-item post-{id} post type-post status-publish format-standard"><a class="elementor-post__thumbnail__link" href="{url}"><div class="elementor-post__thumbnail"><img src="{picture}" alt="" /></div></a><div class="elementor-post__text"><h3 class="elementor-post__title"><a href="{url}">{title}</a></h3><div class="elementor-post__meta-data"><span class="elementor-post-date">{day}</span></div></div></article>"""


class Builder(Theme):
    """A theme builder's single template."""

    prefix = "elementor"
    body_classes = "wp-custom-logo elementor-default elementor-kit-7 elementor-page-412"
    metadata = staticmethod(metadata.web_page_only)
    style_rules = 1000
    script_entries = 500

    def teaser(self) -> str:
        """A card of the posts widget."""
        return _CARD

    def _widget(self, name: str, inner: str) -> str:
        return (
            f'<div class="elementor-element elementor-element-{len(name):06x} elementor-widget '
            f'elementor-widget-{name}" data-element_type="widget" data-widget_type="{name}.default">'
            f'<div class="elementor-widget-container">\n{inner}\n</div></div>\n'
        )

    def _section(self, *columns: str) -> str:
        inner = "".join(
            '<div class="elementor-column elementor-top-column"><div class="elementor-widget-wrap '
            f'elementor-element-populated">{column}</div></div>'
            for column in columns
        )
        return (
            '<section class="elementor-section elementor-top-section"><div class="elementor-container '
            f'elementor-column-gap-default">{inner}</div></section>\n'
        )

    def main(self, view: View) -> str:
        """Everything is a widget; only its type says what it is."""
        crumbs = pieces.crumbs(view, '<a href="{url}">{name}</a>', " / ")
        heading = f'<h1 class="elementor-heading-title elementor-size-default">{view.title}</h1>'
        again = f'<h2 class="elementor-heading-title">{view.title}</h2>'
        picture = (
            f'<figure class="wp-caption"><img src="{view.picture}" alt="" /><figcaption '
            f'class="widget-image-caption wp-caption-text">{view.caption}</figcaption></figure>'
        )
        top = [
            self._widget("breadcrumbs", f'<p id="breadcrumbs">{crumbs} / {view.title}</p>'),
            self._widget("theme-post-title", heading), self._widget("heading", again),
            self._widget("post-info", self._info(view)),
            self._widget("theme-post-featured-image", picture),
        ]  # fmt: skip
        inner = self._section("".join(top)) + self._section(self._left(view), self._right(view))
        document = f"elementor elementor-412 elementor-location-single post-{view.post.id} post"
        return f'<div data-elementor-type="single-post" class="{document}">{inner}</div>\n'

    def _info(self, view: View) -> str:
        labels = ", ".join(
            f'<a href="{addresses.section(view.site, s)}" class="elementor-post-info__terms-list-item">'
            f"{escape(s.name)}</a>"
            for s in view.sections
        )
        return f"""<ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li itemprop="author"><a href="{view.author_url}"><span class="elementor-post-info__item--type-author">{escape(view.author.name)}</span></a></li>
<li itemprop="datePublished"><span class="elementor-post-info__item--type-date">{view.day(view.post.published_at)}</span></li><li itemprop="about"><span class="elementor-post-info__terms-list">{labels}</span></li></ul>"""

    def _left(self, view: View) -> str:
        cards = pieces.teasers(view.site, view.others(9), _CARD)
        grid = (
            f'<div class="elementor-posts-container elementor-posts elementor-grid">{cards}</div>'
        )
        about = (
            f'<div class="elementor-author-box"><h4 class="elementor-author-box__name">'
            f'{escape(view.author.name)}</h4><div class="elementor-author-box__bio"><p>'
            f"{escape(view.author.description)}</p></div></div>"
        )
        return "".join(
            (
                self._widget("theme-post-content", view.body),
                self._widget(
                    "share-buttons",
                    f'<div class="elementor-grid">{pieces.share(view, _SHARE)}</div>',
                ),
                self._widget("author-box", about),
                self._widget("heading", '<h3 class="elementor-heading-title">Baca Juga</h3>'),
                self._widget("posts", grid),
                self._widget(
                    "post-comments", f'<section id="comments">{comments.section(view)}</section>'
                ),
            )
        )

    def _right(self, view: View) -> str:
        cards = pieces.teasers(view.site, view.others(12), _CARD)
        form = (
            '<form class="elementor-form" name="Buletin"><p>Kabar pilihan langsung ke surel Anda.</p>'
            '<input type="email" placeholder="Surel" /><button type="submit">Kirim</button></form>'
        )
        return (
            self._widget("heading", '<h4 class="elementor-heading-title">Terpopuler</h4>')
            + self._widget("posts", f'<div class="elementor-posts">{cards}</div>')
            + self._widget("form", form)
        )


THEME = Builder()
