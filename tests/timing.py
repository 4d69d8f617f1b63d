"""How long what a stranger sends may take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: Seconds of the processor's time, on any machine; what grows with a square takes many times it.
LONGEST_S: Final = 1.0


@contextmanager
def quickly() -> Iterator[None]:
    """Do it within that time."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < LONGEST_S
