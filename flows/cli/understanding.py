"""Commands that show what extraction makes of a page: ``extract``, ``inspect``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.main import EXIT_DEGRADED, existing, settings, write_page

if TYPE_CHECKING:
    from flows.inspection.saved import Given, Understood

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=_FILE)
@click.option("--url", help="Address of the page; with one FILE that does not say it itself.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON lines of files: {"path": …, "url": …}; paths are relative to the manifest.',
)
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes. Default: one a core.")
def extract(
    *, files: tuple[Path, ...], url: str | None, manifest: Path | None, jobs: int | None
) -> int:
    """Print what each page is: a line of JSON a page, in order. No database, no request.

    FILE is a saved page (HTML), the plain text of an article's page, or a post (of a list:
    each) as the REST interface gives it; - reads standard input. Pages and posts are known
    without their suffix; a text is one by its suffix (.txt) or its address.
    A page that can't be read has the verdict "error", its reason beside it, and ends the command
    with 3 once all the others are done.
    """
    from flows.inspection.extracting import lines
    from flows.processes import cores
    from flows.wording import counted

    if bool(files) == bool(manifest):
        raise click.UsageError("give FILEs, or --manifest")
    _check_url(url, files)
    pages = _listed(manifest) if manifest else _named(files, url)
    wanted = min(jobs or cores(), max(len(files), 1) if not manifest else 1024)
    unread = 0
    for line in lines(pages, settings().site(), jobs=wanted):
        sys.stdout.buffer.write(line.json + b"\n")
        unread += not line.is_read
    sys.stdout.buffer.flush()
    if unread:
        click.echo(f"warta: {counted(unread, 'page')} could not be read: see `reasons`", err=True)
    return EXIT_DEGRADED if unread else 0


def _check_url(url: str | None, files: tuple[Path, ...]) -> None:
    from crawler.sites import site_for_url

    if url is None:
        return
    if len(files) != 1:
        raise click.UsageError("--url goes with one FILE; for several, write a --manifest")
    site_for_url(url)


def _named(files: Sequence[Path], url: str | None) -> Iterator["Given"]:
    """Give the pages of a command line; ``-`` stands for standard input."""
    from flows.importing.sources import Source
    from flows.inspection.posts import Posts, stated
    from flows.inspection.saved import Given

    sources = [(stated(path), Source(path=path, url=url)) for path in files]
    posts = Posts(sources) if len(sources) > 1 else None
    for address, source in sources:
        body = sys.stdin.buffer.read() if str(source.path) == "-" else None
        further = posts.further(address) if posts else ()
        yield Given(source=source, body=body, further=further)


def _listed(manifest: Path) -> Iterable["Given"]:
    """Give the pages of a manifest, every line of which is right.

    A file is read twice, so that a long one is never held as a whole; a pipe can be read once.
    """
    from flows.importing.manifest import manifest_lines, read_manifest
    from flows.inspection.posts import Posts
    from flows.inspection.saved import Given

    held = None if manifest.is_file() else read_manifest(manifest)
    first = manifest_lines(manifest) if held is None else held
    posts = Posts((page.url, page) for page in first)
    pages = manifest_lines(manifest) if held is None else held
    return (Given(source=page, further=posts.further(page.url)) for page in pages)


@click.command()
@click.argument("page", metavar="URL|FILE|ID")
@click.option("--url", help="Address of the page in FILE, where it does not say it itself.")
@click.option(
    "--html",
    "out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a page that puts original and result side by side, and print nothing.",
)
@click.option(
    "--diff", "span", metavar="1..2", help="Show two revisions of the article at URL instead."
)
def inspect(*, page: str, url: str | None, out: Path | None, span: str | None) -> int:
    """Show one page as extraction saw it: what was kept, what was cut by which rule, and why.

    A URL, or an article's number, is looked up among the captures of the archive, the newest first;
    it is never fetched.
    """
    from flows.inspection.page import inspect as inspected

    if span is not None:
        from flows.cli.differing import diff

        return diff(page, span, out)
    is_captured = "://" in page or (page.isdecimal() and not Path(page).exists())
    name, understood, charset = _of_archive(page) if is_captured else _of_file(page, url)
    inspection = inspected(name, understood, charset=charset)
    if out is not None:
        from flows.inspection.html import page as as_html

        write_page(out, as_html(inspection), option="--html")
        return 0
    from flows.cli import inspected as terminal

    terminal.show(inspection)
    return 0


def _of_file(path: str, url: str | None) -> "tuple[str, Understood, str | None]":
    from flows.inspection.saved import understand

    if path != "-" and not Path(path).is_file():
        raise click.UsageError(
            f"{path} is no file, no URL (https://…), and no number of an article"
        )
    _check_url(url, (Path(path),))
    (given,) = _named([Path(path)], url)
    return given.name, understand(given, settings().site()), None


def _of_archive(name: str) -> "tuple[str, Understood, str | None]":
    """Find a page by its URL, or by its article's number."""
    from flows import db
    from flows.inspection.captured import capture_of
    from flows.inspection.named import UnknownArticleError, find

    given = settings()
    with db.session(existing(given), name="inspect") as connection:
        url = name if "://" in name else find(connection, given, name).url
        found = capture_of(connection, given, url)
    if found is None:
        message = (
            f"the archive has no capture of {url}. `warta ingest` brings in what is new; a saved "
            "page can be inspected as a FILE"
        )
        raise UnknownArticleError(message)
    return found


COMMANDS = (extract, inspect)
