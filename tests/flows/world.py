"""A world to run warta in: a site, an archive, a folder, and no clock but the site's."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from psycopg.rows import dict_row

from flows import db
from flows.backfill import backfill
from flows.cli import main
from flows.crawl import child
from flows.crawl.at_site import Setting
from flows.crawl.terms import LoadSegment
from flows.ingest import ingest
from flows.ledger.filling import Slice
from flows.reconcile import ReconcileReport, reconcile
from flows.report import RunReport, Verdict
from flows.segment import load_segment
from flows.settings import Settings, read_settings
from flows.store import reading
from tests.site import Difference, Site, differences, truth

ROOT = Path(__file__).parents[2]
#: Stands in the environment of those who are to fork their crawlers.
NURSERY = "NURSERY_SOCKET"
CRAWLER = "crawler.__main__:main"
_PATIENCE_S = 60.0
Row = dict[str, Any]
Flow = Callable[[Setting], Verdict]


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
        self, target: str = "tests.flows.world:run_as_told", *, flow: str = "ingest", **environ: str
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

    def wait_for_requests(self, number: int) -> None:
        """Wait until the site has had so many requests."""
        wait_until(lambda: len(self.site.log.entries) >= number)

    def wait_for_crawler(self) -> None:
        """Wait until no crawler is at the site: an orphan ends by itself."""
        name = f"warta-127.0.0.1_{self.site.port}.lock"
        with (Path(tempfile.gettempdir()) / name).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)

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


def run_as_told(arguments: list[str], crawler: str = CRAWLER) -> int:
    """Run a flow as `World.start_run` says, in a worker of the nursery."""
    told = json.loads(arguments[0])
    fork_crawlers(crawler)
    now, run = datetime.fromisoformat(told.pop("now")), FLOWS[told.pop("flow")]
    settings, url = read_settings(told), told["DATABASE_URL"]
    given = Setting(settings=settings, conninfo=url, clock=lambda: now, is_virtual=True)
    verdict = run(given)
    sys.stdout.write(f"{verdict}\n")
    return verdict.exit_code


def _sliced(flow: Callable[..., Any], **how: Any) -> Flow:
    """A flow in slices so small that some follow each other; nothing is waited for."""

    def run(given: Setting) -> Verdict:
        small = Slice(requests=9, seconds=60.0)
        verdict: Verdict = flow(given, size=small, sleep=lambda _seconds: None, **how).verdict
        return verdict

    return run


#: What can be run in a process that may be killed.
FLOWS: dict[str, Flow] = {
    "ingest": lambda given: ingest(given).verdict,
    "backfill": _sliced(backfill, since=date(2026, 2, 1)),
    "reconcile": _sliced(reconcile),
}


def run_command(arguments: list[str]) -> int:
    """Run `warta`, in a worker of the nursery."""
    fork_crawlers()
    return main(arguments)


def fork_crawlers(target: str = CRAWLER) -> None:
    """Have the crawlers of this process forked by the nursery, if there is one."""
    if NURSERY in os.environ:
        child.PROGRAM = nursery_program(target)


def nursery_program(target: str) -> tuple[str, ...]:
    """The command that has a worker of the nursery run `target`."""
    script = str(ROOT / "tests" / "nursery.py")
    return (sys.executable, "-I", "-S", script, os.environ[NURSERY], target)


def self_signed(path: Path) -> Path:
    """Write a key and a certificate for 127.0.0.1 that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(key.private_bytes(*form) + certificate.public_bytes(Encoding.PEM))
    return path


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
