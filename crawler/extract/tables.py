"""Tables: which of them hold data, and their rows as lines."""

from typing import Final

from bs4 import Tag

from crawler.extract.lines import Line, Piece
from crawler.extract.text import fold

#: What a cell of data does not hold: a table around these arranges the page.
_LAYOUT: Final = ("table", "div", "ul", "ol", "figure", "img", "iframe", "h1", "h2", "h3", "h4")
#: A cell longer than this is prose.
_MAX_CELL_CHARS: Final = 600


def is_data_table(table: Tag) -> bool:
    """Whether ``table`` has rows of several cells, and only short text in them."""
    if table.find(_LAYOUT) is not None:
        return False
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    if not any(len(cells) > 1 for cells in rows):
        return False
    return all(_is_data_cell(cell) for cells in rows for cell in cells)


def _is_data_cell(cell: Tag) -> bool:
    return len(cell.find_all("p")) < 2 and len(cell.get_text()) <= _MAX_CELL_CHARS  # noqa: PLR2004


def row_line(row: Tag, group: int) -> Line:
    """Return a table's row: its cells, and their text joined by `` | ``."""
    cells = row.find_all(["td", "th"])
    texts = tuple(fold(cell.get_text(" ")) for cell in cells)
    pieces: list[Piece] = []
    for cell, text in zip(cells, texts, strict=True):
        if pieces:
            pieces.append(Piece(" | "))
        pieces.append(Piece(text, _href(cell, text)))
    joined = " | ".join(texts) if any(texts) else ""
    return Line("table", joined, tuple(pieces), group, cells=texts)


def _href(cell: Tag, text: str) -> str | None:
    """Return where the cell points when a link is all it holds."""
    link = cell.find("a", href=True)
    if link is None or fold(link.get_text(" ")) != text:
        return None
    return str(link.attrs["href"])
