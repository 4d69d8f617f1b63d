"""Links to other articles in the middle of a paragraph: the span goes, the sentences stay."""

import re
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line, Piece, linked
from crawler.extract.related.markers import bare, inner_pattern
from crawler.extract.related.sifted import Sifted
from crawler.extract.related.titles import HEADLINE_WORDS, Titles
from crawler.extract.text import ends_sentence, fold, is_title_case, starts_lower

_CLOSER: Final = re.compile(r"\s*[\])}]")
#: The full stop of a link that is a sentence for itself.
_STOP: Final = re.compile(r"\s*\.(?=\s|$)")
#: What is longer (characters, as the page has them) is more than a title.
_TITLE_MAX: Final = 400
_BRACKETED: Final = re.compile(r"([^\[\](){}]{8,200})[\])}]")
#: A sign that stood behind what was taken out.
_LOOSE_MARK: Final = re.compile(r" +([,;])(?=\s)")
_JOINT: Final = re.compile(r"\s*(?:[,;|&/•]|dan)?\s*")


def take_inner(line: Line, index: int, facts: Facts, found: Sifted) -> None:
    """Take the spans out of the ``line`` at ``index`` that point at other articles."""
    raw = "".join([piece.text for piece in line.pieces])
    spans: list[tuple[int, int]] = []
    for match in inner_pattern(facts.site.related_markers).finditer(raw):
        span = _span(line, raw, match, facts)
        if span is None or (spans and match.start("marker") < spans[-1][1]):
            continue
        start, end, titles = span
        spans.append((start, end))
        found.note(index, fold(raw[start:end]), match["marker"], titles)
    if spans:
        found.lines[index] = without_spans(line, raw, spans)


def _span(
    line: Line, raw: str, match: re.Match[str], facts: Facts
) -> tuple[int, int, Titles] | None:
    """Return where the span begins and ends, and what it points at; None when it is prose."""
    bracket = match["before"].strip() in tuple("[({") and bool(match["before"].strip())
    start = match.start("before") if bracket else match.start("signs")
    end, titles = _linked(line, raw, match, facts)
    if not match["separator"]:
        is_end = bracket or not raw[end:].strip(" .")
        titles = titles if _is_label(match["marker"], titles, facts, is_end=is_end) else []
    elif not titles:
        end, titles = _unlinked(raw, match, is_bracketed=bracket)
    if not titles:
        return None
    if closer := (_CLOSER if bracket else _STOP).match(raw, end):
        end = closer.end()
    after = raw[end:].lstrip()
    if after and (starts_lower(after) or after[0] in ",;") and not _is_aside(bracket, titles):
        return None
    return start, end, titles


def _is_aside(bracket: bool, titles: Titles) -> bool:  # noqa: FBT001 (of a span)
    """Whether a span in brackets interrupts a sentence; "(baca: preman)" explains a word."""
    return bracket and all(url and len(title.split()) > 2 for title, url in titles)  # noqa: PLR2004


def _is_label(marker: str, titles: Titles, facts: Facts, *, is_end: bool) -> bool:
    """Whether a marker without a separator is a label: capitalised, and a headline behind it.

    What is linked is a headline when it is written as one, or when it is a page of the site and
    nothing follows. "Baca juga" is capitalised enough where a headline of the site ends the text.
    """
    words = marker.split()
    if len(words) < 2 or marker[0].islower():  # noqa: PLR2004
        return False
    if any(word[0].islower() for word in words):
        return is_end and all(
            len(title.split()) >= HEADLINE_WORDS
            and not (starts_lower(title) or ends_sentence(title))
            and facts.is_on_site(url or "")
            for title, url in titles
        )
    return all(
        is_title_case(title) or (is_end and not starts_lower(title) and facts.is_on_site(url or ""))
        for title, url in titles
    )


def _linked(line: Line, raw: str, match: re.Match[str], facts: Facts) -> tuple[int, Titles]:
    """Return the end of the links that follow the marker at once, and what they point at."""
    titles: Titles = []
    end, place = match.end(), 0
    for piece in line.pieces:
        start, place = place, place + len(piece.text)
        if place <= match.end() or piece.href is None:
            continue
        if start > end and not _JOINT.fullmatch(raw, end, start):
            break
        title = bare(fold(raw[max(start, match.end()) : place]))
        if title:
            titles.append((title, facts.absolute(piece.href)))
        end = place
    return end, titles


def _unlinked(raw: str, match: re.Match[str], *, is_bracketed: bool) -> tuple[int, Titles]:
    """Return the end of a title without a link: in brackets, or the last of the paragraph."""
    if " " not in match["marker"].strip():
        return match.end(), []
    if is_bracketed:
        inside = _BRACKETED.match(raw, match.end())
        rest, end = (fold(inside[1]), inside.end(1)) if inside else ("", match.end())
    elif len(raw) - match.end() > _TITLE_MAX:
        return match.end(), []
    else:
        rest, end = fold(raw[match.end() :]), len(raw)
    if not rest or not is_title_case(rest) or (ends_sentence(rest) and not is_bracketed):
        return match.end(), []
    return end, [(bare(rest), None)]


def without_spans(line: Line, raw: str, spans: list[tuple[int, int]]) -> Line | None:
    """Return ``line`` without ``spans`` of its raw text, or None when nothing is left."""
    pieces: list[Piece] = []
    place = 0
    for piece in line.pieces:
        start, place = place, place + len(piece.text)
        kept = _outside(raw, start, place, spans)
        if kept:
            pieces.append(Piece(kept, piece.href, piece.mark))
    text = _LOOSE_MARK.sub(r"\1", fold("".join([piece.text for piece in pieces])))
    if not text:
        return None
    return line._replace(text=text, pieces=tuple(pieces), links=linked(pieces))


def _outside(raw: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """Return ``raw[start:end]`` without what lies in ``spans``, a space in its place."""
    kept = ""
    for left, right in spans:
        if right <= start or left >= end:
            continue
        kept += raw[start : max(start, left)] + " "
        start = min(end, right)
    return kept + raw[start:end]
