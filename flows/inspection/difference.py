"""Two contents of an article, compared word by word. Pure.

It knows texts; nothing of terminals, of HTML, or of where the texts come from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Operation = Literal["kept", "removed", "added"]
_BREAK: Final = re.compile(r"(\n\n)")
_WORD: Final = re.compile(r"\n\n|\S+|[^\S\n]+|\n")
#: Beyond this many pairs of words, a passage counts as exchanged: comparing would take minutes.
_PAIRS_MAX: Final = 4_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A passage; the kept and the removed ones are the text before, the others the text after."""

    operation: Operation
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field that differs, or the body."""

    name: str
    pieces: tuple[Piece, ...]


def compare(before: dict[str, str | None], after: dict[str, str | None]) -> list[Field]:
    """Return the fields that differ, in order; the body always, and last."""
    return [
        Field(name=name, pieces=pieces(before[name] or "", after[name] or ""))
        for name in sorted(before, key=lambda name: name == "body")
        if before[name] != after[name] or name == "body"
    ]


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts, by paragraphs first: what stayed is not torn apart by its words."""
    return tuple(_joined(_by_paragraphs(_BREAK.split(before), _BREAK.split(after))))


def _by_paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Compare paragraphs and the breaks between them."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, start_after, end_after in matcher.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[start_after:end_after])
        if tag == "equal":
            yield Piece(operation="kept", text=old)
        else:
            yield from _by_words(old, new)


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _PAIRS_MAX:
        yield Piece(operation="removed", text=before)
        yield Piece(operation="added", text=after)
        return
    for tag, start, end, start_after, end_after in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield Piece(operation="kept", text="".join(old[start:end]))
            continue
        yield Piece(operation="removed", text="".join(old[start:end]))
        yield Piece(operation="added", text="".join(new[start_after:end_after]))


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    """Join passages of one kind that follow one another; leave out empty ones."""
    held: Piece | None = None
    for piece in found:
        if not piece.text:
            continue
        if held is not None and held.operation == piece.operation:
            held = Piece(operation=held.operation, text=held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
