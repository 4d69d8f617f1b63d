"""Transport: bytes that come late, stop early, or are not as many as was said."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer


@behaviour()
def slow_bytes(visit: Visit, *, piece_bytes: int = 1024, wait_s: float = 0.2) -> Answer:
    """A body that trickles: each read succeeds, so only a limit on the whole ends it."""
    return visit.proceed().sent(piece_bytes=piece_bytes, piece_wait_s=wait_s)


@behaviour()
def slow_first_byte(visit: Visit, *, wait_s: float = 2.0) -> Answer:
    """Nothing for a while, then everything: a server under load."""
    return visit.proceed().sent(wait_s=wait_s)


@behaviour()
def reset_in_mid_body(visit: Visit, *, after: int = 2000) -> Answer:
    """The connection is reset after some of the body: half a page is no page."""
    return visit.proceed().sent(reset_after=after)


@behaviour()
def reset_at_once(visit: Visit) -> Answer:
    """The connection is reset before the body's first byte."""
    return visit.proceed().sent(reset_after=0)


@behaviour()
def end_in_mid_body(visit: Visit, *, after: int = 2000) -> Answer:
    """The connection is closed politely before the last chunk: some clients take it for the end."""
    return visit.proceed().sent(end_after=after)


@behaviour()
def content_length_too_great(visit: Visit, *, by: int = 1000) -> Answer:
    """`Content-Length` promises more than comes: the page may be cut."""
    answer = replace(visit.proceed(), is_final=True)
    return answer.sent(declared_length=len(answer.body) + by)


@behaviour()
def content_length_too_small(visit: Visit, *, by: int = 1000) -> Answer:
    """`Content-Length` promises less than comes: a client that believes it cuts the page."""
    answer = replace(visit.proceed(), is_final=True)
    return answer.sent(declared_length=max(0, len(answer.body) - by))


@behaviour()
def no_framing(visit: Visit) -> Answer:
    """Neither length nor chunks: the end of the connection is the end of the page."""
    return visit.proceed().sent(framing="close")


@behaviour()
def not_http(visit: Visit) -> Answer:
    """Bytes that are no HTTP at all: a captive portal, a wrong port."""
    return visit.proceed().sent(junk=b"SSH-2.0-OpenSSH_9.2\r\n")


@behaviour()
def nothing_at_all(visit: Visit) -> Answer:
    """The connection is closed without an answer."""
    return visit.proceed().sent(junk=b"\r\n")
