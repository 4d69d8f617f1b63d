"""Markups that are lines of text: paragraphs, headings, quotes, what hangs on a paragraph."""

from tests.site.baca_juga.markup import Parts, each, markup


@markup
def paragraph(parts: Parts) -> str:
    """A paragraph of its own: marker, then the link; the commonest by far. Several make a row."""
    return each(parts, "<p>{marker}{anchor}</p>")


@markup
def bold(parts: Parts) -> str:
    """All of it bold."""
    return each(parts, "<p><strong>{marker}{anchor}</strong></p>")


@markup
def bold_marker(parts: Parts) -> str:
    """Only the marker bold."""
    return each(parts, "<p><strong>{marker}</strong>{anchor}</p>")


@markup
def italic(parts: Parts) -> str:
    """All of it italic."""
    return each(parts, "<p><em>{marker}{anchor}</em></p>")


@markup
def bold_italic_span(parts: Parts) -> str:
    """What a pasted text editor leaves: coloured spans in bold italics."""
    return each(
        parts,
        '<p style="text-align: justify;"><strong><em><span style="color: #ff0000;">{marker}'
        "</span>{anchor}</em></strong></p>",
    )


@markup
def all_in_link(parts: Parts) -> str:
    """The marker stands inside the link."""
    return each(parts, '<p><a href="{url}">{marker}{title}</a></p>')


@markup
def heading(parts: Parts) -> str:
    """A heading, marker and link in it."""
    return each(parts, "<h4>{marker}{anchor}</h4>")


@markup
def blockquote(parts: Parts) -> str:
    """A blockquote, as true quotations use."""
    return each(parts, "<blockquote>\n<p>{marker}{anchor}</p>\n</blockquote>")


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
    return each(parts, "<p>({marker}{anchor})</p>")


@markup
def square_brackets(parts: Parts) -> str:
    """In square brackets, bold."""
    return each(parts, "<p><strong>[{marker}{anchor}]</strong></p>")


@markup
def inside_paragraph_brackets(parts: Parts) -> str:
    """In brackets, at the end of a paragraph of prose."""
    return f"<p>{parts.lead} ({parts.marker}{parts.first})</p>"


@markup
def separate_elements(parts: Parts) -> str:
    """Marker and title in paragraphs of their own."""
    return each(parts, "<p>{marker}</p>\n<p>{anchor}</p>")


@markup
def separate_bold_title(parts: Parts) -> str:
    """Marker in a paragraph, the title a heading under it."""
    return each(parts, "<p><strong>{marker}</strong></p>\n<h4>{anchor}</h4>")


@markup
def title_on_next_line(parts: Parts) -> str:
    """One paragraph, the title after a line break."""
    return each(parts, "<p>{marker}<br />\n{anchor}</p>")


@markup
def without_space(parts: Parts) -> str:
    """`BACA JUGA:Title`, capitals and no space."""
    return each(parts, "<p>" + parts.label.upper() + ":{anchor}</p>")


@markup
def no_link(parts: Parts) -> str:
    """The title stands there without a link."""
    return each(parts, "<p>{marker}{title}</p>")


@markup
def no_link_bold(parts: Parts) -> str:
    """Bold, without a link."""
    return each(parts, "<p><strong>{marker}{title}</strong></p>")
