"""What reads pages and comes to grief at one: ``python -m tests.flows.readers HOW WHERE FILE``.

Its last word before that is in the file, so that it can do better the next time.
"""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from crawler.captures import Capture
from crawler.sites import Site
from flows import apart, items
from flows.records import Item


def crash() -> None:
    """As a library in C does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    """Where no other thread gets a turn."""
    re.match("(a|a)+$", "a" * 64 + "b")


DEEDS: dict[str, Callable[[], None]] = {"crash": crash, "hang": hang}


def main(how: str, where: str, file: str) -> None:
    """Read pages; at the one whose address ends so, come to grief: always, or without FILE once."""
    read, met = items.item_of, Path(file)

    def come_to_grief(capture: Capture, site: Site) -> Item | None:
        if capture.url.endswith(where) and not (how.endswith("_once") and met.exists()):
            met.write_text(str(os.getpid()), "utf-8")
            DEEDS[how.removesuffix("_once")]()
        return read(capture, site)

    items.item_of = come_to_grief
    apart._PAGE_S = 0.5  # type: ignore[misc]
    apart.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
