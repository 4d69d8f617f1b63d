"""Character sets: said wrongly, not said, or broken."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer

_META = b'<meta charset="UTF-8" />'


@behaviour()
def wrong_charset(visit: Visit) -> Answer:
    """The header says ISO-8859-1, the bytes and the page's own `<meta>` are UTF-8: `Sanaâ€™a`."""
    return visit.proceed().with_header("Content-Type", "text/html; charset=ISO-8859-1")


@behaviour()
def missing_charset(visit: Visit) -> Answer:
    """Neither the header nor the page says what the bytes are."""
    answer = visit.proceed()
    answer = replace(answer, body=answer.body.replace(_META, b""))
    return answer.with_header("Content-Type", "text/html")


@behaviour()
def windows_bytes(visit: Visit) -> Answer:
    """Said to be UTF-8, written in windows-1252: curly quotes and dashes are single bytes."""
    answer = visit.proceed()
    return replace(answer, body=answer.text.encode("cp1252", errors="xmlcharrefreplace"))


@behaviour()
def invalid_utf8(visit: Visit) -> Answer:
    """Bytes at the end of each paragraph that are no UTF-8: a cut by a careless plugin."""
    answer = visit.proceed()
    return replace(answer, body=answer.body.replace(b"</p>", b" \xc3\x28\xff</p>"))


@behaviour()
def nul_bytes(visit: Visit) -> Answer:
    """NUL in title and prose: Postgres refuses it, and one poisons a whole batch."""
    answer = visit.proceed()
    body = answer.body.replace(b"</h1>", b"\x00</h1>", 1).replace(b"</p>", b" \x00</p>")
    return replace(answer, body=body)


@behaviour()
def byte_order_mark(visit: Visit) -> Answer:
    """Blank lines and a byte order mark before the document, from a PHP file saved badly."""
    answer = visit.proceed()
    return replace(answer, body=b"\n\n\xef\xbb\xbf" + answer.body)


@behaviour()
def double_encoding(visit: Visit) -> Answer:
    """UTF-8 read as Latin-1 and written again, as after a careless move: `â€“` in the database."""
    answer = visit.proceed()
    return answer.with_text(answer.body.decode("latin-1"))
