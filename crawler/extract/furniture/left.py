"""The lines that are left while the rules on lines look at them: where the text begins and ends."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from crawler.extract.facts import Facts
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


class Left(list[Line]):
    """Lines, and what several rules ask of them.

    Attributes:
        titles: keys of the article's title: as it is, and with the name of the site behind it.
        head: index of the first paragraph of the article, where its head ends.
        foot: index after the last one, where its foot begins.
        odd: indices of those that are no long sentence without a link, as most of a text are.

    """

    __slots__ = ("foot", "head", "odd", "titles")

    def __init__(self, lines: Iterable[Line], facts: Facts) -> None:
        """Look at each line once."""
        super().__init__(lines)
        self.titles = _with_site(key(facts.title or ""), facts.site.agencies)
        self.head = next(self._paragraphs(), min(len(self), _HEAD))
        first = max(0, len(self) - _FOOT)
        below = range(len(self) - 1, first, -1)
        self.foot = next((i + 1 for i in below if is_prose(self[i].text)), first)
        self.odd = [index for index, line in enumerate(self) if _is_odd(line)]

    def _paragraphs(self) -> Iterator[int]:
        """Yield the first lines that are paragraphs; "Apa Itu Waduk?" is a title, and none."""
        for index, line in enumerate(self[:_HEAD]):
            is_told = line.kind == "paragraph" and is_prose(line.text)
            if is_told and not self._ends_with_title(line.text):
                yield index

    def _ends_with_title(self, text: str) -> bool:
        """Whether a title is the last of ``text``; most differ in their last letters already."""
        end = key(text[-_END:])
        return any(
            end.endswith(title[-_LETTERS:]) and key(text).endswith(title) for title in self.titles
        )


def _is_odd(line: Line) -> bool:
    return len(line.text) <= _SHORT or bool(line.links) or not ends_with_stop(line.text)


@lru_cache(maxsize=64)
def _with_site(title: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(title + key(name) for name in ("", *names)) if title else frozenset()
