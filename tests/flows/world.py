"""A world to run warta in: a site, an archive, a folder, and no clock but the site's."""

import fcntl
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from flows import db
from flows.crawl.terms import LoadSegment, Setting
from flows.ingest.flow import ingest
from flows.load.segment import load_segment
from flows.reconcile import ReconcileReport, reconcile
from flows.runs.report import RunReport, Verdict
from flows.settings import Settings, read_settings
from flows.store import locks, reading
from tests.flows.archive import ailments
from tests.flows.workers import FLOWS, ROOT, nursery_program
from tests.site import Difference, Site, differences, truth

_PATIENCE_S = 60.0
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(kw_only=True)
class Archive:
    """A database, and the folder of the warta that fills it."""

    url: str
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        """What a command of this warta finds in its environment."""
        return {"WARTA_HOME": str(self.home), "DATABASE_URL": self.url}

    @property
    def settings(self) -> Settings:
        """The same, read."""
        return read_settings(self.environ)

    def rows(self, query: str, *values: object) -> list[Row]:
        """The rows of a query."""
        with psycopg.connect(self.url, row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()

    def value(self, query: str, *values: object) -> Any:
        """The only value of the only row of a query."""
        (row,) = self.rows(query, *values)
        (value,) = row.values()
        return value

    def digest(self) -> str:
        """One hash over all that the archive says."""
        with db.connect(self.url, name="digest") as connection:
            return reading.digest(connection)

    def ailments(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the checks of the rows find, by check: nothing in a healthy archive."""
        with psycopg.connect(self.url) as connection:
            return ailments(connection)

    def counts(self) -> dict[str, int]:
        """How many rows the contract shows."""
        return self.rows(
            """
            SELECT
                (SELECT count(*) FROM warta.articles) AS articles,
                (SELECT count(*) FROM warta.revisions) AS revisions,
                (SELECT count(*) FROM warta.related_links) AS related_links,
                (SELECT count(*) FROM warta.removed_blocks) AS removed_blocks,
                (SELECT count(*) FROM warta.changes) AS changes
            """
        )[0]


@dataclass(kw_only=True, repr=False)
class World(Archive):
    """One site, and one warta that follows it."""

    site: Site

    def __repr__(self) -> str:
        """Short: it stands in the output of each test that fails."""
        return f"World({self.url})"

    @property
    def environ(self) -> dict[str, str]:
        """What a command of this warta finds in its environment."""
        return {**super().environ, "WARTA_SITE_URL": self.site.base_url}

    def now(self) -> datetime:
        """The site's clock, which is everybody's here."""
        return self.site.wordpress.now

    def setting(self, **given: Any) -> Setting:
        """What a flow is given, here and now."""
        how: dict[str, Any] = {
            "settings": self.settings,
            "conninfo": self.url,
            "clock": self.now,
            "is_virtual": True,
        }
        return Setting(**(how | given))

    def run(self, load: LoadSegment = load_segment) -> RunReport:
        """Ingest, here and now."""
        return ingest(self.setting(load=load))

    def compare(self, **given: Any) -> ReconcileReport:
        """Reconcile, here and now; a pause moves the site's clock."""

        def sleep(seconds: float) -> None:
            self.site.wordpress.advance(seconds=seconds)

        return reconcile(self.setting(), sleep=sleep, **given)

    def do(self, flow: str) -> Verdict:
        """Run a flow by its name, here and now."""
        return FLOWS[flow](self.setting())

    def start_run(
        self,
        target: str = "tests.flows.workers:run_as_told",
        *,
        flow: str = "ingest",
        **environ: str,
    ) -> subprocess.Popen[bytes]:
        """Run a flow in a process of its own, which may be killed."""
        told = {**self.environ, "now": self.now().isoformat(), "flow": flow}
        return subprocess.Popen(
            [*nursery_program(target), json.dumps(told)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=os.environ | environ,
        )

    def kill_run(self, *, after: int) -> None:
        """Begin a run, and kill it when the site has had `after` requests, or at its end."""
        before = len(self.site.log.entries)
        with self.start_run() as process:
            wait_until(
                lambda: len(self.site.log.entries) - before >= after or process.poll() is not None
            )
            process.kill()
        self.wait_for_crawler()
        self.wait_for_lock()

    def wait_for_requests(self, number: int) -> None:
        """Wait until the site has had so many requests."""
        wait_until(lambda: len(self.site.log.entries) >= number)

    def wait_for_crawler(self) -> None:
        """Wait until no crawler is at the site: an orphan ends by itself."""
        path = Path(tempfile.gettempdir()) / f"warta-127.0.0.1_{self.site.port}.lock"
        with suppress(FileNotFoundError), path.open() as file:  # there was none yet
            fcntl.flock(file, fcntl.LOCK_EX)

    def wait_for_lock(self) -> None:
        """Wait until the server has let go of what a killed run held: that takes it a moment."""
        name = self.settings.site().name
        with db.connect(self.url, name="wait") as connection:
            locks.wait(connection, name, seconds=60)
            with locks.given_back(connection, name):
                pass

    def check(self, *, ignore: Sequence[str] = ()) -> None:
        """Fail where the archive differs from what a perfect one would hold."""
        found = self.differences(ignore=ignore)
        assert not found, "\n".join(map(str, found))

    def differences(
        self, *, ignore: Sequence[str] = (), needs_gone: bool = False
    ) -> list[Difference]:
        """In what the archive differs from what a perfect one would hold."""
        return differences(
            truth(self.site.wordpress),
            self.rows("SELECT * FROM warta.articles"),
            related_links=self.rows("SELECT * FROM warta.related_links"),
            revisions=self.rows("SELECT * FROM warta.revisions"),
            ignore=ignore,
            needs_gone=needs_gone,
        )


def asked(world: World) -> list[str]:
    """The paths that the site was asked for since this was last asked."""
    paths = [entry.path for entry in world.site.log.entries]
    world.site.log.clear()
    return paths


def ending(report: RunReport) -> tuple[str, int]:
    """How a run ended."""
    return report.verdict.state, report.verdict.exit_code


def wait_until(
    is_true: Callable[[], bool], *, seconds: float = _PATIENCE_S, pause_s: float = 0.002
) -> None:
    """Wait until something is so; fail when it does not come about."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(pause_s)


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


#: Makes a warta that follows a site; each call another one.
Worlds = Callable[[Site], World]
