"""How fast extraction is, as ratios in one run: ``python -m tests.benchmarks.extract_speed``.

Beside it stand the floor (the page parsed by the fast parser, its true container handed to
BeautifulSoup, nothing else) and, where it can be imported, trafilatura with metadata. Each page
goes to all of them in turn, round after round, and each has its median CPU time counted: what
else a machine does then touches all alike.

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
    container = find_container(LexborHTMLParser(payload.decode()))
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
    """Return the sum of the pages' median CPU seconds, by kind and by what was measured."""
    tried = runners()
    times: dict[tuple[int, str], list[float]] = {}
    for _ in range(rounds + 1):
        for number, page in enumerate(pages):
            for name, run in tried.items():
                gc.collect(0)
                begun = time.process_time()
                run(page)
                times.setdefault((number, name), []).append(time.process_time() - begun)
    found: dict[str, dict[str, float]] = {}
    for (number, name), taken in times.items():
        middle = statistics.median(taken[1:])  # the first round fills caches and imports
        for kind in (pages[number].kind, "all"):
            row = found.setdefault(kind, {})
            row[name] = row.get(name, 0.0) + middle
    return found


def report(pages: list[Page], found: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield the lines of the report."""
    for kind, row in found.items():
        of_kind = [page for page in pages if kind in (page.kind, "all")]
        size = sum(len(page.payload) for page in of_kind) / len(of_kind) / 1000
        mine = row["warta"]
        line = f"{kind:12} {size:4.0f} kB {mine / len(of_kind) * 1000:6.2f} ms a page"
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
