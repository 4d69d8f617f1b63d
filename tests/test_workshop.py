"""What the tools rely on: locks that fit together and name no host, targets that are explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "tests/requirements.lock"]


def pins(lock: str) -> dict[str, str]:
    """The version, or versions by platform, that a lock gives each package."""
    found: dict[str, str] = {}
    for name, rest in re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?(==.*?) \\$", read(lock), re.MULTILINE):
        found[name] = found.get(name, "") + rest
    return found


def read(name: str) -> str:
    """A file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    """Whoever installs chooses where from."""
    assert "://" not in read(lock)
    assert not re.findall(r"^--", read(lock), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_each_pin(lock: str) -> None:
    """Nothing is installed that was not checked."""
    assert pins(lock)
    assert read(lock).count(" \\\n    --hash=sha256:") >= len(pins(lock))


def test_tests_run_on_what_users_run_on() -> None:
    """The lock of the tests adds packages, and changes none."""
    used, tested = (pins(lock) for lock in LOCKS)
    assert {name: tested.get(name) for name in used} == used


def test_the_lock_has_all_that_the_project_needs() -> None:
    """A dependency without a pin would be missing from an installation that resolves nothing."""
    project = tomllib.loads(read("pyproject.toml"))
    needed = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    names = {re.split(r"[^A-Za-z0-9-]", line)[0] for line in needed}
    assert names <= pins("requirements.lock").keys()


def test_each_target_is_explained() -> None:
    """`make help` leaves nothing out."""
    phony = re.findall(r"^\.PHONY: ([a-z -]+)", read("Makefile"), re.MULTILINE)
    explained = re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE)
    assert set(" ".join(phony).split()) == set(explained)
