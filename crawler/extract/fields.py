"""The fields of an article beside its text, each with its source: title, people, times."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from itertools import chain, islice
from typing import Any, Final

from crawler.extract.choose import choose
from crawler.extract.dates import from_iso, from_text
from crawler.extract.facts import Facts
from crawler.extract.head import ARTICLE_TYPES, Head
from crawler.extract.index import DATES, TITLES, Index, holds_text_alone
from crawler.extract.scope import article_of_title, is_in_other, title_node
from crawler.extract.text import ends_with_stop, fold, key, plain_lower, words

_SEPARATORS: Final = (" - ", " – ", " — ", " | ", " » ", " • ", " :: ", " « ")
_PUBLISHED: Final = frozenset(words("entry-date post-date"))
#: A line that tells when, and how far around the title it stands.
_MAX_BYLINE: Final = 200
_MAX_CLIMB: Final = 3
#: Elements that may show the date: further ones are other articles'.
_MAX_DATES: Final = 30
#: The day that many sites put into their addresses.
_DAY_PATH: Final = re.compile(r"/(20\d\d)/([01]\d)/([0-3]\d)/")
_ENGLISH: Final = frozenset(words("the and was were that with has from his said"))
_INDONESIAN: Final = frozenset(words("yang dan di dengan untuk pada dari dalam itu tidak"))
_TELLING: Final = _ENGLISH | _INDONESIAN


def title_of(head: Head, index: Index) -> tuple[str | None, str]:
    """Return the title as the page shows it, and its source.

    A heading is believed when what the head states agrees with it; a site's own name stands in
    an ``<h1>`` on many pages.
    """
    stated = [
        ("json_ld", fold(unescape(str(head.article.get("headline") or "")))),
        ("open_graph", _without_site(head.meta("og:title", "twitter:title"), head)),
        ("title_tag", _without_site(head.title, head)),
    ]
    known = [key(text) for _, text in stated if text]
    shown = (heading for heading in _headings(index) if not any(known) or _agrees(heading, known))
    other = (heading for heading in _headings(index) if _agrees(heading, [key(head.title)]))
    heading = next(chain(shown, other), "")
    return choose([("heading", heading), *stated], same=lambda a, b: _agrees(a, [key(b)]))


def _headings(index: Index) -> Iterator[str]:
    for node in chain(index.tagged("h1"), index.classed(TITLES), index.marked("headline")):
        has_break = not holds_text_alone(node) and node.css_first("br") is not None
        if text := fold(node.text(separator=" ") if has_break else node.text()):
            yield text


def _agrees(text: str, known: list[str]) -> bool:
    """Whether ``text`` is one of the titles ``known``, or one that was shortened or prolonged."""
    mine = key(text)
    return bool(mine) and any(
        other and (mine == other or (len(mine) > 12 and (mine in other or other in mine)))  # noqa: PLR2004
        for other in known
    )


def _without_site(title: str, head: Head) -> str:
    """Return ``title`` without the name of the site behind it."""
    name = key(head.meta("og:site_name", "application-name"))
    for separator in _SEPARATORS:
        front, found, back = title.rpartition(separator)
        if found and (key(back) == name if name else len(back.split()) <= 4):  # noqa: PLR2004
            return front
    return title


def times_of(
    head: Head, index: Index, facts: Facts, captured_at: datetime | None
) -> tuple[tuple[datetime | None, str], tuple[datetime | None, str]]:
    """Return when the article was published and when modified, each with its source."""
    zone = facts.site.time_zone
    page = _dated(head)
    iso: Callable[[object], datetime | None] = lambda text: from_iso(str(text or ""), zone)  # noqa: E731
    shown, touched = _time_elements(index)
    published = [
        ("json_ld", iso(page.get("datePublished"))),
        ("open_graph", iso(head.meta("article:published_time", "og:published_time"))),
        ("time_element", iso(shown)),
        ("meta", iso(head.meta("datepublished", "date", "pubdate", "publish-date", "dc.date"))),
    ]
    modified = [
        ("json_ld", iso(page.get("dateModified"))),
        ("open_graph", iso(head.meta("article:modified_time", "og:updated_time"))),
        ("time_element", iso(touched)),
        ("meta", iso(head.meta("datemodified", "last-modified"))),
    ]
    if not any(value for _, value in published):
        published.append(("byline", _date_in_text(index, facts, captured_at)))
        published.append(("url", _date_in_url(facts)))
    return choose(published), choose(modified)


def _dated(head: Head) -> dict[str, Any]:
    """Return the node that says when: the article's, another plugin's of it, or the page's."""
    title = key(str(head.article.get("headline") or ""))
    twins = (
        node
        for node in head.nodes_of(ARTICLE_TYPES)
        if title and key(str(node.get("headline") or "")) == title
    )
    pages = head.nodes_of(frozenset({"WebPage", "ItemPage"}))
    nodes = (head.article, *twins, *pages)
    return next((node for node in nodes if node.get("datePublished")), head.article)


def _time_elements(index: Index) -> tuple[str, str]:
    """Return what ``<time>`` elements say of the article: published, modified."""
    found: dict[str, str] = {}
    mine = article_of_title(index)
    for node in index.tagged("time"):
        attributes = node.attributes
        stated = attributes.get("datetime") or ""
        kind = _kind_of_time(attributes)
        is_known = kind in found or (kind == "plain" and "shown" in found)
        if not stated or is_known:  # told before the tree is climbed, on a page of many
            continue
        if not index.is_elsewhere(node) and not is_in_other(node, mine):
            found[kind] = stated
    return found.get("shown") or found.get("plain", ""), found.get("touched", "")


def _kind_of_time(attributes: dict[str, str | None]) -> str:
    """Return whether a ``<time>`` says when its article was published, or touched, or when."""
    names = attributes.get("class") or ""
    classes = frozenset(names.split())
    is_shown = "publish" in names or bool(classes & _PUBLISHED)
    prop = attributes.get("itemprop") or ""
    if prop == "dateModified" or ("updated" in classes and not is_shown):
        return "touched"
    return "shown" if is_shown or prop == "datePublished" else "plain"


def _date_in_text(index: Index, facts: Facts, captured_at: datetime | None) -> datetime | None:
    zone = facts.site.time_zone
    for text in _below_title(index):
        if found := from_text(text, zone, captured_at):
            return found
    times = (node for node in index.tagged("time") if not index.is_elsewhere(node))
    for node in islice(chain(times, index.classed(DATES)), _MAX_DATES):
        if found := from_text(fold(node.text(separator=" ")), zone, captured_at):
            return found
    return None


def _below_title(index: Index) -> Iterator[str]:
    """Yield the short texts below the title, no sentences, up to the first long one."""
    here = title_node(index)
    for _ in range(_MAX_CLIMB):
        node = here.next if here is not None else None
        while node is not None:
            text = fold(node.text(separator=" ")) if node.is_element_node else ""
            if len(text) > _MAX_BYLINE:
                return
            if text and not ends_with_stop(text):
                yield text
            node = node.next
        here = here.parent if here is not None else None


def _date_in_url(facts: Facts) -> datetime | None:
    """Return the day in an address such as ``/2024/02/16/judul``."""
    found = _DAY_PATH.search(facts.url)
    return from_iso("-".join(found.groups()), facts.site.time_zone) if found else None


def image_of(head: Head, index: Index, facts: Facts) -> tuple[str | None, str]:
    """Return the URL of the article's lead image, and its source."""
    featured = next(index.classed(("wp-post-image",)), None)
    attributes = featured.attributes if featured else {}
    shown = attributes.get("data-src") or attributes.get("data-lazy-src") or attributes.get("src")
    return choose(
        [
            ("open_graph", facts.absolute(head.meta("og:image", "og:image:url"))),
            ("json_ld", facts.absolute(_json_image(head.article))),
            ("featured_image", facts.absolute(shown)),
            ("twitter_card", facts.absolute(head.meta("twitter:image"))),
        ]
    )


def _json_image(article: dict[str, Any]) -> str:
    image = article.get("image") or article.get("thumbnailUrl")
    image = image[0] if isinstance(image, list) and image else image
    image = image.get("url") if isinstance(image, dict) else image
    return image if isinstance(image, str) else ""


def language_of(head: Head, body: str, facts: Facts) -> tuple[str | None, str]:
    """Return the language of the text, and its source.

    The words decide where they speak clearly: a site in Indonesian whose WordPress is set to
    English says ``en-US`` on every page.
    """
    sample = plain_lower(body[:2_000]).split()
    telling = list(filter(_TELLING.__contains__, sample))
    english = sum(map(_ENGLISH.__contains__, telling))
    local = len(telling) - english
    told = "id" if local > 3 * english else "en" if english > 3 * local else None
    stated = head.language.replace("_", "-").strip() or None
    article = head.article.get("inLanguage")
    language, source = choose(
        [
            ("words", told),
            ("html_lang", stated),
            ("json_ld", article if isinstance(article, str) else None),
            ("open_graph", head.meta("og:locale").replace("_", "-")),
            ("site", facts.site.language),
        ],
        same=_same_language,
    )
    own = facts.site.language
    return (own if language and _same_language(language, own) else language), source


def _same_language(one: str | None, other: str | None) -> bool:
    """Whether two tags name one language, whatever the region."""
    return (one or "").split("-")[0].lower() == (other or "").split("-")[0].lower()
