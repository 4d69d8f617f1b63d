"""The container's text as lines, which the rules look at, and the blocks they become.

A line is a paragraph, or a part of one between two ``<br>``; a heading, list item, quote, table
row; an image or an embed. ``walk`` makes lines of a tree, ``plain`` of text.

Pieces and lines are named tuples: a page makes some hundred, and a frozen dataclass takes three
times as long to make.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from crawler.extract.facts import Facts
from crawler.extract.records import Block, Kind
from crawler.extract.text import fold

#: Folded text and address of each link.
Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A picture or an embed.

    Attributes:
        url: as written, or None.
        alt: of a picture.
        caption: folded.
        text: what stands in for an embed.
        is_post: an article, which WordPress shows as a card.
        is_featured: a theme put it there, not an editor.
        href: of the link around a picture, as written, or None.
        links: in its caption.

    """

    url: str | None = None
    alt: str = ""
    caption: str = ""
    text: str = ""
    is_post: bool = False
    is_featured: bool = False
    href: str | None = None
    links: Links = ()


class Piece(NamedTuple):
    """A run of text inside a line.

    Attributes:
        text: as it stands, white space not folded.
        href: of the link around it, or None.
        mark: of the inline element around it, 0 for none: differs where an element ends.

    """

    text: str
    href: str | None = None
    mark: int = 0


class Line(NamedTuple):
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
        links: what ``linked`` says of its pieces; rules ask for them again and again.

    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...] = ()
    group: int = 0
    is_soft: bool = False
    level: int | None = None
    is_ordered: bool = False
    cells: tuple[str, ...] = ()
    media: Media | None = None
    cut: int | None = None
    links: Links = ()

    @property
    def is_marked(self) -> bool:
        """Whether all of it stands in inline elements, as what is bold does."""
        return bool(self.pieces) and all(piece.mark for piece in self.pieces)

    @property
    def free(self) -> int:
        """How much of it is no link (characters)."""
        return len(self.text) - sum(len(text) + 1 for text, _ in self.links)


def beside(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the lines right above and below one."""
    return [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]


def linked(pieces: Sequence[Piece]) -> Links:
    """Return the links in ``pieces``, neighbouring ones of one link put together."""
    found: list[tuple[str, str]] = []
    for text, href, _ in pieces:
        if href is not None:
            before = found.pop()[0] if found and found[-1][1] == href else ""
            found.append((before + text, href))
    return tuple([(text, href) for raw, href in found if (text := fold(raw))])


def blocks_of(lines: Sequence[Line | None], facts: Facts) -> tuple[Block, ...]:
    """Return the blocks of ``lines``, of which None stands for one that was taken away.

    Items of one list and rows of one table become one block, and so do the lines of a
    paragraph between single ``<br>``, joined by a line feed.
    """
    return tuple(_block(run, facts) for run in _runs(lines))


def _runs(lines: Sequence[Line | None]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run[-1], line):
            yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


def _goes_on(before: Line, line: Line | None) -> bool:
    """Whether a block goes on; a list or table does where one of its lines was taken away."""
    if line is None:
        return before.kind in ("list", "table")
    return _belongs(before, line)


def _belongs(before: Line, line: Line) -> bool:
    """Whether ``line`` is of the same block as the one before it."""
    if line.kind != before.kind or line.group != before.group or line.media:
        return False
    return line.kind in ("list", "table") or line.is_soft


def _block(run: list[Line], facts: Facts) -> Block:
    first = run[0]
    if first.media is not None:
        media = first.media
        return Block(
            kind=first.kind,
            text=media.text,
            url=facts.absolute(media.url),
            alt=media.alt,
            caption=media.caption,
        )
    if first.kind == "list":
        return Block(kind="list", items=_items(run), is_ordered=first.is_ordered)
    if first.kind == "table":
        return Block(kind="table", rows=tuple(line.cells or (line.text,) for line in run))
    text = first.text if len(run) == 1 else "\n".join([line.text for line in run])
    return Block(kind=first.kind, text=text, level=first.level)


def _items(run: list[Line]) -> tuple[str, ...]:
    """Return the items of a list; lines after a ``<br>`` belong to the item before them."""
    items: list[str] = []
    for line in run:
        if line.is_soft and items:
            items[-1] = f"{items[-1]}\n{line.text}"
        else:
            items.append(line.text)
    return tuple(items)


def runs_of(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line: a ``<br>`` stood between two."""
    return map(_apart, _split(pieces))


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` with a space between elements that styles set apart: "BACA JUGA" "Judul".

    Where one ends in a letter and the next begins with a capital, or is no link as the other is;
    no initial is set apart.
    """
    if len(pieces) < 2:  # noqa: PLR2004
        return pieces
    spaced = pieces[:1]
    for before, piece in pairwise(pieces):
        if before.mark and piece.mark and before.mark != piece.mark:
            first = piece.text[:1]
            is_apart = first.isupper() or (before.href != piece.href and first.isalnum())
            is_word = before.text[-1:].isalnum() and len(before.text.strip()) > 1
            spaced += [Piece(" ")] if is_apart and is_word else []
        spaced.append(piece)
    return spaced


def _split(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Split the pieces where a ``<br>`` stood."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield line
            line = []
        else:
            line.append(piece)
    yield line
