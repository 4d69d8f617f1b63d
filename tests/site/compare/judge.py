"""Two answers to one question: everything by which a crawler could tell them apart."""

import html
import json
import re
from collections.abc import Iterator
from itertools import zip_longest

from tests.site.compare.wire import Got

_UNCOMPARED_HEADERS = ("date",)
_FACTS = {
    "canonical": re.compile(r"""<link rel=["']canonical["'] href=["']([^"']+)"""),
    "shortlink": re.compile(r"""<link rel=["']shortlink["'] href=["']([^"']+)"""),
    "amphtml": re.compile(r"""<link rel=["']amphtml["'] href=["']([^"']+)"""),
    "json": re.compile(r"""<link rel="alternate" type="application/json" href="([^"]+)"""),
    "rest root": re.compile(r"""<link rel="https://api.w.org/" href="([^"]+)"""),
    "generator": re.compile(r"""<meta name="generator" content="([^"]+)"""),
    "language": re.compile(r"""<html[^>]* lang="([^"]+)"""),
    "post id in body class": re.compile(r"<body[^>]*class=\"[^\"]*?\b(postid-\d+)"),
    "attachment id in body class": re.compile(r"<body[^>]*class=\"[^\"]*?\b(attachmentid-\d+)"),
    "error class": re.compile(r"<body[^>]*class=\"[^\"]*?\b(error404)"),
    "single class": re.compile(r"<body[^>]*class=\"[^\"]*?\b(single-post)\b"),
}
Found = Iterator[tuple[str, object, object]]


def judge(real: Got, ours: Got) -> Found:
    """Each difference as (where, real, ours)."""
    if real.status != ours.status:
        yield "status", real.status, ours.status
        return
    yield from _headers(real, ours)
    if not real.body and not ours.body:
        return
    if real.header("Content-Encoding") or ours.header("Content-Encoding"):
        return
    kind = real.header("Content-Type")
    if "json" in kind:
        yield from _json("$", json.loads(real.body), json.loads(ours.body))
    elif "text/html" in kind or "<!doctype html" in real.body[:20].lower():
        yield from _page(real.body, ours.body)
    else:
        yield from _lines(real.body, ours.body)


def _headers(real: Got, ours: Got) -> Found:
    theirs, own = (
        [pair for pair in got.headers if pair[0].lower() not in _UNCOMPARED_HEADERS]
        for got in (real, ours)
    )
    names = [name for name, _ in theirs], [name for name, _ in own]
    if names[0] != names[1]:
        yield "header names", names[0], names[1]
        return
    for (name, value), (_, other) in zip(theirs, own, strict=True):
        if value != other:
            yield f"header {name}", value, other


def _json(where: str, real: object, ours: object) -> Found:
    if isinstance(real, dict) and isinstance(ours, dict):
        yield from _object(where, real, ours)
    elif isinstance(real, list) and isinstance(ours, list):
        if len(real) != len(ours):
            yield f"{where} length", len(real), len(ours)
        for number, (one, other) in enumerate(zip(real, ours, strict=False)):
            yield from _json(f"{where}[{number}]", one, other)
    elif real != ours:
        yield where, real, ours


def _object(where: str, real: dict[str, object], ours: dict[str, object]) -> Found:
    if real.get("id") != ours.get("id"):
        yield f"{where}.id", real.get("id"), ours.get("id")
        return
    if list(real) != list(ours):
        yield f"{where} keys", list(real), list(ours)
    for key in real.keys() & ours.keys():
        yield from _json(f"{where}.{key}", real[key], ours[key])


def _page(real: str, ours: str) -> Found:
    """Pages differ by theme; what a crawler relies on may not."""
    for name, pattern in _FACTS.items():
        one, other = pattern.search(real), pattern.search(ours)
        values = one[1] if one else None, other[1] if other else None
        if values[0] != values[1]:
            yield f"page {name}", *values


def _lines(real: str, ours: str) -> Found:
    if real == ours:
        return
    pairs = zip_longest(real.split("\n"), ours.split("\n"), fillvalue="<end>")
    for number, (one, other) in enumerate(pairs, start=1):
        if one != other:
            yield f"line {number}{_kind(one, other)}", one, other
            return


def _kind(real: str, ours: str) -> str:
    if html.unescape(real) == html.unescape(ours):
        return " (entities)"
    return " (password form)" if "post-password" in real else ""
