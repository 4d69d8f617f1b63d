"""The stage after a load that finds articles with (nearly) the same text. It removes none.

It knows the order of the steps; what makes two texts alike, ``flows.dedupe.likeness`` knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from flows.dedupe import likeness
from flows.dedupe.likeness import Read, Sketch
from flows.store import duplicates
from flows.store.duplicates import Candidate, NearPair, Text
from flows.store.statements import Connection

#: Articles looked at in one transaction, so that none is long: what they are compared with is often
#: the same, and is read once for all of them.
_BATCH: Final = 500
#: Others that they are compared with at a time, so that no more texts are held than that.
_HELD: Final = 200
#: Articles whose candidates are asked for at a time: of each there may be thousands.
_ASKED: Final = 50


def refresh(connection: Connection) -> None:
    """Look for duplicates of every article that is new or says something else, in batches.

    What comes meanwhile waits for the next time: a few articles cost as much as a batch of them.
    """
    after = 0
    while True:
        with connection.transaction():
            duplicates.lock(connection)
            duplicates.look_up(connection)
            texts = duplicates.unsketched(connection, after=after, max_rows=_BATCH)
            if texts:
                _compare(connection, texts)
            if len(texts) < _BATCH:
                duplicates.forget(connection)
                return
            after = texts[-1].article_id


def _compare(connection: Connection, texts: Sequence[Text]) -> None:
    """Sketch texts, and note which others they are nearly the same as."""
    ours = {text.article_id: _read(text.title, text.body) for text in texts}
    made = dict(zip(ours, likeness.sketches(ours.values()), strict=True))
    duplicates.store_sketches(connection, texts, list(made.values()))
    near = _near(connection, made)
    others = list(near)
    for start in range(0, len(others), _HELD):
        some = others[start : start + _HELD]
        known = ours | _known(connection, set(some) - ours.keys())
        pairs = [
            pair for other in some if other in known for pair in _pairs(known, other, near[other])
        ]
        if pairs:
            duplicates.store_pairs(connection, pairs)


def _near(connection: Connection, made: Mapping[int, Sketch]) -> dict[int, set[int]]:
    """Return, by article, which of the new texts it may be nearly the same as; each pair once."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for found in _candidates(connection, list(made)):
        other = found.article_id
        for one in found.other_ids:
            if one in near.get(other, ()) or other in near.get(one, ()):
                continue
            is_same = made[one].sha256 == found.text_sha256
            if not is_same and likeness.may_be_near(made[one].numbers, found.numbers):
                near[other].add(one)
    return near


def _candidates(connection: Connection, article_ids: Sequence[int]) -> Iterator[Candidate]:
    """Give the candidates of some articles at a time: the server gathers all before the first."""
    for start in range(0, len(article_ids), _ASKED):
        yield from duplicates.candidates(connection, article_ids[start : start + _ASKED])


def _known(connection: Connection, article_ids: Iterable[int]) -> dict[int, Read]:
    texts = duplicates.texts(connection, article_ids)
    return {key: _read(*text) for key, text in texts.items()}


def _read(title: str, body: str) -> Read:
    return likeness.read(likeness.words(title, body))


def _pairs(known: Mapping[int, Read], other: int, near: Iterable[int]) -> Iterator[NearPair]:
    """Give the near duplicates of an article, judged by their texts."""
    theirs = known[other]
    for ours in (known[article_id] for article_id in near):
        if likeness.likeness_max(ours, theirs) < likeness.NEAR:
            continue
        similarity = likeness.likeness(ours, theirs)
        if similarity >= likeness.NEAR:
            least, greatest = sorted((ours.sha256, theirs.sha256))
            yield NearPair(least, greatest, similarity)
