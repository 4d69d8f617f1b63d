"""Where on a page its article can be: around its title, and not in lists of other articles.

For pages whose body carries no known name; or that show a second article below the first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise, takewhile
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.bylines import AGO, DAY, WEEKDAY
from crawler.extract.finding.index import Index, links_in
from crawler.extract.finding.names import node_rule
from crawler.extract.steps import ancestors

#: How WordPress names the element of a post.
_POST: Final = re.compile(r"(?:^|\s)(?:hentry|type-post|post-\d+)(?:\s|$)")
#: Of Sahifa and Kubrick, and of Hello.
_IN_POST: Final = ".entry, .page-content"
_LINKED_HEADINGS: Final = "h2 a, h3 a, h4 a, h5 a, h6 a"
#: What heads a teaser that has no heading.
_HEADS: Final = "a[href]:has(+ p)"
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
#: What looks like the head of a site.
_OF_SITE: Final = frozenset({"site_header", "navigation"})
_MENU: Final = "nav, form, [class*=menu], [id*=menu], li + li + li + li"
_MAX_CLIMB: Final = 12
#: Entries that make a list, and how far above their headings it stands.
_LIST: Final = 3
_LIST_LEVELS: Final = 4
#: Words of a headline, which names of people lack; what its card says, white space included
#: (characters), and how far above what tells of it that stands.
_HEADLINE: Final = 5
_MAX_CARD: Final = 500
_CARD_LEVELS: Final = 4
_WHEN: Final = re.compile(
    rf"(?:{WEEKDAY}\s*,?\s*)?{DAY}(?:[\s,|•·/–-]*\d{{1,2}}[:.]\d{{2}})?(?:\s*(?:wib|wita|wit))?"
    rf"|{AGO.pattern}",
    re.IGNORECASE,
)
#: Where a link leads that shows no article: to whoever wrote, to where this one is shared.
_NO_ARTICLE: Final = re.compile(
    r"/(?:authors?|penulis)/|[?&](?:author|share)=|^(?:#|mailto:|javascript:|whatsapp:|tg:)"
    r"|//(?:[\w-]+\.)*(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|threads)\.(?:com|net|org)/"
    r"|//(?:wa|t|line)\.me/|//(?:[\w-]+\.)*google\.com/"
)
_MAX_LINKS: Final = 300
_MAX_TITLES: Final = 8


def article_of_title(index: Index) -> LexborNode | None:
    """Return the ``<article>``, or a post's element, that the title stands in."""
    return next(filter(is_article, index.title_path), None)


def body_of_post(index: Index) -> LexborNode | None:
    """Return what some themes put the body in under a name that others give to more than that.

    Within WordPress's element of the post, where nothing else tells where its short lines are.
    """
    post = article_of_title(index)
    nodes = post.css(_IN_POST) if post is not None else ()
    return next((node for node in nodes if not index.is_elsewhere(node)), None)


def is_article(node: LexborNode) -> bool:
    """Whether ``node`` is the element of an article."""
    return node.tag == "article" or _POST.search(node.attributes.get("class") or "") is not None


def is_in_other(node: LexborNode, mine: LexborNode | None) -> bool:
    """Whether ``node`` stands in another article than ``mine``, the title's own."""
    if mine is None:
        return False
    around = takewhile(lambda here: here.tag != "body", islice(ancestors(node), _MAX_CLIMB))
    article = next(filter(is_article, around), mine)
    return article.mem_id != mine.mem_id


def is_of_card(node: LexborNode, index: Index) -> bool:
    """Whether ``node`` tells of another article: a headline that is linked, and little else.

    That stands beside it, outside of what holds the title; several headlines are no card's.
    """
    for here in islice(ancestors(node), _CARD_LEVELS):
        if here.mem_id in index.around_title:
            return False
        text = here.text()
        if len(text) > _MAX_CARD:
            return False
        if is_headline(text) and (hrefs := linked_headlines(here)):
            return len(hrefs) == 1 and here.mem_id not in index.title_places
    return False


def linked_headlines(node: LexborNode) -> set[str]:
    """Return where the links lead in ``node``, itself included, that show headlines of others.

    None leads to whoever wrote ("View all of Sari's posts"), or to where this one is shared.
    """
    links = (link for link in links_in(node) if is_headline(link.text()))
    hrefs = (link.attributes.get("href") or "" for link in links)
    return {href for href in hrefs if href and not _NO_ARTICLE.search(href)}


@lru_cache(maxsize=256)  # a link says the same in each element around it
def is_headline(text: str) -> bool:
    """Whether a text says more than a name, or when: a day may be a link to its own page."""
    if len(text.split()) < _HEADLINE:
        return False
    return len(_WHEN.sub(" ", text).split()) >= _HEADLINE


def is_masthead(node: LexborNode) -> bool:
    """Whether ``node``, which holds no title, is the head of the site, with the day of today.

    It may stand in a box of its own.
    """
    inner = node.css_first("header") if node_rule(node) not in _OF_SITE else None
    return _is_of_site(inner or node)


def _is_of_site(node: LexborNode) -> bool:
    """Whether a header is none of the article's: it stands outermost, or holds a menu."""
    if node_rule(node) not in _OF_SITE:
        return False
    is_outer = node.parent is not None and node.parent.tag == "body"
    return is_outer or node.css_first(_MENU) is not None


def is_in_masthead(node: LexborNode, index: Index) -> bool:
    """Whether ``node`` stands in the head of the site."""
    mine = index.title_places
    beside = takewhile(lambda here: here.mem_id not in mine, islice(ancestors(node), _MAX_CLIMB))
    return bool(mine) and any(map(_is_of_site, beside))


def lists_of_others(index: Index) -> frozenset[int]:
    """Return the elements (their ``mem_id``) that hold entries headed by links to articles.

    Or one whole article, below the page's own. What holds the title as well is none of them.
    """
    links = index.tree.css(_LINKED_HEADINGS)[:_MAX_LINKS]
    headed = (
        (next(here for here in ancestors(link) if here.tag in _HEADINGS), link) for link in links
    )
    heads = (head for head, link in headed if len(link.text().strip()) >= len(head.text().strip()))
    return (_holders_of(heads) | frozenset(_other_articles(index))) - index.title_places


def lists_of_teasers(index: Index) -> frozenset[int]:
    """Return those that hold entries which links to articles head without a heading.

    Such a text tells less: an author of items may set them so, too.
    """
    links = index.tree.css(_HEADS)[:_MAX_LINKS]
    return _holders_of(link for link in links if is_headline(link.text())) - index.title_places


def _holders_of(heads: Iterable[LexborNode]) -> frozenset[int]:
    """Return what holds three entries or more, each with one of ``heads``, as deep in each."""
    entries: dict[tuple[int, int], set[int]] = defaultdict(set)
    for head in heads:
        around = islice(ancestors(head), _LIST_LEVELS + 1)
        for level, (entry, holder) in enumerate(pairwise(around)):
            entries[holder.mem_id, level].add(entry.mem_id)
    return frozenset(place for (place, _), held in entries.items() if len(held) >= _LIST)


def _other_articles(index: Index) -> Iterator[int]:
    """Yield what a linked ``<h1>`` heads that is not the title's: a page that goes on for ever."""
    mine = index.title_places
    headings = index.tagged("h1")[1:_MAX_TITLES]
    for heading in (one for one in headings if one.css_first("a[href]") is not None):
        for here, around in pairwise(islice(chain([heading], ancestors(heading)), _MAX_CLIMB + 1)):
            if here.mem_id in mine:
                break
            if around.mem_id in mine:
                yield here.mem_id
