"""The logs of requests, read and judged site by site.

It knows the folder of logs; how a log is judged, ``flows.checkup.politeness`` knows.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from crawler.captures import CaptureError
from crawler.captures.requests import RULES_FOLDER, RequestLine, read_log
from flows.checkup.politeness import Proof, judge
from flows.settings import Settings

_LOG: Final = re.compile(r"requests-(.+)-[0-9]{4}-[0-9]{2}\.jsonl")


def prove(settings: Settings) -> dict[str, Proof]:
    """Return what the logs prove, by site.

    Raises:
        crawler.captures.CaptureError: a log is damaged, or can't be read.

    """
    logs: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(settings.logs.glob("requests-*.jsonl")):
        if (found := _LOG.fullmatch(path.name)) is not None:
            logs[found[1]].append(path)
    rules = partial(_rules, settings.logs / RULES_FOLDER)
    return {site: judge(_lines(paths), rules, settings.hour_holds) for site, paths in logs.items()}


def _lines(paths: list[Path]) -> Iterator[RequestLine]:
    for path in paths:
        try:
            with path.open("rb") as file:
                yield from read_log(file, str(path))
        except OSError as exc:
            raise CaptureError(f"{path} can't be read: {exc.strerror or exc}") from exc


def _rules(folder: Path, name: str) -> str | None:
    """Return a robots.txt that was in force; one that is not what its name says is none."""
    try:
        data = (folder / f"{name}.txt").read_bytes()
        is_it = hashlib.sha256(data).hexdigest() == name
        return data.decode("utf-8", "surrogatepass") if is_it else None
    except (OSError, UnicodeDecodeError):
        return None
