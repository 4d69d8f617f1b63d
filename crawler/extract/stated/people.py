"""Who wrote an article, with the source."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from selectolax.lexbor import LexborNode

from crawler.extract.credits import (
    before_site,
    credited,
    is_company,
    is_full_name,
    is_office,
    names_in,
    names_of,
    names_place,
)
from crawler.extract.facts import Facts
from crawler.extract.finding.index import AUTHORS, BYLINE, Index, holds_text_alone, links_in
from crawler.extract.finding.scope import is_of_card
from crawler.extract.stated.choose import choose
from crawler.extract.stated.head import Head
from crawler.extract.text import fold, key, words

#: Names of ``<meta>`` for the author, without the signs in them.
_METAS: Final = frozenset(
    words(
        "author authors articleauthor articleauthorname ogarticleauthor dccreator dctermscreator"
        " byl byline searchbyline parselyauthor sailthruauthor citationauthor"
        " bepresscitationauthor analyticsattributesauthor"
    )
)
#: What the card of a page says beside it: who wrote it.
_WRITTEN_BY: Final = re.compile(
    r"written by|ditulis oleh|verfasst von|écrit par|escrito por|scritto da|geschreven door"
    r"|author|penulis",
    re.IGNORECASE,
)
#: A byline that its name alone tells is no longer (characters).
_MAX_BYLINE: Final = 120
#: Elements that are read for who wrote it: each costs what its line holds.
_MAX_AUTHORS: Final = 50
#: What stands around an ``<aside>`` and is looked at.
_MAX_BESIDE: Final = 300
#: Where a site shows what someone wrote.
_PAGE_OF_AUTHOR: Final = re.compile(
    r"/(?:authors?|penulis|reporter|kontributor|wartawan|jurnalis|writers?|contributors?)/[^/?]+/?$"
)
#: What shows the name in a box that tells of someone.
_NAMING: Final = "h2, h3, h4, h5, h6, strong, b, a"
#: What shows that somebody is quoted.
_QUOTED: Final = "blockquote, q, cite"
_QUOTE: Final = re.compile(r"quote|kutip", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?=.)[\s,;&|/]*(?:dan|and)?\s*", re.IGNORECASE)
#: What parts a name from what else leads to its page: "Sari Wulan | Tulisan Lain".
_BAR: Final = frozenset("|/")


def authors_of(head: Head, index: Index, facts: Facts) -> tuple[tuple[str, ...], str]:
    """Return the authors as written, and their source; the site's own name is the last resort."""
    stated = names_of(_json_names(head.article.get("author"), head), are_whole=True)
    metas = names_of(_metas(head))
    site = {key(head.meta("og:site_name")), key(facts.host.removeprefix("www."))}
    people = tuple(name for name in metas if key(name) not in site and not is_company(name))
    first = islice(_author_nodes(index), _MAX_AUTHORS)
    nodes = (node for node in first if stated or not is_of_card(node, index))
    bylines = (
        names_of(_shown_in(node, index, people, facts), are_whole=node.tag == "a") for node in nodes
    )
    shown = next(filter(None, bylines), ())
    told = [("json_ld", stated), ("byline", shown), ("meta", people)]
    if not any(names for _, names in told):
        shown = _told_by_class(index) or _linked_to(index) or _told_of(index)
        told += [("byline", shown), ("meta", metas)]
    value, source = choose(told)
    return value or (), source


def _shown_in(node: LexborNode, index: Index, people: tuple[str, ...], facts: Facts) -> list[str]:
    """Return what a byline says; of names beside each other those of ``people``, where one is.

    Who edited stands beside who wrote, and nothing between them tells which is which. No place is
    among them, and not the site; nor what someone is, below the name.
    """
    if node.tag == "meta":
        return [node.attributes.get("content") or ""]
    names = [] if holds_text_alone(node) else _pieces(node)
    if len(names) > 1 and all(map(is_full_name, names)) and " ".join(names) == _text(node):
        told = [name for name in names if not (names_place(name) or facts.is_named_in(name))]
        return [name for name in names if name in people] or told or names
    if len(names) > 1 and is_full_name(names[0]) and all(map(is_office, names[1:])):
        return names[:1]
    return list(map(before_site, _signed(node, index, facts)))


def _pieces(node: LexborNode) -> list[str]:
    """Return what the elements in ``node`` say, each for itself."""
    return [text for part in node.iter() if (text := _text(part))]


def _text(node: LexborNode) -> str:
    """Return what ``node`` says, with spaces where its elements end: a theme may write none."""
    return fold(node.text(separator=" "))


def _metas(head: Head) -> Iterable[str]:
    """Return what ``<meta>`` says of the author; the first name that says something counts."""
    if _WRITTEN_BY.fullmatch(head.meta("twitter:label1")):
        return [head.meta("twitter:data1")]
    return next(filter(names_of, head.named(_METAS)), ())


def _told_by_class(index: Index) -> tuple[str, ...]:
    """Return the names in what is called a byline in a way of the site's own."""
    first = islice(index.classed([BYLINE]), _MAX_AUTHORS)
    nodes = (node for node in first if not is_of_card(node, index))
    texts = map(_text, nodes)
    short = [text for text in texts if len(text) <= _MAX_BYLINE]
    names = (names_in(text) or tuple(filter(is_full_name, credited(text))) for text in short)
    return next(filter(None, names), ())


def _linked_to(index: Index) -> tuple[str, ...]:
    """Return to whose page alone links lead, where nothing else tells whose the article is."""
    links = (node for node in index.tagged("a") if _is_of_author(node))
    near = islice((node for node in links if not index.is_elsewhere(node)), _MAX_AUTHORS)
    mine = (node for node in near if not is_of_card(node, index))
    names = tuple(filter(is_full_name, names_of(map(_shown_alone, mine))))
    return names if len(names) == 1 else ()


def _shown_alone(link: LexborNode) -> str:
    """Return what a link says, without what is in elements of their own beside a whole name."""
    name = fold(link.text(deep=False, separator=" "))
    return name if is_full_name(name) else _text(link)


def _told_of(index: Index) -> tuple[str, ...]:
    """Return of whom alone a box beside the article tells who that is."""
    found = set()
    for box in islice(index.aside(AUTHORS), _MAX_AUTHORS):
        if box.parent is not None and _quotes(box.parent):
            continue
        name = next((fold(part.text()) for part in box.css(_NAMING)), "")
        if name and name != fold(box.text()):
            found.add(name)
    return tuple(filter(is_full_name, found)) if len(found) == 1 else ()


def _quotes(aside: LexborNode) -> bool:
    """Whether an ``<aside>`` shows what someone says, who is told of in the text around it."""
    if _QUOTE.search(aside.attributes.get("class") or "") or aside.css_first(_QUOTED) is not None:
        return True
    parent = aside.parent
    return parent is not None and any(p.tag == "p" for p in islice(parent.iter(), _MAX_BESIDE))


def _is_of_author(link: LexborNode) -> bool:
    return _PAGE_OF_AUTHOR.search(link.attributes.get("href") or "") is not None


def _author_nodes(index: Index) -> Iterator[LexborNode]:
    for node in index.classed(AUTHORS):
        if not _names_thing(node):
            yield next(links_in(node), node)
    yield from index.related("author")
    for node in index.marked("author"):
        yield node.css_first('[itemprop="name"]') or node


def _signed(node: LexborNode, index: Index, facts: Facts) -> list[str]:
    """Return what ``node`` says; of a link to who wrote it, with those that follow on its line.

    "[Sari Wulan], [Budi Raharja] dan [Tono]": nothing else stands between them, and they lead to
    others than the first, none of which is the site; or no bar parts full names that share a page.
    """
    name, line = _text(node), node
    named = [name]
    links = islice(index.related("author"), _MAX_AUTHORS) if name and node.tag == "a" else ()
    shown = {_text(link): _page_of(link) == (_page_of(node) or None) for link in links}
    others = [text for text in shown if text not in ("", name) and not facts.is_named_in(text)]
    while others and line.parent is not None and _text(line) == name:
        line = line.parent
    _, _, behind = _text(line).partition(name) if others else ("", "", "")
    for other in others if 0 < len(behind) <= _MAX_BYLINE else ():
        between, found, rest = behind.partition(other)
        is_shared = shown[other] and not (is_full_name(other) and _BAR.isdisjoint(between))
        if found and _BETWEEN.fullmatch(between) and not is_shared:
            named, behind = [*named, found], rest
    return named


def _page_of(link: LexborNode) -> str:
    """Return where a link leads, of the page itself nothing."""
    return (link.attributes.get("href") or "").partition("#")[0].rstrip("/")


def _names_thing(node: LexborNode) -> bool:
    """Whether ``fn``, the name of a person in hCard, is that of what is told of: hReview's item."""
    names = [(near.attributes.get("class") or "").split() for near in (node, node.parent) if near]
    return "fn" in names[0] and (node.tag == "h1" or any("item" in told for told in names))


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
