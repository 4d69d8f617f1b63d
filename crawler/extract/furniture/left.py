"""The lines that are left while the rules on lines look at them: where the text begins and ends."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import SHARE, is_ad_label, is_all
from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_with_stop, is_prose, key

Lines = Sequence[Line]
#: Lines before the first paragraph that may be the page's head.
_HEAD: Final = 8
#: Lines below the last paragraph that may be the page's foot.
_FOOT: Final = 12
#: Of a text, as much as holds so many letters (characters).
_END: Final = 40
_LETTERS: Final = 8
#: What says no more than a label or a byline does is no longer (characters).
_SHORT: Final = 120
#: Words that a heading may have above another that is of its kind: "Iklan", and "Jasa cetak foto".
_MORE: Final = 2

#: How a heading is set: its level, 0 for a bold line; and whether in capitals.
_How = tuple[int | None, bool]


class Left(list[Line]):
    """Lines, and what several rules ask of them.

    Attributes:
        places: where each stood before others were taken away.
        titles: keys of the article's title: as it is, and with the name of the site behind it.
        authors: keys of the names of who wrote it.
        head: index of the first paragraph of the article, where its head ends.
        foot: index after the last one, where its foot begins.
        told: indices of those that read as a paragraph of a text.
        odd: indices of those that say something and are no long sentence without a link, as most
            of a text are.

    """

    __slots__ = ("_heads", "authors", "foot", "head", "odd", "places", "titles", "told")

    def __init__(self, lines: Iterable[Line | None], facts: Facts) -> None:
        """Look at each line once, of which None stands for one that was taken away."""
        left = [(place, line) for place, line in enumerate(lines) if line is not None]
        super().__init__(line for _, line in left)
        self.places = [place for place, _ in left]
        self.titles = _with_site(key(facts.title or ""), facts.site.agencies)
        self.authors = {key(name) for name in facts.authors}
        self.told = [index for index, line in enumerate(self) if is_prose(line.text)]
        self.odd = [index for index, line in enumerate(self) if _is_odd(line)]
        self._bound()

    def drop(self, hits: Sequence[int]) -> None:
        """Leave out the lines at ``hits``, which a rule takes."""
        left = sorted(set(range(len(self))).difference(hits))
        told, odd = set(self.told), set(self.odd)
        self[:] = [self[index] for index in left]
        self.places = [self.places[index] for index in left]
        self.told = [index for index, before in enumerate(left) if before in told]
        self.odd = [index for index, before in enumerate(left) if before in odd]
        self._bound()

    def _bound(self) -> None:
        """Find where the text begins and ends, and forget what headed it."""
        self._heads: dict[_How, list[tuple[int, str]]] | None = None
        self.head = next(self._paragraphs(), min(len(self), _HEAD))
        first, last = max(0, len(self) - _FOOT), self.told[-1] if self.told else -1
        self.foot = last + 1 if last > first else first

    def _paragraphs(self) -> Iterator[int]:
        """Yield the first lines that are paragraphs; "Apa Itu Waduk?" is a title, and none."""
        for index in self.told:
            if index >= _HEAD:
                return
            if self[index].kind == "paragraph" and not self._ends_with_title(self[index].text):
                yield index

    def heads_text(self, index: int) -> bool:
        """Whether the words of a line head the sentence below, as others of the text are headed.

        "Bagikan", "Iklan", "Redaksi" are a site's words, and stand above a paragraph as well: among
        headings that say what happened, one is the site's.
        """
        how = _set_as(self[index])
        if how is None or not self._leads(index):
            return False
        if self._heads is None:
            self._heads = self._shortest()
        (count, told), alike = _said(self[index]), self._heads.get(how, ())
        return any(found - count <= _MORE and said != told for found, said in alike)

    def is_headed(self, index: int) -> bool:
        """Whether a word of sites is a heading of the text; those of sites say what to do."""
        is_word = " " not in self[index].text
        return is_word and (self.heads_text(index) or self._is_taken_up(index))

    def _is_taken_up(self, index: int) -> bool:
        """Whether the sentence right below a heading tells of what the heading names."""
        if _set_as(self[index]) is None or not self._leads(index):
            return False
        return self[index].text.strip(" :").lower() in self[index + 1].text.lower()

    def _shortest(self) -> dict[_How, list[tuple[int, str]]]:
        """Return the two shortest headings of each kind, in words: one is another than a given.

        No label of a site's shows that another is the text's.
        """
        found: dict[_How, set[tuple[int, str]]] = {}
        for index in self.odd:
            how = _set_as(self[index])
            if how is not None and self._leads(index) and not _is_label(self[index].text):
                found.setdefault(how, set()).add(_said(self[index]))
        return {how: nsmallest(2, said) for how, said in found.items()}

    def _leads(self, index: int) -> bool:
        """Whether a sentence stands right below a line, and nothing was taken from between."""
        if index + 1 == len(self):
            return False
        is_next = self.places[index + 1] == self.places[index] + 1
        return is_next and ends_with_stop(self[index + 1].text)

    def _ends_with_title(self, text: str) -> bool:
        """Whether a title is the last of ``text``; most differ in their last letters already."""
        end = key(text[-_END:])
        return any(
            end.endswith(title[-_LETTERS:]) and key(text).endswith(title) for title in self.titles
        )


def _is_odd(line: Line) -> bool:
    text = line.text
    return bool(text) and (len(text) <= _SHORT or bool(line.links) or not ends_with_stop(text))


def _set_as(line: Line) -> _How | None:
    """Return how a line is set that heads others; None for one that is set as a text is."""
    if line.kind == "heading":
        return line.level, line.text.isupper()
    is_bold = line.kind == "paragraph" and line.is_marked
    is_head = is_bold and not (line.links or ends_with_stop(line.text))
    return (0, line.text.isupper()) if is_head else None


def _is_label(text: str) -> bool:
    return is_ad_label(text) or is_all(SHARE, text)


def _said(line: Line) -> tuple[int, str]:
    return len(line.text.split()), key(line.text)


@lru_cache(maxsize=64)
def _with_site(title: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(title + key(name) for name in ("", *names)) if title else frozenset()
