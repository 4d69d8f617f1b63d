"""Steps from a node of a page to what is around it, and beside it, the nearest first."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what ``node`` stands in."""
    here = node.parent
    while here is not None:
        yield here
        here = here.parent


def before(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what stands before ``node`` in the same element: texts and comments, too."""
    here = node.prev
    while here is not None:
        yield here
        here = here.prev


def behind(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what stands behind ``node`` in the same element: texts and comments, too."""
    here = node.next
    while here is not None:
        yield here
        here = here.next


def says(node: LexborNode) -> bool:
    """Whether ``node`` is an element, or a text that is no blank."""
    return node.is_element_node or (node.is_text_node and not (node.text_content or "").isspace())
