"""Posts in several pages, told cheaply: nearly all pages are no such thing. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

_NUMBER: Final = re.compile(r"/\d{1,3}/?$|[?&]page=\d{1,3}$")


def may_be_one_of_several(payload: bytes, url: str) -> bool:
    """Whether the page at ``url`` may be one of several of a post; ``payload`` is its HTML."""
    return has_number(url) or may_have_parts(payload, url)


def may_have_parts(payload: bytes, url: str) -> bool:
    """Whether it may be the first of them: that one names the second, by its own address."""
    try:
        path = urlsplit(url).path.rstrip("/")
    except ValueError:
        return False
    return b"page=2" in payload or (bool(path) and f"{path}/2".encode() in payload)


def has_number(url: str) -> bool:
    """Whether an address ends as those of further pages do. Those of some whole posts do as well.

    >>> has_number("https://purnawarta.com/analisa/jalan-panjang/2")
    True
    """
    return _NUMBER.search(url) is not None


def whole_of(url: str) -> str | None:
    """Return the address of the post of which ``url`` may be a further page."""
    return _NUMBER.sub("", url) if has_number(url) else None


def without_number(url: str, number: int) -> str:
    """Return the address of the post of which ``url`` is page ``number``."""
    return re.sub(rf"/{number}/?$|[?&]page={number}$", "", url)
