"""What ``<time>`` elements say: when an article was published or touched, or when alone."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.finding.index import Index
from crawler.extract.finding.scope import article_of_title, is_in_other, is_of_card
from crawler.extract.stated.dates import is_updated
from crawler.extract.text import fold, words

_PUBLISHED: Final = frozenset(words("entry-date post-date"))
#: The name of what holds the time of an update, and words in that of what holds none.
_UPDATED: Final = re.compile(
    r"(?<!\S)(?:[\w-]*[_-])?(?:(?:updated|modified)(?:[_-](?:date|time|at|on))?"
    r"|update[_-](?:date|time))(?!\S)",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(r"publish|posted|created", re.IGNORECASE)
#: Names of what holds the date itself: "date updated" is what old themes call that (hAtom).
_OF_DATE: Final = frozenset(words("date entry-date post-date vcard"))
#: Times that are asked whether they are an update's: each costs a look around it.
_MAX_ASKED: Final = 100
#: How far up from a time what is around it is asked, and how much of what stands before it is read.
_MAX_WRAPPERS: Final = 2
_LABEL_CHARS: Final = 60


def time_elements(index: Index, *, is_alone: bool) -> dict[str, str]:
    """Return what ``<time>`` elements say of the article, by kind.

    ``is_alone``: nothing else says when it was published, so cards of others are looked for, and
    what is said around each.
    """
    found: dict[str, str] = {}
    times = index.tagged("time")
    mine = article_of_title(index) if times else None
    for number, node in enumerate(times):
        attributes = node.attributes
        kind = _kind_of_time(attributes)
        if kind in found or (kind == "plain" and "shown" in found):
            continue  # told before the tree is climbed, on a page of many
        stated = attributes.get("datetime")
        is_other = index.is_elsewhere(node) or is_in_other(node, mine)
        if stated and not is_other and not (is_alone and is_of_card(node, index)):
            is_asked = is_alone and number < _MAX_ASKED
            found.setdefault("updated" if is_asked and _is_of_update(node) else kind, stated)
    return _settled(found)


def _settled(found: dict[str, str]) -> dict[str, str]:
    """Return ``found``, where what tells of an update alone is the only time that there is."""
    updated = found.pop("updated", None)
    if updated is None:
        return found
    return {"touched" if {"shown", "plain"} & found.keys() else "plain": updated} | found


def _is_of_update(node: LexborNode) -> bool:
    """Whether what stands before a ``<time>``, or is around it alone, calls it an update's."""
    here = node
    says_issued = _says_issued(node.attributes)
    for _ in range(_MAX_WRAPPERS):
        before, around = here.prev, here.parent
        label = fold(before.text(separator=" ")) if before is not None else ""
        if any(map(str.isalpha, label)):
            is_section = label.lower() == "update" and before is not None and before.tag != "-text"
            return not is_section and is_updated(label[-_LABEL_CHARS:])
        if around is None:
            return False
        names = around.attributes.get("class") or ""
        if _UPDATED.search(names) and not _ISSUED.search(names):
            is_date = says_issued or not _OF_DATE.isdisjoint(names.split())
            return not is_date and len(around.css("time")) == 1
        here = around
    return False


def _says_issued(attributes: dict[str, str | None]) -> bool:
    """Whether a ``<time>`` says itself that it is when an article was published, and that alone."""
    is_both = "updated" in (attributes.get("class") or "").split()
    is_shown = _kind_of_time(attributes) == "shown" and not is_both
    return is_shown or attributes.get("itemprop") == "datePublished"


def _kind_of_time(attributes: dict[str, str | None]) -> str:
    """Return whether a ``<time>`` says when its article was published, or touched, or when."""
    if "class" not in attributes and "itemprop" not in attributes:
        return "plain"  # as is so of those in lists of other articles
    names = attributes.get("class") or ""
    classes = frozenset(names.split())
    is_shown = "publish" in names or bool(classes & _PUBLISHED)
    prop = attributes.get("itemprop") or ""
    if is_shown or prop == "datePublished":
        return "shown"  # "published updated": one time for both, whatever the microdata say
    return "touched" if prop == "dateModified" or "updated" in classes else "plain"
