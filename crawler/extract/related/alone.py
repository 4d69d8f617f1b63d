"""Links to other articles that no marker announces: a headline of this site is all of a line.

Or ends a heading or paragraph of a few words: "Kabar lain: Judul Berita Lain di Situs Ini".
"""

import re
from collections.abc import Sequence
from typing import Final

from crawler.extract.bylines import AGO
from crawler.extract.facts import Facts
from crawler.extract.furniture.above import FACT
from crawler.extract.furniture.addresses import TAG_PAGE, TERM_PAGE
from crawler.extract.reading.lines import Line, beside
from crawler.extract.related.labels import is_few
from crawler.extract.related.titles import HEADLINE_WORDS, Titles, is_ours, is_title, names_article
from crawler.extract.text import is_title_case, key

#: What stands before a headline, a few words and a sign that points at it; no date, no quotation.
_LABEL: Final = re.compile(
    r"\W{0,3}(?P<label>[^\W\d][^\d.,;:?!\"“”()]{2,40})(?:\s*[:»>→►▶➡👉]+\ufe0f?\s*)"
)
_MAX_LABEL_SPACES: Final = 6


def alone(line: Line, facts: Facts, *, is_listed: bool) -> Titles:
    """Return what a line without a marker points at when a headline or an address is all of it.

    "👉 Judul Berita Lain di Situs Ini"; an address that WordPress was to turn into a card.
    """
    links = line.links
    if not links:
        is_ours = is_address(line.text) and facts.is_on_site(line.text)
        return [(line.text, line.text)] if is_ours else []
    if not is_whole(line, line.text):
        return []
    for text, href in links:
        if not _is_headline(text, href, facts, is_listed=is_listed) or not facts.is_on_site(href):
            return []
    return [(text, facts.absolute(href)) for text, href in links]


def _is_headline(shown: str, href: str, facts: Facts, *, is_listed: bool) -> bool:
    """Whether what is linked is a title; one of four words, where its address is made of it."""
    if not is_title(shown):
        return False
    if len(shown.split()) < HEADLINE_WORDS:
        is_article = not TERM_PAGE.search(href) and not TAG_PAGE.search(href)
        return is_article and is_title_case(shown) and names_article(shown, href, facts)
    return is_listed or is_title_case(shown) or names_article(shown, href, facts)


def labelled(lines: Sequence[Line], index: int, facts: Facts) -> tuple[str, Titles]:
    """Return the label of a line that headlines of this site end, and those; else nothing.

    One fact beside others is none: "Judul: …", "Penulis: …".
    """
    line = lines[index]
    if not line.links or line.kind not in ("paragraph", "heading"):
        return "", []
    front, shown = line.text.partition(line.links[0][0])[0], line.links
    if not line.text.endswith(shown[-1][0]) or not is_whole(line, line.text.removeprefix(front)):
        return "", []
    found = _LABEL.fullmatch(front)
    label = found["label"].strip() if found else _set_apart(line, front)
    is_label = bool(label) and label.count(" ") <= _MAX_LABEL_SPACES
    if not is_label or not all(is_ours(text, href, facts) for text, href in shown):
        return "", []
    if any(other.kind == line.kind and _is_fact(other, facts) for other in beside(lines, index)):
        return "", []
    return label, [(text, facts.absolute(href)) for text, href in shown]


def _set_apart(line: Line, front: str) -> str:
    """Return the few words before links that stand in an element of their own, if all do."""
    others = [piece for piece in line.pieces if piece.href is None and piece.text.strip()]
    text = front.strip()
    is_apart = line.pieces[-1].href is not None and all(piece.mark for piece in others)
    return text if is_apart and is_few(text) else ""


def _is_fact(line: Line, facts: Facts) -> bool:
    """Whether a line tells one thing of what an article is about, and points at no other."""
    points = len(line.links) == 1 and is_ours(*line.links[0], facts)
    return not points and FACT.fullmatch(line.text) is not None


def quoted(lines: Sequence[Line], index: int, facts: Facts) -> Titles:
    """Return the headline of this site that is all of a quotation, or of a list of one item."""
    line = lines[index]
    if len(line.links) != 1 or line.kind not in ("quote", "list") or not is_whole(line, line.text):
        return []
    shown, href = line.links[0]
    is_only = not any(other.kind == line.kind for other in beside(lines, index))
    return [(shown, facts.absolute(href))] if is_only and is_ours(shown, href, facts) else []


def is_whole(line: Line, text: str) -> bool:
    """Whether links are all of a line's ``text``, but for how long ago they were published."""
    shown = line.links[-1][0]
    front, _, behind = text.rpartition(shown)
    told = text if not AGO.fullmatch(behind) else front + shown
    return key("".join(text for text, _ in line.links)) == key(told)


def is_address(text: str) -> bool:
    """Whether all of ``text`` is an address of the web."""
    return text.startswith(("https://", "http://")) and " " not in text
