"""WARC records as other programs write them, and three readers that are not ours."""

import gzip
import hashlib
import io
import zlib
from pathlib import Path
from uuid import UUID

from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

URL = "https://purnawarta.com/iran/judul"
PAGE = "<html><h1>Judul – berita</h1><p>Isi.</p></html>".encode()
DATE = "2024-02-17T03:00:00Z"
ID = UUID("0e7aaf8b-4a1b-4a55-9d3e-7f2a2d0c7f10")


def record(  # noqa: PLR0913 (a record has that many parts)
    block: bytes,
    *,
    kind: str = "response",
    url: str | None = URL,
    date: str = DATE,
    record_id: UUID | None = ID,
    version: str = "1.1",
    media_type: str = "application/http; msgtype=response",
    extra: str = "",
) -> bytes:
    """A WARC record, byte by byte."""
    lines = [f"WARC/{version}", f"WARC-Type: {kind}", f"WARC-Date: {date}"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"WARC-Record-ID: <urn:uuid:{record_id}>"] if record_id else []
    lines += [f"Content-Type: {media_type}", f"Content-Length: {len(block)}"]
    head = "\r\n".join(lines) + "\r\n" + extra + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes = PAGE, *headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """An HTTP response."""
    return "\r\n".join([status, *headers, "", ""]).encode("latin-1") + body


def member(*records: bytes) -> bytes:
    """Records in one gzip member."""
    return gzip.compress(b"".join(records), mtime=0)


def written(path: Path, *parts: bytes) -> Path:
    """A file of these parts."""
    path.write_bytes(b"".join(parts))
    return path


def strictly(data: bytes) -> list[tuple[str, bytes]]:
    """Read gzipped WARC with nothing but zlib: type and digest of each record.

    Each member must be whole and hold exactly one record, of exactly the length it states.
    """
    found = []
    while data:
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        text = inflate.decompress(data)
        assert inflate.eof
        data = inflate.unused_data
        head, _, rest = text.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        assert first.startswith("WARC/1.")
        fields = dict(line.split(": ", 1) for line in lines)
        length = int(fields["Content-Length"])
        assert rest[length:] == b"\r\n\r\n"
        digest = hashlib.sha256(rest[:length]).digest()
        found.append((fields["WARC-Type"], digest))
    return found


def by_warcio(data: bytes) -> list[tuple[str, bytes]]:
    """Read the same with warcio, digests checked."""
    for one in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        one.raw_stream.read()
    records = ArchiveIterator(io.BytesIO(data), no_record_parse=True)
    found = [(one.rec_type, hashlib.sha256(one.raw_stream.read()).digest()) for one in records]
    assert records.err_count == 0
    return found


def by_fastwarc(data: bytes) -> list[tuple[str, bytes]]:
    """Read the same with FastWARC, digests checked."""
    kinds = WarcRecordType.any_type
    found = []
    for one in FastIterator(io.BytesIO(data), kinds, parse_http=False, verify_digests=True):
        block = hashlib.sha256(one.reader.read()).digest()
        found.append((one.headers["WARC-Type"], block))
    return found
