"""Whether what is kept is whole: captures read again from where the rows say that they lie.

It knows the rows, the captures' place and the checks; nothing of how a finding is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, Final

from crawler.captures import CaptureError, read_capture
from crawler.sites import Site
from flows.incidents import repeated
from flows.keeping import tombstones
from flows.keeping.shelf import KeepingError, Shelf
from flows.store import capture_files, search
from flows.store.capture_files import Lying
from flows.store.repeated import Repeated
from flows.store.statements import Connection

_CHECKS: Final = Path(__file__).parents[2] / "sql" / "checks"
#: Rows of a check that are shown: the first ones tell what is wrong.
_ROWS_SHOWN: Final = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """A capture that is not where its row says, or not what it says."""

    lying: Lying
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        one = self.lying
        return {
            "capture": str(one.id), "url": one.url, "file": one.file,
            "offset": one.file_offset, "bytes": one.file_bytes, "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Ailment:
    """Rows that a check finds; there should be none."""

    check: str
    says: str
    rows: int
    first: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Findings:
    """What a verification found.

    Attributes:
        orphans: files that no row names. Nothing is lost by them.
        behind: articles that search does not know as they are: the next run's, if no check says so.
        repeated: lines that stand in many of the newest articles, and may be no article's.

    """

    captures: int = 0
    losses: list[Loss] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    ailments: list[Ailment] = field(default_factory=list)
    behind: int = 0
    repeated: list[Repeated] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is lost, and no check finds anything."""
        return not self.losses and not self.ailments

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "captures": self.captures,
            "losses": [loss.as_json() for loss in self.losses],
            "orphans": self.orphans,
            "checks": [
                {"check": one.check, "rows": one.rows, "first": list(one.first)}
                for one in self.ailments
            ],
            "behind": self.behind,
            "repeated_lines": [one._asdict() for one in self.repeated],
        }


def verify(  # noqa: PLR0913 (what is looked at, and how much of it)
    connection: Connection, site: Site, shelf: Shelf, spool: Path, *, sample: int | None, seed: str
) -> Findings:
    """Read captures again, all or a sample; look for files without rows; run the checks.

    Of ``site`` alone, lines are looked for that stand in many articles.

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be listed.
        flows.db.DatabaseError: the database can't be used.

    """
    found = Findings(orphans=_orphans(connection, shelf, spool))
    rows = capture_files.lying(connection, sample=sample, seed=seed)
    for file, lying in groupby(rows, key=lambda row: row.file):
        for one, why in _read_again(shelf, file, lying):
            found.captures += 1
            if why is not None:
                found.losses.append(Loss(lying=one, why=why))
    found.ailments = [*ailments(connection), *_out_of_step(connection, shelf)]
    found.behind = search.behind(connection)
    found.repeated = repeated.lines(connection, site)
    return found


def _read_again(
    shelf: Shelf, file: str, lying: Iterable[Lying]
) -> Iterator[tuple[Lying, str | None]]:
    """Read the captures of one file; say of each what is wrong with it."""
    try:
        with shelf.open(file) as opened:
            for one in lying:
                yield one, _fault(opened, one)
    except KeepingError as exc:
        for one in lying:
            yield one, str(exc)


def _fault(opened: BinaryIO, one: Lying) -> str | None:
    try:
        opened.seek(one.file_offset)
        data = opened.read(one.file_bytes)
        capture = read_capture(data, one.file, offset=one.file_offset)
    except (CaptureError, OSError) as exc:
        return str(exc)
    if capture.id != one.id:
        return f"capture {capture.id} lies there"
    if one.revisit_of is None and capture.payload_sha256 != one.payload_sha256:
        return "its body is another one: the SHA-256 differs"
    return None


def _orphans(connection: Connection, shelf: Shelf, spool: Path) -> list[str]:
    """Return the files that no row names.

    What lies in the spool as well is being loaded, or will be by the next run.
    """
    files = [file for file, _ in shelf.sizes() if not file.startswith(f"{tombstones.FOLDER}/")]
    spooled = {path.name for path in spool.rglob("*") if path.is_file()}
    waiting = [file for file in files if file.rpartition("/")[2] not in spooled]
    return capture_files.unnamed(connection, waiting)


def ailments(connection: Connection) -> Iterator[Ailment]:
    """Run the checks; give those that find something."""
    for path in sorted(_CHECKS.glob("*.sql")):
        text = path.read_text("utf-8")
        says = " ".join(line[2:].strip() for line in text.splitlines() if line[:2] == "--")
        yield from _ailing(path.stem, says, connection.execute(text.encode()).fetchall())


def _out_of_step(connection: Connection, shelf: Shelf) -> Iterator[Ailment]:
    says = "What was removed on request stands in rows and beside the captures alike."
    rows = list(tombstones.out_of_step(connection, shelf))
    yield from _ailing("removals_out_of_step", says, rows)


def _ailing(check: str, says: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[Ailment]:
    if rows:
        first = tuple(", ".join(map(str, row)) for row in rows[:_ROWS_SHOWN])
        yield Ailment(check=check, says=says, rows=len(rows), first=first)
