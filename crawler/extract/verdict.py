"""Whether a page is an article, and whether its extraction can be trusted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from crawler.extract.facts import Facts
from crawler.extract.finding.container import Container
from crawler.extract.finding.index import LOCKED_FORM, Index
from crawler.extract.reading.lines import Line
from crawler.extract.records import Block, Verdict
from crawler.extract.related.markers import opening_of
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
#: Of the words of JSON-LD's ``articleBody``, what the body must hold.
_MIN_AGREEMENT: Final = 0.6
#: Classes that WordPress gives ``<body>``, where they say that this is no article.
_BODY_CLASSES: Final = {
    "error404": "not_found",
    "search": "search_page",
    "search-results": "search_page",
    "search-no-results": "search_page",
    "attachment": "attachment_page",
    "author": "author_page",
    "tag": "tag_page",
    "category": "section_page",
    "date": "date_page",
    "archive": "archive_page",
    "blog": "home_page",
    "home": "home_page",
    "login": "login_page",
    "page": "static_page",
}
#: Those that are said of nothing else, whatever else the page says.
_SURE_CLASSES: Final = frozenset({"error404", "attachment", "search-results", "archive", "login"})
_PATHS: Final = (
    (re.compile(r"^/?$"), "home_page"),
    (re.compile(r"^/tag/"), "tag_page"),
    (re.compile(r"^/author/"), "author_page"),
    (re.compile(r"^/(?:category|kategori)/"), "section_page"),
    (re.compile(r"^(?:/[^/]+){0,3}/page/\d+/?$"), "archive_page"),
    (re.compile(r"^/(?:19|20)\d\d(?:/\d\d){0,2}/?$"), "date_page"),
    (re.compile(r"^/wp-login\.php|^/wp-admin"), "login_page"),
    (
        re.compile(
            r"/(?:log-?in|sign-?(?:in|up)|masuk|daftar|regist(?:er|rasi|ration)|lupa-(?:kata-)?sandi"
            r"|(?:forgot|reset)-password)/?$"
        ),
        "login_page",
    ),
)
#: What is all of a title, or of a part of it beside the site's name: news begins alike, "Just a
#: Moment, Lagu Baru Sari", and ends so, "Dua Nelayan Tidak Ditemukan".
_PART: Final = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
_CHALLENGE: Final = re.compile(
    r"\W*(?:(?:just a moment|attention required(?:\W+cloudflare)?|ddos[- ]guard|please wait"
    r"|one moment, please(?:,? while we \w+)?)\W*$"
    r"|checking your browser|verif(?:y|ying) (?:that )?you are"
    r"|.{0,20}enable javascript and cookies)",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"\W*(?:(?:maaf|sorry|ups|w?h?oops|yah|wah|w?aduh|error|kesalahan|http|server|halaman|page)\b\W*)"
    r"{0,3}(?:404(?=\W*$|\W+(?:not|error|page|halaman|laman|file|oops|this|kesalahan|tidak)\b)"
    r"|(?:(?:the|this) )?(?:(?:page|article|post|content|file(?: or directory)?|url|requested \w+)"
    r"(?: you(?:['’]re| are)? \w+(?: for)?)? )?(?:(?:was|is|could|can) ?)?not (?:be )?found\b"
    r"|nothing found\b|(?:halaman|laman)(?: \w+){0,5} tidak (?:dapat |bisa )?ditemukan\W*$"
    r"|(?:(?:artikel|berita|konten|tautan|tulisan|dokumen|data|alamat|hasil|posting(?:an)?)"
    r"(?: yang (?:(?:anda|kamu)(?: \w+){1,2}|di(?:minta|cari|tuju)))? )?"
    r"tidak (?:dapat |bisa )?ditemukan\W*$"
    r"|oops\W*(?:$|(?:that|the|this) page\b|something\b))",
    re.IGNORECASE,
)
#: The same words anywhere in a title: such a page is none if it tells nothing else.
_MAYBE: Final = {
    "challenge_page": re.compile(
        r"just a moment|attention required|ddos[- ]guard|one moment, please|please wait",
        re.IGNORECASE,
    ),
    "not_found": re.compile(
        r"\b404\b|not (?:be )?found\b|n['’]?t find\b|tidak (?:dapat |bisa )?ditemukan|\bw?h?oops\b",
        re.IGNORECASE,
    ),
}
#: Of a title, as much as such words stand in (characters).
_MAX_TITLE: Final = 80
_UNLOCKS: Final = "wp-login.php?action=postpass"
_LISTS: Final = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What the verdict is given by: the extraction, before it is one."""

    title: str | None
    blocks: tuple[Block, ...]
    body: str
    lines: Sequence[Line]
    head: Head
    container: Container | None


def is_article_stated(head: Head) -> bool:
    """Whether the page says that it is an article."""
    stated = {"single", "single-post"} & head.body_classes
    typed = head.meta("og:type").lower() == "article"
    return bool(stated or typed or head.article)


def title_parts(head: Head) -> list[str]:
    """Return the parts of a page's title, the name of its site one of them."""
    return _PART.split(head.title[:_MAX_TITLE])


def refusal_hinted(head: Head) -> str | None:
    """Return why a page may be no article, as words of its title hint that news may hold too."""
    title = head.title[:_MAX_TITLE]
    return next((reason for reason, hint in _MAYBE.items() if hint.search(title)), None)


def refusal(head: Head, index: Index, url: str) -> str | None:
    """Return why the page is no article, told before its text is looked at; None when it may be."""
    is_stated = is_article_stated(head)
    if not is_stated and any(map(_CHALLENGE.match, title_parts(head))):
        return "challenge_page"
    if reason := _by_classes(head):
        return reason
    form = index.first((LOCKED_FORM,))
    if form is not None and _UNLOCKS in (form.attributes.get("action") or ""):
        return "password_page"
    if is_stated and not _is_root(url):
        return None
    return _by_address(url) or _by_statement(head)


def _by_classes(head: Head) -> str | None:
    """Return what WordPress says the page is, where that is no post.

    Other systems use the same words: a node of JSON-LD that says "article" outweighs them.
    """
    classes = head.body_classes
    is_wordpress_page = any(name.startswith("page-id-") for name in classes)
    for name, reason in _BODY_CLASSES.items():
        if name not in classes or _is_single(head):
            continue
        is_sure = is_wordpress_page if name == "page" else name in _SURE_CLASSES
        if is_sure or not is_article_stated(head):
            return reason
    return None


def _is_single(head: Head) -> bool:
    return bool({"single", "single-post"} & head.body_classes) and (
        "attachment" not in head.body_classes
    )


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def _by_address(url: str) -> str | None:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if "s" in query:
        return "search_page"
    if query and not parts.path.strip("/"):
        return None
    return next((reason for pattern, reason in _PATHS if pattern.search(parts.path)), None)


def _by_statement(head: Head) -> str | None:
    if head.nodes_of(_LISTS):
        return "archive_page"
    if any(map(_NOT_FOUND.match, title_parts(head))) and not is_article_stated(head):
        return "not_found"
    return None


def judge(
    found: Findings, facts: Facts, holes: Mapping[str, bool]
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and its reasons, of which ``holes`` are those that are known already."""
    linked = _linked_share(found.lines)
    if not is_article_stated(found.head) and facts.has_links:
        if not found.body:
            return "not_article", ("body_empty",)
        is_told = found.container is not None and found.container.how != "density"
        if linked > (_MAX_LINKED if is_told else _MAX_LINKED_UNTOLD):
            return "not_article", ("listing",)
    reasons = (
        *_doubts(found, facts, linked),
        *(reason for reason, is_so in holes.items() if is_so),
    )
    return ("suspect" if reasons else "good"), reasons


def _doubts(found: Findings, facts: Facts, linked: float) -> list[str]:
    has_media = any(block.kind in ("image", "embed") for block in found.blocks)
    tests = {
        "title_missing": not found.title,
        "body_empty": not found.body and not has_media,
        "body_short": 0 < len(found.body) < _shortest(found) and not has_media,
        "marker_left": any(_opens_with_marker(line.text, facts) for line in found.lines),
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


def _opens_with_marker(text: str, facts: Facts) -> bool:
    """Whether ``text`` may be a link to another article that the rules left."""
    if ends_sentence(text):
        return False
    opening = opening_of(text, facts.site.related_markers)
    return opening is not None and opening.is_strong and bool(opening.separator)


def _linked_share(lines: Sequence[Line]) -> float:
    total = sum(len(line.text) for line in lines)
    linked = sum(len(text) for line in lines for text, _ in line.links)
    return linked / total if total else 0.0


def _agreement(found: Findings) -> float:
    """Return the share of the words of JSON-LD's body that ours holds; 1 where it has none."""
    stated = found.head.article.get("articleBody")
    words = set(stated.lower().split()) if isinstance(stated, str) else set()
    if len(words) < 20:  # noqa: PLR2004 - a teaser, not a body
        return 1.0
    return len(words & set(found.body.lower().split())) / len(words)
