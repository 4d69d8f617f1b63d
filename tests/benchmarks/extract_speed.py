"""How fast extraction is, as ratios in one run: ``python -m tests.benchmarks.extract_speed``.

Beside it stand the floor (the bytes of the page parsed by the fast parser, its true container
handed to BeautifulSoup, nothing else) and, where they can be imported, trafilatura with metadata
and newspaper4k; ``PYTHONPATH=.:.venv/bench/lib/python3.11/site-packages`` lets them be. They take
turns, kind of page by kind of page and round after round, and medians of CPU time count: what else
a machine does then touches all alike. What garbage collection takes is in it.

The pages are those of the simulator's themes: 60 to 120 kB, as on such sites, but most of that is
styles and scripts, with 300 to 550 elements and 2 kB of text. ``dense`` are pages of 100 kB such as
a busy news site sends: 1,000 elements, most of them cards of other articles, around 4 kB of text.
``--pages FOLDER`` adds ``*.html`` files of one's own, each the page of an article.
"""

import argparse
import gc
import importlib
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from crawler.extract import extract
from crawler.extract.finding.container import find_container
from crawler.extract.finding.index import Index
from crawler.sites import Site, site_for_url
from tests.site import themes
from tests.site.http import Request
from tests.site.model import Settings
from tests.site.surfaces import route
from tests.site.wordpress import WordPress

#: Of other articles, on a dense page; a page of the theme ``plain`` has 60 kB without them.
CARDS = 75
CARD = """<article class="post-{n} post type-post status-publish hentry category-nasional">
<div class="card-media"><a href="/nasional/berita-{n}"><img class="card-image" alt=""
 src="/wp-content/uploads/2026/03/gambar-{n}-300x200.jpg"></a></div>
<div class="card-text"><h3 class="card-heading"><a href="/nasional/berita-{n}">Panen di {n} desa
 dimulai lebih awal</a></h3><div class="card-meta"><span class="card-date">
<time datetime="2026-03-01T08:00:00+07:00">1 Maret 2026</time></span></div>
<p class="card-excerpt">Warga memulai panen sebelum hujan.</p></div></article>
"""
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


def dense(posts: int) -> Iterator[tuple[str, bytes]]:
    """Yield long articles on pages that show many others."""
    site = WordPress(posts=2 * posts, seed=7, settings=Settings(theme="plain"))
    live = [post for post in site.posts.values() if post.is_live]
    cards = "".join(CARD.format(n=number) for number in range(1, CARDS + 1))
    more = f'<section class="more-posts"><h2>Berita Lain</h2>{cards}</section></body>'.encode()
    for post, other in zip(live[::2], live[1::2], strict=False):
        site.edit(post, (*post.blocks, *other.blocks))
        answer = route(site, Request(method="GET", target=post.path))
        yield "dense", answer.body.replace(b"</body>", more)


def with_container(kind: str, payload: bytes) -> Page:
    """Return a page with its container, found before any time is taken."""
    container = find_container(Index(LexborHTMLParser(payload)))
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
    with suppress(ImportError):
        trafilatura = importlib.import_module("trafilatura")
        found["trafilatura with metadata"] = lambda page: trafilatura.bare_extraction(
            page.payload, url=URL, with_metadata=True
        )
    with suppress(ImportError):
        newspaper = importlib.import_module("newspaper")
        found["newspaper4k"] = lambda page: _newspaper(newspaper, page)
    return found


def _warta(page: Page, site: Site) -> object:
    return extract(page.payload, url=URL, site=site)


def _floor(page: Page) -> object:
    return LexborHTMLParser(page.payload), BeautifulSoup(page.container, "lxml")


def _newspaper(newspaper: Any, page: Page) -> None:
    article = newspaper.Article(URL, language="id", fetch_images=False)
    article.download(input_html=page.payload.decode())
    article.parse()


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
    names = next(iter(found.values())).keys()
    mean = {name: statistics.mean(row[name] for row in found.values()) for name in names}
    for kind, row in (*found.items(), ("all", mean)):
        size = statistics.mean(len(page.payload) for page in pages if kind in (page.kind, "all"))
        mine = row["warta"]
        line = f"{kind:12} {size / 1000:4.0f} kB {mine * 1000:6.2f} ms a page"
        line += f", {row['floor'] / mine:.2f} of the floor"
        for name in list(names)[2:]:
            line += f", {row[name] / mine:.1f} times {name}"
        yield line


def main() -> int:
    """Measure, and print a line for each kind of page and for all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=8, help="articles a theme (default: 8)")
    parser.add_argument("--rounds", type=int, default=7, help="times each page (default: 7)")
    parser.add_argument("--pages", type=Path, action="append", default=[], metavar="FOLDER")
    asked = parser.parse_args()
    sent = itertools.chain(simulated(asked.posts), dense(asked.posts))
    pages = [with_container(*page) for page in sent]
    for folder in asked.pages:
        files = sorted(folder.glob("*.html"))
        pages += [with_container(folder.name, path.read_bytes()) for path in files]
    for line in report(pages, measured(pages, asked.rounds)):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
