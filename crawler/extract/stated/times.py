"""When an article was published and when it was modified, each with its source."""

import re
from collections.abc import Iterator
from datetime import datetime, time, tzinfo
from itertools import chain, islice
from typing import Any, Final

from selectolax.lexbor import LexborNode

from crawler.extract.bylines import AGO
from crawler.extract.facts import Facts
from crawler.extract.finding.index import DATES, DAY, Index
from crawler.extract.finding.scope import is_in_masthead, is_of_card
from crawler.extract.stated.choose import choose, to_the_hour
from crawler.extract.stated.dates import from_iso, from_stated, from_text, is_of_update, update_in
from crawler.extract.stated.head import ARTICLE_TYPES, Head
from crawler.extract.stated.nearby import MAX_BYLINE, near_title
from crawler.extract.stated.time_elements import time_elements
from crawler.extract.text import fold, key, words

#: Where programs that make pages write the day, after what each is named by the standards: names
#: of ``<meta>`` without the signs in them.
_METAS: Final = frozenset(
    words(
        "datepublished pubdate publishdate publicationdate publisheddate publishedtime"
        " publishtime articlepublished articlepublishedtime articlepublisheddate"
        " articlepublicationdate articledate articledateoriginal articlecreated"
        " ogarticlepublishedtime ogdatepublished ogpubdate ogpublishdate ogregdate"
        " dcdate dccreated dcdatecreated dcdateissued dcdatepublished dctermsdate dctermscreated"
        " dctermsissued citationdate citationpublicationdate citationonlinedate"
        " bepresscitationdate sailthrudate parselypubdate analyticsattributesarticledate"
        " cxenseparserecspublishtime prismpublicationdate shareaholicarticlepublishedtime"
        " originalpublicationdate datecreated created createdat dateposted displaydate releasedate"
        " rnewsdatepublished btpubdate vrpublishedtime videoreleasedate uploaddate ptime pdate"
    )
)
#: Elements that may show the date: further ones are other articles'.
_MAX_DATES: Final = 30
_MAX_TITLES: Final = 500
#: The day that many sites put into their addresses.
_DAY_PATH: Final = re.compile(r"/(20\d\d)([/-]?)([01]\d)\2([0-3]\d)(?=[/_-]|$)")
#: What stands before the day, wherever on the page that is.
_LABELLED: Final = re.compile(
    r"(?:(?:published|posted|created|submitted|erstellt|veröffentlicht|gespeichert|geschrieben"
    r"|wurde am|publié|mis en ligne|publicado|creado|pubblicato|geplaatst|diterbitkan|tayang"
    r"|dipublikasikan|diposting|dipasang|(?:von|by) [^\d.]{2,40} (?:am|on))\b[^\d.]{0,40}"
    r"|(?:기사입력|입력|发布时间|發布時間|发布|日期|تاريخ النشر)\s*[:：]?\s*)"
    r"(?=\d|[a-z]{3,9}\.? \d)",
    re.IGNORECASE,
)
_LABELLED_CHARS: Final = 60
_MAX_TEXT: Final = 200_000


def times_of(
    head: Head, index: Index, facts: Facts, captured_at: datetime | None
) -> tuple[tuple[datetime | None, str], tuple[datetime | None, str]]:
    """Return when the article was published and when modified, each with its source."""
    zone = facts.site.time_zone
    page = _dated(head)
    published = [
        ("json_ld", from_stated(page.get("datePublished"), zone)),
        (
            "open_graph",
            from_stated(head.meta("article:published_time", "og:published_time"), zone),
        ),
    ]
    is_alone = not any(value for _, value in published)
    told = time_elements(index, is_alone=is_alone)
    times = {kind: from_stated(text, zone) for kind, text in told.items()}
    shown = times.get("shown")
    published += [
        ("time_element", shown),
        (
            "meta",
            from_stated(head.meta("datepublished", "date", "pubdate", "publish-date"), zone),
        ),
    ]
    modified = [
        ("json_ld", from_stated(page.get("dateModified"), zone)),
        ("open_graph", from_stated(head.meta("article:modified_time", "og:updated_time"), zone)),
        ("time_element", times.get("touched")),
        ("meta", from_stated(head.meta("datemodified", "last-modified"), zone)),
    ]
    if shown is None:
        published[2] = _unmarked(times.get("plain"), published, index, facts, captured_at)
    if not any(value for _, value in published):
        published += _told(head, index, facts, captured_at)
    if is_alone:
        published = to_the_hour(published, ("time_element", times.get("touched")))
    if not any(value for _, value in modified):
        modified.append(("byline", _update_in_text(index, zone)))
    return choose(published), choose(modified)


def _unmarked(
    plain: datetime | None,
    published: list[tuple[str, datetime | None]],
    index: Index,
    facts: Facts,
    captured_at: datetime | None,
) -> tuple[str, datetime | None]:
    """Return what a ``<time>`` says that does not say of what it is the time.

    Where nothing else is stated, the line below the title knows better whether it is the article's;
    not one that shows "3 jam yang lalu" in such an element, as it was when a cache kept the page.
    """
    if plain is None or any(value for name, value in published if name != "meta"):
        return "time_element", plain
    times = (node for node in index.tagged("time")[:_MAX_DATES] if node.attributes.get("datetime"))
    marked = [text for text in (fold(node.text()) for node in times) if text]
    lines = (
        line
        for line in near_title(index)
        if not any(map(line.__contains__, marked)) or from_text(line, facts.site.time_zone, None)
    )
    near = _first_date(lines, facts, captured_at)
    is_other = near is not None and near.date() != plain.date()
    return ("byline", near) if is_other else ("time_element", plain)


def _told(
    head: Head, index: Index, facts: Facts, captured_at: datetime | None
) -> Iterator[tuple[str, datetime | None]]:
    """Yield what is said in other ways, where nothing is stated in the usual ones."""
    metas = chain.from_iterable(head.named(_METAS))
    zone = facts.site.time_zone
    yield "meta", next(filter(None, (from_stated(fold(text), zone) for text in metas)), None)
    formats = (node for node in index.classed(["published"]) if node.tag == "abbr")
    marked = map(_stated_by, chain(index.marked("datePublished"), formats))
    yield "microdata", next(filter(None, (from_stated(text, zone) for text in marked)), None)
    yield "byline", _date_in_text(index, facts, captured_at)
    addresses = (facts.url, head.meta("og:url"), *head.links.get("canonical", ()))
    days = (_date_in_url(address, zone) for address in addresses)
    yield "url", next(filter(None, days), None)


def _stated_by(node: LexborNode) -> str:
    """Return what an element says in its attributes, or else shows.

    What an ``<abbr>`` stands for is its ``title``, as in the microformats of Blogger.
    """
    attributes = node.attributes
    told = attributes.get("content") or attributes.get("datetime")
    return told or (attributes.get("title") if node.tag == "abbr" else "") or fold(node.text())


def _dated(head: Head) -> dict[str, Any]:
    """Return the node that says when: the article's, another plugin's of it, or the page's."""
    if head.article.get("datePublished"):
        return head.article
    title = key(str(head.article.get("headline") or ""))
    twins = (
        node
        for node in head.nodes_of(ARTICLE_TYPES)
        if title and key(str(node.get("headline") or "")) == title
    )
    pages = head.nodes_of(frozenset({"WebPage", "ItemPage"}))
    return next((node for node in (*twins, *pages) if node.get("datePublished")), head.article)


def _date_in_text(index: Index, facts: Facts, captured_at: datetime | None) -> datetime | None:
    """Return the day that is shown, with the time of it that another line tells alone."""
    zone = facts.site.time_zone
    if exact := next(filter(None, (from_text(text, zone, None) for text in _titles(index))), None):
        return exact
    lines = chain(near_title(index), _shown(index))
    told = _first_date(chain(lines, _labelled(index)), facts, captured_at)
    if told is None or told.time() != time.min:
        return told
    others = {from_text(text, zone, None) for text in _labelled(index)} - {None, told}
    timed = {other for other in others if other is not None and other.date() == told.date()}
    return timed.pop() if len(timed) == 1 else told


def _update_in_text(index: Index, zone: tzinfo) -> datetime | None:
    """Return the time of an update that is shown where the article's own is."""
    for node in islice(index.tagged("time"), _MAX_DATES):
        told = update_in(fold(node.text()), zone)
        if told and not (index.is_elsewhere(node) or is_of_card(node, index)):
            return from_stated(node.attributes.get("datetime"), zone) or told
    if told := next(filter(None, (update_in(text, zone) for text in near_title(index))), None):
        return told
    shown = ((node, update_in(text, zone)) for node, text in _named_after_day(index))
    return next((told for node, told in shown if told and _is_mine(node, index)), None)


def _titles(index: Index) -> Iterator[str]:
    """Yield what stands behind "3 jam yang lalu" for those who point at it: the day."""
    body = index.tree.body
    nodes = body.css("span[title], time[title], abbr[title], a[title]") if body is not None else ()
    ago = (node for node in islice(nodes, _MAX_TITLES) if AGO.fullmatch(fold(node.text())))
    for node in ago:
        if not (index.is_elsewhere(node) or is_of_card(node, index)):
            yield node.attributes.get("title") or ""


def _shown(index: Index) -> Iterator[str]:
    """Yield the short texts of elements that are named after the day of the article."""
    return (text for node, text in _named_after_day(index) if _is_mine(node, index))


def _is_mine(node: LexborNode, index: Index) -> bool:
    return not (is_in_masthead(node, index) or is_of_card(node, index))


def _named_after_day(index: Index) -> Iterator[tuple[LexborNode, str]]:
    """Yield elements that are named after the day that they show, and their short texts.

    Whose day that is takes far longer to tell.
    """
    times = (node for node in index.tagged("time") if not index.is_elsewhere(node))
    nodes = islice(chain(times, index.classed(DATES)), _MAX_DATES)
    named = islice(index.classed([DAY]), _MAX_DATES)
    shown = ((node, fold(node.text(separator=" "))) for node in chain(nodes, named))
    return ((node, text) for node, text in shown if len(text) <= MAX_BYLINE)


def _first_date(
    texts: Iterator[str], facts: Facts, captured_at: datetime | None
) -> datetime | None:
    """Return the first date in ``texts``, before that of an update."""
    updated: datetime | None = None
    for text in texts:
        told = from_text(text, facts.site.time_zone, captured_at)
        if told is not None and not is_of_update(text):
            return told
        updated = updated or told
    return updated


def _labelled(index: Index) -> Iterator[str]:
    """Yield what follows words such as "published on", wherever they stand."""
    body = index.tree.body
    text = fold(body.text(separator=" ")[:_MAX_TEXT]) if body is not None else ""
    for label in islice(_LABELLED.finditer(text), _MAX_DATES):
        yield text[label.end() : label.end() + _LABELLED_CHARS]


def _date_in_url(url: str, zone: tzinfo) -> datetime | None:
    """Return the day in an address such as ``/2024/02/16/judul``."""
    found = _DAY_PATH.search(url)
    if found is None:
        return None
    year, _, month, day = found.groups()
    return from_iso(f"{year}-{month}-{day}", zone)
