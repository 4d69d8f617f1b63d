"""RSS and Atom feeds. Ten entries by default, and only Atom states changes: a bell, no list."""

import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import takewhile
from time import struct_time
from typing import Final
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from crawler.discovery.found import POST_ID_MAX, Found, ListingError, beginning, utc
from crawler.discovery.xml import SAFELY
from crawler.extract.text import words

#: Plugins print warnings before it, which may name what it begins with; entities may be defined.
_ENCODING: Final = re.compile(rb"<\?xml\s[^<>]{0,200}>", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_WITHIN: Final = re.compile(rb"<(?:channel|item|entry|title|link)\b", re.IGNORECASE)
#: Where an entry begins and ends: no text of one goes on in the next.
_ENTRY: Final = re.compile(rb"(?=</?(?:item|entry)[\s>])", re.IGNORECASE)
_TEXTS: Final = (b"content:encoded", b"content", b"description", b"summary")
#: Tags of HTML, and of texts that do not end: they would close, or hold, what is no part of them.
_TAG: Final = re.compile(
    rb"</?(?:a|b|blockquote|br|center|code|content:encoded|content|description|div|em|figure|font"
    rb"|form|h[1-6r]|html|body|i|iframe|img|input|li|ol|p|pre|script|small|span|strong|style|sub"
    rb"|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(rb"&(?!#?[A-Za-z0-9]{1,30};)")
#: What is left around an address, or of a text that does not end.
_MARKED: Final = re.compile(rb"<!\[CDATA\[|\]\]>")
#: Elements of RSS and Atom that are read, in lower case.
_USED: Final = frozenset(
    words(
        "rss rdf feed channel item entry link guid id pubdate published issued created updated"
        " modified date"
    )
)
_ENTRIES: Final = frozenset({"item", "entry"})
#: Longer texts of these are no address and no time.
_CHARS_MAX: Final = 2_000
#: Of an element around others that has more attributes, those that are read.
_ATTRIBUTES_MAX: Final = 20
_ATTRIBUTES: Final = frozenset({"version", "{http://www.w3.org/XML/1998/namespace}base"})


def feed_page(feed_url: str, page: int) -> str:
    """Return the address of a page of a feed, the newest first."""
    joint = "&" if "?" in feed_url else "?"
    return feed_url + (f"{joint}paged={page}" if page > 1 else "")


def read_feed(body: bytes) -> list[Found]:
    """Return the entries of a feed, in its order.

    Raises:
        ListingError: it is no feed.

    """
    import feedparser

    # A stream: bytes alone would be taken for an address or the name of a file where they can be.
    feed = feedparser.parse(BytesIO(_reduced(body)))
    if not feed.get("version"):
        raise _no_feed(body)
    is_atom = feed.version.startswith("atom")
    found = [_found(entry, is_atom=is_atom) for entry in feed.entries]
    return _without_shared_ids([one for one in found if one is not None])


def _reduced(body: bytes) -> bytes:
    """Return a feed as well-formed XML, without all that is not used of it.

    What feedparser reads of authors and HTML, and how it reads what is no XML, takes time that
    grows with the square of some texts.
    """
    head = _WITHIN.split(body, maxsplit=1)[0]
    if roots := [root.start() for root in _ROOT.finditer(head)]:
        body = b"".join(_ENCODING.findall(head)[-1:]) + body[roots[-1] :]
    try:
        root = _parsed(body, recover=False)
    except etree.XMLSyntaxError:
        root = _parsed(_mended(body), recover=True)
    if root is None or not _is_used(root):
        raise _no_feed(body)
    _reduce(root)
    return etree.tostring(root)


def _reduce(root: etree._Element) -> None:
    etree.strip_tags(root, etree.Entity)
    elements = list(root.iter())
    above = _above_entries(elements)
    for element in elements:
        element.tail, parent = None, element.getparent()
        if parent is None or _is_used(element):
            if _is_long(element):
                element.text = None
            if len(element.attrib) > _ATTRIBUTES_MAX:
                _reduce_attributes(element)
            continue
        if element in above:
            for child in list(element):
                element.addprevious(child)
        parent.remove(element)


def _reduce_attributes(element: etree._Element) -> None:
    said = [(name, value) for name, value in element.items() if name in _ATTRIBUTES]
    element.attrib.clear()
    element.attrib.update(said)


def _above_entries(elements: Iterable[etree._Element]) -> set[etree._Element]:
    above: set[etree._Element] = set()
    for element in elements:
        if _name(element) in _ENTRIES:
            above.update(takewhile(lambda one: one not in above, element.iterancestors()))
    return above


def _parsed(body: bytes, *, recover: bool) -> etree._Element | None:
    try:
        return etree.fromstring(body, etree.XMLParser(recover=recover, **SAFELY))
    except etree.XMLSyntaxError:
        if recover:
            return None
        raise


def _mended(body: bytes) -> bytes:
    """Return what is no XML without texts and tags of HTML as it is, and no ``&`` alone."""
    entries = b"".join(map(_without_texts, _ENTRY.split(body)))
    return _ALONE.sub(b"&amp;", _TAG.sub(b"", _MARKED.sub(b"", entries)))


def _without_texts(entry: bytes) -> bytes:
    for name in _TEXTS:
        *texts, rest = entry.split(b"</%b>" % name)
        entry = b"".join([text.partition(b"<%b" % name)[0] for text in texts]) + rest
    return entry


def _is_used(element: etree._Element) -> bool:
    """Whether it may hold what is read; one with a prefix that is declared nowhere holds none."""
    is_large = _is_long(element) or len(element.attrib) > _ATTRIBUTES_MAX
    return _name(element) in _USED and (len(element) > 0 or not is_large)


def _is_long(element: etree._Element) -> bool:
    return len((element.text or "").strip()) > _CHARS_MAX


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _no_feed(body: bytes) -> ListingError:
    return ListingError(f"no feed, but {beginning(body)}")


def _without_shared_ids(found: list[Found]) -> list[Found]:
    """Take no id for one that entries of different addresses state: one would hide the others."""
    urls: dict[int | None, set[str]] = {}
    for one in found:
        urls.setdefault(one.post_id, set()).add(one.url)
    return [one if len(urls[one.post_id]) == 1 else replace(one, post_id=None) for one in found]


def _found(entry: Mapping[str, object], *, is_atom: bool) -> Found | None:
    link, guid, parsed = entry.get("link"), entry.get("id"), entry.get("published_parsed")
    # asked first, since feedparser gives the time of publication in its place
    updated = entry["updated_parsed"] if is_atom and "updated_parsed" in entry else None
    if not isinstance(link, str) or not link:
        return None
    return Found(
        url=link,
        channel="feed",
        post_id=_post_id(guid) if isinstance(guid, str) else None,
        published_at=_time(parsed) if isinstance(parsed, struct_time) else None,
        modified_at=_time(updated) if isinstance(updated, struct_time) else None,
    )


def _post_id(guid: str) -> int | None:
    """Read the id from a guid such as ``https://purnawarta.com/?p=16``."""
    try:
        values = parse_qs(urlsplit(guid).query).get("p", [])
    except ValueError:
        return None
    if len(values) != 1 or not (values[0].isascii() and values[0].isdigit()):
        return None
    number = int(values[0][:20])
    return number if 0 < number <= POST_ID_MAX else None


def _time(parsed: struct_time) -> datetime | None:
    """Turn feedparser's UTC time into an aware one."""
    try:
        return utc(datetime.fromtimestamp(timegm(parsed), UTC))
    except (ValueError, OverflowError, OSError):
        return None
