"""Commands that keep the house: ``verify``, ``migrate``, ``down``."""

from datetime import UTC, datetime, timedelta
from secrets import token_hex

import click

from flows.cli.main import EXIT_FAILED, JSON, database, make_home, print_json, settings


@click.command()
@click.option("--all", "is_all", is_flag=True, help="Read every capture again.")
@click.option(
    "--sample",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    help="Read so many captures again, chosen by chance.",
)
@click.option(
    "--politeness",
    is_flag=True,
    help="Read the logs of requests instead, and say whether each of them was allowed then.",
)
@click.option(
    "--expire",
    is_flag=True,
    help="First remove listings, robots.txt, probes and logs of requests that are older than "
    "WARTA_LISTINGS_DAYS. Pages stay.",
)
@JSON
def verify(*, is_all: bool, sample: int, politeness: bool, expire: bool, as_json: bool) -> int:
    """Say whether what is kept is whole.

    Captures are read again from where the rows say that they lie, the checks of sql/checks are
    run, and files are named that no row points at. Exit code 1: something is damaged or missing,
    a check finds rows, or, with --politeness, a request was made that should not have been.

    Lines of the site that stand in many articles (warta.repeated_lines) are shown, and so is how
    many articles search does not know yet, since a run broke off: the next one sees to that. They
    make no difference to the exit code: what is kept is whole.
    """
    if politeness:
        return _proven(as_json=as_json)
    from flows import db
    from flows.checkup.expiry import expire as run_expiry
    from flows.checkup.verify import verify as run
    from flows.cli import verified
    from flows.keeping.shelf import shelf_of

    given = settings()
    shelf = shelf_of(given)
    url = database(given)
    with db.session(url, name="verify", autocommit=True) as connection:
        if expire:
            before = datetime.now(UTC) - timedelta(days=given.listings_days)
            gone = run_expiry(connection, shelf, given.logs, before=before)
            if not as_json:
                verified.expired(gone)
        chosen = None if is_all else sample
        site, seed = given.site(), token_hex(8)
        found = run(connection, site, shelf, given.spool, sample=chosen, seed=seed)
    if as_json:
        print_json(found.as_json())
    else:
        verified.findings(found)
    return 0 if found.is_sound else EXIT_FAILED


def _proven(*, as_json: bool) -> int:
    from flows.checkup.proving import prove
    from flows.cli import verified

    proofs = prove(settings())
    if as_json:
        print_json(verified.proofs_json(proofs))
    else:
        verified.proofs(proofs)
    return EXIT_FAILED if any(proof.offences for proof in proofs.values()) else 0


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


COMMANDS = (verify, migrate, down)
