"""The stage after a load that finds articles with (nearly) the same text. It removes none.

It knows the order of the steps; what makes two texts alike, ``flows.likeness`` knows.
"""

from collections.abc import Sequence
from typing import Final

from flows import likeness
from flows.store import duplicates
from flows.store.duplicates import Candidate, NearPair, Text
from flows.store.statements import Connection

#: Articles looked at in one transaction, so that none is long.
_BATCH: Final = 200


def refresh(connection: Connection) -> None:
    """Look for duplicates of every article that is new or says something else, in batches."""
    after = 0
    while True:
        with connection.transaction():
            duplicates.lock(connection)
            texts = duplicates.unsketched(connection, after=after, max_rows=_BATCH)
            if not texts:
                duplicates.forget(connection)
                return
            _compare(connection, texts)
            after = texts[-1].article_id


def _compare(connection: Connection, texts: Sequence[Text]) -> None:
    """Sketch texts, and note which others they are nearly the same as."""
    words = {text.article_id: likeness.words(text.title, text.body) for text in texts}
    made = dict(zip(words, likeness.sketches(words.values()), strict=True))
    duplicates.store_sketches(connection, texts, list(made.values()))
    near = [
        found
        for found in duplicates.candidates(connection, list(made))
        if likeness.may_be_near(made[found.article_id].numbers, found.other_numbers)
    ]
    if near:
        duplicates.store_pairs(connection, _pairs(connection, near, words))


def _pairs(
    connection: Connection,
    near: Sequence[Candidate],
    words: dict[int, list[str]],
) -> list[NearPair]:
    """Return which candidates are near duplicates, judged by their texts."""
    known = {
        article_id: likeness.words(title, body)
        for article_id, (title, body) in duplicates.texts(
            connection, {found.other_id for found in near} - words.keys()
        ).items()
    } | words
    pairs = []
    for found in near:
        ours, theirs = known[found.article_id], known.get(found.other_id, [])
        similarity = likeness.likeness(ours, theirs)
        if similarity >= likeness.NEAR:
            least, greatest = sorted((likeness.sha256(ours), likeness.sha256(theirs)))
            pairs.append(NearPair(least, greatest, similarity))
    return pairs
