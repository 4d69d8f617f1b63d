"""Whether what was found on a page is an article, and whether that can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.finding.container import Container
from crawler.extract.reading.lines import Line
from crawler.extract.records import Block, Verdict
from crawler.extract.refusal import is_article_stated
from crawler.extract.related.markers import opening_of
from crawler.extract.stated.body import stated_words
from crawler.extract.stated.head import Head
from crawler.extract.text import ends_sentence

#: Shorter than this, and without a picture, it is doubtful that the body was found (characters).
_SHORT_BODY: Final = 120
#: The same where the page says that it is an article, and its body stands where bodies stand.
_SHORT_SURE_BODY: Final = 20
_SURE_SHARE: Final = 0.9
_MAX_LINKED: Final = 0.5
#: The same where nothing says that the page is an article: not it, nor a name of its body.
_MAX_LINKED_UNTOLD: Final = 0.4
_MIN_SHARE: Final = 0.4
#: So many headings that are links make a list of articles.
_MIN_TITLES: Final = 3
#: Of the words of JSON-LD's ``articleBody``, what the body must hold.
_MIN_AGREEMENT: Final = 0.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What the verdict is given by: the extraction, before it is one."""

    blocks: tuple[Block, ...]
    body: str
    lines: Sequence[Line]
    head: Head
    container: Container | None


def judge(
    found: Findings, facts: Facts, holes: Mapping[str, bool]
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and its reasons, of which ``holes`` are those that are known already."""
    linked = _linked_share(found.lines)
    if not is_article_stated(found.head) and facts.has_links:
        if not found.body:
            return "not_article", ("body_empty",)
        is_told = found.container is not None and found.container.how != "density"
        most = _MAX_LINKED if is_told else _MAX_LINKED_UNTOLD
        if linked > most or _is_list(found.lines, facts):
            return "not_article", ("listing",)
    reasons = (
        *_doubts(found, facts, linked),
        *(reason for reason, is_so in holes.items() if is_so),
    )
    return ("suspect" if reasons else "good"), reasons


def _doubts(found: Findings, facts: Facts, linked: float) -> list[str]:
    has_media = any(block.kind in ("image", "embed") for block in found.blocks)
    tests = {
        "title_missing": not facts.title,
        "body_empty": not found.body and not has_media,
        "body_short": 0 < len(found.body) < _shortest(found) and not has_media,
        "marker_left": any(_opens_with_marker(line, facts) for line in found.lines),
        "link_density": linked > _MAX_LINKED,
        "low_share": _is_doubtful(found.container),
        "differs_from_json_ld": _agreement(found) < _MIN_AGREEMENT,
    }
    return [reason for reason, is_so in tests.items() if is_so]


def _is_doubtful(place: Container | None) -> bool:
    """Whether too little of the page's text stands in a body that no name tells."""
    return place is not None and place.how == "density" and place.share < _MIN_SHARE


def _shortest(found: Findings) -> int:
    """Return how long a body must be to be believed, in characters."""
    place = found.container
    is_sure = place is not None and place.how != "density" and place.share >= _SURE_SHARE
    return _SHORT_SURE_BODY if is_sure and is_article_stated(found.head) else _SHORT_BODY


def _opens_with_marker(line: Line, facts: Facts) -> bool:
    """Whether ``line`` may be a link to another article that the rules left; no step of a list."""
    if ends_sentence(line.text) or (line.kind == "list" and not line.links):
        return False
    opening = opening_of(line.text, facts.site.related_markers)
    return opening is not None and opening.is_strong and bool(opening.separator)


def _is_list(lines: Sequence[Line], facts: Facts) -> bool:
    """Whether headings are links to other pages of the site, as titles above their excerpts are.

    One that is none may be the list's own.
    """
    headings = [line for line in lines if line.kind == "heading"]
    others = {
        url
        for line in headings
        for _, url in (line.links[:1] if line.free <= 0 else ())
        if facts.is_on_site(url) and not facts.is_here(url)
    }
    return len(others) >= max(_MIN_TITLES, len(headings) - 1)


def _linked_share(lines: Sequence[Line]) -> float:
    total = sum(len(line.text) for line in lines)
    linked = sum(len(text) for line in lines for text, _ in line.links)
    return linked / total if total else 0.0


def _agreement(found: Findings) -> float:
    """Return the share of the words of JSON-LD's body that ours holds; 1 where it has none."""
    words = stated_words(found.head)
    if len(words) < 20:  # noqa: PLR2004 - a teaser, not a body
        return 1.0
    return len(words & set(found.body.lower().split())) / len(words)
