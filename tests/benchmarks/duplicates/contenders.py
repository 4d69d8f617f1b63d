"""What finds duplicates: warta in its database, and the two that one writes in a hurry."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from flows.dedupe import likeness
from flows.derived import duplicates
from tests.benchmarks.duplicates.pairs import Text
from tests.benchmarks.loading import Connection

Found = set[tuple[int, int]]
_BITS: Final = 64
#: The distance that is used for pages of the web (Manku, Jain and Das Sarma, 2007).
_DISTANCE: Final = 3


def warta(connection: Connection) -> Found:
    """Run the stage; return the pairs of articles that it calls duplicates."""
    duplicates.refresh(connection)
    rows = connection.execute(
        """
        SELECT least(one.article_id, other.article_id), greatest(one.article_id, other.article_id)
        FROM ingest.near_pair
        JOIN ingest.sketch AS one ON one.text_sha256 = near_pair.text_sha256
        JOIN ingest.sketch AS other ON other.text_sha256 = near_pair.other_sha256
        UNION
        SELECT one.article_id, other.article_id
        FROM ingest.sketch AS one
        JOIN ingest.sketch AS other
            ON other.text_sha256 = one.text_sha256 AND other.article_id > one.article_id
        """
    ).fetchall()
    connection.commit()
    return {(int(one), int(other)) for one, other in rows}


def title_hash(texts: Sequence[Text]) -> Found:
    """Call articles with the same words in their titles duplicates."""
    return _sharing([[" ".join(likeness.words(text.title, "")) for text in texts]])


def simhash(texts: Sequence[Text]) -> Found:
    """Call articles duplicates whose simhashes of words differ in three bits at the most.

    Where so few bits differ, one of four parts is equal.
    """
    hashes = [_simhash(likeness.words(text.title, text.body)) for text in texts]
    parts = [[f"{at} {value >> at & 0xFFFF}" for value in hashes] for at in range(0, _BITS, 16)]
    return {
        (one, other)
        for one, other in _sharing(parts)
        if (hashes[one - 1] ^ hashes[other - 1]).bit_count() <= _DISTANCE
    }


def _sharing(keys: Sequence[Sequence[str]]) -> Found:
    """Return pairs of texts, numbered from 1, that share a key of some row of keys."""
    found: Found = set()
    for row in keys:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(row, start=1):
            holders[key].append(number)
        for numbers in holders.values():
            found.update(combinations(numbers, 2))
    return found


def _simhash(words: Sequence[str]) -> int:
    sums = [0] * _BITS
    for bits in map(_bits, words):
        for at in range(_BITS):
            sums[at] += 1 if bits >> at & 1 else -1
    return sum(1 << at for at, total in enumerate(sums) if total > 0)


def _bits(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=_BITS // 8).digest())
