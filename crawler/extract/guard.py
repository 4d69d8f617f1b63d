"""Keeps HTML from making a parser slow: it works on text, before any tree is built.

A parser that follows the HTML standard needs time that grows with the square of the nesting:
100,000 open ``<div>`` take 24 s. No article nests deeper than a few dozen.
"""

import re
from typing import Final

#: Below this many tags the worst nesting costs less than looking for it.
_FEW_TAGS: Final = 3_000
_MAX_DEPTH: Final = 250
#: Open formatting is repeated in every later paragraph; a link ends where the next begins.
_MAX_FORMATTING: Final = 8
#: Tags that BeautifulSoup is given, start and end: 0.2 s of work, and no body has a tenth of them.
_MAX_TAGS: Final = 12_000
_MAX_OPTIONS: Final = 1_000
_LONGEST_TAG: Final = 20_000
#: In a smaller page (bytes) no tag can hold so many attributes that it takes a second.
_LARGE_PAGE: Final = 150_000
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})([^<>]{0,4000}/?>)?")
_FORMATTING: Final = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
#: Elements that hold nothing, that the next of their kind closes, or that there is one of.
_NOT_NESTING: Final = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li td th tr dt dd"
    b" option script style html head body".split()
)
#: What the end of an ordinary element does not close along (the standard's "special").
_BOXES: Final = frozenset(
    b"address applet article aside blockquote button center colgroup details dir div dl fieldset"
    b" figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe main marquee"
    b" menu nav noembed noframes noscript object ol plaintext pre search section select summary"
    b" table tbody template textarea tfoot thead title ul xmp foreignobject desc".split()
)
#: What that of a box does not (its "scope").
_SCOPES: Final = frozenset(
    b"applet table marquee object template foreignobject desc title mi mo mn ms mtext"
    b" annotation-xml".split()
)
#: Whose ends close along what stands in them, further boxes too.
_CLOSING: Final = _BOXES - {b"noscript"}
#: Whose end leaves open what stands in them.
_ALONE: Final = _FORMATTING | {b"a", b"form"}
#: Attributes beyond these in one tag are no page's.
_LONG_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{20000,}>")

#: What a head holds beside what it states, by its start tag; and where it ends.
_UNREAD: Final = re.compile(rb"<(?:(?P<name>style|script)\b(?![^<>]*json)[^<>]*>|body\b|/head\b)")
#: A shorter one takes less time to read than to leave out (bytes).
_WORTH: Final = 500
#: White space between two tags is no longer than this.
_SPACE: Final = 200


def lean(html: bytes) -> bytes:
    """Return ``html`` without the style sheets and scripts in its head, which may be most of it.

    They are found by the next ``<``, faster than a parser reads them. One that holds such a sign
    stays, and so does what follows no other tag: it may be part of a comment or of an attribute.
    """
    kept: list[bytes] = []
    last = place = 0
    while (tag := _UNREAD.search(html, place)) and (name := tag["name"]):
        place = tag.end()
        end = html.find(b"<", place)
        is_whole = end - place > _WORTH and html.startswith(b"</" + name, end)
        if is_whole and html[max(0, tag.start() - _SPACE) : tag.start()].rstrip().endswith(b">"):
            kept.append(html[last:place])
            last = place = end
    kept.append(html[last:])
    return b"".join(kept) if last else html


def tame(html: bytes) -> bytes:
    """Return ``html`` without nesting that no page has."""
    if len(html) > _LARGE_PAGE and max(map(len, html.split(b"<"))) > _LONGEST_TAG:
        html = _LONG_TAG.sub(b"", html)
    tags = len(html) - len(html.replace(b"<", b"", _FEW_TAGS))  # ``count`` takes twice as long
    return html if tags < _FEW_TAGS else _flatten(html)


def bounded(html: str) -> tuple[str, bool]:
    """Return ``html`` cut where it has more tags than any article, and whether it was."""
    if html.count("<") <= _MAX_TAGS:
        return html, False
    return "<".join(html.split("<", _MAX_TAGS)[:_MAX_TAGS]), True


def _flatten(html: bytes) -> bytes:
    """Drop the start tags that lie too deep; the text in them stays."""
    kept: list[bytes] = []
    opened: list[bytes] = []
    formatting, options, last = 0, 0, 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        options += name == b"option"
        if tag[1]:
            formatting = max(0, formatting - (name in _FORMATTING))
            _close(opened, name)
            continue
        is_styled = formatting >= _MAX_FORMATTING and name in _FORMATTING
        is_deep = len(opened) >= _MAX_DEPTH or is_styled
        if _is_dropped(name, is_deep=is_deep, options=options):
            kept.append(html[last : tag.start()])
            last = tag.end()
            continue
        formatting += name in _FORMATTING
        if name not in _NOT_NESTING:
            opened.append(name)
    kept.append(html[last:])
    return b" ".join(kept) if len(kept) > 1 else html


def _close(opened: list[bytes], name: bytes) -> None:
    """Close what an end tag closes; by the standard many close nothing."""
    if name not in opened:
        return
    place = len(opened) - 1 - opened[::-1].index(name)
    if name in _ALONE:
        del opened[place]
    elif (_SCOPES if name in _CLOSING else _BOXES).isdisjoint(opened[place + 1 :]):
        del opened[place:]


def _is_dropped(name: bytes, *, is_deep: bool, options: int) -> bool:
    """Whether a start tag goes: it nests too deep, or is one menu entry too many."""
    return (is_deep and name not in _NOT_NESTING) or (name == b"option" and options > _MAX_OPTIONS)
