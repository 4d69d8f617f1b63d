"""A disk that is full, or closed to us: what a person is told of that, whoever tells it.

It knows errors of the operating system; nothing of what lies where.
"""

import errno
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
#: What a file says that is closed to us.
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def is_full(error: OSError) -> bool:
    """Whether no room is left."""
    return error.errno in _FULL


def complaint(error: OSError) -> str | None:
    """Say what is wrong with the disk, and what to do; None where it is something else."""
    where = error.filename or "the disk"
    if is_full(error):
        return f"{where}: no room left. Make room, and run the command again"
    if error.errno in _CLOSED:
        setting = "WARTA_HOME, or WARTA_CAPTURES_URL where that names it, elsewhere?"
        return f"{where}: {error.strerror}. Set {setting}"
    return None
