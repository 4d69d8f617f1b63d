"""How fast extraction is, as ratios in one run: ``python -m tests.benchmarks.extract_speed``.

Beside it stand the floor (the page parsed by the fast parser, its true container handed to
BeautifulSoup, nothing else) and, where it can be imported, trafilatura with metadata. They take
turns, kind of page by kind of page and round after round, and medians of CPU time count: what else
a machine does then touches all alike. What garbage collection takes is in it.

The pages are those of the simulator's themes; ``--pages FOLDER`` adds ``*.html`` files of one's
own, each the page of an article.
"""

import argparse
import gc
import importlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from crawler.extract import extract
from crawler.extract.container import find_container
from crawler.extract.index import Index
from crawler.sites import Site, site_for_url
from tests.site import themes
from tests.site.http import Request
from tests.site.model import Settings
from tests.site.surfaces import route
from tests.site.wordpress import WordPress

URL = "https://purnawarta.com/internasional/iran/halaman-contoh-untuk-pengukuran"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of an article.

    Attributes:
        kind: the theme, or the folder that it is from.
        payload: its bytes.
        container: the HTML of the element that holds its body.

    """

    kind: str
    payload: bytes
    container: str


def simulated(posts: int) -> Iterator[tuple[str, bytes]]:
    """Yield articles of every theme, long and short, with every markup of related links."""
    for seed, theme in enumerate(themes.NAMES, start=1):
        settings = Settings(theme=theme, seo="yoast" if seed % 2 else "core")
        site = WordPress(posts=posts, seed=seed, settings=settings)
        for post in (post for post in site.posts.values() if post.is_live):
            answer = route(site, Request(method="GET", target=post.path))
            yield theme, answer.body


def with_container(kind: str, payload: bytes) -> Page:
    """Return a page with its container, found before any time is taken."""
    container = find_container(Index(LexborHTMLParser(payload.decode())))
    if container is None:
        raise SystemExit(f"a page of {kind} holds no article")
    return Page(kind=kind, payload=payload, container=container.node.html or "")


def runners() -> dict[str, Callable[[Page], object]]:
    """Return what is measured, by name."""
    site = site_for_url(URL)
    found: dict[str, Callable[[Page], object]] = {
        "warta": lambda page: _warta(page, site),
        "floor": _floor,
    }
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        return found
    return found | {
        "trafilatura": lambda page: trafilatura.bare_extraction(
            page.payload, url=URL, with_metadata=True
        )
    }


def _warta(page: Page, site: Site) -> object:
    return extract(page.payload, url=URL, site=site)


def _floor(page: Page) -> object:
    return LexborHTMLParser(page.payload.decode()), BeautifulSoup(page.container, "lxml")


def measured(pages: list[Page], rounds: int) -> dict[str, dict[str, float]]:
    """Return the median CPU seconds that a page of each kind takes, by what was measured."""
    tried = runners()
    kinds = {page.kind: [one for one in pages if one.kind == page.kind] for page in pages}
    times: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for kind, of_kind in kinds.items():
            for name, run in tried.items():
                gc.collect()
                begun = time.process_time()
                for page in of_kind:
                    run(page)
                taken = time.process_time() - begun
                if number:  # the first round fills caches and imports
                    times.setdefault((kind, name), []).append(taken / len(of_kind))
    medians = {place: statistics.median(taken) for place, taken in times.items()}
    return {kind: {name: medians[kind, name] for name in tried} for kind in kinds}


def report(pages: list[Page], found: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield the lines of the report; the last is the mean of the kinds."""
    names = next(iter(found.values()))
    mean = {name: statistics.mean(row[name] for row in found.values()) for name in names}
    for kind, row in (*found.items(), ("all", mean)):
        size = statistics.mean(len(page.payload) for page in pages if kind in (page.kind, "all"))
        mine = row["warta"]
        line = f"{kind:12} {size / 1000:4.0f} kB {mine * 1000:6.2f} ms a page"
        line += f", {row['floor'] / mine:.2f} of the floor"
        if "trafilatura" in row:
            line += f", {row['trafilatura'] / mine:.1f} times trafilatura with metadata"
        yield line


def main() -> int:
    """Measure, and print a line for each kind of page and for all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=8, help="articles a theme (default: 8)")
    parser.add_argument("--rounds", type=int, default=7, help="times each page (default: 7)")
    parser.add_argument("--pages", type=Path, action="append", default=[], metavar="FOLDER")
    asked = parser.parse_args()
    pages = [with_container(*page) for page in simulated(asked.posts)]
    for folder in asked.pages:
        files = sorted(folder.glob("*.html"))
        pages += [with_container(folder.name, path.read_bytes()) for path in files]
    for line in report(pages, measured(pages, asked.rounds)):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
