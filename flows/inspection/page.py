"""One page as extraction saw it: what was kept and what was cut, in the order of the page. Pure.

It knows an extraction and the page it is of; nothing of terminals, of HTML to show, or of files.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from crawler.extract import Block, Extraction
from crawler.extract.decode import decode
from crawler.extract.rest import html_of
from crawler.extract.text import few_marks
from flows import normalise
from flows.inspection.saved import Understood
from flows.records import RelatedRow

#: What nobody reads, and what a browser without scripts shows only.
_UNSEEN: Final = ["script", "style", "template", "noscript", "head"]
_FIELDS: Final = (
    "title", "section", "authors", "tags", "published_at", "modified_at", "dateline_place",
    "agency", "canonical_url", "post_id", "lead_image_url", "language", "comments_count",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field, its value as written, and where that came from."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Something that stood on the page.

    Attributes:
        rule: that cut it away; None for what was kept.
        text: normalised; of a list or table a line for each item or row.
        kind: of a block that was kept; empty for what was cut.

    """

    rule: str | None
    text: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """Everything there is to show of a page.

    Attributes:
        name: of the file, or the capture, that the page came from.
        original: the page, decoded.
        pieces: in the order of the page, as far as their texts can be found again there.

    """

    name: str
    url: str | None
    verdict: str
    reasons: tuple[str, ...]
    is_text: bool
    original: str = field(repr=False)
    fields: tuple[Field, ...]
    related: tuple[str, ...]
    pieces: tuple[Piece, ...] = field(repr=False)


def inspect(name: str, page: Understood, *, charset: str | None = None) -> Inspection:
    """Return what there is to show of a page."""
    found, is_text = page.found, page.media_type == "text/plain"
    is_post = page.media_type == "application/json"
    original = html_of(page.body) if is_post else decode(page.body, charset)[0]
    return Inspection(
        name=name,
        url=page.url,
        verdict=found.verdict,
        reasons=found.reasons,
        is_text=is_text,
        original=original,
        fields=tuple(_fields(found)),
        related=tuple(map(_link, page.content.related)),
        pieces=_arranged(found, original if is_text else _seen(original)),
    )


def _link(link: RelatedRow) -> str:
    return f"{link.marker}: {link.title}" + (f" → {link.url}" if link.url else "")


def _fields(found: Extraction) -> Iterator[Field]:
    for name in _FIELDS:
        value = getattr(found, name)
        if value not in (None, (), ""):
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            source = normalise.text(found.sources.get(name, ""))
            yield Field(name=name, value=normalise.text(shown), source=source)


def _seen(html: str) -> str:
    """Return the text of a page in its order."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(_UNSEEN)
    return tree.body.text(separator=" ") if tree.body else ""


def _arranged(found: Extraction, text: str) -> tuple[Piece, ...]:
    """Return what was kept and what was cut, by where it stands in ``text``."""
    whole = _key(text)
    kept = list(_kept(found, whole))
    first = kept[0][0] if kept else len(whole)
    cut = _cut(found, whole, first)
    return tuple(piece for _, piece in sorted([*kept, *cut], key=lambda pair: pair[0]))


def _kept(found: Extraction, whole: str) -> Iterator[tuple[int, Piece]]:
    end = 0
    for block in found.blocks:
        key = _key(next(iter(block.parts), block.caption))
        at = whole.find(key, end) if key else -1
        start = at if at >= 0 else end
        end = start + (len(key) if at >= 0 else 0)
        yield start, Piece(rule=None, text=normalise.text(_shown(block)), kind=block.kind)


def _cut(found: Extraction, whole: str, first: int) -> Iterator[tuple[int, Piece]]:
    """Place what was cut: what stood before the text as near to it as can be, the rest in order.

    The same words often stand in a menu as well, which is why the first match is not the best.
    """
    at = 0
    for removed in found.removed:
        key = _key(removed.text)
        if key:
            near = whole.rfind(key, 0, first + len(key)) if at <= first else -1
            later = whole.find(key, at)
            anywhere = later if later >= 0 else whole.find(key)
            at = max(near if near >= 0 else anywhere, 0) if near >= 0 or anywhere >= 0 else at
        yield at, Piece(rule=removed.rule, text=normalise.text(removed.text))


def _shown(block: Block) -> str:
    if block.kind == "list":
        marks = (f"{n}." if block.is_ordered else "•" for n in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True))
    if block.kind in ("image", "embed"):
        return " ".join(part for part in (block.url, block.alt, block.caption, block.text) if part)
    return "\n".join(block.parts)


def _key(text: str) -> str:
    """Return the letters and digits of ``text``: all that a page and its extraction share."""
    wide = unicodedata.normalize("NFKC", few_marks(text))
    return "".join(filter(str.isalnum, wide))
