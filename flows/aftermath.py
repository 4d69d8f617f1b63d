"""What follows a run once the site is let go of: search documents, and who says the same.

Both begin with what is missing, whoever left it so; it knows only their order.
"""

from flows import db, duplicates, search


def see_to(conninfo: str) -> None:
    """Make search find what was loaded, and note what says the same.

    Raises:
        flows.db.DatabaseError: the database can't be used.

    """
    with db.connect(conninfo, name="aftermath") as connection, db.translated():
        search.refresh(connection)
        duplicates.refresh(connection)
