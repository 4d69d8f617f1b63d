"""Under which account the server runs: our own, or as root one without rights."""

import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.embedded.errors import PlaceError

# PostgreSQL refuses to run as root. `nobody` exists on Linux and macOS alike.
UNPRIVILEGED = "nobody"

# Nothing of the caller's PGDATA, PGPORT or locale may reach the server.
_ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}

# The server must outlive us without being our child: a shell starts it in the background and ends.
_DETACH = 'exec </dev/null >>"$0" 2>&1; "$@" &'


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account of the system.

    Attributes:
        uid: Its number.
        gid: The number of its primary group.
    """

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process runs under it already."""
        return self.uid == os.geteuid()

    def run(self, *command: str | Path, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a program under this account, in a session that Ctrl-C does not reach.

        Raises:
            OSError: If the account may not run it, or we may not become the account.
            subprocess.SubprocessError: If it takes too long.
        """
        return self._run(command, timeout_s=timeout_s)

    def detach(self, *command: str | Path, log: Path, keep: Iterable[int] = ()) -> str:
        """Start a program under this account that outlives us, its output appended to `log`.

        Args:
            command: The program and its arguments.
            log: A file that the account may write.
            keep: File descriptors that the program inherits.

        Returns:
            What the shell had to complain about; empty when the program was started.

        Raises:
            OSError: If we may not become the account.
            subprocess.SubprocessError: If the shell takes too long.
        """
        done = self._run(("/bin/sh", "-c", _DETACH, log, *command), timeout_s=30, keep=keep)
        return done.stderr.strip() if done.returncode else ""

    def _run(
        self, command: Iterable[str | Path], *, timeout_s: float, keep: Iterable[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout_s,
            start_new_session=True,
            pass_fds=tuple(keep),
            user=None if self.is_ours else self.uid,
            group=None if self.is_ours else self.gid,
            extra_groups=None if self.is_ours else [],
        )


def for_folder(folder: Path) -> Account:
    """Name the account that runs the server of a data folder, which need not exist yet.

    Ours, except for root: then the owner of the folder, or the unprivileged account.

    Raises:
        PlaceError: If the folder belongs to another account, or the unprivileged one is missing.
    """
    owner = folder.lstat().st_uid if folder.is_dir() else None
    ours = os.geteuid()
    if ours and owner not in {None, ours}:
        message = (
            f"The database in {folder} belongs to {_name(owner)}: run warta as that user, "
            "or choose another folder with WARTA_HOME."
        )
        raise PlaceError(message)
    return _of_root(owner) if ours == 0 else Account(uid=ours, gid=os.getegid())


def _of_root(owner: int | None) -> Account:
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(UNPRIVILEGED)
    except KeyError as exc:
        message = (
            f"PostgreSQL does not run as root, and there is no account {owner or UNPRIVILEGED}: "
            "run warta as an ordinary user, or set DATABASE_URL."
        )
        raise PlaceError(message) from exc
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return f"user {uid}"
