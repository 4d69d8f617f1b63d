"""A page that lists, as a tree. Its bytes are a stranger's: no nesting of theirs takes long."""

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.decode import as_utf8
from crawler.extract.guard import tame


def tree_of(body: bytes) -> LexborHTMLParser:
    """Return the tree of a page, whatever its encoding."""
    return LexborHTMLParser(tame(as_utf8(body, None)))
