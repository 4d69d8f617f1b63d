"""What stands for the texts of articles when duplicates are looked for, and what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from psycopg.rows import args_row

from flows.dedupe.likeness import RECIPE, Sketch
from flows.store.statements import Connection, rows, run, statement

#: Rows that are waited for at a time: each wait hands the interpreter to another thread.
_ROWS: Final = 200


class Text(NamedTuple):
    """What an article says now."""

    article_id: int
    revision: int
    title: str
    body: str


class Candidate(NamedTuple):
    """An article whose text may be nearly those of some others, and what stands for it."""

    article_id: int
    text_sha256: bytes | None
    numbers: bytes
    other_ids: list[int]


class NearPair(NamedTuple):
    """Two texts, the lesser hash first, and how alike they are."""

    text_sha256: bytes
    other_sha256: bytes
    similarity: float


def lock(connection: Connection) -> None:
    """Wait until nobody else looks for duplicates; held to the end of the transaction."""
    run(connection, "lock_sketches")


def look_up(connection: Connection) -> None:
    """Have no table read from end to end until the end of the transaction."""
    run(connection, "look_up_sketches")


def unsketched(connection: Connection, *, after: int, max_rows: int) -> list[Text]:
    """Return the texts of articles beyond ``after`` whose sketch is missing or stale, by id."""
    given = {"recipe": RECIPE, "after": after, "max_rows": max_rows}
    return rows(connection, "unsketched", args_row(Text), **given).fetchall()


def store_sketches(connection: Connection, given: Sequence[Text], made: Sequence[Sketch]) -> None:
    """Write the sketches of texts."""
    run(
        connection,
        "store_sketches",
        recipe=RECIPE,
        article_ids=[text.article_id for text in given],
        revisions=[text.revision for text in given],
        texts=[sketch.sha256 for sketch in made],
        bands=[f"{{{','.join(map(str, sketch.bands))}}}" for sketch in made],
        numbers=[sketch.numbers for sketch in made],
    )


def candidates(connection: Connection, article_ids: Sequence[int]) -> Iterator[Candidate]:
    """Yield whose texts may be nearly those of some articles: of templated ones thousands."""
    with connection.cursor(row_factory=args_row(Candidate)) as cursor:
        given = {"article_ids": list(article_ids)}
        yield from cursor.stream(statement("near_candidates"), given, size=_ROWS)


def texts(connection: Connection, article_ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Return title and body that the sketches of articles were made from."""
    found = run(connection, "sketched_texts", article_ids=list(article_ids))
    return {article_id: (title, body) for article_id, title, body in found}


def store_pairs(connection: Connection, pairs: Sequence[NearPair]) -> None:
    """Write which texts are nearly the same."""
    run(
        connection,
        "store_near_pairs",
        texts=[pair.text_sha256 for pair in pairs],
        others=[pair.other_sha256 for pair in pairs],
        similarities=[pair.similarity for pair in pairs],
    )


def forget(connection: Connection, article_ids: Sequence[int] = ()) -> None:
    """Take away all that is known of the texts of some articles, and of merged ones."""
    run(connection, "forget_sketches", article_ids=list(article_ids))
    run(connection, "forget_near_pairs")
