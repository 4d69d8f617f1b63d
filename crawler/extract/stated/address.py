"""What addresses say: the canonical URL, the section, the post's id."""

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.facts import Facts
from crawler.extract.finding.index import Index
from crawler.extract.stated.choose import choose
from crawler.extract.stated.head import Head
from crawler.extract.text import fold, words

_BODY_ID: Final = re.compile(r"postid-(\d{1,18})")
_ELEMENT_ID: Final = re.compile(r"post-(\d{1,18})")
_SHORT: Final = re.compile(r"[?&]p=(\d{1,18})(?:[&#]|$)")
_REST: Final = re.compile(r"/wp/v2/posts/(\d{1,18})(?:$|[/?])")
#: Parts of a path that name no section.
_NO_SECTION: Final = frozenset(words("category kategori amp index.php blog article artikel read"))
#: Sections that say no more than that a page is an article, as of the permalink "/berita/SLUG/".
_ANY_ARTICLE: Final = frozenset(
    words("berita news kabar warta baca detail post posts articles uncategorized tak-berkategori")
)
_SLUG: Final = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_BREADCRUMBS: Final = frozenset({"BreadcrumbList"})


def canonical_of(head: Head, facts: Facts) -> tuple[str | None, str]:
    """Return the canonical URL that the page states, and its source.

    A canonical that is the home page, stated on another page, is a mistake of many sites.
    """
    is_inner = bool(urlsplit(facts.url).path.strip("/") or urlsplit(facts.url).query)
    stated = [
        ("link_canonical", head.links.get("canonical", [""])[0]),
        ("open_graph", head.meta("og:url")),
        ("json_ld", _json_url(head.article)),
    ]
    urls = [(source, facts.absolute(url) if url else None) for source, url in stated]
    return choose((source, url) for source, url in urls if url and not (is_inner and is_root(url)))


def _json_url(article: dict[str, Any]) -> str:
    stated = article.get("mainEntityOfPage") or article.get("url")
    if isinstance(stated, dict):
        stated = stated.get("@id") or stated.get("url")
    return stated if isinstance(stated, str) and stated.startswith("http") else ""


def is_root(url: str) -> bool:
    """Whether ``url`` is that of a whole site."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def post_id_of(head: Head, tree: LexborHTMLParser) -> tuple[int | None, str]:
    """Return WordPress's id of the post, and its source."""
    stated = _head_ids(head)
    return choose(stated if any(number for _, number in stated) else _shown_ids(tree))


def post_ids_of(head: Head, tree: LexborHTMLParser) -> frozenset[int]:
    """Return each id that anything on the page states."""
    stated = (*_head_ids(head), *_shown_ids(tree))
    return frozenset(number for _, number in stated if number is not None)


def _head_ids(head: Head) -> list[tuple[str, int | None]]:
    """Return the ids that the head and the body's classes state."""
    shortlink = _SHORT.search(next(iter(head.links.get("shortlink", ())), ""))
    rest = next((m[1] for url in head.links.get("alternate", ()) if (m := _REST.search(url))), None)
    body = next((m[1] for name in head.body_classes if (m := _BODY_ID.fullmatch(name))), None)
    return [
        ("body_class", _number(body)),
        ("shortlink", _number(shortlink and shortlink[1])),
        ("rest_link", _number(rest)),
    ]


def _shown_ids(tree: LexborHTMLParser) -> list[tuple[str, int | None]]:
    """Return the ids that elements bear, for a page whose head says none."""
    form = tree.css_first('input[name="comment_post_ID"]')
    articles = {node.attributes.get("id") or "" for node in tree.css('article[id^="post-"]')}
    only = _ELEMENT_ID.fullmatch(articles.pop()) if len(articles) == 1 else None
    return [
        ("comment_form", _number(form.attributes.get("value") if form else None)),
        ("element_id", _number(only[1] if only else None)),
    ]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004


def section_of(
    canonical: str | None, head: Head, index: Index, facts: Facts
) -> tuple[str | None, str]:
    """Return the section as a path of slugs, below the site's folder, and its source."""
    chosen = choose_section(
        [
            ("path", path_section(canonical or facts.url)),
            ("breadcrumbs", _from_breadcrumbs(head, facts)),
            ("category_link", _from_links(index, facts)),
            ("json_ld", _from_json(head.article)),
            ("open_graph", _slugs(head.meta("article:section"))),
        ]
    )
    folder = facts.site.folder.strip("/").lower()
    if chosen[0] is None or not folder:
        return chosen
    return f"{chosen[0]}/".removeprefix(f"{folder}/").rstrip("/") or None, chosen[1]


def choose_section(stated: Iterable[tuple[str, str | None]]) -> tuple[str | None, str]:
    """Return the section out of what is ``stated``, the most trusted first, and its source.

    One that any article may stand in is taken where nothing else is stated.
    """
    return choose(
        sorted(stated, key=lambda one: one[1] in _ANY_ARTICLE),
        same=lambda one, other: one.endswith(other) or other.endswith(one),
    )


def path_section(url: str, *, is_archive: bool = False) -> str | None:
    """Return the section in an article's address, or None: the path without slug and dates."""
    try:
        parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:  # "http://["
        return None
    if parts[-1:] == ["amp"]:
        parts.pop()
    named = [part for part in (parts if is_archive else parts[:-1]) if part not in _NO_SECTION]
    if not named or named[0].isdigit() or named[0] in ("tag", "author", "wp-json", "feed"):
        return None
    return "/".join(part.lower() for part in named if not part.isdigit()) or None


def _from_breadcrumbs(head: Head, facts: Facts) -> str | None:
    """Return the section of the last breadcrumb that is an archive of the site."""
    for node in head.nodes_of(_BREADCRUMBS):
        items = node.get("itemListElement")
        urls = [_item_url(item) for item in items] if isinstance(items, list) else []
        for url in reversed(urls[1:-1] if len(urls) > 2 else urls[1:]):  # noqa: PLR2004
            if url and facts.is_on_site(url) and (path := path_section(url, is_archive=True)):
                return path
    return None


def _item_url(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    target = item.get("item")
    url = target.get("@id") if isinstance(target, dict) else target
    return url if isinstance(url, str) else ""


def _from_links(index: Index, facts: Facts) -> str | None:
    for link in index.categories:
        url = facts.absolute(link.attributes.get("href"))
        if url and (path := path_section(url, is_archive=True)):
            return path
    return None


def _from_json(article: dict[str, Any]) -> str | None:
    stated = article.get("articleSection")
    first = stated[0] if isinstance(stated, list) and stated else stated
    return _slugs(first) if isinstance(first, str) else None


def _slugs(name: str) -> str | None:
    return "-".join(_SLUG.findall(fold(name).lower())) or None


def names_of_section(section: str | None) -> list[str]:
    """Return the names that the parts of a section's path stand for."""
    return [part.replace("-", " ") for part in (section or "").split("/") if part]


def labels_of(section: str | None, head: Head, index: Index) -> tuple[str, ...]:
    """Return the names that the article's sections go by, for the rule ``category_line``."""
    names = names_of_section(section)
    names += [fold(link.text()) for link in index.categories[:10]]
    stated = head.article.get("articleSection")
    names += [str(name) for name in (stated if isinstance(stated, list) else [stated]) if name]
    names += head.metas.get("article:section", [])
    return tuple(dict.fromkeys(name for name in names if name))
