"""What was taken out of a soup, and the mark that stands in its place."""

from dataclasses import dataclass
from typing import Final

from crawler.extract.boxes.element_rules import RULES
from crawler.extract.reading.element import Element
from crawler.extract.reading.soup import BLOCKS, MARK
from crawler.extract.text import words

INLINE: Final = frozenset(words("span a strong em b i small font u"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """An element that was taken away.

    Attributes:
        rule: that said so.
        text: folded.
        links: text and address of the links in it.
        label: its heading: what stands before the first link.
        is_headed: it was known by the titles below that, and by no name.

    """

    rule: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    label: str = ""
    is_headed: bool = False

    @property
    def is_label(self) -> bool:
        """Whether all of it headed what was taken away below."""
        return bool(self.text) and self.text == self.label

    @property
    def has_label(self) -> bool:
        """Whether what stands before its first link heads all, and is not said of each entry."""
        return bool(self.label) and self.text.count(self.label) == 1


def cut_of(rule: str, tag: Element, heading: str | None = None) -> Cut:
    """Return the cut of an element, no links that lead nowhere; readers did not write for us."""
    named = [(shown, href) for shown, href in tag.links if shown and href]
    label = (
        tag.said.partition(named[0][0])[0].strip() if named and heading is None else heading or ""
    )
    kept = tuple((shown, href) for shown, href in named if href[0] != "#")
    text = tag.said if RULES[rule].keeps_text else ""
    return Cut(rule=rule, text=text, links=kept, label=label, is_headed=heading is not None)


def take(tag: Element, cut: Cut, cuts: list[Cut]) -> None:
    """Empty ``tag`` and leave it as the mark of a cut."""
    is_inline, is_block = tag.name in INLINE, tag.name in BLOCKS
    empty_mark(tag)
    if not cut.text and RULES[cut.rule].keeps_text:
        if is_block:
            tag.attrs["block"] = ""
        return
    tag.attrs["n"] = str(len(cuts))
    if is_inline:
        tag.attrs["inline"] = ""
    cuts.append(cut)


def take_whole(box: Element, rule: str, cuts: list[Cut]) -> None:
    """Take ``box`` with all that is in it; what was taken out of it before is told with it."""
    inner = [str(mark.attrs["n"]) for mark in box.within(MARK) if is_noted(mark)]
    take(box, cut_of(rule, box), cuts)
    if inner:
        box.attrs["n"] = " ".join([*str(box.attrs.get("n") or "").split(), *inner])


def is_noted(tag: Element) -> bool:
    """Whether ``tag`` is the mark of a cut."""
    return tag.name == MARK and "n" in tag.attrs


def cut_at(mark: Element, cuts: list[Cut]) -> Cut:
    """Return what was taken out where ``mark`` is."""
    return cuts[int(str(mark.attrs["n"]).split()[0])]


def empty_mark(tag: Element) -> None:
    """Make ``tag`` an empty mark in its place: taking it out would search its parent for it."""
    tag.empty()
    tag.name = MARK
    tag.attrs = {}
