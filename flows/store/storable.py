"""What PostgreSQL would refuse, found before it is sent: one row must not cost its batch. Pure.

An article of which a part can't be stored as it is becomes an item in quarantine that says which
part. What is no content (URLs that were asked for, reasons, what was stripped) is stored without
the characters that can't be.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from flows.records import Batch, CaptureRow, Content, Entry, Item, RelatedRow, RemovedRow

#: A row of a B-tree holds 2,704 bytes; a path shares it with a site's name and a number.
PATH_BYTES_MAX: Final = 2000
#: PostgreSQL's bigint.
_ID_MAX: Final = 2**63 - 1
#: NUL, and halves of surrogate pairs.
_REFUSED: Final = re.compile("[\0\ud800-\udfff]")
_TEXTS: Final = (
    "path", "url", "title", "body", "blocks", "section", "dateline_place", "place",
    "lead_image_url", "language", "extractor_version",
)  # fmt: skip
_TEXTS_OF: Final = attrgetter(*_TEXTS)
_LISTS: Final = ("authors", "tags")
_TIMES: Final = ("published_at", "modified_at")


def around(batch: Batch) -> Batch:
    """Return ``batch`` with everything outside its contents as PostgreSQL takes it."""
    if not _has_odd(batch):
        return batch
    return Batch(
        captures=[_capture(capture) for capture in batch.captures],
        items=[_item(item) for item in batch.items],
    )


def _has_odd(batch: Batch) -> bool:
    """Whether anything outside the contents may have to be stored otherwise than it is.

    All at once: that is much cheaper than one by one, and nearly always the answer is no.
    """
    texts: list[str | None] = []
    paths: list[str | None] = []
    for capture in batch.captures:
        texts += (capture.url, capture.reason, capture.file)
    for item in batch.items:
        texts.append(item.url)
        texts += item.reasons
        paths += item.paths
        if item.content:
            for link in item.content.related:
                texts += (link.marker, link.title, link.url)
                paths.append(link.target_path)
            for part in item.content.removed:
                texts += (part.rule, part.text)
    longest = max(map(len, filter(None, paths)), default=0)
    bytes_per_char = 4
    return longest * bytes_per_char > PATH_BYTES_MAX or not _is_text(
        "".join(filter(None, chain(texts, paths)))
    )


def checked(items: Iterable[Item]) -> list[Item]:
    """Return items whose contents PostgreSQL takes: what it would refuse is in quarantine."""
    return [_checked(item) for item in items]


def text(value: str) -> str:
    """Return ``value`` with a mark in the place of each character that can't be stored."""
    return _REFUSED.sub("\ufffd", value)


def is_path(value: str) -> bool:
    """Whether ``value`` is short enough to be looked up."""
    return len(value) <= PATH_BYTES_MAX and len(value.encode("utf-8", "replace")) <= PATH_BYTES_MAX


def can_be_asked(path: str) -> bool:
    """Whether a path can be that of something stored."""
    return is_path(path) and text(path) == path


def is_id(value: int | None) -> bool:
    """Whether ``value`` can be the number of a post, or that of none."""
    return value is None or 0 < value <= _ID_MAX


def is_time(value: datetime | None) -> bool:
    """Whether ``value`` can be stored, and read again in any time zone; None can."""
    if value is None:
        return True
    try:
        if value.tzinfo is UTC:
            return 1 < value.year < 9999  # noqa: PLR2004
        return value.tzinfo is not None and 1 < value.astimezone(UTC).year < 9999  # noqa: PLR2004
    except OverflowError:
        return False


def is_entry(entry: Entry) -> bool:
    """Whether an entry of a listing can be stored; where not, its page would not be either."""
    texts = (entry.key, entry.path, entry.url)
    return (
        all(map(_is_text, texts))
        and all(map(is_path, texts[:2]))
        and is_id(entry.post_id)
        and all(map(is_time, (entry.published_at, entry.modified_at)))
    )


def problem(content: Content) -> str | None:
    """Return the first part of ``content`` that can't be stored; None where all can."""
    whole = "".join(chain(filter(None, _TEXTS_OF(content)), content.authors, content.tags))
    if _is_text(whole) and "\\u" not in content.blocks:
        return next(_other_problems(content), None)
    return next(chain(_other_problems(content), _problems(content)), None)


def _other_problems(content: Content) -> Iterator[str]:
    """Give the parts of which not the characters, but the size, can't be stored."""
    if not is_path(content.path):
        yield "path"
    if not is_id(content.post_id):
        yield "post_id"
    yield from (name for name in _TIMES if not is_time(getattr(content, name)))


def _problems(content: Content) -> Iterator[str]:
    """Give the parts that hold characters which can't be stored."""
    yield from (name for name in _TEXTS if not _is_text(getattr(content, name)))
    yield from (name for name in _LISTS if not all(map(_is_text, getattr(content, name))))
    if not _is_json(content.blocks):
        yield "blocks"


def _is_text(value: str | None) -> bool:
    return value is None or ("\0" not in value and _encodes(value))


def _encodes(value: str) -> bool:
    """Whether ``value`` holds no half of a surrogate pair."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_json(value: str) -> bool:
    """Whether ``value`` is JSON without the escapes of characters that can't be stored."""
    if "\\u0000" not in value and "\\ud" not in value.lower():
        return True
    try:
        return all(map(_is_text, _strings(json.loads(value))))
    except (ValueError, RecursionError):
        return False


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 (JSON holds anything)
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_strings, value))
    elif isinstance(value, dict):
        yield from chain(value, chain.from_iterable(map(_strings, value.values())))


def _capture(capture: CaptureRow) -> CaptureRow:
    given = (capture.url, capture.reason, capture.file)
    url, reason, file = (None if value is None else text(value) for value in given)
    if (url, reason, file) == given:
        return capture
    return replace(capture, url=url or "", reason=reason, file=file)


def _item(item: Item) -> Item:
    if item.content is None:
        return _plain(item)
    return _plain(replace(item, content=_around(item.content))) if _is_odd(item) else item


def _checked(item: Item) -> Item:
    part = problem(item.content) if item.content else None
    if part is None:
        return item
    return replace(item, content=None, outcome="quarantined", reasons=(f"not_storable: {part}",))


def _plain(item: Item) -> Item:
    """Return ``item`` without what can't be stored outside its content."""
    paths = tuple(text(path) for path in item.paths)
    return replace(
        item,
        url=text(item.url),
        paths=tuple(filter(is_path, paths)) or ("/",),
        reasons=tuple(text(reason) for reason in item.reasons),
    )


def _is_odd(item: Item) -> bool:
    """Whether something around the content can't be stored as it is."""
    content = item.content
    assert content is not None  # noqa: S101 (asked of articles only)
    related = chain.from_iterable(
        (link.marker, link.title, link.url or "", link.target_path or "")
        for link in content.related
    )
    removed = chain.from_iterable((part.rule, part.text) for part in content.removed)
    whole = "".join(chain((item.url,), item.paths, related, removed))
    paths = (link.target_path for link in content.related if link.target_path is not None)
    return not (_is_text(whole) and all(map(is_path, chain(item.paths, paths))))


def _around(content: Content) -> Content:
    """Return ``content`` with links and strippings that can be stored."""
    return replace(
        content,
        related=tuple(map(_related, content.related)),
        removed=tuple(
            RemovedRow(position=part.position, rule=text(part.rule), text=text(part.text))
            for part in content.removed
        ),
    )


def _related(link: RelatedRow) -> RelatedRow:
    path = link.target_path
    return RelatedRow(
        position=link.position,
        marker=text(link.marker),
        title=text(link.title),
        url=None if link.url is None else text(link.url),
        target_path=path if path is not None and _is_text(path) and is_path(path) else None,
    )
