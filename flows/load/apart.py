"""Segments understood in a process of their own, beside all else that a backfill does.

It takes a core, and it may die: a page that ends it twice is put into quarantine, as one at which
the extractor fails. It knows processes, and what they are to read; nothing of the archive.

The two speak in pickles, over a socket that nobody else has an end of: both are of one program,
begun by the same command, and nothing that they say outlives them.
"""

import gc
import logging
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Final, Self

from crawler.captures import CaptureError
from crawler.sites import Site
from flows.load.understanding import Told, Understood, understand

#: The process; tests put one here that is forked instead of started.
PROGRAM: tuple[str, ...] = (sys.executable, "-m", "flows.load.apart")
#: Seconds of CPU that a page may take (most take a few thousandths): then the system ends the
#: process, whatever it hangs in, and whether or not anybody waits for it.
_PAGE_S: Final = 60.0
#: A process that gives nothing for this long, beside what its pages may take, does not work: it was
#: stopped, or waits for a disk.
_PATIENCE_S: Final = 240.0
#: A page that ends the process so often is left out.
_TRIES: Final = 2
#: Pages that are told of together: to send one, and to wait for it, takes a tenth of what it takes
#: to understand it.
_TOGETHER: Final = 20
_LOG: Final = logging.getLogger(__name__)

#: A segment, its site, captures that are not to be understood, and how many are told of together.
Asked = tuple[Path, Site, Mapping[int, str], int]


class Reader:
    """Understands segments, one after the other, while the ``with`` block lasts."""

    def __init__(self) -> None:
        """Begin with the block."""
        self._turns = ThreadPoolExecutor(1, "understand")
        self._is_over = False

    def __enter__(self) -> Self:
        """Start the process; it takes half a second before it hears."""
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it does: what nobody has taken by now is read again."""
        self._is_over = True
        self._process.kill()
        self._turns.shutdown(cancel_futures=True)
        self._end()
        self._line.close()

    def __call__(self, path: Path, site: Site) -> Told:
        """Have the segment at ``path`` understood, after all before it."""
        return self._turns.submit(self._understood, path, site).result

    def _start(self) -> None:
        self._line, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                PROGRAM,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is ours to hear
            )

    def _end(self) -> int:
        self._process.kill()
        return self._process.wait()

    def _understood(self, path: Path, site: Site) -> Sequence[Understood]:
        """Have a segment understood, whatever the process dies of meanwhile.

        Raises:
            crawler.captures.CaptureError: the segment is damaged, or ends each process.

        """
        ends, broken, together = Counter[int](), dict[int, str](), _TOGETHER
        while True:
            done: list[Understood] = []
            try:
                self._hear((path, site, broken, together), done)
            except (EOFError, OSError):
                why, at = self._started_again(), len(done)
            else:
                return done
            _LOG.warning("%s: what reads pages %s at capture %s; once more", path.name, why, at)
            if together > 1:  # told of one by one, the next end shows which of them it is
                together = 1
                continue
            ends[at] += 1
            if ends[at] > _TRIES:
                raise CaptureError(f"{path} can't be read: the process that reads it {why}")
            if ends[at] == _TRIES:
                broken[at] = f"what reads pages {why}"

    def _hear(self, asked: Asked, done: list[Understood]) -> None:
        self._line.send(asked)
        while self._line.poll(_PATIENCE_S + asked[-1] * _PAGE_S):
            said = self._line.recv()
            if said is None:
                return
            if isinstance(said, CaptureError):
                raise said
            done += said
        raise EOFError

    def _started_again(self) -> str:
        """Start another process in the place of one that is done for; say what became of it."""
        if self._is_over:
            raise CaptureError("nobody wants to know any more")
        code = self._end()
        self._line.close()
        self._start()
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def in_turn(readers: Sequence[Reader]) -> Callable[[Path, Site], Told]:
    """Return what gives each segment to the next of ``readers``: all hold about as much."""
    turns = cycle(readers)

    def understood(path: Path, site: Site) -> Told:
        return next(turns)(path, site)

    return understood


def main(_arguments: Sequence[str] = ()) -> None:
    """Understand the segments that are named on standard input, a socket, until it closes."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays: the collector need not look at it again
    with Connection(0) as line, suppress(EOFError, OSError):
        while True:
            path, site, broken, together = line.recv()
            understood = _each_in_time(understand(path, site, broken))
            try:
                while batch := list(islice(understood, together)):
                    line.send(batch)
                line.send(None)
            except CaptureError as exc:
                line.send(exc)


def _each_in_time(understood: Iterable[Understood]) -> Iterator[Understood]:
    """Give what is understood; each takes no longer than it may."""
    signal.setitimer(signal.ITIMER_PROF, _PAGE_S)
    for one in understood:
        yield one
        signal.setitimer(signal.ITIMER_PROF, _PAGE_S)


if __name__ == "__main__":
    main()
