"""Which part of a page an element stands in: the article's, its readers', other articles'."""

from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.names import is_content, rule_of

TAG_RULES: Final = {
    "nav": "navigation",
    "aside": "sidebar",
    "form": "other",
    "header": "site_header",
    "footer": "site_footer",
    "select": "navigation",
    "noscript": "script",
    "template": "hidden",
    "dialog": "other",
    "button": "other",
}
#: What belongs to other articles, or to readers.
_ELSEWHERE: Final = frozenset(
    {"reader_comments", "related_link", "sidebar", "comment_form", "navigation"}
)
_MAX_ANCESTORS: Final = 60


def names_of(node: LexborNode) -> str:
    """Return the class and id of ``node``, spaced."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()


def node_rule(node: LexborNode) -> str | None:
    """Return what kind of boilerplate ``node`` looks like by its tag and names, or None."""
    tag = node.tag or ""
    if tag in ("body", "html", "main", "article"):
        return None
    names = names_of(node)
    if names and is_content(names):
        return None
    return (rule_of(names) if names else None) or TAG_RULES.get(tag)


def is_others(node: LexborNode) -> bool:
    """Whether ``node`` is itself what belongs to other articles, or to readers."""
    return node_rule(node) in _ELSEWHERE


def is_elsewhere(node: LexborNode) -> bool:
    """Whether ``node`` stands in what belongs to other articles, or to readers."""
    here = node.parent
    for _ in range(_MAX_ANCESTORS):
        if here is None:
            return False
        if is_others(here):
            return True
        here = here.parent
    return False
