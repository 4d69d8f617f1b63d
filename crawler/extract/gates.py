"""Pages that stand before others: where readers log in, register, or prove that they are no robot.

They are told by what they ask for, not by their words: a password in the page's own form, or an
answer to a puzzle. Beside it stand a sentence or two, and nothing of who wrote that and when. So
with what stands for a page that is missing, where no more than a word of the title hints at it.
"""

import re
from itertools import islice, takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.container import Container
from crawler.extract.finding.index import Index
from crawler.extract.finding.names import names_of, node_rule
from crawler.extract.furniture.speech import is_spoken, speaks
from crawler.extract.records import Extraction
from crawler.extract.refusal import is_article_stated, refusal_hinted, title_parts
from crawler.extract.stated.head import Head
from crawler.extract.steps import ancestors, behind
from crawler.extract.text import ends_with_stop, is_prose, words

#: What a page that stands for a missing one speaks of in its sentences.
_OF_PAGES: Final = re.compile(
    r"\b(?:halaman|laman|tautan|artikel|url|beranda|pencarian|silakan|di (?:sini|lokasi ini)"
    r"|pages?|links?|please|nothing|server|browser|404)\b",
    re.IGNORECASE,
)
#: A page with more text (characters) is more than what it asks for.
_MAX_PROSE: Final = 1_500
#: The same where that stands beside the text.
_MAX_WORDS: Final = 600
#: More sentences, or more in them (characters), than say what a page asks for.
_MAX_SENTENCES: Final = 2
_MAX_SAID: Final = 300
#: Where a sentence ends, and a shorter one (characters) tells nothing.
_STOP: Final = re.compile(r"(?<=[.!?…])\s+")
_MIN_SENTENCE: Final = 20
#: Where a site asks on each of its pages, by tag, and by what names suggest.
_AROUND: Final = frozenset(words("header nav footer aside dialog"))
_BESIDE: Final = frozenset(
    words("sidebar site_header site_footer navigation hidden comment_form reader_comments")
)
_OVER_PAGE: Final = re.compile(
    r"modal|pop-?up|canvas|drop-?down|overlay|lightbox|(?:^|[\s_-])(?:header|top|nav|menu)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: What heads such a page, in a few words, and news of them too.
_TITLE: Final = re.compile(
    r"are you (?:a )?(?:human|robot)|access denied|security check|human verification"
    r"|verifikasi (?:keamanan|manusia)|bot verification|captcha",
    re.IGNORECASE,
)
_MAX_TITLE_SPACES: Final = 3
_DEMANDS: Final = re.compile(r"\W*(?:please|complete|solve|selesaikan|isi|mohon)\b", re.IGNORECASE)
#: Who asks whether a reader is a robot, as elements and addresses name it; others challenge too.
_PUZZLE: Final = re.compile(
    r"captcha|turnstile|challenge-(?:form|running|stage)|/cdn-cgi/challenge"
    r"|//challenges\.cloudflare\.|cf-chl|ddos-guard|incapsula|datadome|perimeterx|awswaf",
    re.IGNORECASE,
)
_ASKING: Final = (
    'form, iframe, [class*="captcha"], [id*="captcha"], [class*="turnstile"], [id*="turnstile"]'
)
#: What a page holds that passes its readers on by itself; what is watched from ordinary pages too.
_PASSING: Final = (
    'script[src*="/cdn-cgi/challenge"]:not([src*="/scripts/jsd/"]), script[src*="awswaf"]'
)
_REFRESH: Final = 'meta[http-equiv="refresh" i]'
#: A page that loads itself anew waits longer than that (seconds).
_MAX_WAIT: Final = 30
_SECONDS: Final = re.compile(r"\s*(\d{1,5})")
#: A page of a site leads to more of it than that.
_FEW_LINKS: Final = 3
_MAX_LOOKED_AT: Final = 20
_MAX_ANCESTORS: Final = 60


def gate(found: Extraction, head: Head, index: Index, place: Container | None) -> str | None:
    """Return what kind of gate the page is of which ``found`` was read, or None.

    Its sentences are looked at last: few pages come to that.
    """
    if head.article or "single-post" in head.body_classes:
        return None
    if (reason := refusal_hinted(head)) and not (is_article_stated(head) or _tells_news(found)):
        return reason
    kind = _kind(found, head, index, place)
    return None if kind is None or len(told_in(found)) > _MAX_SENTENCES else kind


def _kind(found: Extraction, head: Head, index: Index, place: Container | None) -> str | None:
    """Return what kind of gate the page is, should it tell no news."""
    is_stated, is_placed = is_article_stated(head), place is not None and place.how != "density"
    if not (is_stated or is_placed or _is_signed(found)) and _is_titled(head):
        return "challenge_page"
    leads_on = bool(index.tagged("h1")) and len(index.tagged("a")) > _FEW_LINKS
    if (field := _password(index)) is not None:
        is_brief = leads_on and len(told_in(found)) >= _MAX_SENTENCES
        is_login = not is_brief and _is_login(field, found, place, is_stated=is_stated)
        return "login_page" if is_login else None
    is_signed = found.published_at is not None or bool(found.authors)
    if is_stated or is_placed or is_signed or _tells_more(found) or not _wants_proof(index):
        return None
    return None if leads_on and told_in(found) else "challenge_page"


def _is_titled(head: Head) -> bool:
    """Whether a page's title says no more than what such a page asks for."""
    parts = filter(_TITLE.search, title_parts(head))
    return any(part.count(" ") <= _MAX_TITLE_SPACES or _DEMANDS.match(part) for part in parts)


def _is_login(
    field: LexborNode, found: Extraction, place: Container | None, *, is_stated: bool
) -> bool:
    """Whether a page with a ``field`` for a password is there for that, and tells little beside."""
    if _tells_more(found) or not _is_its_own(field, found, place, is_stated=is_stated):
        return False
    return not (_is_named(place) and told_in(found)) or any(map(speaks, found.body_parts))


def told_in(found: Extraction) -> list[str]:
    """Return the sentences of the text that speak to no reader: what a page asks for does."""
    prose = (said for part in found.body_parts if is_prose(part) for said in _STOP.split(part))
    return [
        said
        for said in prose
        if len(said) >= _MIN_SENTENCE and ends_with_stop(said) and not speaks(said)
    ]


def _tells_news(found: Extraction) -> bool:
    """Whether a page is signed, or speaks of more than pages and where to find others."""
    told = told_in(found)
    is_news = any(is_spoken(said) or not _OF_PAGES.search(said) for said in told)
    return _is_signed(found) or is_news or len(told) > _MAX_SENTENCES


def _is_named(place: Container | None) -> bool:
    return place is not None and place.how == "class"


def _is_signed(found: Extraction) -> bool:
    """Whether the page tells who wrote it or when, not its address alone."""
    is_dated = found.published_at is not None and found.sources.get("published_at") != "url"
    return is_dated or bool(found.authors)


def _tells_more(found: Extraction) -> bool:
    """Whether a page has more text than says what it asks for, most of all in sentences."""
    said = [len(part) for part in found.body_parts if is_prose(part)]
    return len(said) > _MAX_SENTENCES or sum(said) > _MAX_SAID or len(found.body) > _MAX_PROSE


def _is_its_own(
    field: LexborNode, found: Extraction, place: Container | None, *, is_stated: bool
) -> bool:
    """Whether a page is there for its ``field``: that stands in its text, or below next to none.

    An article that is dated may ask in its text whoever is to read on.
    """
    is_dated, is_signed = found.published_at is not None, bool(found.authors)
    if place is None or _is_within(field, place.node):
        return not (is_dated and (is_stated or is_signed or _is_named(place)))
    is_told = is_stated or is_dated or is_signed or len(found.body) > _MAX_WORDS
    return not is_told and _follows(field, place.node)


def _password(index: Index) -> LexborNode | None:
    """Return the field for a password that is the page's own, and of nothing around it."""
    fields = (node for node in index.tagged("input") if _is_secret(node))
    return next((node for node in islice(fields, _MAX_LOOKED_AT) if _is_own(node, index)), None)


def _is_secret(node: LexborNode) -> bool:
    return (node.attributes.get("type") or "").lower() == "password"


def _is_own(node: LexborNode, index: Index) -> bool:
    """Whether nothing around ``node`` is around or over the page; what holds its title is not."""
    around = list(islice(ancestors(node), _MAX_ANCESTORS))
    inner = takewhile(lambda here: here.mem_id not in index.around_title, around)
    return not any(here.tag in _AROUND for here in around) and not any(map(_is_beside, inner))


def _is_beside(node: LexborNode) -> bool:
    attributes = node.attributes
    is_hidden = "hidden" in attributes or node_rule(node) in _BESIDE
    return is_hidden or _OVER_PAGE.search(names_of(attributes)) is not None


def _is_within(node: LexborNode, holder: LexborNode) -> bool:
    return any(here.mem_id == holder.mem_id for here in ancestors(node))


def _follows(node: LexborNode, other: LexborNode) -> bool:
    """Whether ``node`` stands below ``other``: boxes to log in on all pages stand above a text."""
    around = {here.mem_id for here in (node, *ancestors(node))}
    branch = other
    while branch.parent is not None and branch.parent.mem_id not in around:
        branch = branch.parent
    return any(here.mem_id in around for here in behind(branch))


def _wants_proof(index: Index) -> bool:
    """Whether a page names a puzzle, or leads nowhere and passes its readers on."""
    asking = islice(index.tree.css(_ASKING), _MAX_LOOKED_AT)
    if any(_names_puzzle(node) and _is_own(node, index) for node in asking):
        return True
    return len(index.tagged("a")) <= _FEW_LINKS and _passes_on(index)


def _passes_on(index: Index) -> bool:
    """Whether a page goes on to another by itself, and soon."""
    refresh = index.tree.css_first(_REFRESH)
    wait = _SECONDS.match((refresh.attributes.get("content") or "") if refresh else "")
    is_soon = wait is not None and int(wait[1]) <= _MAX_WAIT
    return is_soon or index.tree.css_first(_PASSING) is not None


def _names_puzzle(node: LexborNode) -> bool:
    attributes = node.attributes
    told = (names_of(attributes), attributes.get("src") or "", attributes.get("action") or "")
    return any(map(_PUZZLE.search, told))
