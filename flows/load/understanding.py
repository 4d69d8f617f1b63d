"""A WARC segment read, and understood as far as it can be without the archive.

It knows files, captures and items; nothing of the archive, nor of the process that it works in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.captures import Capture, read_captures
from crawler.sites import Site
from flows.load import items
from flows.records import Item


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """A capture, and what it says by itself.

    Attributes:
        capture: without its body, where that is needed no more.
        item: what it yields; None where it is no page, or has to be understood with others.
        is_part_of_more: whether it has to be: its body, or further pages of it, lie elsewhere.

    """

    capture: Capture
    item: Item | None
    is_part_of_more: bool = False


#: Gives what a segment holds, in order, once that is known; raises what ``understand`` does.
Told = Callable[[], Sequence[Understood]]


def understand(
    path: Path, site: Site, broken: Mapping[int, str] | None = None
) -> Iterator[Understood]:
    """Read the segment at ``path``, and give what each of its captures says.

    ``broken`` are captures that are not to be understood, counted from 0, and why: those of them
    that are pages fail. What dies before it says anything seems to die at the first capture, which
    may be a listing.

    Raises:
        crawler.captures.CaptureError: the segment is damaged.

    """
    read = list(read_captures(path))
    repeated = {one.revisit_of for one in read}
    for number, one in enumerate(read):
        if broken and number in broken:
            item = items.failed(one, broken[number]) if items.is_page(one) else None
            yield Understood(capture=one, item=item)
        elif one.revisit_of is not None or one.parts:
            yield Understood(capture=one, item=None, is_part_of_more=True)
        else:
            item = items.item_of(one, site)
            is_spent = item is not None and one.part is None and one.id not in repeated
            yield Understood(capture=replace(one, body=b"") if is_spent else one, item=item)


def understand_here(path: Path, site: Site) -> Told:
    """Return what reads the segment at ``path`` when it is asked."""
    return lambda: list(understand(path, site))
