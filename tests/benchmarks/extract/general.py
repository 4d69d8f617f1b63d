"""Measures warta and other extractors on pages of any sites: ``general FOLDER``.

For pages that may not be kept here, because they are others'. The folder holds ``NAME.html`` or
``NAME.html.gz`` as a site sent it, and beside each a ``NAME.json``::

    {"url": "https://…", "body": ["a paragraph", "a heading", …],
     "titles": ["right", "right too"], "authors": ["…"], "published_at": "2024-02-16",
     "language": "de"}

Only ``url`` has to be there. What is left out is not measured: a page that names no author has no
``authors``. A date is a day; a time may be given, and then its day in UTC is right, too.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.extract.__main__ import ROOT, started, without_by
from tests.benchmarks.extract.contender import EXTRACTORS
from tests.benchmarks.extract.shingles import Matches, matches
from tests.golden.measure import key

_HEAD: Final = (
    "| | F1 | precision | recall | F1 of words | title | author | date |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|\n"
)
_FIELDS: Final = ("title", "authors", "published_at")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page and what is right about it."""

    path: Path
    right: dict[str, Any] = field(repr=False)


@dataclass(kw_only=True)
class Tally:
    """What an extractor got right over all pages; of fields the hits, and how many were asked."""

    shingles: Matches = field(default_factory=Matches)
    words: Matches = field(default_factory=Matches)
    hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FIELDS, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FIELDS, 0))

    def add(self, right: dict[str, Any], found: dict[str, Any]) -> None:
        """Count one page."""
        if "body" in right:
            body = _without_title(right, found)
            self.shingles += matches(right["body"], body, 4)
            self.words += matches(right["body"], body, 1)
        for name, is_right in judged(right, found).items():
            self.hits[name] += is_right
            self.asked[name] += 1


def judged(right: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Return by field whether it was found right, of those that the page states."""
    told = {}
    if "titles" in right:
        told["title"] = key([found.get("title") or ""]) in {key([one]) for one in right["titles"]}
    if "authors" in right:
        mine = sorted(key([without_by(name)]) for name in found.get("authors") or ())
        told["authors"] = mine == sorted(key([name]) for name in right["authors"])
    if "published_at" in right:
        told["published_at"] = not _days(found.get("published_at")).isdisjoint(
            _days(right["published_at"])
        )
    return told


def _days(moment: str | None) -> set[str]:
    """Return the day of a time, as written and in UTC."""
    if not moment:
        return set()
    at = datetime.fromisoformat(moment)
    days = {at.date().isoformat()}
    return days | {at.astimezone(UTC).date().isoformat()} if at.tzinfo else days


def _without_title(right: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Forgive a title at the head of the text."""
    titles = {key([title]) for title in right.get("titles", ())}
    return [line for line in found["body"] if key([line]) not in titles]


def pages_in(folder: Path) -> list[Page]:
    """Return the pages of a folder, by name."""
    paths = sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")])
    return [
        Page(path=path, right=json.loads((folder / f"{_stem(path)}.json").read_bytes()))
        for path in paths
    ]


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".html")


def found_by(
    names: Sequence[str], pages: Sequence[Page], python: Path
) -> dict[str, list[dict[str, Any]]]:
    """Return what each extractor found of each page."""
    with ExitStack() as stack:
        listed = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "pages.jsonl"
        entries = (
            {
                "path": str(page.path.resolve()),
                "url": page.right["url"],
                "language": page.right.get("language"),
            }
            for page in pages
        )
        listed.write_text("\n".join(map(json.dumps, entries)), "utf-8")
        contenders = [started(name, listed, python, stack) for name in names]
        found = {one.name: json.loads(one.ask("texts")) for one in contenders}
        for one in contenders:
            one.ask("end")
        return found


def _line(name: str, tally: Tally, found: Sequence[dict[str, Any]]) -> str:
    has = {name for one in found for name in one}
    shares = [
        f"{100 * tally.hits[name] / tally.asked[name]:.1f} %"
        if tally.asked[name] and name in has
        else "–"
        for name in _FIELDS
    ]
    text = tally.shingles
    cells = [f"{part:.3f}" for part in (text.f1, text.precision, text.recall, tally.words.f1)]
    return f"| {' | '.join([name, *cells, *shares])} |\n"


def report(pages: Sequence[Page], found: dict[str, list[dict[str, Any]]]) -> str:
    """Return the table, and which pages warta does not call good."""
    lines = []
    for name, results in found.items():
        tally = Tally()
        for page, mine in zip(pages, results, strict=True):
            tally.add(page.right, mine)
        lines.append(_line(name, tally, results))
    doubted = [
        f"- {_stem(page.path)}: {mine.get('verdict')} {', '.join(mine.get('reasons', ()))}\n"
        for page, mine in zip(pages, found.get("warta", ()), strict=False)
        if mine.get("verdict") != "good"
    ]
    told = f"{len(pages)} pages; warta doubts {len(doubted)} of them.\n"
    return f"{_HEAD}{''.join(lines)}\n{told}{''.join(doubted)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.extract.general",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", type=Path, default=ROOT / ".venv/bench/bin/python")
    parser.add_argument("--only", action="append", help="an extractor, by the name in the table")
    asked = parser.parse_args()
    pages = pages_in(asked.folder)
    found = found_by(asked.only or list(EXTRACTORS), pages, asked.python)
    sys.stdout.write(report(pages, found))


if __name__ == "__main__":
    main()
