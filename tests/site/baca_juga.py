"""The markups of the related-link block ('Baca Juga') seen in the field, each a named function.

A markup takes what the block says and returns HTML that stands between two paragraphs of the body
(the ones with a `lead` hold prose of the article in the same element). To add one, write a function
and decorate it with `@markup`; the name is the function's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.site.inline import attribute, escape


@dataclass(frozen=True, kw_only=True)
class Link:
    """A related link as the page shows it.

    Attributes:
        title: its text.
        path: site-relative (`/section/slug`) or an absolute URL; empty where it is no link.
    """

    title: str
    path: str = ""

    def url(self, home: str) -> str | None:
        """Where it points, absolute; None where there is no link."""
        if not self.path:
            return None
        return home + self.path if self.path.startswith("/") else self.path


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a markup has to show, as HTML: `marker` as written, `lead` and anchors ready made."""

    marker: str
    anchors: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str, ...]
    lead: str

    @property
    def first(self) -> str:
        """The first anchor."""
        return self.anchors[0]

    @property
    def label(self) -> str:
        """The marker without its colon and spaces."""
        return self.marker.rstrip(" :")


Markup = Callable[[Parts], str]
MARKUPS: dict[str, Markup] = {}
WITH_LEAD = ("after_line_break", "inside_paragraph_brackets", "glued_to_paragraph")
WITHOUT_LINK = ("no_link", "no_link_bold")


def markup(function: Markup) -> Markup:
    """Register a markup under its own name."""
    MARKUPS[function.__name__] = function
    return function


def render(style: str, home: str, marker: str, links: tuple[Link, ...], lead: str) -> str:
    """The block's HTML in one markup.

    Raises:
        KeyError: no markup has that name.
    """
    urls = tuple(link.url(home) or "" for link in links)
    titles = tuple(escape(link.title) for link in links)
    anchors = tuple(
        f'<a href="{attribute(url)}">{title}</a>' if url else title
        for url, title in zip(urls, titles, strict=True)
    )
    parts = Parts(marker=escape(marker), anchors=anchors, titles=titles, urls=urls, lead=lead)
    return MARKUPS[style](parts)


def _each(parts: Parts, template: str) -> str:
    return "\n".join(
        template.format(marker=parts.marker, label=parts.label, anchor=anchor, title=title, url=url)
        for anchor, title, url in zip(parts.anchors, parts.titles, parts.urls, strict=True)
    )


@markup
def paragraph(parts: Parts) -> str:
    """A paragraph of its own: marker, then the link; the commonest by far. Several make a row."""
    return _each(parts, "<p>{marker}{anchor}</p>")


@markup
def bold(parts: Parts) -> str:
    """All of it bold."""
    return _each(parts, "<p><strong>{marker}{anchor}</strong></p>")


@markup
def bold_marker(parts: Parts) -> str:
    """Only the marker bold."""
    return _each(parts, "<p><strong>{marker}</strong>{anchor}</p>")


@markup
def italic(parts: Parts) -> str:
    """All of it italic."""
    return _each(parts, "<p><em>{marker}{anchor}</em></p>")


@markup
def bold_italic_span(parts: Parts) -> str:
    """What a pasted text editor leaves: coloured spans in bold italics."""
    return _each(
        parts,
        '<p style="text-align: justify;"><strong><em><span style="color: #ff0000;">{marker}'
        "</span>{anchor}</em></strong></p>",
    )


@markup
def all_in_link(parts: Parts) -> str:
    """The marker stands inside the link."""
    return _each(parts, '<p><a href="{url}">{marker}{title}</a></p>')


@markup
def heading(parts: Parts) -> str:
    """A heading, marker and link in it."""
    return _each(parts, "<h4>{marker}{anchor}</h4>")


@markup
def blockquote(parts: Parts) -> str:
    """A blockquote, as true quotations use."""
    return _each(parts, "<blockquote>\n<p>{marker}{anchor}</p>\n</blockquote>")


@markup
def list_under_heading(parts: Parts) -> str:
    """The marker is a heading, a list of links under it."""
    items = "\n".join(f"<li>{anchor}</li>" for anchor in parts.anchors)
    return f"<h3>{parts.label}:</h3>\n<ul>\n{items}\n</ul>"


@markup
def list_under_paragraph(parts: Parts) -> str:
    """The marker is a bold paragraph in capitals, a list of links under it."""
    items = "\n".join(f"<li>{anchor}</li>" for anchor in parts.anchors)
    return f"<p><strong>{parts.label.upper()}:</strong></p>\n<ul>\n{items}\n</ul>"


@markup
def list_item(parts: Parts) -> str:
    """A list whose items hold marker and link each."""
    return "<ul>\n" + _each(parts, "<li>{marker}{anchor}</li>") + "\n</ul>"


@markup
def classed_div(parts: Parts) -> str:
    """A div with a class that says what it is."""
    return _each(
        parts, '<div class="baca-juga"><span class="baca-juga-label">{label}</span> {anchor}</div>'
    )


@markup
def shortcode_box(parts: Parts) -> str:
    """What a site's own shortcode makes: a box, its label and link in elements of their own."""
    return _each(
        parts,
        '<div class="post-inline-box box-lihat"><div class="box-title">{label}</div>'
        '<div class="box-content"><a href="{url}" rel="bookmark">{title}</a></div></div>',
    )


@markup
def table_cell(parts: Parts) -> str:
    """A table of one cell, for its border."""
    cells = _each(parts, '<tr><td width="601">{marker}{anchor}</td></tr>')
    return f"<table><tbody>{cells}</tbody></table>"


@markup
def after_line_break(parts: Parts) -> str:
    """The last line of a paragraph of prose, after a `<br />`."""
    return f"<p>{parts.lead}<br />\n{parts.marker}{parts.first}</p>"


@markup
def glued_to_paragraph(parts: Parts) -> str:
    """The end of a paragraph of prose, in bold, with nothing but a space before it."""
    return f"<p>{parts.lead} <strong>{parts.marker}{parts.first}</strong></p>"


@markup
def brackets(parts: Parts) -> str:
    """In brackets, a paragraph of its own."""
    return _each(parts, "<p>({marker}{anchor})</p>")


@markup
def square_brackets(parts: Parts) -> str:
    """In square brackets, bold."""
    return _each(parts, "<p><strong>[{marker}{anchor}]</strong></p>")


@markup
def inside_paragraph_brackets(parts: Parts) -> str:
    """In brackets, at the end of a paragraph of prose."""
    return f"<p>{parts.lead} ({parts.marker}{parts.first})</p>"


@markup
def separate_elements(parts: Parts) -> str:
    """Marker and title in paragraphs of their own."""
    return _each(parts, "<p>{marker}</p>\n<p>{anchor}</p>")


@markup
def separate_bold_title(parts: Parts) -> str:
    """Marker in a paragraph, the title a heading under it."""
    return _each(parts, "<p><strong>{marker}</strong></p>\n<h4>{anchor}</h4>")


@markup
def title_on_next_line(parts: Parts) -> str:
    """One paragraph, the title after a line break."""
    return _each(parts, "<p>{marker}<br />\n{anchor}</p>")


@markup
def without_space(parts: Parts) -> str:
    """`BACA JUGA:Title`, capitals and no space."""
    return _each(parts, "<p>" + parts.label.upper() + ":{anchor}</p>")


@markup
def highlighted_div(parts: Parts) -> str:
    """A div with a style and no class."""
    return _each(
        parts,
        '<div style="background: #f2f2f2; border-left: 4px solid #c00; padding: 8px;">'
        "<b>{marker}</b>{anchor}</div>",
    )


@markup
def block_editor_group(parts: Parts) -> str:
    """The block editor's group with a paragraph in it."""
    return _each(
        parts,
        '<div class="wp-block-group has-background"><div class="wp-block-group__inner-container">'
        '<p class="has-small-font-size"><strong>{marker}</strong>{anchor}</p></div></div>',
    )


@markup
def table_of_links_aside(parts: Parts) -> str:
    """An `<aside>` with a list."""
    items = "".join(f"<li>{anchor}</li>" for anchor in parts.anchors)
    return f'<aside class="related-inline"><p>{parts.label}</p><ul>{items}</ul></aside>'


@markup
def plugin_inline_related(parts: Parts) -> str:
    """The box of the 'Inline Related Posts' plugin, its style element included."""
    return _each(
        parts,
        '<div class="irp-box"><style> .irp-box a { padding:0; margin:0; display:block; } </style>'
        '<a href="{url}" target="_blank" rel="dofollow" class="u1f0"><div style="padding:1em">'
        '<span class="ctaText">{label}</span>&nbsp; <span class="postTitle">{title}</span></div>'
        "</a></div>",
    )


@markup
def plugin_yarpp(parts: Parts) -> str:
    """The list that YARPP puts under a body."""
    items = "\n".join(
        f'<li><a href="{url}" rel="bookmark" title="{title}">{title}</a></li>'
        for url, title in zip(parts.urls, parts.titles, strict=True)
    )
    return (
        "<div class='yarpp yarpp-related yarpp-related-website yarpp-template-list'>\n"
        f"<h3>{parts.label}</h3>\n<ol>\n{items}\n</ol>\n</div>"
    )


@markup
def plugin_jetpack(parts: Parts) -> str:
    """The box of Jetpack's related posts."""
    items = "".join(
        '<div class="jp-relatedposts-post"><h4 class="jp-relatedposts-post-title">'
        f'<a class="jp-relatedposts-post-a" href="{url}">{title}</a></h4></div>'
        for url, title in zip(parts.urls, parts.titles, strict=True)
    )
    return (
        '<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">'
        f'<em>{parts.label}</em></h3><div class="jp-relatedposts-items">{items}</div></div>'
    )


@markup
def no_link(parts: Parts) -> str:
    """The title stands there without a link."""
    return _each(parts, "<p>{marker}{title}</p>")


@markup
def no_link_bold(parts: Parts) -> str:
    """Bold, without a link."""
    return _each(parts, "<p><strong>{marker}{title}</strong></p>")
