"""What an article's body is made of: each block knows its HTML and which text of it is the article.

`text` is what the contract's `body` holds of the block: one entry a paragraph, heading, list item,
quote or table row. Captions, embeds and related links have none.
"""

from dataclasses import dataclass, field
from typing import Protocol

from tests.site import baca_juga
from tests.site.baca_juga import Link
from tests.site.inline import attribute, escape, to_html, to_text

__all__ = [
    "Block", "Embed", "Heading", "Image", "Items", "Link", "PageBreak", "Paragraph",
    "Quote", "Raw", "Related", "Table", "article_text", "related_links",
]  # fmt: skip


class Block(Protocol):
    """One block of a body."""

    @property
    def text(self) -> tuple[str, ...]:
        """The article's text in it, in order; empty where it is not prose."""

    def html(self, home: str) -> str:
        """What WordPress renders for it; `home` is the site's base URL without a slash."""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Prose in light markup (`tests.site.inline`)."""

    markup: str

    @property
    def text(self) -> tuple[str, ...]:
        """The paragraph."""
        return (to_text(self.markup),)

    def html(self, home: str) -> str:
        """A `<p>`."""
        return f"<p>{to_html(self.markup, home)}</p>"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A subheading."""

    words: str
    level: int = 2

    @property
    def text(self) -> tuple[str, ...]:
        """The heading."""
        return (self.words,)

    def html(self, home: str) -> str:
        """An `<h2>` to `<h6>`."""
        del home
        return f"<h{self.level}>{escape(self.words)}</h{self.level}>"


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list; each item is article text."""

    items: tuple[str, ...]
    ordered: bool = False

    @property
    def text(self) -> tuple[str, ...]:
        """The items."""
        return tuple(map(to_text, self.items))

    def html(self, home: str) -> str:
        """An `<ul>` or `<ol>`."""
        tag = "ol" if self.ordered else "ul"
        inner = "\n".join(f"<li>{to_html(item, home)}</li>" for item in self.items)
        return f"<{tag}>\n{inner}\n</{tag}>"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A quotation of one paragraph."""

    markup: str

    @property
    def text(self) -> tuple[str, ...]:
        """The quotation."""
        return (to_text(self.markup),)

    def html(self, home: str) -> str:
        """A `<blockquote>`."""
        return f"<blockquote>\n<p>{to_html(self.markup, home)}</p>\n</blockquote>"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first row is its head."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> tuple[str, ...]:
        """The rows, cells joined by ` | `."""
        return tuple(" | ".join(row) for row in self.rows)

    def html(self, home: str) -> str:
        """A `<table>` in the block editor's figure."""
        del home
        head, *body = self.rows
        top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
        rest = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body
        )
        inner = f"<thead><tr>{top}</tr></thead><tbody>{rest}</tbody>"
        return f'<figure class="wp-block-table"><table>{inner}</table></figure>'


@dataclass(frozen=True, kw_only=True)
class Image:
    """A captioned picture; its caption is no article text."""

    path: str
    caption: str
    text: tuple[str, ...] = field(default=(), init=False)

    def html(self, home: str) -> str:
        """A figure, as the classic editor's `[caption]` renders."""
        caption = escape(self.caption)
        return (
            '<figure id="attachment_0" style="width: 640px" class="wp-caption aligncenter">'
            f'<img loading="lazy" src="{home}{self.path}" alt="{attribute(self.caption)}" '
            f'width="640" height="360" /><figcaption class="wp-caption-text">{caption}'
            "</figcaption></figure>"
        )


@dataclass(frozen=True, kw_only=True)
class Embed:
    """A film from elsewhere."""

    url: str
    text: tuple[str, ...] = field(default=(), init=False)

    def html(self, home: str) -> str:
        """An `<iframe>` in the block editor's figure."""
        del home
        return (
            '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">'
            f'<iframe loading="lazy" width="560" height="315" src="{attribute(self.url)}" '
            "allowfullscreen></iframe></div></figure>"
        )


@dataclass(frozen=True, kw_only=True)
class Related:
    """A 'Baca Juga' block in one of the field's markups (`tests.site.baca_juga.MARKUPS`).

    Attributes:
        style: name of the markup.
        links: what it points at; a markup without links shows the titles only.
        marker: the words that open it, as written.
        lead: prose that stands in the same element, for the markups that have some.
    """

    style: str
    links: tuple[Link, ...]
    marker: str = "Baca Juga : "
    lead: str = ""

    @property
    def text(self) -> tuple[str, ...]:
        """The prose that shares the element, if any."""
        return (to_text(self.lead),) if self.lead else ()

    def html(self, home: str) -> str:
        """As the markup writes it."""
        lead = to_html(self.lead, home)
        return baca_juga.render(self.style, home, self.marker, self.links, lead)


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """`<!--nextpage-->`: what follows stands on the article's next page."""

    text: tuple[str, ...] = field(default=(), init=False)

    def html(self, home: str) -> str:
        """What REST and feeds show in its place."""
        del home
        return "<p><!--nextpage--></p>"


@dataclass(frozen=True, kw_only=True)
class Raw:
    """HTML as it stands, with the text that its author says is the article's.

    `{home}` in it is the site's base URL.
    """

    source: str
    text: tuple[str, ...] = ()

    def html(self, home: str) -> str:
        """The HTML."""
        return self.source.replace("{home}", home)


def article_text(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The article's text pieces, in order."""
    return tuple(piece for block in blocks for piece in block.text)


def related_links(blocks: tuple[Block, ...]) -> tuple[tuple[str, Link], ...]:
    """Each related link that stands in the body with its marker, in order, repeats included."""
    return tuple(
        (block.marker, link)
        for block in blocks
        if isinstance(block, Related)
        for link in block.links
    )
