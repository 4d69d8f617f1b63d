"""``warta`` itself: its commands, and what an error is worth as an exit code.

It knows words and exit codes; what a command does stands in the flows.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from flows.schedule.sigterm import Terminated, sigterm_interrupts

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Settings

EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_DEGRADED: Final = 3
EXIT_INTERRUPTED: Final = 130
#: What a shell says of whom SIGTERM ended.
EXIT_TERMINATED: Final = 143
#: What a byte of an argument becomes that is no UTF-8.
_NO_UTF8: Final = re.compile("[\udc80-\udcff]")

#: All that are read of the environment.
_SETTINGS: Final = (
    "DATABASE_URL", "WARTA_SITE_URL", "WARTA_SITE", "WARTA_HOME", "WARTA_CONTACT",
    "WARTA_MIN_DELAY_S", "WARTA_REQUESTS_PER_HOUR", "WARTA_CAPTURES_URL", "WARTA_LISTINGS_DAYS",
    "WARTA_ALERT_URL", "WARTA_INGEST_EVERY", "WARTA_RECONCILE_AT", "WARTA_VERIFY_AT",
    "PREFECT_API_URL",
)  # fmt: skip
_EPILOG: Final = f"""
Exit codes: 0 ok (nothing new included), 1 failed, 2 usage or configuration, 3 degraded (something
was left undone), 4 site unreachable, refusing or asking for a pause, 5 database, 130 interrupted
(143 by SIGTERM).

Environment: {", ".join(_SETTINGS)}. README.md says what each of them means.
"""


class _Piped(click.Group):
    """Commands whose reader may have heard enough, as `head` has: that is no failure."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and write all that it said."""
        outcome: object = 0
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            unheard()
        return outcome


def unheard() -> None:
    """Have what is still to be said go nowhere, since nobody reads it; the command goes on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@click.group(cls=_Piped, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="warta")
@click.option("-v", "--verbose", is_flag=True, help="Say what is done, on standard error.")
def cli(*, verbose: bool) -> None:
    """Keep a Postgres database in step with purnawarta.com.

    Begin with `warta ingest`: it fetches what is new on the site and loads it.
    Then read the articles with `warta sql` or `warta search`.
    """
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(message)s", stream=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        with sigterm_interrupts():
            outcome = cli.main(args=given, prog_name="warta", standalone_mode=False)
    except click.ClickException as exc:
        exc.show()
        return exc.exit_code
    except (click.Abort, KeyboardInterrupt) as exc:
        is_told = isinstance(exc.__cause__, Terminated)  # click's own tells of any
        code = EXIT_TERMINATED if is_told else EXIT_INTERRUPTED
        return _say("interrupted; the next run goes on from here", code)
    except (ValueError, RuntimeError, OSError) as exc:
        broken = [text for text in given if _NO_UTF8.search(text)]
        if isinstance(exc, UnicodeEncodeError) and broken:
            return _say(f"{broken[0]!r} is no UTF-8: write it so", EXIT_USAGE)
        return _told(exc)
    return outcome if isinstance(outcome, int) else 0


def _told(exc: Exception) -> int:
    """Tell of an error that was foreseen; raise one that was not."""
    from crawler.captures import CaptureError
    from crawler.sites import SiteError
    from flows.crawl.child import CrawlError
    from flows.db import DatabaseError
    from flows.demo import DemoError
    from flows.importing.sources import SourceError
    from flows.inspection.named import UnknownArticleError
    from flows.keeping import disk
    from flows.keeping.shelf import KeepingError
    from flows.quarantine import QuarantineError
    from flows.reprocess.batch import ReprocessError
    from flows.runs import worth
    from flows.schedule.process import ServeError
    from flows.settings import SettingsError
    from flows.store.reading import StatementError

    misused = SiteError | SettingsError | SourceError | DemoError | QuarantineError
    if isinstance(exc, misused | StatementError | UnknownArticleError):
        return _say(str(exc), EXIT_USAGE)
    failed = CrawlError | CaptureError | KeepingError | ServeError | ReprocessError
    if isinstance(exc, DatabaseError | failed):
        return _say(str(exc), worth.of(exc))
    complaint = disk.complaint(exc) if isinstance(exc, OSError) else None
    if complaint:
        return _say(complaint, worth.of(exc))
    raise exc


def _say(what: str, code: int) -> int:
    click.echo(f"warta: {what}", err=True)
    return code


def settings() -> "Settings":
    """Read the settings of this process; say which ones nobody knows."""
    from difflib import get_close_matches

    from flows.settings import read_settings

    for name in sorted(os.environ):
        if (
            name.startswith("WARTA_")
            and name not in _SETTINGS
            and not name.startswith("WARTA_TEST_")
        ):
            like = get_close_matches(name, _SETTINGS, 1)
            meant = f": {like[0]} is meant?" if like else ""
            _say(f"there is no setting {name}{meant}", 0)
    return read_settings(os.environ)


def database(given: "Settings") -> str:
    """Return the address of a database that stands at this version's schema."""
    from flows import db, migrate

    make_home(given)
    url = db.url(given.environ, given.home)
    migrate.migrate(url)
    return url


def existing(given: "Settings") -> str:
    """Return the address of a database that is there already, at this version's schema.

    Raises:
        flows.settings.SettingsError: there is none in this home, and to read makes none.

    """
    from flows import db
    from flows.settings import SettingsError

    if not db.is_made(given.environ, given.home):
        message = f"nothing is in {given.home} (WARTA_HOME) yet: `warta ingest` begins an archive"
        raise SettingsError(message)
    return database(given)


def readable(given: "Settings") -> str:
    """Return the address of a database of which the contract is read: a reader may do so, too.

    Raises:
        flows.settings.SettingsError: as ``existing``.

    """
    from flows import db
    from flows.migrate import ReaderError

    try:
        return existing(given)
    except ReaderError:
        return db.url(given.environ, given.home)


def make_home(given: "Settings") -> None:
    """Make the folder of everything that warta keeps.

    Raises:
        flows.settings.SettingsError: it can't be made.

    """
    from flows.settings import SettingsError

    try:
        given.home.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        message = f"WARTA_HOME: {given.home} can't be made ({exc.strerror}): name another folder"
        raise SettingsError(message) from exc


def write_page(path: "Path", text: str, *, option: str) -> None:
    """Write a page where ``option`` asked for it.

    Raises:
        click.BadParameter: it can't be written.

    """
    try:
        path.write_text(text, "utf-8", "replace")
    except OSError as exc:
        reason = f"{path} can't be written: {exc.strerror}"
        raise click.BadParameter(reason, param_hint=option) from exc
    click.echo(f"Written to {path}", err=True)


def print_json(value: object) -> None:
    """Print a value for scripts."""
    from flows.wording import in_json

    try:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=in_json))
    except BrokenPipeError:
        unheard()


JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
