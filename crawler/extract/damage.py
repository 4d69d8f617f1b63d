"""Whether a page came whole: letters that could not be decoded, an end that is missing.

Such a page is an article with holes: it must not take the place of the one that is stored.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.records import Block
from crawler.extract.steps import ancestors, behind

_UNREADABLE: Final = "\ufffd"
_PAGE_END: Final = re.compile(rb"</(?:body|html)\b", re.IGNORECASE)
_LAST_TAG: Final = re.compile(rb"</([a-zA-Z][a-zA-Z0-9-]{0,40})\s*>\s*(?:<!--[^>]{0,200}-->\s*)*$")
#: What closes a page, or says that it goes no further, stands in so many bytes at its end.
_TAIL_BYTES: Final = 20_000
_MAX_DEPTH: Final = 300


def is_unreadable(title: str | None, blocks: Iterable[Block]) -> bool:
    """Whether letters of the article are missing in a page whose bytes could not all be read."""
    texts = (text for block in blocks for text in (*block.parts, block.caption))
    return _UNREADABLE in (title or "") or any(_UNREADABLE in text for text in texts)


def is_truncated(html: bytes, container: LexborNode) -> bool:
    """Whether ``html`` breaks off inside of ``container``: nothing follows, nothing is closed."""
    if html.rfind(b"</html>", max(0, len(html) - _TAIL_BYTES)) >= 0:
        return False  # as nearly all pages end, found from the end
    tail = html[-_TAIL_BYTES:]
    if _PAGE_END.search(tail):
        return False
    around = [container, *islice(ancestors(container), _MAX_DEPTH)]
    if any(part.is_element_node for node in around for part in behind(node)):
        return False
    last = _LAST_TAG.search(tail[-1_000:])
    if container.tag in ("body", "html"):  # which may do without their tags
        return last is None and not tail.rstrip().endswith(b">")
    return last is None or last[1].decode().lower() not in {node.tag for node in around}
