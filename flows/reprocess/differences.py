"""What another extractor makes of a page, beside what the archive says of it. Pure.

It knows contents and classes of change; nothing of captures, files or the archive.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from crawler import extract as extractor
from flows import normalise
from flows.records import Content, Item
from flows.store.reprocess import Before, Stored

#: What can become of a page, and what that means.
CLASSES: Final[Mapping[str, str]] = {
    "title": "another title",
    "paragraph_added": "the text has more paragraphs",
    "paragraph_removed": "the text has fewer paragraphs",
    "paragraph_changed": "a paragraph reads otherwise",
    "paragraph_moved": "the paragraphs stand in another order",
    "blocks": "the text is the same; pictures, kinds of blocks or captions are not",
    "section": "another section",
    "authors": "other authors",
    "tags": "other tags",
    "published_at": "another time of publication",
    "lead_image_url": "another picture",
    "language": "another language",
    "path": "another canonical address",
    "hash": "the same content under another hash",
    "hidden": "another content that the archive does not show (a better origin does)",
    "found": "an article, where none was understood before",
    "refused": "no article, as before, for another reason",
    "lost": "no article any more; stays as it is",
    "identity": "another article's number; stays as it is",
}
#: What ``--expect body`` stands for.
BODY: Final = ("paragraph_added", "paragraph_removed", "paragraph_changed", "paragraph_moved")
#: What promotion leaves as it is: a person has to look.
KEPT: Final = ("lost", "identity")
_REFUSED: Final = frozenset({"not_article", "quarantined"})
_SHOWN_CHARS: Final = 160


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One way in which a page would change.

    Attributes:
        name: one of ``CLASSES``.
        before: what the archive says, shortened; empty where it says nothing.
        after: what the other extractor says.

    """

    name: str
    before: str = ""
    after: str = ""


def compared(stored: Stored, before: Before | None, item: Item | None) -> list[Difference]:
    """Return in what this extractor's reading of a capture differs from the archive's.

    ``before`` is the archive's content, where the hashes differ and the archive shows it.
    """
    after = item.content if item else None
    if stored.content_sha256 is None or after is None:
        return list(_verdict(stored, item))
    if after.sha256 == stored.content_sha256:
        return []
    if None not in {stored.post_id, after.post_id} and stored.post_id != after.post_id:
        return [_shown("identity", stored.post_id, after.post_id)]
    if before is None:
        return [_shown("hidden", "", after.title)]
    return [*_text(before, after), *_fields(before, after)] or [Difference(name="hash")]


def _verdict(stored: Stored, item: Item | None) -> Iterator[Difference]:
    """Compare what was an article, or is one, but not both."""
    reasons = ", ".join(item.reasons) if item else "no page"
    if stored.content_sha256 is not None:
        yield _shown("lost", "", reasons)
    elif stored.outcome in _REFUSED and item and item.content:
        yield _shown("found", stored.outcome, item.content.title)
    elif stored.outcome in _REFUSED and item and item.outcome != stored.outcome:
        yield _shown("refused", stored.outcome, f"{item.outcome}: {reasons}")


def _text(before: Before, after: Content) -> Iterator[Difference]:
    if before.body != after.body:
        yield from _paragraphs(before.body.split("\n\n"), after.body.split("\n\n"))
    elif before.blocks != json.loads(after.blocks):
        yield Difference(name="blocks")


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    """Compare texts by what stands in one of them only: in linear time, whatever a page holds."""
    removed = list((Counter(before) - Counter(after)).elements())
    added = list((Counter(after) - Counter(before)).elements())
    if not removed and not added:
        yield Difference(name="paragraph_moved")
    if removed and added:
        yield _shown("paragraph_changed", removed[0], added[0])
    if len(removed) > len(added):
        yield _shown("paragraph_removed", removed[-1], "")
    if len(added) > len(removed):
        yield _shown("paragraph_added", "", added[-1])


def _fields(before: Before, after: Content) -> Iterator[Difference]:
    """Compare what stands beside the text, as far as it makes another content."""
    pairs: dict[str, tuple[Any, Any]] = {
        "title": (before.title, after.title),
        "section": (before.section, after.section),
        "authors": (before.authors, list(after.authors)),
        "tags": (sorted(before.tags), sorted(after.tags)),
        "published_at": (before.published_at, after.published_at),
        "lead_image_url": (_picture(before.lead_image_url), _picture(after.lead_image_url)),
        "language": (before.language, after.language),
        "path": (normalise.site_path(before.url), after.path),
    }
    for name, (mine, other) in pairs.items():
        if mine != other:
            yield _shown(name, mine, other)


def _picture(url: str | None) -> str:
    return extractor.picture_key(url or "")


def _shown(name: str, before: object, after: object) -> Difference:
    return Difference(name=name, before=_short(before), after=_short(after))


def _short(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(value)
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= _SHOWN_CHARS else f"{text[: _SHOWN_CHARS - 1]}…"
