"""Applies the rules to lines, in their order, and keeps account of what they took."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crawler.extract.boxes.cuts import Cut
from crawler.extract.boxes.element_rules import RULES as ELEMENT_RULES
from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.table import RULES
from crawler.extract.leftovers import is_list_of_articles, labels_of_nothing
from crawler.extract.reading.lines import Line
from crawler.extract.records import Related, Removed
from crawler.extract.related.links import take_related
from crawler.extract.related.markers import opening_of
from crawler.extract.related.sifted import Link, Sifted
from crawler.extract.related.titles import TITLE_SPACES
from crawler.extract.shortcodes import take_shortcodes
from crawler.extract.text import ends_sentence

#: What an editor writes, where a program writes "Artikel Terkait".
_POINTING: Final = re.compile(
    r"juga|also|pula|lainnya|selengkapnya|^baca$|^lihat$|^simak$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaned:
    """What the rules made of the lines.

    Attributes:
        lines: as they were, None where one was taken away.
        related: links to other articles, in order.
        removed: what was taken away, in order.

    """

    lines: tuple[Line | None, ...]
    related: tuple[Related, ...]
    removed: tuple[Removed, ...]


def clean(lines: Sequence[Line], cuts: Sequence[Cut], facts: Facts) -> Cleaned:
    """Apply all rules to ``lines``; ``cuts`` are the elements whose marks stand among them."""
    off = facts.site.rules_off
    found = Sifted(lines=list(lines)) if "related_link" in off else take_related(lines, facts)
    taken = [(index, "related_link", text) for index, text in found.texts]
    links = list(found.links)
    kept = list(found.lines)
    for index, line in enumerate(lines):
        if line.cut is not None:
            cut = cuts[line.cut]
            kept[index] = None
            is_related = cut.rule == "related_link" or _is_box_of_links(cut, facts)
            taken.append((index, "related_link" if is_related else cut.rule, cut.text))
            if is_related and not cut.is_label:
                heading = _heading_above(lines, index, cuts) if is_list_of_articles(cut) else ""
                links += _links(index, cut, cut.label or heading, facts)
    if "other" not in off:
        taken += ((index, "other", text) for index, text in take_shortcodes(kept))
    taken += _but_entries(list(_by_words(kept, facts)), kept, lines)
    rules = {index: name for index, name, _ in taken}
    for index, name in list(labels_of_nothing(kept, cuts, lines, rules, facts)):
        if name not in off:
            kept[index] = None
            taken.append((index, name, lines[index].text))
    return Cleaned(lines=tuple(kept), related=_related(links), removed=_removed(taken))


def _by_words(kept: list[Line | None], facts: Facts) -> Iterator[tuple[int, str, str]]:
    """Take what the rules on lines find out of ``kept``; yield what that was."""
    rest = Left(kept, facts)
    for rule in (rule for rule in RULES if rule.name not in facts.site.rules_off):
        hits = list(rule.find(rest, facts))
        for count, hit in enumerate(hits):
            index, line = rest.places[hit], rest[hit]
            kept[index] = None
            if rule.name != "reader_comments" or not count:  # a heading that counts them, no words
                yield index, rule.name, line.text or _told_of(line)
        if hits:
            rest.drop(hits)


def _but_entries(
    taken: list[tuple[int, str, str]], kept: list[Line | None], lines: Sequence[Line]
) -> Iterator[tuple[int, str, str]]:
    """Yield what was ``taken`` but for entries of lists that tell more, which are put back.

    And rows of tables. A step may say "Bagikan", a rule "Dilarang mengutip tanpa izin"; a list of
    tools says no more.
    """
    groups = {lines[i].group for i, _, _ in taken if _is_bare_entry(lines[i])}
    told = {line.group for line in kept if line and line.group in groups and _tells(line)}
    for index, rule, text in taken:
        if lines[index].group in told and _is_bare_entry(lines[index]):
            kept[index] = lines[index]
        else:
            yield index, rule, text


def _is_bare_entry(line: Line) -> bool:
    return (line.kind == "list" or len(line.cells) > 1) and not line.links


def _tells(line: Line) -> bool:
    """Whether an entry says more than a label does, or a tool, as each row of several cells."""
    is_more = line.text.count(" ") >= TITLE_SPACES or len(line.cells) > 1
    is_tool = len(line.cells) <= 1 and asks(line.text) and not ends_sentence(line.text)
    return is_more and not is_tool and _is_bare_entry(line)


def _told_of(line: Line) -> str:
    """Return what is said of a picture, which may stand here alone."""
    return line.media.caption or line.media.alt if line.media else ""


def _is_box_of_links(cut: Cut, facts: Facts) -> bool:
    """Whether an element that went for another reason says that it points at articles."""
    if not (cut.links and ELEMENT_RULES[cut.rule].is_vague):
        return False
    opening = opening_of(cut.text, facts.site.related_markers)
    return bool(opening and opening.is_strong and _POINTING.search(opening.marker))


def _heading_above(lines: Sequence[Line], index: int, cuts: Sequence[Cut]) -> str:
    above = lines[index - 1] if index else None
    if above and above.cut is not None and cuts[above.cut].is_label:
        return cuts[above.cut].text
    return above.text if above and above.kind == "heading" else ""


def _links(index: int, cut: Cut, label: str, facts: Facts) -> list[Link]:
    """Return what a box of links points at; its heading, ``label``, is the marker.

    A box that is named as one, and headed "Berita Terkait" or the like, was filled by a theme, with
    other titles at every visit: it goes, and says nothing of the article.
    """
    opening = opening_of(label, facts.site.related_markers)
    if label and not (cut.is_headed or (opening and _POINTING.search(opening.marker))):
        return []
    marker = opening.marker if opening else label.rstrip(" :")
    links = []
    for text, href in cut.links:
        inner = opening_of(text, facts.site.related_markers)
        is_label = inner and (inner.separator or inner.is_strong or not inner.rest)
        title = inner.rest if inner and is_label else text
        if title:
            words = inner.marker if inner and title != text else marker
            links.append(Link(index=index, title=title, url=facts.absolute(href), marker=words))
    if not cut.links and opening and opening.rest:
        links.append(Link(index=index, title=opening.rest, url=None, marker=opening.marker))
    return links


def _related(links: list[Link]) -> tuple[Related, ...]:
    ordered = sorted(links, key=lambda link: link.index)
    return tuple(
        Related(title=link.title, url=link.url, marker=link.marker, position=position)
        for position, link in enumerate(ordered, start=1)
    )


def _removed(taken: list[tuple[int, str, str]]) -> tuple[Removed, ...]:
    ordered = sorted(taken, key=lambda item: item[0])
    return tuple(
        Removed(rule=rule, text=text, position=position)
        for position, (_, rule, text) in enumerate(ordered, start=1)
    )
