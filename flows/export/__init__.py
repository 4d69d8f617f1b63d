"""The flow that writes the archive out: a file a month, all of one instant, and a dictionary.

A few hundred articles are in memory at a time. What is written appears whole or not at all.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final, Literal

from flows.export import parquet
from flows.store import export
from flows.store.export import Choice, Column
from flows.store.statements import Connection

Format = Literal["parquet", "jsonl", "csv"]
#: Readers of folders pass over names that begin so; and no pattern that finds rows ends so.
DICTIONARY: Final = "_dictionary.json"
#: Articles in memory at a time.
_CHUNK: Final = 500

Chunks = Iterator[Sequence[int]]


class ExportError(ValueError):
    """The export can't be written where it was asked for; the message says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """What was written: a folder, and how many rows about how many articles, in how many files."""

    folder: Path
    articles: int
    rows: int
    files: int


@dataclass(slots=True)
class _Export:
    """An export under way."""

    connection: Connection
    view: str
    columns: Sequence[Column]
    articles: int = 0
    rows: int = 0
    files: int = 0


def write(
    connection: Connection, out: Path, *, view: str, form: Format, choice: Choice
) -> Exported:
    """Write the rows of ``view`` about the chosen articles below ``out/VIEW``.

    An earlier export there is replaced.

    Raises:
        ExportError: something else is there, it is closed to us, or the archive has no such section
            or site.

    """
    folder, part = out / view, out / f".{view}.part"
    _make(folder, part)
    try:
        with export.snapshot(connection):
            work = _Export(connection, view, export.columns(connection, view))
            _write_dictionary(part / DICTIONARY, work.columns)
            _write_months(work, part, form, choice)
            if not work.articles:
                _check(connection, choice)
        _replace(folder, part)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Exported(folder=folder, articles=work.articles, rows=work.rows, files=work.files)


def _check(connection: Connection, choice: Choice) -> None:
    """Tell a section or site that does not exist from one of which nothing was published then."""
    wider = Choice(section=choice.section, site=choice.site)
    if wider != Choice() and next(export.chosen(connection, wider), None) is None:
        names = {"section": choice.section, "site": choice.site}
        where = ", ".join(f"{what} {name}" for what, name in names.items() if name)
        raise ExportError(f"the archive has no article of {where}: nothing was written")


def _make(folder: Path, part: Path) -> None:
    """Make the folder to write to, where an export may be or come."""
    try:
        if _before(folder).exists() and not folder.exists():
            _before(folder).rename(folder)  # the last export was killed between two renames
        if folder.exists() and any(folder.iterdir()) and not (folder / DICTIONARY).exists():
            raise ExportError(f"{folder} holds something else than an export: name another folder")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
    except OSError as exc:
        why = f"{folder.parent} can't be written to ({exc.strerror}): name another folder"
        raise ExportError(why) from exc


def _write_dictionary(path: Path, columns: Sequence[Column]) -> None:
    told = [column._asdict() for column in columns]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_months(work: _Export, folder: Path, form: Format, choice: Choice) -> None:
    chosen = export.chosen(work.connection, choice)
    for month, articles in groupby(chosen, key=lambda one: one[1]):
        path = folder / f"month={month}" / f"part-0.{form}"
        path.parent.mkdir()
        _WRITERS[form](work, path, _chunks(work, articles))
        work.files += 1


def _chunks(work: _Export, articles: Iterator[tuple[int, str]]) -> Chunks:
    while chunk := [article_id for article_id, _ in islice(articles, _CHUNK)]:
        work.articles += len(chunk)
        yield chunk


def _write_parquet(work: _Export, path: Path, chunks: Chunks) -> None:
    parquet.write(path, work.columns, (_values(work, ids) for ids in chunks))


def _values(work: _Export, article_ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
    found = export.values(work.connection, work.view, work.columns, article_ids)
    work.rows += len(found)
    return found


def _write_jsonl(work: _Export, path: Path, chunks: Chunks) -> None:
    with path.open("wb") as out:
        for ids in chunks:
            work.rows += export.write_json(work.connection, work.view, work.columns, ids, out)


def _write_csv(work: _Export, path: Path, chunks: Chunks) -> None:
    with path.open("wb") as out:
        out.write(",".join(column.name for column in work.columns).encode() + b"\n")
        for ids in chunks:
            work.rows += export.write_csv(work.connection, work.view, work.columns, ids, out)


_WRITERS: Final[dict[Format, Callable[[_Export, Path, Chunks], None]]] = {
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}


def _replace(folder: Path, part: Path) -> None:
    """Put a finished export in the place of an earlier one."""
    before = _before(folder)
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    part.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def _before(folder: Path) -> Path:
    """Return where an earlier export lies while the new one takes its place."""
    return folder.with_name(f".{folder.name}.before")
