"""Archive pages: home, sections, tags, authors, days. Links to articles, whatever the theme.

What stays the same from theme to theme: an article's link is the heading of its card, cards
repeat, and the next page is the one whose number is one more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.discovery.cards import listed_in_data
from crawler.discovery.found import POST_ID_MAX, Found, ListingError, beginning, zoned
from crawler.discovery.tree import tree_of
from crawler.extract.text import words
from crawler.hosts import ascii_of

_TITLES: Final = (
    "h1 a[href], h2 a[href], h3 a[href], h4 a[href], h5 a[href], h6 a[href],"
    "a[rel~=bookmark], [class*=title] a[href], a[href][class*=title]"
)
_SECTIONS: Final = (
    ".menu-item-object-category > a[href], a[rel~=category][href],"
    "a[href*='/category/'], a[href*='/kategori/']"
)
#: A menu of more is one of tags.
_SECTIONS_MAX: Final = 20
#: Where other things than the page's own list stand.
_ASIDE_TAGS: Final = frozenset({"nav", "aside", "footer", "form"})
_ASIDE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:sidebar|breadcrumbs?|menu|footer|comments?|related|popular|trending)(?:$|[\s_-])"
)
#: First parts of paths that lead to lists and files, and to no article.
_NO_ARTICLE: Final = frozenset(
    words(
        "author category feed kategori page penulis search tag topik wp-admin wp-content"
        " wp-includes wp-json wp-login.php"
    )
)
_PAGE: Final = re.compile(r"(?:^|/)page/(\d{1,6})/?$")
_PAGE_QUERY: Final = re.compile(r"(?:^|&)(?:paged|page)=(\d{1,6})(?:&|$)")
_DAY: Final = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/?")
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip|xml)$", re.IGNORECASE)
_POST: Final = re.compile(r"post-(\d{1,19})")
_ANCESTORS_MAX: Final = 10
_URL_CHARS_MAX: Final = 2_000
#: A card shows one time or two; comments shown in it have theirs behind.
_TIMES_MAX: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """What one archive page holds.

    Attributes:
        entries: in the page's order, each address once.
        next_url: the page after this one; None where the page links to none.
        sections: the first pages of sections, as menus and labels name them.

    """

    entries: tuple[Found, ...]
    next_url: str | None = None
    sections: tuple[str, ...] = ()


def archive_url(base_url: str, page: int = 1) -> str:
    """Return the address of a page of the home page's list."""
    return f"{base_url}/" + (f"page/{page}/" if page > 1 else "")


def read_archive(body: bytes, url: str) -> Archive:
    """Return the articles that an archive page at ``url`` links to.

    Raises:
        ListingError: there are none: it is no such page.

    """
    tree = tree_of(body)
    found: dict[str, Found] = {}
    for one in (*_cards(tree, url), *listed_in_data(tree, url)):
        if _is_article(one.url, url):
            found[one.url] = _completed(found.get(one.url, one), one)
    sections = _parents(found)
    entries = tuple(one for key, one in found.items() if key.rstrip("/") not in sections)
    if not entries:
        raise ListingError(f"no list of articles, but {beginning(body)}")
    return Archive(entries=entries, next_url=_next(tree, url), sections=_sections(tree, url))


def _completed(card: Found, stated: Found) -> Found:
    return replace(
        card,
        published_at=card.published_at or stated.published_at,
        modified_at=card.modified_at or stated.modified_at,
    )


def _parents(urls: Iterable[str]) -> set[str]:
    """Return the addresses above others: of ``/iran/judul`` and ``/iran``, one is a section."""
    parents: set[str] = set()
    for url in urls:
        while (url := url.rstrip("/").rpartition("/")[0]) and not url.endswith("/"):
            parents.add(url)
    return parents


def _cards(tree: LexborHTMLParser, url: str) -> Iterator[Found]:
    """Give what cards say of their articles, by the links that head them, in order."""
    asides: dict[int, bool] = {}
    titles = [
        (link, target)
        for link in tree.css(_TITLES)
        if (target := _target(link, url)) is not None and not _is_aside(link, asides)
    ]
    shared: dict[int, set[str]] = {}
    for link, target in titles:
        for node in _ancestors(link):
            shared.setdefault(node.mem_id, set()).add(target)
    met: set[tuple[str, int]] = set()
    for link, target in titles:
        card = [link]
        for node in _ancestors(link):
            if len(shared[node.mem_id]) > 1:
                break  # this one holds other articles too
            card.append(node)
        name = (target, card[-1].mem_id)
        found = _found(target, card) if name not in met else None
        met.add(name)
        if found is not None:
            yield found


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_ANCESTORS_MAX):
        if parent is None or parent.tag in {"body", "html"}:
            return
        yield parent
        parent = parent.parent


def _is_aside(link: LexborNode, known: dict[int, bool]) -> bool:
    """Whether a link stands beside the list; ``known`` says of which elements that is known."""
    for node in _ancestors(link):
        if node.mem_id not in known:
            named = _ASIDE_CLASS.search(node.attributes.get("class") or "")
            known[node.mem_id] = node.tag in _ASIDE_TAGS or named is not None
        if known[node.mem_id]:
            return True
    return False


def _target(link: LexborNode, url: str) -> str | None:
    """Return the address of the article that a link leads to; None for any other link."""
    rel = (link.attributes.get("rel") or "").split()
    if {"tag", "category", "author"} & set(rel):
        return None
    try:
        target = urljoin(url, (link.attributes.get("href") or "").strip()).partition("#")[0]
    except ValueError:
        return None
    return target if _is_article(target, url) else None


def _is_article(target: str, url: str) -> bool:
    try:
        parts, here = urlsplit(target), urlsplit(url)
    except ValueError:
        return False
    if len(target) > _URL_CHARS_MAX:
        return False
    if parts.scheme not in {"http", "https"} or _host(parts) != _host(here):
        return False
    if not parts.path.strip("/"):
        return parts.query.startswith("p=")
    first = parts.path.strip("/").partition("/")[0].lower()
    is_list = first in _NO_ARTICLE or _DAY.fullmatch(parts.path) or _PAGE.search(parts.path)
    is_other = parts.path.rstrip("/") == here.path.rstrip("/") or _FILE.search(parts.path)
    return not is_list and not is_other


def _host(parts: SplitResult) -> str:
    return ascii_of(parts.netloc.lower()).removeprefix("www.")


def _found(target: str, card: Sequence[LexborNode]) -> Found | None:
    """Return what a card says of its article; None where it is of a page, not of a post.

    ``card`` holds the elements around the link that hold no other article, the inmost first.
    """
    classes = [name for node in card for name in (node.attributes.get("class") or "").split()]
    if "type-page" in classes:
        return None
    number = next((m[1] for name in classes if (m := _POST.fullmatch(name))), None)
    post_id = int(number) if number and 0 < int(number) <= POST_ID_MAX else None
    published_at = modified_at = None
    for shown in card[-1].css("time[datetime]")[:_TIMES_MAX]:
        at = zoned(shown.attributes.get("datetime"))
        if "updated" in (shown.attributes.get("class") or "") and published_at is not None:
            modified_at = modified_at or at
        else:
            published_at = published_at or at
    return Found(
        url=target,
        channel="archive",
        post_id=post_id,
        published_at=published_at,
        modified_at=modified_at,
    )


def _next(tree: LexborHTMLParser, url: str) -> str | None:
    """Return the link to the page of this list whose number is one more than this one's."""
    base, number = _numbered(url)
    for link in tree.css("link[rel=next], a[href]"):
        try:
            target = urljoin(url, link.attributes.get("href") or "")
            if _numbered(target) == (base, number + 1):
                return target
        except ValueError:
            continue
    return None


def _sections(tree: LexborHTMLParser, url: str) -> tuple[str, ...]:
    """Return where sections are: WordPress marks them in menus, themes in their labels."""
    found: dict[str, None] = {}
    for link in tree.css(_SECTIONS):
        try:
            target = urljoin(url, (link.attributes.get("href") or "").strip()).partition("#")[0]
            parts = urlsplit(target)
        except ValueError:
            continue
        if _host(parts) == _host(urlsplit(url)) and parts.path.strip("/"):
            found[target] = None
    return tuple(found)[:_SECTIONS_MAX]


def _numbered(url: str) -> tuple[str, int]:
    """Return the address of a list's first page, host and path, and which page ``url`` is."""
    parts = urlsplit(url)
    found = _PAGE.search(parts.path)
    path = parts.path[: found.start()] if found else parts.path
    number = found or _PAGE_QUERY.search(parts.query)
    return _host(parts) + path.rstrip("/"), int(number[1]) if number else 1
