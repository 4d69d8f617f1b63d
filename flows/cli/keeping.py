"""Commands that keep the house: ``migrate``, ``down``."""

import click

from flows.cli.main import make_home, settings


@click.command()
def migrate() -> int:
    """Bring the database to the schema of this version.

    Every command that needs the database does it by itself; this one only says what it did.
    """
    from flows import db
    from flows.migrate import migrate as run

    given = settings()
    make_home(given)
    applied = run(db.url(given.environ, given.home))
    click.echo("\n".join(f"applied {name}" for name in applied) or "up to date")
    return 0


@click.command()
def down() -> int:
    """Stop the embedded database. The data stay; the next command starts it again."""
    from flows import db

    given = settings()
    is_stopped = db.stop(given.home)
    click.echo("stopped" if is_stopped else "no embedded database is running")
    return 0


COMMANDS = (migrate, down)
