"""Whether what an element holds fits the rule that its name suggests."""

import re
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.controls import speaks
from crawler.extract.boxes.element_rules import RULES, WIDGET, ElementRule
from crawler.extract.boxes.linked import HEADINGS, Links, linked_title, named
from crawler.extract.boxes.summaries import is_machines
from crawler.extract.facts import Facts
from crawler.extract.finding.names import names_of, rule_of
from crawler.extract.furniture.appeals import asks, is_appeal
from crawler.extract.reading.media import classes_of, is_figure
from crawler.extract.text import ends_sentence, ends_with_stop, is_prose

#: Of the container's text, what holds more is no box beside it, were it all links.
_MOST: Final = 0.9
#: What is made of links: a box without one must say something else.
_OF_LINKS: Final = (RULES["related_link"], RULES["share_buttons"], RULES["tags"])
#: What may say more of who wrote it, or of what it stands above.
_BYLINE: Final = re.compile(r"(?:^|\s)byline-", re.IGNORECASE)
#: Where readers may be asked for something behind what is told them.
_CLAUSE: Final = re.compile(r"(?<=[,.!?:]) ")


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


def _says_more(tag: Tag, text: str, links: Links, rule: ElementRule) -> bool:
    """Whether a box for links is a heading or a sentence; one for tags may hold a few links.

    Or a sentence stands where who wrote it does, and no time: "3:04 p.m."
    """
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
