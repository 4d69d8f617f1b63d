"""Removals on request beside the captures: they outlive the database that they were made in.

Each is a file, ``forgotten/ID.json``, that holds what its row holds: nothing of what the article
said, and no address. Whoever loads first brings rows and files in step, so that an empty database,
a dump that was restored and another place of captures all know what must not come back.
"""

import json
import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from flows.keeping.shelf import KeepingError, Shelf
from flows.store import forgotten, storable
from flows.store.forgotten import Removal
from flows.store.statements import Connection

_LOG: Final = logging.getLogger(__name__)
#: Where they lie, below the captures' place.
FOLDER: Final = "forgotten"
_SUFFIX: Final = ".json"
#: No removal takes more: 100,000 addresses of one article.
_BYTES_MAX: Final = 8_000_000
_SHA256_BYTES: Final = 32


def keep(shelf: Shelf, removal: Removal) -> None:
    """Put a removal beside the captures, durably.

    Raises:
        flows.keeping.shelf.KeepingError: the place can't be used.

    """
    told = removal._asdict() | {
        "id": str(removal.id),
        "path_sha256": [digest.hex() for digest in removal.path_sha256],
        "forgotten_at": removal.forgotten_at.isoformat(),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "removal"
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
        shelf.put(path, _file(removal.id))


def share(connection: Connection, shelf: Shelf) -> None:
    """Bring the rows and the files in step: each learns of the removals that it lacks.

    Raises:
        flows.keeping.shelf.KeepingError: the place can't be used, or a file there is damaged:
            nothing may be loaded then.

    """
    rows = {one.id: one for one in forgotten.removals(connection)}
    files = set(_ids(shelf))
    for lacking in sorted(rows.keys() - files):
        keep(shelf, rows[lacking])
    learned = [_read(shelf, lacking) for lacking in sorted(files - rows.keys())]
    for removal in learned:
        forgotten.learn(connection, removal)
    if learned:
        told = (
            "removals on request that only the captures knew of: %d. `warta verify` names what is"
        )
        _LOG.warning(f"{told} still stored here (forgotten_are_back)", len(learned))


def out_of_step(connection: Connection, shelf: Shelf) -> Iterator[tuple[UUID, str]]:
    """Give removals that the rows and the files do not both know alike, and why.

    Raises:
        flows.keeping.shelf.KeepingError: the place can't be listed.

    """
    rows = {one.id: one for one in forgotten.removals(connection)}
    files = set(_ids(shelf))
    for known in sorted(rows.keys() | files):
        if known not in files:
            yield known, f"{shelf}/{_file(known)} is missing: the next load writes it"
        elif known not in rows:
            yield known, f"only {shelf}/{_file(known)} knows it: the next load learns of it"
        else:
            try:
                is_same = _read(shelf, known) == rows[known]
            except KeepingError as exc:
                yield known, str(exc)
                continue
            if not is_same:
                yield known, f"{shelf}/{_file(known)} is not what the row says"


def _file(removal: UUID) -> str:
    return f"{FOLDER}/{removal}{_SUFFIX}"


def _ids(shelf: Shelf) -> Iterator[UUID]:
    """Give the removals that have a file; what is named otherwise (``.part``) is none."""
    for file, _ in shelf.sizes(FOLDER):
        if file.endswith(_SUFFIX):
            try:
                yield UUID(file.removeprefix(f"{FOLDER}/").removesuffix(_SUFFIX))
            except ValueError as exc:
                raise _damaged(shelf, file, "its name is none") from exc


def _read(shelf: Shelf, removal: UUID) -> Removal:
    file = _file(removal)
    try:
        found = _removal(json.loads(shelf.read(file, 0, _BYTES_MAX)))
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise _damaged(shelf, file, f"{type(exc).__name__}: {exc}") from exc
    if found.id != removal:
        raise _damaged(shelf, file, "it is of another name")
    return found


def _removal(told: dict[str, Any]) -> Removal:
    """Read a removal; ValueError, TypeError or KeyError where it is none."""
    site, post_id, reason = told["site"], told["post_id"], told["reason"]
    paths = [bytes.fromhex(digest) for digest in told["path_sha256"]]
    at = datetime.fromisoformat(told["forgotten_at"])
    is_removal = (
        isinstance(site, str)
        and isinstance(reason, str)
        and (post_id is None or (type(post_id) is int and storable.is_id(post_id)))
        and all(len(digest) == _SHA256_BYTES for digest in paths)
        and at.tzinfo is not None
    )
    if not is_removal:
        raise ValueError("a field is not what it should be")
    return Removal(
        id=UUID(told["id"]),
        site=storable.text(site),
        post_id=post_id,
        path_sha256=paths,
        reason=storable.text(reason),
        forgotten_at=at,
    )


def _damaged(shelf: Shelf, file: str, why: str) -> KeepingError:
    return KeepingError(
        f"{shelf}/{file} should hold a removal on request, and does not ({why}). Restore it from a "
        "backup: until then nothing is loaded, since what was removed might come back"
    )
