"""Lines that stand word for word in many articles."""

from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Repeated(NamedTuple):
    """A line; the attributes are columns of ``warta.repeated_lines``."""

    line: str
    articles: int
    of_articles: int
    at_end: int


def lines(connection: Connection, site: str, *, articles: int, share: float) -> list[Repeated]:
    """Return the lines that stand in so many of a site's newest articles, in such a share."""
    factory = args_row(Repeated)
    return rows(
        connection, "repeated_lines", factory, site=site, articles=articles, share=share
    ).fetchall()
