"""The files of ``sql/migrations``: their order, their text, and the checksums that tell them apart.

It knows files; nothing of the databases that were made with them.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[2] / "sql" / "migrations"


def versions() -> list[str]:
    """Return the names of all migrations, in order, such as ``0001_captures``."""
    return [path.stem for path in sorted(FOLDER.glob("[0-9]*.sql"))]


def text(name: str) -> bytes:
    """Return what a migration says, with the line ends of no system in particular."""
    return (FOLDER / f"{name}.sql").read_text("utf-8").encode()


def checksum(name: str) -> bytes:
    """Return the SHA-256 of a migration, which no checkout's line ends change."""
    return sha256(text(name)).digest()


def first_other(names: Sequence[str], applied: Mapping[str, bytes]) -> str | None:
    """Return the first of ``names`` that was ``applied`` from another text, or who knows which."""
    return next((name for name in names if applied.get(name) != checksum(name)), None)
