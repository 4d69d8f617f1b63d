"""Measures warta and other extractors on the golden pages, in one run.

Each has a process of its own, the others with the Python given by ``--python``. The rounds of all
are taken in turn, so that what else the machine does touches all alike; the median counts. What is
found is measured by ``tests.golden.measure``, by letters and digits only: nobody loses by spaces,
marks of lists, how rows of a table are joined, the title above the text, or "Oleh" before a name.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.extract.contender import EXTRACTORS
from tests.benchmarks.extract.table import markdown, put_into
from tests.golden.measure import Score, key, score
from tests.golden.pages import Golden, goldens

FOLDER: Final = Path(__file__).parent
ROOT: Final = FOLDER.parents[2]
RESULTS: Final = FOLDER / "results.json"
_BY: Final = re.compile(r"^(?:oleh|by|penulis|ditulis oleh)\b:?\s*", re.IGNORECASE)


@dataclass(kw_only=True)
class Contender:
    """An extractor at work in a process of its own."""

    name: str
    process: subprocess.Popen[str]
    seconds: list[float] = field(default_factory=list)

    def ask(self, command: str) -> str:
        """Send a command; return the line it answers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


def started(name: str, listed: Path, python: Path, stack: ExitStack) -> Contender:
    """Start a contender, and wait until it has read its pages."""
    program = sys.executable if name == "warta" else str(python)
    command = [program, "-W", "ignore", str(FOLDER / "contender.py"), name, str(listed)]
    process = stack.enter_context(
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )
    )
    contender = Contender(name=name, process=process)
    assert process.stdout is not None
    if process.stdout.readline().strip() != "ready":
        raise SystemExit(f"{name} does not start: make bench-extract makes its environment")
    return contender


def results(pages: Sequence[Golden], python: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure all; a row each."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        listed = Path(folder) / "pages.jsonl"
        lines = (json.dumps({"path": str(page.path), "url": page.url}) for page in pages)
        listed.write_text("\n".join(lines), "utf-8")
        all_of_them = [started(name, listed, python, stack) for name in EXTRACTORS]
        for _ in range(rounds):
            for contender in all_of_them:
                contender.seconds.append(float(contender.ask("round")))
        return [_row(contender, pages) for contender in all_of_them]


def _row(contender: Contender, pages: Sequence[Golden]) -> dict[str, Any]:
    found = json.loads(contender.ask("texts"))
    pairs = zip((page.expected for page in pages), found, strict=True)
    total = sum((score(right, _lenient(right, mine)) for right, mine in pairs), Score())
    has = {name: any(name in one for one in found) for name in ("title", "authors", "published_at")}
    return {
        "name": contender.name,
        **asdict(total),
        "has": has,
        "errors": sorted({one["error"] for one in found if "error" in one}),
        "pages_per_s": 1 / statistics.median(contender.seconds),
        "peak_mib": int(contender.ask("end")) / 1024,
    }


def without_by(name: str) -> str:
    """Return a name without the "by" before it."""
    return _BY.sub("", name)


def _lenient(right: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any]:
    """Forgive a title at the head of the text, and a "by" before a name."""
    title = key([right["title"]])
    names = list(map(without_by, mine.get("authors") or ()))
    return mine | {
        "body": [line for line in mine["body"] if key([line]) != title],
        "authors": names,
    }


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="make bench-extract", description=__doc__)
    parser.add_argument("--python", type=Path, default=ROOT / ".venv/bench/bin/python")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    asked = parser.parse_args()
    pages = [page for page in goldens() if page.is_article and page.is_html]
    rows = results(pages, asked.python, asked.rounds)
    table = markdown(rows)
    sys.stdout.write(table)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    plot = [str(asked.python), str(FOLDER / "plot.py"), str(RESULTS), str(FOLDER / "figure.svg")]
    subprocess.run(plot, check=True)
    if asked.readme:
        put_into(ROOT / "README.md", table)


if __name__ == "__main__":
    main()
