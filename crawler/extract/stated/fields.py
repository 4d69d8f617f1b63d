"""The fields of an article beside its text, each with its source: title, picture, language."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import Any, Final

from selectolax.lexbor import LexborNode

from crawler.extract.facts import Facts
from crawler.extract.finding.index import TITLES, Index, holds_text_alone
from crawler.extract.stated.choose import choose
from crawler.extract.stated.head import Head
from crawler.extract.text import fold, key, plain_lower, words

_SEPARATORS: Final = (" - ", " – ", " — ", " | ", " » ", " › ", " • ", " :: ", " « ", " · ")
_SEPARATOR: Final = re.compile("|".join(map(re.escape, _SEPARATORS)))
_MAX_PARTS: Final = 6
_SUBHEADINGS: Final = ("h2", "h3", "h4")
#: A shorter part of a title may be that of a box.
_LONG_TITLE: Final = 12
#: Words of a heading that is a title for itself, whatever else the page states.
_TITLE_WORDS: Final = 4
_ENGLISH: Final = frozenset(words("the and was were that with has from his said"))
_INDONESIAN: Final = frozenset(words("yang dan di dengan untuk pada dari dalam itu tidak"))
_TELLING: Final = _ENGLISH | _INDONESIAN


def title_of(head: Head, index: Index, facts: Facts) -> tuple[str | None, str]:
    """Return the title as the page shows it, and its source.

    A heading is believed when what the head states agrees with it; a site's own name stands in
    an ``<h1>`` on many pages. Where no first heading agrees, a second one may, or the title is the
    only first heading, written for readers where the head is written for search engines.
    """
    site = key(head.meta("og:site_name", "application-name")), facts.letters
    stated = [
        ("json_ld", fold(unescape(str(head.article.get("headline") or "")))),
        ("open_graph", _without_site(head.meta("og:title", "twitter:title"), site)),
        ("title_tag", _without_site(head.title, site)),
    ]
    known = [key(text) for _, text in stated if text]
    title = [key(head.title)]
    shown = (one for one in _headings(index, site) if not any(known) or _agrees(one[1], known))
    other = (one for one in _headings(index, site) if _agrees(one[1], title))
    found = next(chain(shown, other), None)
    if found is None or key(found[1]) not in known:
        parts = {*_parts_of(head.title)}.difference(site)
        lower = _lower_headings(parts.union(known).difference(site), index)
        if found is None:
            found = next(chain(lower, _only_heading(index, site)), None)
        elif key(found[1]) in parts:  # it may be the site's name, or a section's
            found = max([found, *lower], key=lambda one: len(one[1]))
    index.heading, heading = found or (None, "")
    return choose([("heading", heading), *stated], same=lambda a, b: _agrees(a, [key(b)]))


_Heading = tuple[LexborNode, str]


def _headings(index: Index, site: tuple[str, str]) -> Iterator[_Heading]:
    """Yield the headings of first rank; the site's name is none."""
    for node in chain(index.tagged("h1"), index.classed(TITLES), index.marked("headline")):
        if (text := _heading(node)) and key(text) not in site:
            yield node, text


def _heading(node: LexborNode) -> str:
    """Return the text of a heading, without the day that some write into it."""
    if holds_text_alone(node):
        return fold(node.text())
    text = fold(node.text(separator=" ") if node.css_first("br") is not None else node.text())
    time = node.css_first("time")
    day = fold(time.text()) if time is not None else ""
    return text.removeprefix(day).strip() if day != text else text


def _lower_headings(titles: set[str], index: Index) -> Iterator[_Heading]:
    """Yield the headings of second rank, and what is named as one, that are one of ``titles``."""
    named = index.tree.css('[class*="headline"], [id*="headline"]')
    for node in chain(index.tagged(*_SUBHEADINGS), named):
        text = _heading(node)
        if len(text) > _LONG_TITLE and key(text) in titles:
            yield node, text


def _parts_of(title: str) -> Iterator[str]:
    """Yield what is left of a title where names of the site and its section are taken off."""
    parts = _SEPARATOR.split(title, maxsplit=_MAX_PARTS)
    for begin in range(len(parts)):
        for end in range(begin + 1, len(parts) + 1):
            yield key("".join(parts[begin:end]))


def _only_heading(index: Index, site: tuple[str, str]) -> Iterator[_Heading]:
    """Yield the title that the page shows where it shows one only."""
    shown = index.tagged("h1") or list(index.classed(TITLES))
    text = _heading(shown[0]) if len(shown) == 1 else ""
    if len(text.split()) >= _TITLE_WORDS and not any(name and name in key(text) for name in site):
        yield shown[0], text


def _agrees(text: str, known: list[str]) -> bool:
    """Whether ``text`` is one of the titles ``known``, or one that was shortened or prolonged."""
    mine = key(text)
    return bool(mine) and any(
        other and (mine == other or (len(mine) > 12 and (mine in other or other in mine)))  # noqa: PLR2004
        for other in known
    )


def _without_site(title: str, site: tuple[str, str]) -> str:
    """Return ``title`` without the name of the site behind it, or before it."""
    name, _ = site
    for separator in _SEPARATORS:
        front, found, back = title.rpartition(separator)
        if found and (key(back) == name if name else len(back.split()) <= 4):  # noqa: PLR2004
            return front
        front, found, back = title.partition(separator)
        if found and front and key(front) in site:
            return back
    return title


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
