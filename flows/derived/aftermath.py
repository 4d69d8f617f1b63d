"""What follows a run once the site is let go of: search documents, and who says the same.

Both begin with what is missing, whoever left it so; it knows only their order.
"""

from contextlib import suppress
from threading import Thread

from flows import db
from flows.derived import duplicates, search


def see_to(conninfo: str) -> None:
    """Make search find what was loaded, and note what says the same.

    Raises:
        flows.db.DatabaseError: the database can't be used.

    """
    with db.session(conninfo, name="aftermath") as connection:
        search.refresh(connection)
        duplicates.refresh(connection)


class Aftermath:
    """Sees to what one slice has loaded while the next one is at the site.

    In a thread that nobody waits for where the work breaks off: what it leaves, the next run finds.
    """

    def __init__(self, conninfo: str) -> None:
        """Take the database; nothing is done yet."""
        self._conninfo = conninfo
        self._thread: Thread | None = None

    def go_on(self) -> None:
        """See to what is there by now, unless that is being done."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._see_to, name="aftermath", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """See to all that is left.

        Raises:
            flows.db.DatabaseError: the database can't be used.

        """
        if self._thread is not None:
            self._thread.join()
        see_to(self._conninfo)

    def _see_to(self) -> None:
        with suppress(db.DatabaseError):  # the end meets it as well, and says so
            see_to(self._conninfo)
