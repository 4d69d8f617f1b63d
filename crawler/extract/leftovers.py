"""Labels that are left of what the rules took away, and go with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from crawler.extract.boxes.cuts import Cut
from crawler.extract.boxes.element_rules import RULES
from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line
from crawler.extract.related.labels import is_few, is_label, may_name_others
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.text import key

#: "Temukan kami juga di:" (characters).
_MAX_LABEL: Final = 60


def labels_of_nothing(
    kept: Sequence[Line | None],
    cuts: Sequence[Cut],
    lines: Sequence[Line],
    rules: Mapping[int, str],
    facts: Facts,
) -> Iterator[tuple[int, str]]:
    """Yield labels of what was taken away by ``rules`` (by line), and the rule.

    What ends a text labels nothing else; within it only the heading of a list of articles, or of
    the page's own parts. A heading of the text has its paragraphs below such a list, and speaks of
    nothing to read. What does is one above such parts, and as the last line: "Bacaan berikutnya".
    """
    upwards = ((i, kept[i]) for i in range(len(kept) - 1, -1, -1))
    last = next((i for i, line in upwards if line is not None and not _is_label(line)), -1)
    for index in sorted(place - 1 for place in rules if place and last >= 0):
        line = kept[index]
        if line is None:
            continue
        place = _below(index, rules)
        below = lines[place]
        cut = cuts[below.cut] if below.cut is not None else None
        if cut is not None and cut.has_label:
            continue
        rule = rules[place]
        may_read = rule == "navigation" or (rule == "related_link" and index == last)
        is_contents = below.kind == "list" and rule == "navigation"
        is_list = is_list_of_articles(cut) if cut else is_contents
        is_reading = may_read and _names_reading(line)
        if not (is_reading or _is_label(line) or (cut and is_list and is_label(line, _MAX_LABEL))):
            continue
        is_last = index > last and (cut is not None or rule != "related_link")
        if is_last or is_reading:
            yield index, rule
        elif is_list and (cut or line.kind == "heading"):
            is_own = cut is not None and _heads_more(line, kept[place + 1 :])
            is_section = key(line.text) in map(key, facts.labels)
            if not is_own or is_section or may_name_others(line.text):
                yield index, rule


def _heads_more(line: Line, below: Iterable[Line | None]) -> bool:
    """Whether something is left ``below`` a label, before what is headed as it is."""
    following = next(filter(None, below), None)
    if following is None or following.kind != "heading":
        return following is not None
    return line.kind == "heading" and (following.level or 0) > (line.level or 0)


def _below(index: int, rules: Mapping[int, str]) -> int:
    """Return the next line that readers see: "list of 3 items" is for those who can't."""
    place = index + 1
    while rules.get(place) == "hidden" and place + 1 in rules:
        place += 1
    return place


def _is_label(line: Line) -> bool:
    if line.kind == "heading":
        return True
    return 0 < len(line.text) <= _MAX_LABEL and line.text.endswith(":")


def _names_reading(line: Line) -> bool:
    """Whether a few words say that something to read stands below: "Dalam artikel ini"."""
    return is_few(line.text) and is_label(line, _MAX_LABEL) and may_name_others(line.text)


def is_list_of_articles(cut: Cut) -> bool:
    """Whether what an element held is titles of other articles, several of them."""
    shown = {text for text, _ in cut.links}
    is_list = len(shown) > 1 and all(text.count(" ") >= TITLE_SPACES for text in shown)
    return RULES[cut.rule].may_show_others and is_list
