"""How alike texts are: runs of their words, and sketches by which like texts find each other. Pure.

It knows text and numbers; not where texts come from, nor what is made of their likeness.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap
from typing import Final
from zlib import crc32

from rensa import RMinHash

#: Raised whenever the same text would give another sketch, another version of rensa's included:
#: sketches of different recipes say nothing about each other.
RECIPE: Final = 1
#: From so much likeness on, two texts are near duplicates. tests/benchmarks/duplicates: with a
#: fifth of the words changed it is 0.47 to 0.62 in 99 of 100 pairs; of reports of one event with
#: the same quotations it is 0.46 at the most.
NEAR: Final = 0.47
#: Two words are common in texts about the same things; four are gone too soon when words change.
_RUN: Final = 3
#: Two texts of likeness 0.49 share none of so many pairs of numbers once in a hundred times.
_BANDS: Final = 40
_NUMBERS_PER_BAND: Final = 2
_SEED: Final = 42
#: Numbers that sketches of near duplicates have in common: of 80 they expect 24, and three standard
#: deviations less.
_COMMON_MIN: Final = 12
#: Bits of a text: enough for some thousand runs.
_MARKS: Final = 1 << 14
#: A text of fewer words says too little by itself: its title is read as a part of it.
_SHORT: Final = 20
_APOSTROPHE: Final = re.compile("['’‘ʼʻʿʾ`´]")
_MARK: Final = re.compile("[\u0300-\u036f]")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketch:
    """What stands for a text.

    Attributes:
        sha256: of its words in their order; None for a text without any.
        bands: texts that share one may be alike; signed numbers of 32 bits.
        numbers: a byte of each minimum, by which most texts that are not alike are told.

    """

    sha256: bytes | None
    bands: tuple[int, ...] = field(repr=False)
    numbers: bytes = field(repr=False)


_EMPTY: Final = Sketch(sha256=None, bands=(), numbers=b"")


def words(title: str, body: str) -> list[str]:
    """Return the words by which a text is compared: small letters without accents and apostrophes.

    >>> words("Judul", "Di Sana’a, «Résumé»")
    ['judul', 'di', 'sanaa', 'resume']
    """
    found = _words(body)
    return found if len(found) >= _SHORT else [*_words(title), *found]


def _words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(_APOSTROPHE.sub("", text).casefold())
    return [word if word.isascii() else _unaccented(word) for word in found]


def _unaccented(word: str) -> str:
    return _MARK.sub("", unicodedata.normalize("NFKD", word))


@dataclass(frozen=True, kw_only=True)
class Read:
    """A text as it is compared with others, again and again; most are with none.

    Attributes:
        sha256: what tells it from every other.
        runs: of three words each.

    """

    sha256: bytes
    runs: frozenset[str] = field(repr=False)

    @cached_property
    def marks(self) -> int:
        """A bit for each run; which one, differs from process to process."""
        return _marks(self.runs)

    @cached_property
    def unmarked(self) -> int:
        """How many runs have no bit of their own."""
        return len(self.runs) - self.marks.bit_count()


def read(found: Sequence[str]) -> Read:
    """Return a text, given its words, as it is compared."""
    sha256 = hashlib.sha256(" ".join(found).encode()).digest()
    return Read(sha256=sha256, runs=frozenset(_runs(found)))


def _marks(runs: Iterable[str]) -> int:
    marks = bytearray(_MARKS // 8)
    for run in runs:
        at = hash(run) % _MARKS
        marks[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(marks)


def likeness_max(first: Read, second: Read) -> float:
    """Return what the likeness of two texts does not exceed; that takes a fifth of the time.

    A run that both have has its bit in both; of those without a bit of their own, neither text has
    more than it has in all.
    """
    common = (first.marks & second.marks).bit_count() + min(first.unmarked, second.unmarked)
    return 2 * common / (len(first.runs) + len(second.runs))


def likeness(first: Read, second: Read) -> float:
    """Return which share of their runs of three words two texts have in common, from 0 to 1.

    Dice's coefficient over sets: one word in ten changed, here and there, leaves about 0.75.
    """
    return 2 * len(first.runs & second.runs) / (len(first.runs) + len(second.runs))


def _runs(found: Sequence[str]) -> Iterator[str]:
    if len(found) < _RUN:
        return iter([" ".join(found)])
    return map(" ".join, zip(*(found[at:] for at in range(_RUN)), strict=False))


def sketches(texts: Collection[Read]) -> list[Sketch]:
    """Return a sketch of each text."""
    size = _BANDS * _NUMBERS_PER_BAND
    minima = RMinHash.digests_from_token_sets([text.runs for text in texts], size, _SEED)
    return [
        _sketch(text, found) if any(text.runs) else _EMPTY
        for text, found in zip(texts, minima, strict=True)
    ]


def _sketch(text: Read, minima: Sequence[int]) -> Sketch:
    grouped = zip(*[iter(minima)] * _NUMBERS_PER_BAND, strict=True)
    return Sketch(
        sha256=text.sha256,
        bands=tuple(starmap(_band, enumerate(grouped))),
        numbers=bytes([minimum & 0xFF for minimum in minima]),
    )


def _band(number: int, minima: Sequence[int]) -> int:
    return crc32(repr((number, *minima)).encode()) - (1 << 31)


def may_be_near(ours: bytes, theirs: bytes) -> bool:
    """Whether the numbers of two sketches allow for their texts being near duplicates."""
    differing = int.from_bytes(ours) ^ int.from_bytes(theirs)
    return differing.to_bytes(len(ours)).count(0) >= _COMMON_MIN
