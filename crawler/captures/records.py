"""WARC files, record by record: gzipped or not, ours or another's.

Read here rather than by warcio because a cut or a flipped bit must show: warcio writes such damage
to standard error, takes what follows for the end of the file, and does not look at a member's
checksum. It knows records; not what they hold.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, Final, cast

from crawler.captures.coding import DAMAGED
from crawler.captures.errors import CaptureError
from crawler.captures.fields import HOP_FIELD, REVISIT_PROFILES
from crawler.captures.header import read_fields
from crawler.captures.members import PIECE_BYTES, Member
from crawler.limits import PAGE_BYTES_MAX

#: Types of record whose block is read; others are passed over.
_READ_TYPES: Final = frozenset({"response", "resource", "revisit", "warcinfo"})
#: A record with more than this is no page: a video, a disk image.
_BLOCK_BYTES_MAX: Final = PAGE_BYTES_MAX + 1_000_000
_HEADER_BYTES_MAX: Final = 100_000
_VERSION: Final = re.compile(rb"WARC/[0-9]+\.[0-9]+\s*")
_HTTP: Final = re.compile(rb"HTTP/[0-9.]+[ \t]+[0-9]{3}\b")
_GZIP_MAGIC: Final = b"\x1f\x8b"
_ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_RECOMPRESS: Final = (
    "records and gzip members do not match, so that no record can be found again by its place: "
    "run `warcio recompress OLD.warc.gz NEW.warc.gz` (pip install warcio), and use the new file"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One WARC record.

    Attributes:
        type: its WARC-Type, in lower case.
        fields: of its header, names in lower case, the first of each name.
        block: what it holds; empty where that is not of a kind that is read, or too large.
        offset: in its file, in bytes; ``length`` likewise, as it lies there.

    """

    type: str
    fields: dict[str, str] = field(repr=False)
    block: bytes = field(repr=False)
    offset: int
    length: int

    @property
    def url(self) -> str:
        """What it is a record of; some write it in angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<>")

    @property
    def captured_at(self) -> datetime | None:
        """When it was captured, in UTC; None where it states no time."""
        with suppress(ValueError, OverflowError):
            at = datetime.fromisoformat(self.fields.get("warc-date", ""))
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        return None

    @property
    def is_capture(self) -> bool:
        """Whether it is an HTTP response that stands for itself, or a page kept as it is."""
        if not self.url.startswith(("http://", "https://")):
            return False
        if self.type == "response" or self.refers_to is not None:
            return HOP_FIELD.lower() not in self.fields and _HTTP.match(self.block) is not None
        is_read = bool(self.block) or self.fields.get("content-length") == "0"
        return self.type == "resource" and is_read

    @property
    def refers_to(self) -> str | None:
        """Of a response whose body is kept in another record, the name of that one."""
        if self.type != "revisit" or self.fields.get("warc-profile") not in REVISIT_PROFILES:
            return None
        return self.fields.get("warc-refers-to")


def read_records(path: Path) -> Iterator[Record]:
    """Read the records of a WARC file, in memory for one at a time.

    Raises:
        CaptureError: the file can't be read at all, or not to its end. What stands before the
            damage has been given by then.
        OSError: the disk can't be read.

    """
    with path.open("rb") as file:
        yield from records_of(file, str(path))


def records_of(file: BinaryIO, name: str) -> Iterator[Record]:
    """Read the records of an open file that can be sought in; ``name`` is for messages.

    Raises:
        CaptureError: as ``read_records``.

    """
    magic = file.read(4)
    file.seek(0)
    if magic == _ZSTD_MAGIC:
        raise CaptureError(f"{name} is compressed with zstd: run `zstd -d` on it first")
    read = _read_members if magic.startswith(_GZIP_MAGIC) else _read_plain
    yield from read(file, name)


def _read_members(file: BinaryIO, name: str) -> Iterator[Record]:
    """Read a file in which each record is a gzip member of its own."""
    offset = 0
    while file.seek(offset) == offset and (first := file.read(1)):
        if first == b"\0":
            offset = _past_padding(file, offset)
            continue
        file.seek(offset)
        member = Member(file)
        stream = cast("BufferedReader", BufferedReader(member))
        try:
            head = _read_head(stream)
            block = _read_block(stream, head) if head is not None else b""
            rest = stream.read(PIECE_BYTES).strip(b"\r\n")
            is_alone = not rest and not stream.read(1)
        except (CaptureError, EOFError, *DAMAGED) as exc:
            raise _damaged(name, offset, exc) from exc
        if not is_alone:
            raise CaptureError(f"{name} at byte {offset}: {_RECOMPRESS}")
        end = member.end
        if head is not None:
            yield _record(head, block, offset, end)
        offset = end


def _past_padding(file: BinaryIO, offset: int) -> int:
    """Return where zeros end: they fill up a block of a disk, and gzip passes over them, too."""
    file.seek(offset)
    while (piece := file.read(PIECE_BYTES)) and not piece.strip(b"\0"):
        offset += len(piece)
    return offset + len(piece) - len(piece.lstrip(b"\0"))


def _read_plain(file: BinaryIO, name: str) -> Iterator[Record]:
    """Read a file of uncompressed records, two line ends after each."""
    stream = file if isinstance(file, BufferedReader) else BufferedReader(cast("RawIOBase", file))
    offset = 0
    while True:
        try:
            head = _read_head(stream)
            if head is None:
                return
            block = _read_block(stream, head)
        except (CaptureError, EOFError) as exc:
            raise _damaged(name, offset, exc) from exc
        end = stream.tell()
        yield _record(head, block, offset, end)
        while (line := stream.peek(1)[:1]) in {b"\r", b"\n"} and line:
            stream.read(1)
        offset = stream.tell()


def _damaged(name: str, offset: int, exc: Exception) -> CaptureError:
    why = str(exc) or "it can't be read"
    return CaptureError(f"{name} is damaged at byte {offset}: {why}. What stands before is kept.")


def _read_head(stream: BufferedReader) -> dict[str, str] | None:
    """Read a record's header; None where there is nothing more."""
    line = stream.readline(100)
    if not line:
        return None
    if _VERSION.fullmatch(line) is None:
        raise CaptureError(f"no WARC record begins here, but {line[:40]!r}")
    lines: list[bytes] = []
    room = _HEADER_BYTES_MAX
    while (line := stream.readline(_HEADER_BYTES_MAX)) not in {b"\r\n", b"\n"}:
        lines.append(line)
        room -= len(line)
        if not line.endswith(b"\n") or room < 0:
            raise EOFError("the record is cut off within its header")
    return read_fields(lines)


def _read_block(stream: BufferedReader, head: dict[str, str]) -> bytes:
    stated = head.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):  # noqa: PLR2004 (int64)
        raise CaptureError(f"the record states no length, but {stated[:40]!r}")
    length = int(stated)
    is_kept = head.get("warc-type", "").lower() in _READ_TYPES and length <= _BLOCK_BYTES_MAX
    parts, left = [], length
    while left:
        part = stream.read(min(left, PIECE_BYTES))
        if not part:
            raise EOFError("the record is cut off")
        left -= len(part)
        if is_kept:
            parts.append(part)
    return b"".join(parts)


def _record(head: dict[str, str], block: bytes, offset: int, end: int) -> Record:
    kind = head.get("warc-type", "").lower()
    return Record(type=kind, fields=head, block=block, offset=offset, length=end - offset)
