"""What says that a line is a link to another article, and what it points at.

``links`` takes such lines away.
"""

import re
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line
from crawler.extract.related.markers import NOUN, Opening, bare, opening_of
from crawler.extract.related.titles import HEADLINE_WORDS, MAX_TITLE, Titles, is_named_beyond
from crawler.extract.text import ends_sentence, ends_with_stop, fold, is_title_case, starts_lower

#: Of a line, what must be linked.
MOSTLY: Final = 0.85
#: What is added up to no less says that a line is such a link.
ENOUGH: Final = 3
_NOUN: Final = re.compile(NOUN, re.IGNORECASE)
#: Who published it, behind a title.
_SOURCE: Final = re.compile(r"\s*[–—|•(\[-]\s*[^!?,;]{2,40}(?<!\.)")
#: Prose after a link, in characters.
_PROSE_AFTER: Final = 12


def evidence(line: Line, opening: Opening, facts: Facts) -> int:
    """Add up what says that ``line`` is a link to another article and not prose."""
    rest, links = opening.rest, line.links
    if len(rest) > MAX_TITLE:
        return 0
    score = 0 if opening.is_strong else -2
    has_separator = bool(opening.separator) or _marker_stands_apart(line, opening)
    score += 2 if has_separator else 0
    score += (opening.is_raised and opening.is_strong) + is_title_case(rest)
    score += 0 if ends_with_stop(rest) else 1
    if links:
        return score + _link_evidence(line, opening, facts)
    if len(rest.split()) >= HEADLINE_WORDS:
        score += 1 if is_title_case(rest) else 2 * _is_line(opening)
    score -= 2 if ends_with_stop(rest) else 0
    score -= 2 if starts_lower(rest) else 0
    return score if has_separator else 0


def _is_line(opening: Opening) -> bool:
    """Whether a title in small letters follows "Baca:", and nothing ends a sentence."""
    return ":" in opening.separator and opening.is_raised and not ends_sentence(opening.rest)


def _link_evidence(line: Line, opening: Opening, facts: Facts) -> int:
    linked = sum(len(text) for text, _ in line.links)
    if linked < len(_bare_title(line, opening)) * MOSTLY and not _is_label_link(line, opening):
        return -4 if len(opening.rest) - linked > _PROSE_AFTER else -1
    if all(facts.is_on_site(href) for _, href in line.links):
        return 3
    return 0 if starts_lower(opening.rest) else 2


def _bare_title(line: Line, opening: Opening) -> str:
    """Return what follows the marker without "artikel lainnya" and whose it is: "– Purna Warta"."""
    rest, links = opening.rest, line.links
    front, found, _ = rest.partition(links[0][0])
    if found and _NOUN.fullmatch(f" {front.strip()}"):
        rest = rest.removeprefix(front)
    _, found, back = rest.rpartition(links[-1][0])
    is_tail = found and _SOURCE.fullmatch(back) is not None and not starts_lower(back)
    return rest.removesuffix(back) if is_tail else rest


def _is_label_link(line: Line, opening: Opening) -> bool:
    """Whether the link is on the marker, and the title stands behind it, which is no sentence."""
    links, rest = line.links, opening.rest
    is_label = len(links) == 1 and fold(links[0][0]).startswith(opening.marker)
    return is_label and not (starts_lower(rest) and ends_with_stop(rest))


def _marker_stands_apart(line: Line, opening: Opening) -> bool:
    """Whether the marker is an element of its own, such as ``<strong>Baca Juga</strong>``."""
    text = ""
    for place, piece in enumerate(line.pieces[:-1]):
        text += piece.text
        if fold(text)[opening.start :] == opening.marker:
            return piece.mark != 0 and piece.mark != line.pieces[place + 1].mark
    return False


def links_of(line: Line, opening: Opening, facts: Facts) -> Titles:
    """Return title and URL of each article that the line points at."""
    links = line.links
    if not links:
        return [(opening.rest, None)]
    if _is_label_link(line, opening):
        return [(opening.rest, facts.absolute(links[0][1]))]
    if len(links) == 1 and is_named_beyond(*links[0], opening.rest):
        return [(opening.rest, facts.absolute(links[0][1]))]
    return titles_of(line, facts)


def titles_of(line: Line, facts: Facts) -> Titles:
    """Return title and URL of each link, the marker out of the title."""
    titles = []
    for text, href in line.links:
        opening = opening_of(text, facts.site.related_markers)
        title = opening.rest if opening else bare(text)
        if title:
            titles.append((title, facts.absolute(href)))
    return titles
