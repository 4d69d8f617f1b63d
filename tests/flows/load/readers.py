"""Reads pages and comes to grief at one: ``python -m tests.flows.load.readers HOW WHERE FILE``.

Its last word before that is in the file, so that it can do better another time.
"""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from crawler.captures import Capture
from crawler.sites import Site
from flows.load import apart, items
from flows.records import Item


def crash() -> None:
    """As a library in C does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    """Where no other thread gets a turn."""
    re.match("(a|a)+$", "a" * 64 + "b")


DEEDS: dict[str, Callable[[], None]] = {"crash": crash, "hang": hang}
TIMES = {"once": 1, "twice": 2}


def main(how: str, where: str, file: str) -> None:
    """Read pages; at the one whose address ends so, come to grief: always, or so often."""
    read, met = items.item_of, Path(file)
    deed, _, often = how.partition("_")

    def come_to_grief(capture: Capture, site: Site) -> Item | None:
        before = met.read_text("utf-8") if met.exists() else ""
        if capture.url.endswith(where) and len(before) < TIMES.get(often, sys.maxsize):
            met.write_text(f"{before}.", "utf-8")
            DEEDS[deed]()
        return read(capture, site)

    items.item_of = come_to_grief
    apart._PAGE_S = 0.5  # type: ignore[misc]
    apart.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
