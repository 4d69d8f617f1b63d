"""Makes an empty database cluster, and says whether these programs can read one."""

import locale
import shutil
from pathlib import Path

from flows.embedded.errors import BinariesMissingError, InitError, VersionError
from flows.embedded.place import Place

_TAIL_LINES = 12

# Written into postgresql.conf once, so that an owner may change them there.
_SETTINGS = {
    "jit": "off",  # our statements are short; compiling them costs more than it gives
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "max_connections": "50",
    # A load touches pages all over the indexes on hashes, and the first touch after a checkpoint
    # logs a page whole: with checkpoints half a gigabyte apart, half the log at 250,000 articles.
    "max_wal_size": "4GB",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}

# The parser of full text search asks this one what a letter is; with `C` every quotation mark and
# dash outside ASCII is one, and “kerja is no longer kerja.
_CTYPES = ("C.UTF-8", "en_US.UTF-8", "UTF-8")


def initialise(here: Path, at: Place, *, is_durable: bool = True) -> None:
    """Make an empty cluster, whole or not at all.

    Raises:
        InitError: If `initdb` fails, with what it said.
        OSError: If what an interrupted attempt left can't be removed.
    """
    making = at.folder / "data.making"
    shutil.rmtree(making, ignore_errors=True)
    settings = [f"--set={name}={value}" for name, value in _SETTINGS.items()]
    done = at.account.run(
        here / "initdb",
        f"--pgdata={making}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        f"--lc-ctype={_ctype()}",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *settings,
        *([] if is_durable else ["--no-sync", "--set=fsync=off"]),
    )
    if done.returncode:
        message = (
            f"No database could be made in {at.folder}:\n{last_lines(done.stderr)}\n"
            "Put that right (free space, writable folder), choose another folder with WARTA_HOME, "
            "or set DATABASE_URL."
        )
        raise InitError(message)
    making.rename(at.data)


def _ctype() -> str:
    """Choose a UTF-8 character classification that this machine knows."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in _CTYPES:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def require_version(here: Path, at: Place) -> None:
    """Refuse data that these binaries can't read.

    Raises:
        BinariesMissingError: If the binaries do not run.
        VersionError: If the data are of another major version.
        OSError: If the data can't be read.
    """
    said = at.account.run(here / "postgres", "--version")
    if said.returncode:
        message = (
            f"The embedded PostgreSQL does not run here:\n{last_lines(said.stderr)}\n"
            "Set DATABASE_URL to a PostgreSQL 15 to 18."
        )
        raise BinariesMissingError(message)
    ours = said.stdout.split()[-1].split(".")[0]
    theirs = (at.data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if ours != theirs:
        message = (
            f"The database in {at.data} was made by PostgreSQL {theirs}, and this warta brings "
            f"{ours}. To keep it, run `pg_dump` with the warta that made it and load the dump "
            f"here; to start anew, `mv '{at.data}' '{at.data}.{theirs}'`, then `warta import` "
            "reads the captures again. DATABASE_URL points at any PostgreSQL 15 to 18 instead."
        )
        raise VersionError(message)


def last_lines(text: str) -> str:
    """Cut what a program said to what a person will read."""
    return "\n".join(text.strip().splitlines()[-_TAIL_LINES:])
