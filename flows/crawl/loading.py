"""Loads segments beside the crawl, one after the other: in a thread, through a door of its own.

So the site is asked, and pages are understood, at the same time. Listings go before pages: what is
asked next hangs on them. It knows the stage that loads and how far it may fall behind; nothing of
what is asked.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Final

from flows.crawl.terms import Terms
from flows.keeping.shelf import shelf_of
from flows.load.segment import Loaded, is_of_listings
from flows.load.understanding import Told, understand_here
from flows.runs.door import Door

#: Segments that may wait: for more, the crawl waits, so that a slice ends soon after its requests.
_BEHIND_MAX: Final = 4


class Loader:
    """Loads the segments of a crawl."""

    def __init__(
        self, terms: Terms, door: Door, thread: ThreadPoolExecutor, tell: Callable[[], None]
    ) -> None:
        """Take the terms, a door that ``thread`` alone uses, and whom to tell of each load."""
        self._terms = terms
        self._door = door
        self._thread = thread
        self._tell = tell
        self._under_way: deque[Future[Loaded]] = deque()
        self._listings: deque[tuple[Path, Told]] = deque()
        self._pages: deque[tuple[Path, Told]] = deque()

    def load(self, path: Path) -> None:
        """Have a segment loaded: of listings after all others of them, of pages after all."""
        site = self._door.site
        if is_of_listings(path.name):  # nothing in it takes a process of its own to understand
            self._listings.append((path, understand_here(path, site)))
        else:
            self._pages.append((path, self._terms.understand(path, site)))
        # a task of Prefect's finds its flow in the context
        loaded = self._thread.submit(copy_context().run, self._load_next)
        loaded.add_done_callback(lambda _: self._tell())
        self._under_way.append(loaded)

    def loaded(self, *, is_last: bool = False) -> Iterator[Loaded]:
        """Give what has been loaded; wait for what is too far behind, or for all.

        Raises:
            flows.db.DatabaseError: a load did not commit.
            crawler.captures.CaptureError: a segment is damaged.

        """
        while self._under_way and (
            is_last or len(self._under_way) > _BEHIND_MAX or self._under_way[0].done()
        ):
            yield self._under_way.popleft().result()

    def _load_next(self) -> Loaded:
        terms, (path, told) = self._terms, (self._listings or self._pages).popleft()
        return terms.load(
            self._door,
            path,
            told=told,
            run_id=terms.run_id,
            captures=shelf_of(terms.settings),
            now=terms.clock(),
        )


@contextmanager
def loader(terms: Terms, tell: Callable[[], None]) -> Iterator[Loader]:
    """Give what loads until the block ends; ``tell`` is called in its thread after each load."""
    with terms.door.beside() as door, ThreadPoolExecutor(1, "load") as thread:
        yield Loader(terms, door, thread, tell)
