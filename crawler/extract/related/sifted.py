"""What was taken of links to other articles, and what lines are left."""

from dataclasses import dataclass, field

from crawler.extract.reading.lines import Line
from crawler.extract.related.titles import Titles


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link to another article, and the line it stood in."""

    index: int
    title: str
    url: str | None
    marker: str


@dataclass(kw_only=True, slots=True)
class Sifted:
    """What the rule left, and what it took.

    Attributes:
        lines: as many as before, None where one was taken away.
        links: that were taken, in the order of the page.
        texts: of the lines that were taken, each with the index of its line.

    """

    lines: list[Line | None]
    links: list[Link] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)

    def take(self, index: int, line: Line, marker: str, titles: Titles) -> None:
        """Take the line at ``index``, which points at ``titles``; ``marker`` heads them."""
        self.lines[index] = None
        self.note(index, line.text, marker, titles)

    def note(self, index: int, text: str, marker: str, titles: Titles) -> None:
        """Note the ``text`` that is taken at ``index``, and what it points at."""
        if text:
            self.texts.append((index, text))
        self.links += (Link(index=index, title=t, url=u, marker=marker) for t, u in titles)
