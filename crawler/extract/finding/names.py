"""What the tag, ``class`` and ``id`` of an element say it is, looked up in ``vocabulary``.

One name is enough to suspect an element; whether it is taken away also depends on what it holds
(``elements``).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extract.finding.vocabulary import (
    CERTAIN_NAMES,
    CONTENT_NAMES,
    NAMES,
    PARTS,
    TAG_RULES,
)
from crawler.extract.text import words

#: What an article is filed under is no name of a box: "category-trending".
_TERMS: Final = frozenset(words("category tag"))
#: What a page or a box has, or has not, is no such box.
_OF_OTHERS: Final = frozenset(words("has no is with without not show hide on off"))
_STATES: Final = ("-enabled", "-disabled")


def _pattern() -> re.Pattern[str]:
    """One expression for all names: a group a rule, tried in the order of the table."""
    groups = []
    for rule, names in NAMES.items():
        words = "|".join(map(_alternative, names.split()))
        groups.append(f"(?P<{rule}>{words})")
    return re.compile(f"(?:{'|'.join(groups)})(?= |$)")


def _alternative(name: str) -> str:
    """Return the expression of one name; "has-related" is what a page has, no such box."""
    guard = r"(?!(?:has|no|is|with|without)-)" if name.startswith("*") else ""
    return guard + re.escape(name).replace(r"\*", r"[\w-]*")


#: How a page is laid out, not what a box holds; Blogger shows its posts in a ``widget Blog``,
#: SiteOrigin's page builder a text in one.
_LAYOUT: Final = frozenset(
    words(
        "sidebar-right sidebar-left sidebar-none sidebar-both sidebar-no sidebar-full blog so-panel"
    )
)
_PATTERN: Final = _pattern()
_PARTS: Final = {part: rule for rule, parts in PARTS.items() for part in words(parts)}
_HYPHENS: Final = re.compile("[-_]+")
#: Words without hyphens: "shareButtons"; a name by chance, "sc-hAdYx", is none.
_HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HUMPED: Final = re.compile(r"[A-Za-z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
_ORDER: Final = {rule: place for place, rule in enumerate(NAMES)}


@lru_cache(maxsize=4096)
def rule_of(names: str) -> str | None:
    """Return the rule that ``names`` (of class and id, spaced) suggest, or None."""
    told = names.split()
    if not _LAYOUT.isdisjoint(map(str.lower, told)):
        told = [name for name in told if not name.lower().startswith(("widget", "sidebar-"))]
    found = [rule for name in told if (rule := _rule_of_name(name))]
    return min(found, key=_ORDER.__getitem__) if found else None


@lru_cache(maxsize=4096)
def rule_of_whole(name: str) -> str | None:
    """Return the rule of a name as a whole: "poll" as a part of "poll-result" tells nothing."""
    found = _PATTERN.match(name.lower())
    return found.lastgroup if found else None


@lru_cache(maxsize=4096)  # of "post-33 type-post hentry" one name is new on each page
def _rule_of_name(name: str) -> str | None:
    """Return the rule of a whole name, or else that of a part: ``ss-inline-share-wrap``."""
    if match := _PATTERN.match(name.lower()):
        return match.lastgroup if not name.lower().endswith(_STATES) else None
    parts = [part for word in _HYPHENS.split(name) for part in _words_of(word)]
    if not (_TERMS.isdisjoint(parts[:1]) and _OF_OTHERS.isdisjoint(parts)):
        return None
    pairs = map("-".join, pairwise(parts))
    return next((_PARTS[part] for part in (*parts, *pairs) if part in _PARTS), None)


def _words_of(name: str) -> list[str]:
    """Return the words of a part between hyphens, in small letters."""
    return (_HUMPS.sub(" ", name) if _HUMPED.fullmatch(name) else name).lower().split()


_NAMES: Final = frozenset(CONTENT_NAMES)


@lru_cache(maxsize=4096)
def is_content(names: str) -> bool:
    """Whether one of ``names`` is one under which a theme keeps the body."""
    return not _NAMES.isdisjoint(names.lower().split())


#: The same, and what holds no text of an article in any case.
_BY_TAG: Final = TAG_RULES | {"select": "navigation", "noscript": "script", "template": "hidden"}
_WHOLE: Final = frozenset({"body", "html", "main", "article"})
#: What belongs to other articles, or to readers.
_OTHERS: Final = frozenset(
    {"reader_comments", "related_link", "sidebar", "comment_form", "navigation"}
)


def names_of(attributes: Mapping[str, Any]) -> str:
    """Return class and id, spaced."""
    return _spaced(attributes.get("class"), attributes.get("id"))


def _spaced(classes: str | None, identity: str | None) -> str:
    return f"{classes or ''} {identity}" if identity else classes or ""


class Seeming(NamedTuple):
    """What an element seems to be, by its tag and names.

    Attributes:
        names: its class and id, spaced.
        rule: what kind of boilerplate it looks like, or None.
        is_content: one of its names is one under which a theme keeps the body.
        is_surely_content: one is that of the body and of nothing around it.

    """

    names: str
    rule: str | None
    is_content: bool
    is_surely_content: bool


def seeming(tag: str | None, attributes: Mapping[str, Any]) -> Seeming:
    """Return what an element of ``tag`` seems to be."""
    return _seeming(tag, attributes.get("class"), attributes.get("id"))


@lru_cache(maxsize=4096)  # asked with what is at hand: to put names together takes longer
def _seeming(tag: str | None, classes: str | None, identity: str | None) -> Seeming:
    names = _spaced(classes, identity)
    is_named = is_content(names)
    rule = None if is_named or tag in _WHOLE else rule_of(names) or _BY_TAG.get(tag or "")
    return Seeming(names, rule, is_named, not CERTAIN_NAMES.isdisjoint(names.lower().split()))


def node_rule(node: LexborNode) -> str | None:
    """Return what kind of boilerplate ``node`` looks like, or None."""
    return seeming(node.tag, node.attributes).rule


def is_others(node: LexborNode) -> bool:
    """Whether ``node`` looks like what belongs to other articles, or to readers."""
    return node_rule(node) in _OTHERS
