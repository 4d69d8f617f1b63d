"""What an error is worth as an exit code: of the command that it ends, and of the run.

It knows errors that may end both; nothing of how they are told.
"""

from typing import Literal

import psycopg

from flows import db
from flows.keeping import disk

#: 0 ok, 1 failed, 2 usage or configuration, 3 degraded, 4 site unreachable or refusing, 5 database,
#: 130 interrupted.
ExitCode = Literal[0, 1, 2, 3, 4, 5, 130]


def of(error: BaseException) -> ExitCode:
    """Return the exit code of what broke off with an error."""
    if isinstance(error, KeyboardInterrupt):
        return 130
    if isinstance(error, (db.DatabaseError, psycopg.Error)):
        return 5
    is_closed = isinstance(error, OSError) and disk.complaint(error) and not disk.is_full(error)
    return 2 if is_closed else 1
