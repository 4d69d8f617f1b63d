"""What is said of files to import: in a manifest, a JSON line for each, or by whoever gives them.

It opens no file but the manifest.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from crawler.sites import site_for_url
from flows.importing.sources import Source, SourceError

#: By how much two clocks that are set may differ.
_CLOCKS: Final = timedelta(minutes=5)


def read_manifest(path: Path) -> list[Source]:
    """Read JSON lines of ``path``, ``url`` and, where known, ``captured_at``.

    Paths are relative to the manifest. Nothing is imported unless every line is right.

    Raises:
        SourceError: a line is not such a record; the message names it.

    """
    return list(manifest_lines(path))


def manifest_lines(path: Path) -> Iterator[Source]:
    """Give the lines of a manifest one at a time.

    Raises:
        SourceError: as ``read_manifest``, once that line is reached.

    """
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                yield _entry(json.loads(line), path.parent)
            except (ValueError, KeyError, TypeError) as exc:
                what = f"{exc.args[0]!r} is missing" if isinstance(exc, KeyError) else str(exc)
                message = (
                    f"{path}, line {number}: {what}. A line looks like "
                    '{"path": "a.html", "url": "https://…"}'
                )
                raise SourceError(message) from exc


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from file
    except OSError as exc:
        raise SourceError(f"{path} can't be read: {exc.strerror or exc}") from exc
    except UnicodeDecodeError as exc:
        raise SourceError(f"{path} can't be read: it is no UTF-8") from exc


def _entry(values: object, folder: Path) -> Source:
    if not isinstance(values, dict):
        message = "it is no JSON object"
        raise TypeError(message)
    path, url, stated = values["path"], values["url"], values.get("captured_at")
    if not isinstance(path, str) or not isinstance(url, str):
        message = "path and url must be texts"
        raise TypeError(message)
    site_for_url(url)
    at = _time(stated) if stated is not None else None
    return Source(path=folder / path, url=url, captured_at=at, name=path)


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def check_times(sources: Iterable[Source], now: datetime) -> None:
    """See to it that nobody says of a page that the site showed it in times to come.

    Raises:
        SourceError: somebody does; the message names the file.

    """
    for source in sources:
        if source.captured_at is not None and source.captured_at > now + _CLOCKS:
            name, at = source.name or source.path, source.captured_at.isoformat()
            message = f"{name} can't have been captured at {at}: it is {now:%Y-%m-%dT%H:%M}Z now"
            raise SourceError(message)
