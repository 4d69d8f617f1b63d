"""A tree to lines, in one pass, with a stack of its own: depth can't overflow it."""

from collections.abc import Iterator
from dataclasses import replace

from bs4.element import NavigableString, PageElement, PreformattedString

from crawler.extract.reading.element import Element
from crawler.extract.reading.lines import Line, Media, Piece, linked, runs_of
from crawler.extract.reading.media import (
    EMBED_TAGS,
    embed_of,
    figure_of,
    image_of,
    is_caption,
    is_data_table,
    is_embed,
    is_emoji,
    is_figure,
    keeps_lines,
    links_of,
    may_be_whole,
    row_line,
)
from crawler.extract.reading.place import Place
from crawler.extract.reading.soup import BLOCKS, MARK
from crawler.extract.records import Kind
from crawler.extract.text import fold

_Step = tuple[Iterator[PageElement], Place, bool]


def lines_of(soup: Element) -> list[Line]:
    """Return the lines of what is left in ``soup``."""
    return _Walk().run(soup)


class _Walk:
    """Goes through the tree once and writes the lines down."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._later: list[Line] = []
        self._count = 0

    def run(self, soup: Element) -> list[Line]:
        place = Place()
        stack: list[_Step] = [(iter(soup.contents), place, True)]
        while stack:
            children, place, is_block = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if is_block:
                    self._flush(place)
            elif isinstance(child, Element):
                if (entered := self._enter(child, place)) is not None:
                    stack.append(entered)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(child, place)
        return self.lines

    def _text(self, text: NavigableString, place: Place) -> None:
        if "\n" in text and (place.is_pre or keeps_lines(text)):
            for number, part in enumerate(text.split("\n")):
                self._pieces += [Piece("\n")] if number else []
                self._pieces.append(Piece(part, place.href, place.mark))
            return
        self._pieces.append(Piece(text.replace("\n", " "), place.href, place.mark))

    def _enter(self, tag: Element, place: Place) -> _Step | None:
        """Return what to walk next, or None when ``tag`` is done with."""
        name = tag.name
        if name != "p" or tag.attrs:  # most are paragraphs that say no more of themselves
            if self._take_empty(name, tag, place) or (
                may_be_whole(tag) and self._take_whole(tag, place)
            ):
                return None
            if name not in BLOCKS:
                self._count += 1
                return iter(tag.contents), place.within(tag, self._count), False
        self._flush(place)
        if name == "p" and self._take_plain(tag, place):
            return None
        self._count += 1
        return iter(tag.contents), place.below(name, self._count), True

    def _take_empty(self, name: str, tag: Element, place: Place) -> bool:
        """Write down what holds no text; say whether ``tag`` was that."""
        if name == "br":
            self._pieces.append(Piece("\n"))
        elif name in ("img", "amp-img"):
            self._image(tag, place)
        elif name == MARK:
            self._cut(tag, place)
        else:
            return False
        return True

    def _take_plain(self, tag: Element, place: Place) -> bool:
        """Write down a paragraph of one text, as most are; say whether ``tag`` was that."""
        if len(tag.contents) != 1 or place.is_pre:
            return False
        text = tag.contents[0]
        if type(text) is not NavigableString or ("\n" in text and keeps_lines(text)):
            return False
        self._count += 1
        if folded := fold(text):
            kind, group, level, is_ordered, href, mark, _ = place
            if kind == "heading":
                kind, level = "paragraph", None
            pieces = (Piece(folded, href, mark),)
            self.lines.append(
                Line(
                    kind,
                    folded,
                    pieces,
                    group if kind == "list" else self._count,
                    level=level,
                    is_ordered=is_ordered,
                    links=linked(pieces) if href else (),
                )
            )
        return True

    def _take_whole(self, tag: Element, place: Place) -> bool:
        """Write down what is a line, or lines, by itself; say whether ``tag`` was that."""
        if tag.name in EMBED_TAGS or is_embed(tag):
            self._media(embed_of(tag), "embed", place)
        elif is_figure(tag):
            self._media(figure_of(tag, place.href), "image", place)
        elif is_caption(tag):
            self._caption(tag, place)
        elif tag.name == "table" and is_data_table(tag):
            self._table(tag, place)
        else:
            return False
        return True

    def _image(self, tag: Element, place: Place) -> None:
        """Write a picture down: before the text it stands in when that has not begun."""
        media = image_of(tag, place.href)
        if is_emoji(tag):
            self._pieces.append(Piece(media.alt, place.href, place.mark))
        elif media.url:
            line = Line("image", "", media=media)
            (self._later if self._has_text() else self.lines).append(line)

    def _has_text(self) -> bool:
        return any(text and not text.isspace() for text, _, _ in self._pieces)

    def _cut(self, tag: Element, place: Place) -> None:
        """Note where an element was taken away, or several; inside a text, the text goes on.

        One that said nothing is not noted: as a block it parted what stood around it.
        """
        if "n" not in tag.attrs:
            if "block" in tag.attrs:
                self._flush(place)
            return
        lines = [Line("paragraph", "", cut=int(n)) for n in str(tag.attrs["n"]).split()]
        if "inline" in tag.attrs:
            self._pieces.append(Piece(" "))
            self._later += lines
        else:
            self._flush(place)
            self.lines += lines

    def _media(self, media: Media, kind: Kind, place: Place) -> None:
        self._flush(place)
        self.lines.append(Line(kind, media.text, media=media))

    def _caption(self, tag: Element, place: Place) -> None:
        """Give a caption to the picture or embed before it, or else keep it by itself."""
        self._flush(place)
        text = tag.said
        last = self.lines[-1] if self.lines else None
        if last and last.media and not last.media.caption:
            media = replace(last.media, caption=text, links=links_of(tag))
            self.lines[-1] = last._replace(media=media)
        elif text:
            self.lines.append(Line("embed", "", media=Media(caption=text)))

    def _table(self, tag: Element, place: Place) -> None:
        self._flush(place)
        self._count += 1
        rows = (row_line(row, self._count) for row in tag.within("tr"))
        self.lines += (row for row in rows if row.text)

    def _flush(self, place: Place) -> None:
        """Write down the lines of the text that was gathered."""
        if self._pieces:
            if self._has_text():  # half of all texts are the space between two elements
                self._write(place)
            self._pieces = []
        if self._later:
            self.lines += self._later
            self._later = []

    def _write(self, place: Place) -> None:
        breaks = 2
        for pieces in runs_of(self._pieces):
            text = fold("".join([piece.text for piece in pieces]))
            if text:
                line = Line(
                    place.kind,
                    text,
                    tuple(pieces),
                    place.group,
                    is_soft=breaks == 1,
                    level=place.level,
                    is_ordered=place.is_ordered,
                    links=linked(pieces),
                )
                self.lines.append(line)
                breaks = 0
            breaks += 1
