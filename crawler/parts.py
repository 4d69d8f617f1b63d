"""Posts in several pages, told cheaply: nearly all pages are no such thing. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

_NUMBER: Final = re.compile(r"/\d{1,3}/?$|[?&]page=\d{1,3}$")
_HOME: Final = re.compile(r"(?:\w+:)?//[^/?]*/?")
#: What an address is followed by in a link to the second page.
_SECOND: Final = re.compile(rb"(?:/2|/?[?&](?:[^\s\"'<>]{0,99}[&;])?page=2)(?!\d)")
#: By these a theme marks that a page is not the first, whatever its address ends with.
_MARKS: Final = (b"post-page-numbers", b"single-paged-")


def may_be_one_of_several(payload: bytes, url: str) -> bool:
    """Whether the page at ``url`` may be one of several of a post; ``payload`` is its HTML.

    It never says no where ``crawler.extract.parts_in`` would find something.
    """
    return may_have_parts(payload, url) or _may_be_further(payload, url)


def may_have_parts(payload: bytes, url: str) -> bool:
    """Whether it may be the first of them: that one names the second, by its own address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = parts.path.rstrip("/")
    key = (path or (parts.query and f"?{parts.query}")).encode("utf-8", "ignore")
    at = payload.find(key) if key else -1
    while at >= 0:
        if _SECOND.match(payload, at + len(key)):
            return True
        at = payload.find(key, at + 1)
    return False


def _may_be_further(payload: bytes, url: str) -> bool:
    """Whether it may be another than the first: its address ends so, and the page says so too."""
    whole = whole_of(url)
    if whole is None:
        return False
    return any(mark in payload for mark in _MARKS) or _is_shared_as(whole, payload)


def _is_shared_as(whole: str, payload: bytes) -> bool:
    """Whether the page names ``whole`` as what it is to be shared as."""
    at = payload.find(b"og:url")
    tag = payload[payload.rfind(b"<", 0, at) : payload.find(b">", at)] if at >= 0 else b""
    name = whole.partition("://")[2].encode("utf-8", "ignore")
    return re.search(re.escape(name) + rb"/?(?:[\"'\s]|$)", tag) is not None


def has_number(url: str) -> bool:
    """Whether an address ends as those of further pages do. Those of some whole posts do as well.

    >>> has_number("https://purnawarta.com/analisa/jalan-panjang/2")
    True
    """
    return whole_of(url) is not None


def whole_of(url: str) -> str | None:
    """Return the address of the post of which ``url`` may be a further page.

    The home page is no post: of ``https://purnawarta.com/2`` there is none.
    """
    whole = _NUMBER.sub("", url)
    return None if whole == url or _HOME.fullmatch(whole) else whole


def without_number(url: str, number: int) -> str:
    """Return the address of the post of which ``url`` is page ``number``."""
    return re.sub(rf"/{number}/?$|[?&]page={number}$", "", url)


def numbered(url: str, number: int) -> str:
    """Return the address of page ``number`` of the post at ``url``, as WordPress makes it.

    >>> numbered("https://purnawarta.com/analisa/jalan-panjang/", 2)
    'https://purnawarta.com/analisa/jalan-panjang/2/'
    >>> numbered("https://purnawarta.com/?p=5", 2)
    'https://purnawarta.com/?p=5&page=2'
    """
    plain = url.partition("#")[0]
    if "?" in plain:
        return f"{plain}&page={number}"
    return f"{plain.rstrip('/')}/{number}" + ("/" if plain.endswith("/") else "")
