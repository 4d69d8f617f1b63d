"""What changed, as the change feed tells it, with what stood there before."""

from typing import NamedTuple

from psycopg.rows import args_row

from flows.store.statements import Connection, rows


class Changed(NamedTuple):
    """A change of an article; ``…_before`` is None where there was nothing before."""

    seq: int
    operation: str
    fields: list[str]
    title: str
    url: str
    body: str
    body_before: str | None
    url_before: str | None


def changes_since(connection: Connection, seq: int) -> list[Changed]:
    """Return what changed after ``seq``, in the order in which it was committed."""
    return rows(connection, "changes_since", args_row(Changed), seq=seq).fetchall()
