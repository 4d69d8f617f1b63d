"""Rules on elements: BeautifulSoup strips from the container what is not the article.

A telling name alone does not condemn an element: what it holds must fit. A share bar holds next
to no text outside of links, a related box is mostly links, and nothing that holds most of the
container's text is boilerplate, whatever its name. What goes leaves a mark in its place, so that
the order of everything taken away is that of the page.
"""

from collections.abc import Iterator
from typing import Final

from crawler.extract.boxes.boards import Boards
from crawler.extract.boxes.cards import covered_by, pictured_by
from crawler.extract.boxes.controls import asked_by, box_around, controls_around
from crawler.extract.boxes.cuts import (
    INLINE,
    Cut,
    cut_at,
    cut_of,
    empty_mark,
    is_noted,
    take,
    take_whole,
)
from crawler.extract.boxes.element_rules import RULES
from crawler.extract.boxes.emptied import labels_left
from crawler.extract.boxes.foot import boxes_around
from crawler.extract.boxes.guilt import is_folded, is_guilty, measure
from crawler.extract.boxes.hiding import is_hidden
from crawler.extract.boxes.linked import line_around
from crawler.extract.boxes.pressed import is_call, is_control
from crawler.extract.boxes.suspicion import BOXES, BY_TAG, suspicion, suspicion_of_parts
from crawler.extract.boxes.teasers import others_in
from crawler.extract.boxes.written import is_inserted, is_written, may_be_amid
from crawler.extract.facts import Facts
from crawler.extract.reading.element import Element, chars_in
from crawler.extract.related.labels import may_name_others
from crawler.extract.text import words

_SILENT: Final = frozenset(
    words("script style noscript template svg link meta input textarea select math ins")
)
#: Text that is read to judge elements (characters): those that nest are read again and again.
_MAX_READ: Final = 5_000_000
#: What readers press, and how many of them are looked around: each costs what its box holds.
_CONTROLS: Final = frozenset(words("input button a"))
_MAX_ASKED: Final = 12
_MAX_JUDGED: Final = 50
#: What a form's box may say beside it (characters): "Kuis"; and where readers log in, or subscribe.
_FORM_LABEL: Final = 80
_FORM_CALL: Final = 240
#: Whose tag alone may tell what they are, or what is done with them.
_TELLING: Final = _SILENT | _CONTROLS | BOXES | BY_TAG.keys()
#: What of a box belongs to that, whatever else heads what it held.
_OF_BOX: Final = frozenset({"a", "summary"})
#: What of a line tells who wrote it, or when.
_PARTS_OF_LINE: Final = INLINE | {"time", "fb:comments-count"}


def strip(soup: Element, facts: Facts) -> list[Cut]:
    """Take out of ``soup`` what is not the article; a mark with the number of its cut stays."""
    return _Strip(soup, facts).run()


class _Strip:
    """Goes through a soup once and takes away what is none of the article."""

    def __init__(self, soup: Element, facts: Facts) -> None:
        self.cuts: list[Cut] = []
        self._soup, self._facts = soup, facts
        self._off = facts.site.rules_off
        self._boards = Boards(facts)
        self._may_ask = 0 if "other" in self._off else _MAX_ASKED
        self._total = self._judged = 0
        self._later: list[tuple[Element, str]] = []

    def run(self) -> list[Cut]:
        taken = [box for tag in _telling(self._soup) if (box := self._taken_for(tag)) is not None]
        for tag, rule in self._later:
            if not tag.is_apart() and (box := self._judged_by(tag, rule, is_named=True)):
                taken.append(box)
        _strip_labels(taken, self._soup, self.cuts)
        _strip_ends(self._soup, self._facts, self.cuts)
        return self.cuts

    def _taken_for(self, tag: Element) -> Element | None:
        """Take what ``tag`` shows to be none of the article; return that, or None."""
        if tag.name in _CONTROLS and (box := self._asked_by(tag)) is not None:
            take_whole(box, "other", self.cuts)
            return box
        if (
            tag.name == "a"
            and (card := covered_by(tag, self._facts) or pictured_by(tag, self._facts))
            and self._is_on("related_link")
        ):
            box, title = card
            links = ((title, tag.href),)
            take(box, Cut(rule="related_link", text=box.said, links=links), self.cuts)
            return box
        if tag.name in _SILENT and not is_inserted(tag):
            empty_mark(tag)
            return None
        named = _suspicion(tag, self.cuts)
        if named and tag.links and may_be_amid(tag, named):
            self._later.append((tag, named))
            return None
        box = self._judged_by(tag, named, is_named=True) if named else None
        if box is not None or (named and tag.name not in BOXES):
            return box
        shown = suspicion_of_parts(tag, self._facts, self._boards)
        return self._judged_by(tag, shown, is_named=False) if shown else None

    def _is_on(self, rule: str) -> bool:
        return rule not in self._off

    def _asked_by(self, control: Element) -> Element | None:
        """Return the box in which readers press ``control``, if one goes with that."""
        if not (self._may_ask and is_control(control, self._facts)):
            return None
        self._may_ask -= 1
        return asked_by(control, self._soup, self._facts)

    def _judged_by(self, tag: Element, rule: str, *, is_named: bool) -> Element | None:
        """Take ``tag`` if what it holds fits the ``rule`` that it suggests."""
        if not self._is_on(rule) or self._judged * self._total >= _MAX_READ:
            return None
        soup, facts = self._soup, self._facts
        self._total, self._judged = self._total or chars_in(soup), self._judged + 1
        measured = measure(tag, rule)
        if measured.spares(tag, facts) or is_written(tag, rule):
            return None
        if not is_guilty(tag, measured, self._total):
            return None
        box = _box_of(tag, soup, facts, rule) if self._judged < _MAX_JUDGED else tag
        if box is not tag:
            take_whole(box, rule, self.cuts)
        else:
            others = others_in(tag, facts) if rule == "related_link" and not is_named else None
            take(tag, cut_of(rule, tag, others.label if others else None), self.cuts)
        return box


def _telling(soup: Element) -> Iterator[Element]:
    """Yield the elements in ``soup`` that may be more than text, but for what was taken out since.

    Most are paragraphs that say no more of themselves.
    """
    here = soup.next_element
    while here is not None:
        if (
            isinstance(here, Element)
            and (here.attrs or here.name in _TELLING)
            and not here.is_apart()
        ):
            yield here
        here = here.next_element


def _suspicion(tag: Element, cuts: list[Cut]) -> str | None:
    """Return what ``tag`` says that it is, or None; what goes on with the text is only folded."""
    named = suspicion(tag)
    return None if named == "hidden" and is_folded(tag, _beside(tag, cuts)) else named


def _beside(tag: Element, cuts: list[Cut]) -> Iterator[str]:
    """Yield what stands right before and behind ``tag``, or stood there."""
    for part in (tag.above, tag.below):
        if part is not None:
            yield cut_at(part, cuts).text if is_noted(part) else part.said


def _strip_labels(taken: list[Element], soup: Element, cuts: list[Cut]) -> None:
    """Take what heads nothing any more: all else in its box was taken."""
    asked: set[tuple[int, str]] = set()
    for mark in taken:
        if is_noted(mark) and not mark.is_apart():
            cut = cut_at(mark, cuts)
            for label in labels_left(mark, cut.rule, soup, asked):
                text = label.said
                is_of_box = label.name in _OF_BOX or not _names_itself(cut)
                if is_of_box or may_name_others(text):
                    take(label, Cut(rule=cut.rule, text=text, label=text), cuts)


def _names_itself(cut: Cut) -> bool:
    return cut.has_label and may_name_others(cut.label)


def _strip_ends(soup: Element, facts: Facts, cuts: list[Cut]) -> None:
    """Take what stands above the first sentence and below the last one in boxes."""
    for box in boxes_around(soup, facts):
        rule = suspicion(box) or "other"
        if rule not in facts.site.rules_off and not box.is_apart():
            take_whole(box, rule, cuts)


def _box_of(tag: Element, soup: Element, facts: Facts, rule: str) -> Element:
    """Return what goes with ``tag``: the words around a form or a button that readers see."""
    if tag.name == "form":
        label = _FORM_CALL if is_call(tag, facts) else _FORM_LABEL
        return box_around(tag, soup, facts, len(tag.said) + label)
    if tag.name == "button":
        return tag if is_hidden(tag) else controls_around(tag, soup, facts)
    return line_around(tag) if RULES[rule].takes_line and tag.name in _PARTS_OF_LINE else tag
