"""Content codings and sizes: gzip that is cut or a lie, bombs, pages without end."""

import gzip
import zlib
from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer


def coded(answer: Answer, body: bytes) -> Answer:
    """An answer whose body is said to be gzip."""
    answer = answer.with_header("Content-Encoding", "gzip")
    return replace(answer, body=body, is_final=True)


@behaviour()
def truncated_gzip(visit: Visit, *, keep: float = 0.5) -> Answer:
    """A gzip stream that ends half way, in a complete HTTP answer: it decodes to half a page."""
    answer = visit.proceed()
    packed = gzip.compress(answer.body, mtime=0)
    return coded(answer, packed[: int(len(packed) * keep)])


@behaviour()
def gzip_that_is_none(visit: Visit) -> Answer:
    """`Content-Encoding: gzip` on a plain body."""
    answer = visit.proceed()
    return coded(answer, answer.body)


@behaviour()
def gzip_twice(visit: Visit) -> Answer:
    """A body compressed by the plugin and again by the server, said once."""
    answer = visit.proceed()
    return coded(answer, gzip.compress(gzip.compress(answer.body, mtime=0), mtime=0))


@behaviour()
def decompression_bomb(visit: Visit, *, megabytes: int = 100) -> Answer:
    """A few KB of gzip that become `megabytes` MB: a limit on the wire's bytes does not see it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"<p>Baca Juga</p>" * 65536
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    return coded(visit.proceed(), packed)


@behaviour()
def huge_page(visit: Visit, *, megabytes: int = 20) -> Answer:
    """A true article under megabytes of inline rubbish."""
    answer = visit.proceed()
    rubbish = b"<!-- " + b"x" * 1_048_576 + b" -->\n"
    return replace(answer, body=answer.body + rubbish * megabytes)


@behaviour()
def endless_page(visit: Visit, *, megabytes: int = 1000) -> Answer:
    """A page that goes on and on without a length."""
    answer = replace(visit.proceed(), is_final=True)
    page = answer.body + b"<!-- " + b"y" * (1_048_576 - len(answer.body)) + b" -->"
    return replace(answer, body=page).sent(repeat=megabytes, piece_bytes=65536)
