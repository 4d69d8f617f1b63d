"""Authors, tags and the number of readers' comments, each with its source."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Final

from selectolax.lexbor import LexborNode

from crawler.extract.choose import choose
from crawler.extract.head import Head
from crawler.extract.index import AUTHORS, COMMENT_FORMS, COMMENT_TITLES, COMMENTS, TAGS, Index
from crawler.extract.text import fold, key

_ROLE: Final = re.compile(
    r"^\W*(?:(?:oleh|by|penulis|reporter|editor|author|written by|posted by|ditulis oleh"
    r"|diposting oleh|pewarta|kontributor)\b\s*[:：]?)\s*",
    re.IGNORECASE,
)
_EDITOR: Final = re.compile(r"\W*editor\b", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"https?://|@|^(?:view|lihat|see|more|all) |^about |^tentang ", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s*(?:,|;|&|\bdan\b|\band\b|/)\s*")
#: What ends the names in a byline: a bar, a day, a number.
_AFTER_NAMES: Final = re.compile(
    r"\s*[|•·]|\s+[–—-]\s|,?\s*\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\b|\d"
    r"|\s+(?:diterbitkan|terbit|dipublikasikan|tayang|diposting|pada|published|posted)\b"
    r"|,?\s*\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)[a-z]*\.? \d",
    re.IGNORECASE,
)
#: What divides what a byline tells.
_BAR: Final = re.compile(r"\s*[|•·]\s*")
#: Two to four words as names are written; what sites call their sections and themselves is none.
_NAME: Final = re.compile(r"[A-Z][\w.’'-]*(?: (?:bin|binti|al|van|[A-Z][\w.’'-]*)){1,3}")
_SECTION: Final = re.compile(
    r"\b(?:berita|kabar|warta|news|redaksi|tim|admin|foto|video|info|utama|nasional|daerah|dunia"
    r"|internasional|politik|ekonomi|bisnis|hukum|olahraga|opini|timur|tengah|barat|utara|selatan"
    r"|kota|kabupaten|desa|pulau|baca|menit|share|update|top|home|beranda)\b",
    re.IGNORECASE,
)
#: What divides a name from whose writer it is: "Sari Wulan - Purna Warta".
_SITE_AFTER: Final = re.compile(r"\s+[|•·–—-]\s+")
_COUNT: Final = re.compile(r"\b(\d{1,6}|one|satu|no|tidak ada|belum ada)\b", re.IGNORECASE)
_WORDS: Final = {"one": 1, "satu": 1, "no": 0, "tidak ada": 0, "belum ada": 0}
_MAX_NAME: Final = 80


def authors_of(head: Head, index: Index) -> tuple[tuple[str, ...], str]:
    """Return the authors as written, and their source."""
    texts = (_SITE_AFTER.split(node.text(), maxsplit=1)[0] for node in _author_nodes(index))
    names = map(name_of, texts)
    shown = next((name for name in names if name), "")
    value, source = choose(
        [
            ("json_ld", _names(_json_names(head.article.get("author"), head))),
            ("byline", (shown,) if shown else ()),
            ("meta", _names([head.meta("author", "article:author", "dc.creator")])),
        ]
    )
    return value or (), source


def _author_nodes(index: Index) -> Iterator[LexborNode]:
    for node in index.classed(AUTHORS):
        yield node.css_first("a") or node
    yield from index.related("author")
    for node in index.marked("author"):
        yield node.css_first('[itemprop="name"]') or node


def _json_names(stated: object, head: Head) -> Iterator[str]:
    for author in stated if isinstance(stated, list) else [stated]:
        if isinstance(author, str):
            yield author
        elif isinstance(author, dict):
            name = author.get("name") or _referred(author.get("@id"), head).get("name")
            names = name if isinstance(name, list) else [name]
            yield from (one for one in names if isinstance(one, str))


def _referred(identity: object, head: Head) -> dict[str, Any]:
    """Return the node of the graph that ``identity`` names."""
    nodes = (node for node in head.nodes if identity and node.get("@id") == identity)
    return next((node for node in nodes if "name" in node), {})


def name_of(text: str) -> str:
    """Return the name in a byline, empty when there is none."""
    name = _ROLE.sub("", fold(unescape(text))).strip(" -–—|,.:")
    is_name = len(name) <= _MAX_NAME and any(map(str.isalpha, name)) and not _NO_NAME.search(name)
    return name if is_name else ""


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts if (name := name_of(text))))


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a byline of the text, such as ``Oleh: Sari Wulan dan Budi Raharja``.

    A date may stand before them: ``16 Februari 2024 | Oleh: Sari Wulan``. An editor is asked for
    where nobody else is named.
    """
    roles = list(filter(_ROLE.match, _BAR.split(text)))
    told = next((role for role in roles if not is_editors(role)), None) or next(iter(roles), None)
    if told is None:
        return ()
    return _names(_JOINED.split(_AFTER_NAMES.split(_ROLE.sub("", told), maxsplit=1)[0]))


def is_editors(text: str) -> bool:
    """Whether a byline names who edited, and not who wrote."""
    return _EDITOR.match(text) is not None


def name_alone(text: str, *, is_dated: bool, others: Iterable[str]) -> str:
    """Return the name that opens a byline without a role, empty when there is none.

    ``Sari Wulan | Kabar Desa`` and ``Sari Wulan, 16 Februari 2024``: what follows is the site's
    name or, as ``is_dated`` says, a date. Not a name is what ``others`` hold: sections, the site.
    """
    name = _AFTER_NAMES.split(text, maxsplit=1)[0].strip(" ,–—-")
    known = [key(other) for other in others]
    behind = key(text[len(name) :])
    is_told = is_dated or any(behind and behind in other for other in known)
    if not is_told or _NAME.fullmatch(name) is None or _SECTION.search(name):
        return ""
    return "" if any(key(name) in other for other in known) else name


def tags_of(head: Head, index: Index) -> tuple[tuple[str, ...], str]:
    """Return the tags as written, and their source."""
    links = [*index.links(TAGS), *index.related("tag")]
    shown = [fold(node.text()) for node in links if _is_tag(node)]
    keywords = head.article.get("keywords")
    listed = keywords.split(",") if isinstance(keywords, str) else keywords
    stated = [str(word) for word in listed] if isinstance(listed, list) else []
    value, source = choose(
        [
            ("tag_links", _clean_tags(shown)),
            ("json_ld", _clean_tags(stated)),
            ("open_graph", _clean_tags(head.metas.get("article:tag", []))),
            ("tag_line", _clean_tags(_unlinked_tags(index)) if not shown else ()),
        ],
        same=_same_tags,
    )
    return value or (), source


def _same_tags(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return {tag.lower() for tag in one or ()} == {tag.lower() for tag in other or ()}


def _unlinked_tags(index: Index) -> list[str]:
    """Return the tags of a line that shows them without links: ``Tag: padi, sawah``."""
    line = next(index.classed(TAGS), None)
    if line is None or line.css_first("a") is not None:
        return []
    _, colon, names = fold(line.text()).rpartition(":")
    return names.split(",") if colon else []


def _clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    tags = (fold(unescape(text)).lstrip("#").strip() for text in texts)
    return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= _MAX_NAME))


def _is_tag(link: LexborNode) -> bool:
    attributes = link.attributes
    rels = (attributes.get("rel") or "").split()
    if "category" in rels:
        return False
    parent = link.parent
    names = (parent.attributes.get("class") or "") if parent is not None else ""
    if "category" in names or "kategori" in names:
        return False
    return "/category/" not in (attributes.get("href") or "")


def comments_of(head: Head, index: Index) -> tuple[int | None, str]:
    """Return how many comments of readers the page counts, and the source."""
    stated = head.article.get("commentCount")
    listed = index.count(COMMENTS, "li", "div", "article")
    heading = index.first(COMMENT_TITLES)
    counted = count_in(fold(heading.text())) if heading is not None else None
    has_form = index.first(COMMENT_FORMS) is not None
    for source, number in (
        ("comments_title", counted),
        ("comment_list", listed or None),
        ("json_ld", stated if isinstance(stated, int) else None),
        ("comment_form", 0 if has_form else None),
    ):
        if number is not None:
            return number, source
    return None, ""


def count_in(text: str) -> int | None:
    """Return the number in a heading such as ``2 Komentar``, or None."""
    found = _COUNT.search(text)
    if found is None:
        return None
    word = found[1].lower()
    return int(word) if word.isdigit() else _WORDS[word]
