"""Answers kept until something changes, as a page cache keeps them that stands before WordPress."""

from collections.abc import Callable

from tests.site.http import Answer
from tests.site.wordpress import WordPress

#: Some 10,000 articles as they are sent, compressed.
_BYTES_MAX = 256 * 2**20


class Kept:
    """What was answered since the site changed last; the oldest goes where there is no room."""

    def __init__(self, wordpress: WordPress, bytes_max: int = _BYTES_MAX) -> None:
        """Keep nothing yet."""
        self._wordpress = wordpress
        self._bytes_max = bytes_max
        self._bytes = 0
        self._generation = wordpress.generation
        self._answers: dict[tuple[str, ...], Answer] = {}

    def answer(self, key: tuple[str, ...], make: Callable[[], Answer]) -> Answer:
        """The answer that is kept under a key, or else the one that is made now."""
        if self._generation != self._wordpress.generation:
            self._generation, self._bytes = self._wordpress.generation, 0
            self._answers.clear()
        kept = self._answers.get(key)
        if kept is None:
            kept = self._answers[key] = make()
            self._bytes += len(kept.body)
            while self._bytes > self._bytes_max:
                self._bytes -= len(self._answers.pop(next(iter(self._answers))).body)
        return kept
