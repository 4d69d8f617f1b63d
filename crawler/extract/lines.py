"""The container's text as lines: what the rules look at, before it becomes blocks.

A line is a paragraph, or a part of one between two ``<br>``; a heading, list item, quote, table
row; an image or an embed. A record only: ``walk`` makes lines of a tree, ``plain`` of text.
"""

from dataclasses import dataclass, field

from crawler.extract.media import Media
from crawler.extract.records import Kind
from crawler.extract.text import fold


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text inside a line.

    Attributes:
        text: as it stands, white space not folded.
        href: of the link around it, or None.
        mark: of the inline element around it, 0 for none: differs where an element ends.

    """

    text: str
    href: str | None = None
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article.

    Attributes:
        kind: what it is.
        text: folded.
        pieces: what the text is made of.
        group: the element it stands in; list items and table rows of one group are one block.
        is_soft: it continues the line before it, a single ``<br>`` between them.
        level: of a heading.
        is_ordered: of a list item.
        cells: of a table row.
        media: of an image or embed.
        cut: number of the element that was taken away here.

    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    group: int = 0
    is_soft: bool = False
    level: int | None = None
    is_ordered: bool = False
    cells: tuple[str, ...] = ()
    media: Media | None = None
    cut: int | None = None

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links in it: folded text and address, neighbouring pieces of one put together."""
        found: list[tuple[str, str]] = []
        for piece in self.pieces:
            if piece.href is None:
                continue
            if found and found[-1][0] == piece.href:
                found[-1] = (piece.href, found[-1][1] + piece.text)
            else:
                found.append((piece.href, piece.text))
        return tuple((text, href) for href, raw in found if (text := fold(raw)))
