"""Whether what an element holds fits the rule that its name suggests."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

from crawler.extract.boxes.element_rules import RULES, WIDGET, ElementRule
from crawler.extract.boxes.entries import linked_title
from crawler.extract.boxes.hiding import is_hidden
from crawler.extract.boxes.parts import BOXES
from crawler.extract.boxes.spared import asks_within
from crawler.extract.boxes.summaries import is_machines
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.furniture.phrases import is_toggle, is_way_on
from crawler.extract.furniture.speech import speaks
from crawler.extract.reading.element import Element
from crawler.extract.reading.media import is_figure
from crawler.extract.text import ends_sentence, is_prose

#: Of the container's text, what holds more is no box beside it, were it all links.
_MOST: Final = 0.9
#: What a folded text says at least (characters).
_SENTENCE: Final = 40
#: Neighbours of a panel, space between them included, that are looked at.
_NEAR: Final = 20


def measure(tag: Element, rule: str) -> ElementRule:
    """Return what an element that ``rule`` suspects may hold."""
    names = tag.classes if rule == "sidebar" else ()
    is_widget = "widget" in names and any(name.startswith("widget_") for name in names)
    return WIDGET if is_widget or (rule == "other" and is_machines(tag)) else RULES[rule]


def is_guilty(tag: Element, rule: ElementRule, total: int) -> bool:
    """Whether what ``tag`` holds fits the rule; a heading goes with the links below it."""
    if not tag.links and any(map(is_figure, tag.named("figure"))):
        return False
    text, linked = tag.said, tag.linked_chars
    free = len(text) - linked
    if total and (free > max(total * rule.max_share, 200) or len(text) > total * _MOST):
        return False
    if free <= rule.max_free_chars or free <= rule.max_free_chars + _for_titles(tag, rule):
        return True
    if free <= rule.max_spoken_chars and speaks(text) and asks_within(text):
        return True
    return linked >= len(text) * rule.min_link_share and not is_prose(text, at_least=2_000)


def is_folded(tag: Element, beside: Iterable[str]) -> bool:
    """Whether ``tag``, which styles hide, is paragraphs that a button beside it unfolds.

    That they go on with the text is what its words say; readers' comments are unfolded alike. Or
    one of several panels, of which another is shown until readers choose this.
    """
    if rule_of(names_of(tag.attrs)) or not (any(map(_unfolds, beside)) or _is_panel(tag)):
        return False
    lines = [part.said for part in tag.within("p")]
    told = sum(map(len, lines)) + len(lines)
    return told > max(_SENTENCE, len(tag.said)) and all(map(ends_sentence, lines))


def _is_panel(tag: Element) -> bool:
    """Whether a box beside ``tag`` that is shown is called what it is; it leads nowhere."""
    if tag.name not in BOXES or tag.links:
        return False
    if tag.attrs.get("role") == "tabpanel":
        return True
    names = tag.attrs.get("class")
    beside = chain(islice(tag.previous_siblings, _NEAR), islice(tag.next_siblings, _NEAR))
    boxes = (part for part in beside if isinstance(part, Element) and part.name == tag.name)
    return bool(names) and any(
        part.attrs.get("class") == names and not is_hidden(part) for part in boxes
    )


def _unfolds(text: str) -> bool:
    return is_toggle(text) or (is_way_on(text) and "komentar" not in text.lower())


def _for_titles(tag: Element, rule: ElementRule) -> int:
    """Return how many characters the excerpts below the linked titles may take."""
    if not rule.free_chars_a_title:
        return 0
    titles = {title for link in tag.named("a") if (title := linked_title(link))}
    is_list = len(titles) > 1 or tag.name == "article"
    return rule.free_chars_a_title * len(titles) // (1 if is_list else 2)
