"""The newcomer's tour: a news site in memory, an archive that follows it, and editors at work.

Everything it makes lies in one folder of its own. It is the one module that knows the simulator of
the tests; how the tour is told stands in ``flows.cli.touring``.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, cast

from flows import db, embedded, migrate
from flows.clock import real_clock
from flows.crawl.terms import Progress, Setting, no_progress
from flows.ingest.flow import ingest
from flows.runs.report import RunReport
from flows.settings import Settings, read_settings
from flows.store import history
from flows.store.history import Changed

if TYPE_CHECKING:
    from tests.site import Site
    from tests.site.blocks import Block, Paragraph
    from tests.site.model import Post

#: Articles that the site begins with.
_POSTS: Final = 20
#: A file that says that its folder is a tour's own, and may be emptied.
_MARK: Final = "README"
_MARKED: Final = "Made by `warta demo`: an archive to play with, emptied by the next tour.\n"
_NEWS: Final = "Warga Wadi Kamra Membuka Perpustakaan Perahu"


class DemoError(RuntimeError):
    """The tour can't be given; the message says why, and what to do."""


@dataclass(kw_only=True, slots=True)
class Tour:
    """A tour under way.

    Attributes:
        settings: of the warta that follows the site.
        site_url: where the site can be looked at while the tour lasts.

    """

    settings: Settings
    site_url: str
    _site: "Site" = field(repr=False)
    _url: str = field(repr=False)
    _seq: int = 0

    def ingest(self, progress: Progress = no_progress) -> RunReport:
        """Bring the archive in step with the site.

        Raises:
            flows.db.DatabaseError: the database can't be used.

        """
        setting = Setting(
            settings=self.settings, conninfo=self._url, clock=real_clock, progress=progress
        )
        return ingest(setting)

    def requests(self) -> int:
        """Say how many requests the site has had since this was last asked."""
        number = len(self._site.log.entries)
        self._site.log.clear()
        return number

    def edit(self) -> Sequence[str]:
        """Let editors work for a while; return what they did, in words."""
        wordpress = self._site.wordpress
        wordpress.set_now(max(wordpress.now, datetime.now(UTC).replace(microsecond=0)))
        corrected, renamed, discussed = wordpress.live()[1:4]
        wordpress.publish(_NEWS)
        wordpress.edit(corrected, _corrected(corrected))
        wordpress.rename(renamed, f"{renamed.slug}-diperbarui")
        wordpress.comment(discussed)
        return (
            f"published  {_NEWS}",
            f"corrected  {corrected.title}",
            f"renamed    {renamed.title}",
            f"commented  {discussed.title} (a reader; no edit)",
        )

    def changes(self) -> Sequence[Changed]:
        """Return what changed in the archive since this was last asked."""
        with db.session(self._url, name="demo") as connection:
            found = history.changes_since(connection, self._seq)
        self._seq = max((change.seq for change in found), default=self._seq)
        return found


def _corrected(post: "Post") -> "tuple[Block, ...]":
    """Return the body with a correction in its first paragraph, and a sentence more."""
    first = cast("Paragraph", post.blocks[0])
    markup = first.markup.replace("menyampaikan", "meluruskan", 1)
    return (replace(first, markup=f"{markup} Keterangan ini diperbarui."), *post.blocks[1:])


@contextmanager
def tour(folder: Path) -> Iterator[Tour]:
    """Begin a tour in ``folder``, which is emptied first; the site closes with the block.

    The archive stays, so that it can be looked at.

    Raises:
        DemoError: there is no simulator here, or the folder holds something else.
        flows.db.DatabaseError: the embedded server does not start.

    """
    simulator = _simulator()
    clear(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text(_MARKED, "utf-8")
    now = datetime.now(UTC).replace(microsecond=0)
    with simulator.serve(simulator.WordPress(posts=_POSTS, now=now)) as site:
        environ = {"WARTA_HOME": str(folder), "WARTA_SITE_URL": site.base_url}
        settings = read_settings(environ)
        url = db.url(environ, settings.home)
        migrate.migrate(url)
        yield Tour(settings=settings, site_url=site.base_url, _site=site, _url=url)


def _simulator() -> ModuleType:
    try:
        from tests import site
    except ImportError as exc:
        message = (
            "the demo's news site is a part of warta's tests, which are not installed here: run it "
            "in a checkout of the project"
        )
        raise DemoError(message) from exc
    return site


def clear(folder: Path) -> None:
    """Remove what an earlier tour has left in ``folder``, and the server that runs there.

    Raises:
        DemoError: the folder holds something else.

    """
    if not folder.exists():
        return
    mark = folder / _MARK
    is_ours = mark.is_file() and mark.read_text("utf-8") == _MARKED
    if not is_ours and any(folder.iterdir()):
        message = f"{folder} holds something that no tour has made: name another with --folder"
        raise DemoError(message)
    db.stop(folder)
    with suppress(embedded.EmbeddedError):
        data = embedded.status(folder).data
        if data is not None:  # as root it may lie where an unprivileged account can own it
            shutil.rmtree(data.parent, ignore_errors=True)
    shutil.rmtree(folder)
