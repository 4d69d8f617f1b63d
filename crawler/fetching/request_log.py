"""The file of the log of requests, and beside it each robots.txt that was in force.

It knows files; what a line says, ``crawler.captures.requests`` knows.
"""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from crawler.captures.requests import RULES_FOLDER, RequestLine, log_name


class UnseenError(Exception):
    """A request can't be noted in the log, so it must not be made; the message says why."""


class RequestLog:
    """The log of a site and month, while it is written."""

    def __init__(self, folder: Path, site: str) -> None:
        """Open it in ``folder``, made when missing.

        Raises:
            OSError: it can't be written.

        """
        self._rules = folder / RULES_FOLDER
        self._rules.mkdir(parents=True, exist_ok=True)
        self._file = (folder / log_name(site, datetime.now(UTC))).open("ab", buffering=0)
        self._kept: tuple[str, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, line: RequestLine) -> None:
        """Write a line, whole or not at all.

        Raises:
            UnseenError: it can't be written.

        """
        text = line.line()
        left = memoryview(text)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as exc:
            descriptor, written = self._file.fileno(), len(text) - len(left)
            os.ftruncate(descriptor, os.fstat(descriptor).st_size - written)
            raise _unseen(self._file.name, exc) from exc

    def keep_rules(self, text: str) -> str:
        """Keep the text of a robots.txt that is in force; return its name, its SHA-256.

        Raises:
            UnseenError: it can't be kept.

        """
        if self._kept is None or self._kept[0] is not text:
            data = text.encode("utf-8", "surrogatepass")
            name = hashlib.sha256(data).hexdigest()
            path = self._rules / f"{name}.txt"
            try:
                path.write_bytes(data)
            except OSError as exc:
                raise _unseen(path, exc) from exc
            self._kept = text, name
        return self._kept[1]


def _unseen(path: Path | str, exc: OSError) -> UnseenError:
    return UnseenError(
        f"{path} can't be written: {exc.strerror}. What can't be noted is not asked for; make room "
        "there and run again"
    )
