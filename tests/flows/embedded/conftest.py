"""Homes for embedded servers, gone after the test with their servers."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.embedded import place
from tests.flows.embedded.homes import discard


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A home that every account can reach, and that is gone afterwards, its server too."""
    parent = Path(tempfile.mkdtemp(prefix="warta-test-"))
    parent.chmod(0o755)
    wanted = getattr(request, "param", "var")
    yield (parent / wanted).resolve()
    discard((parent / wanted).resolve())
    shutil.rmtree(parent)


@pytest.fixture
def system_dir(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own in the place of /var/lib/warta."""
    folder = Path(tempfile.mkdtemp(prefix="warta-system-"))
    monkeypatch.setattr(place, "SYSTEM_DIR", folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed(system_dir: Path) -> Iterator[Path]:
    """A home under a folder that only root may enter."""
    assert system_dir.is_dir()
    parent = Path(tempfile.mkdtemp(prefix="warta-closed-"))
    yield parent / "var"
    discard(parent / "var")
    shutil.rmtree(parent)


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A live process of the account that runs the servers of these tests."""
    account = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    process = subprocess.Popen(["sleep", "600"], user=account, cwd="/")
    yield process
    process.kill()
    process.wait()
