"""Whether what an element holds fits the rule that its name suggests."""

import re
from collections.abc import Iterable
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.controls import is_item
from crawler.extract.boxes.element_rules import RULES, WIDGET, ElementRule
from crawler.extract.boxes.entries import linked_title
from crawler.extract.boxes.foot import is_edited
from crawler.extract.boxes.linked import HEADINGS, Links, named
from crawler.extract.boxes.summaries import is_machines
from crawler.extract.facts import Facts
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.furniture.appeals import is_appeal
from crawler.extract.furniture.phrases import is_toggle, is_way_on
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.speech import speaks
from crawler.extract.reading.media import classes_of, is_figure, tags_in, text_of
from crawler.extract.text import ends_sentence, ends_with_stop, fold, is_prose, words

#: Of the container's text, what holds more is no box beside it, were it all links.
_MOST: Final = 0.9
#: What is made of links: a box without one must say something else.
_OF_LINKS: Final = (RULES["related_link"], RULES["share_buttons"], RULES["tags"])
#: What may say more of who wrote it, or of what it stands above.
_BYLINE: Final = re.compile(r"(?:^|\s)byline-", re.IGNORECASE)
#: Where readers may be asked for something behind what is told them.
_CLAUSE: Final = re.compile(r"(?<=[,.!?:]) ")
#: What a folded text says at least (characters).
_SENTENCE: Final = 40
#: What came of a poll, and what readers fill in.
_CELLS: Final = frozenset({"td", "th"})
_ASKING: Final = frozenset(words("form input select textarea button"))


def measure(tag: Tag, rule: str) -> ElementRule:
    """Return what an element that ``rule`` suspects may hold."""
    names = classes_of(tag) if rule == "sidebar" else ()
    is_widget = "widget" in names and any(name.startswith("widget_") for name in names)
    return WIDGET if is_widget or (rule == "other" and is_machines(tag)) else RULES[rule]


def is_guilty(tag: Tag, text: str, links: Links, rule: ElementRule, total: int) -> bool:
    """Whether what ``tag`` holds fits the rule; a heading goes with the links below it.

    So does a sentence that asks for nothing: "profit-sharing" is no way to share, nor does a
    "byline-intro" say who wrote it.
    """
    if _says_more(tag, text, links, rule):
        return False
    if not links and any(is_figure(part) for part in named(tag, "figure")):
        return False
    linked = sum(len(shown) for shown, _ in links)
    free = len(text) - linked
    if total and (free > max(total * rule.max_share, 200) or len(text) > total * _MOST):
        return False
    if free <= rule.max_free_chars or free <= rule.max_free_chars + _for_titles(tag, rule):
        return True
    if free <= rule.max_spoken_chars and speaks(text) and any(map(asks, _CLAUSE.split(text))):
        return True
    return linked >= len(text) * rule.min_link_share and not is_prose(text, at_least=2_000)


def is_folded(tag: Tag, beside: Iterable[str]) -> bool:
    """Whether ``tag``, which styles hide, is paragraphs that a button beside it unfolds.

    That they go on with the text is what its words say; readers' comments are unfolded alike.
    """
    if rule_of(names_of(tag.attrs)) or not any(map(_unfolds, beside)):
        return False
    lines = [fold(text_of(part)) for part in tags_in(tag, "p")]
    told = sum(map(len, lines)) + len(lines)
    return told > max(_SENTENCE, len(fold(text_of(tag)))) and all(map(ends_sentence, lines))


def _unfolds(text: str) -> bool:
    return is_toggle(text) or (is_way_on(text) and "komentar" not in text.lower())


def _says_more(tag: Tag, text: str, links: Links, rule: ElementRule) -> bool:
    """Whether a box for links is a heading or a sentence; one for tags may hold a few links.

    Or a sentence stands where who wrote it does, and no time: "3:04 p.m."; or a box that an editor
    named after a poll holds what came of that.
    """
    if rule is RULES["post_meta"]:
        return is_edited(tag) and _holds_data(tag)
    if rule is RULES["byline"]:
        is_sentence = ends_with_stop(text) and not text.endswith(".m.")
        return is_sentence and _BYLINE.search(names_of(tag.attrs)) is not None
    if rule not in _OF_LINKS:
        return False
    if rule is RULES["tags"]:
        return sum(len(shown) for shown, _ in links) * 2 < len(text) and _states(text)
    return not links and (tag.name in HEADINGS or _states(text))


def is_set_apart(tag: Tag, text: str, facts: Facts) -> bool:
    """Whether an ``<aside>`` that no theme named is a sentence, and no request of the site's."""
    is_named = tag.name != "aside" or rule_of(names_of(tag.attrs)) is not None
    return not is_named and ends_sentence(text) and not is_appeal(text, facts)


def _holds_data(tag: Tag) -> bool:
    """Whether ``tag`` holds cells or items of text alone, and nothing to fill in."""
    inner = list(tags_in(tag))
    has_data = any(p.name in _CELLS or (p.name == "li" and is_item(p)) for p in inner)
    return has_data and _ASKING.isdisjoint(part.name for part in inner)


def _states(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, and asks for nothing."""
    return ends_with_stop(text) and not any(map(asks, _CLAUSE.split(text)))


def _for_titles(tag: Tag, rule: ElementRule) -> int:
    """Return how many characters the excerpts below the linked titles may take."""
    if not rule.free_chars_a_title:
        return 0
    titles = {title for link in named(tag, "a") if (title := linked_title(link))}
    is_list = len(titles) > 1 or tag.name == "article"
    return rule.free_chars_a_title * len(titles) // (1 if is_list else 2)
