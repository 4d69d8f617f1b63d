"""Compares extraction and normalisation with given articles: ``check_seeds.py FOLDER``.

The folder holds pairs ``NAME.txt`` and ``NAME.expected.json`` (``title``, ``dateline_place``,
``body``, ``related``, ``removed``). Ends with 1 and says what differs when anything does.
"""

import json
import sys
from pathlib import Path
from typing import Any

from crawler.extract import Extraction, extract
from crawler.sites import site_for_url
from flows.normalise import text

URL = "https://purnawarta.com/internasional/iran/artikel-contoh"


def as_expected(found: Extraction) -> dict[str, Any]:
    """Return an extraction in the form of an expectation."""
    removed: dict[str, list[str]] = {}
    for cut in found.removed:
        removed.setdefault(cut.rule, []).append(cut.text)
    return {
        "title": found.title,
        "dateline_place": found.dateline_place,
        "body": [text(part) for part in found.body_parts],
        "related": [link.title for link in found.related],
        "removed": removed,
    }


def differences(folder: Path) -> list[str]:
    """Return a line for each field of each article that is not as expected."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_bytes())
        page = extract(path.read_bytes(), url=URL, site=site_for_url(URL), media_type="text/plain")
        mine = as_expected(page)
        found += [
            f"{path.name}: {name} is\n  {mine[name]!r}, expected\n  {expected[name]!r}"
            for name in mine
            if mine[name] != expected[name]
        ]
    return found


def main() -> int:
    """Check the folder given on the command line."""
    if len(sys.argv) != 2 or not any(Path(sys.argv[1]).glob("*.txt")):
        sys.stderr.write("usage: check_seeds.py FOLDER (with NAME.txt and NAME.expected.json)\n")
        return 2
    lines = differences(Path(sys.argv[1]))
    sys.stdout.write("\n".join([*lines, f"{len(lines)} differences\n"]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
