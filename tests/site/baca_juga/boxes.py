"""Markups that are boxes: lists, tables, divs, and what plugins put there."""

from tests.site.baca_juga.markup import Parts, each, markup


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
    return "<ul>\n" + each(parts, "<li>{marker}{anchor}</li>") + "\n</ul>"


@markup
def classed_div(parts: Parts) -> str:
    """A div with a class that says what it is."""
    return each(
        parts, '<div class="baca-juga"><span class="baca-juga-label">{label}</span> {anchor}</div>'
    )


@markup
def shortcode_box(parts: Parts) -> str:
    """What a site's own shortcode makes: a box, its label and link in elements of their own."""
    return each(
        parts,
        '<div class="post-inline-box box-lihat"><div class="box-title">{label}</div>'
        '<div class="box-content"><a href="{url}" rel="bookmark">{title}</a></div></div>',
    )


@markup
def table_cell(parts: Parts) -> str:
    """A table of one cell, for its border."""
    cells = each(parts, '<tr><td width="601">{marker}{anchor}</td></tr>')
    return f"<table><tbody>{cells}</tbody></table>"


@markup
def highlighted_div(parts: Parts) -> str:
    """A div with a style and no class."""
    return each(
        parts,
        '<div style="background: #f2f2f2; border-left: 4px solid #c00; padding: 8px;">'
        "<b>{marker}</b>{anchor}</div>",
    )


@markup
def block_editor_group(parts: Parts) -> str:
    """The block editor's group with a paragraph in it."""
    return each(
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
    return each(
        parts,
        '<div class="irp-box"><style> .irp-box a {{ padding:0; margin:0; display:block; }} </style>'
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
