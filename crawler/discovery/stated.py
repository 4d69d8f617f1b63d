"""Where a site says that its lists are: its pages name its feed and its REST root. Pure.

A site may have them elsewhere than WordPress does: without pretty addresses, or renamed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.tree import tree_of

#: WordPress sends it with each page, where a plugin may have taken it out of the page's head.
_ROOT: Final = re.compile(
    r"""<\s*+([^<>]+)>[^,<>]*;\s*+rel\s*+=\s*+["']?https://api\.w\.org/""", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """Where the main feed is, and the root of the REST interface; None where that is not said."""

    feed: str | None = None
    rest: str | None = None


def stated_in(body: bytes, url: str, links: str = "") -> Stated:
    """Return what the page at ``url`` says; ``links`` is its header ``Link``."""
    tree = tree_of(body)
    feeds = _targets(tree, 'link[rel~="alternate"][type="application/rss+xml"][href]', url)
    roots = [
        *_targets(tree, 'link[rel="https://api.w.org/"][href]', url),
        *_joined(url, _ROOT.findall(links)),
    ]
    return Stated(
        feed=next(iter(feeds), None),  # that of comments follows
        rest=next(filter(_is_root, roots), None),
    )


def _targets(tree: LexborHTMLParser, selector: str, url: str) -> Iterable[str]:
    return _joined(url, [node.attributes.get("href") or "" for node in tree.css(selector)])


def _joined(url: str, targets: Iterable[str]) -> Iterable[str]:
    for target in targets:
        try:
            yield urljoin(url, target.strip())
        except ValueError:
            continue


def _is_root(url: str) -> bool:
    """Whether a route can be added to it as it is."""
    query = urlsplit(url).query
    is_asked = not query or parse_qs(query).get("rest_route") == ["/"]
    return is_asked and url.lower().endswith(("/", "%2f"))
