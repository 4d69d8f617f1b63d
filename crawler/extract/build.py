"""Lines to blocks: what is left of the text, as the article's pieces."""

from collections.abc import Iterable, Sequence

from crawler.extract.facts import Facts
from crawler.extract.lines import Line
from crawler.extract.records import Block


def blocks_of(lines: Sequence[Line | None], facts: Facts) -> tuple[Block, ...]:
    """Return the blocks of ``lines``, of which None stands for one that was taken away.

    Items of one list and rows of one table become one block, and so do the lines of a
    paragraph between single ``<br>``, joined by a line feed.
    """
    return tuple(_block(run, facts) for run in _runs(lines))


def _runs(lines: Sequence[Line | None]) -> Iterable[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run[-1], line):
            yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


def _goes_on(before: Line, line: Line | None) -> bool:
    """Whether a block goes on; a list or table does where one of its lines was taken away."""
    if line is None:
        return before.kind in ("list", "table")
    return _belongs(before, line)


def _belongs(before: Line, line: Line) -> bool:
    """Whether ``line`` is of the same block as the one before it."""
    if line.kind != before.kind or line.group != before.group or line.media:
        return False
    return line.kind in ("list", "table") or line.is_soft


def _block(run: list[Line], facts: Facts) -> Block:
    first = run[0]
    if first.media is not None:
        media = first.media
        return Block(
            kind=first.kind,
            text=media.text,
            url=facts.absolute(media.url),
            alt=media.alt,
            caption=media.caption,
        )
    if first.kind == "list":
        return Block(kind="list", items=_items(run), is_ordered=first.is_ordered)
    if first.kind == "table":
        return Block(kind="table", rows=tuple(line.cells or (line.text,) for line in run))
    return Block(kind=first.kind, text="\n".join(line.text for line in run), level=first.level)


def _items(run: list[Line]) -> tuple[str, ...]:
    """Return the items of a list; lines after a ``<br>`` belong to the item before them."""
    items: list[str] = []
    for line in run:
        if line.is_soft and items:
            items[-1] = f"{items[-1]}\n{line.text}"
        else:
            items.append(line.text)
    return tuple(items)
