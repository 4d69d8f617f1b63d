"""A database that can't be used: whoever listens hears of it, though nothing can be recorded."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from flows import db
from flows.incidents import outage
from flows.schedule import scheduled
from flows.settings import Settings, read_settings
from tests.flows.archive import NOW
from tests.flows.listener import Listener
from tests.flows.world import Archive, Said, World, free_port

Warta = Callable[..., Said]


@pytest.fixture
def settings(archive: Archive, listener: Listener) -> Settings:
    """The settings of an archive that somebody listens to."""
    return read_settings(archive.environ | {"WARTA_ALERT_URL": listener.url})


def end(settings: Settings, error: Exception | None = None, *, minutes: int = 0) -> None:
    """End a run, by an error or well."""

    def clock() -> Any:
        return NOW + timedelta(minutes=minutes)

    with outage.watched(settings, clock):
        if error is not None:
            raise error


def broken(settings: Settings) -> None:
    """End a run by its database."""
    with pytest.raises(db.DatabaseError):
        end(settings, db.DatabaseGoneError("nobody answers"))


def events(listener: Listener) -> list[str]:
    """What it was told of since this was last asked."""
    told = [one["event"] for one in listener.told]
    listener.told.clear()
    return told


@pytest.mark.parametrize("command", ["ingest", "reconcile", "backfill", "import"])
def test_an_outage_of_the_database_is_told_of_once_and_so_is_its_end(
    world: World, archive: Archive, warta: Warta, listener: Listener, command: str
) -> None:
    """Nobody listens there, and then it is read-only: exit code 5 each time."""
    archive.url, archive.home = world.url, world.home
    post, saved = world.site.wordpress.live()[0], world.home / "halaman.html"
    saved.parent.mkdir()
    saved.write_bytes(world.site.body(post.path))
    more: dict[str, list[object]] = {
        "backfill": ["--since", "2026-02-01", "--yes"],
        "import": [saved, "--url", f"{world.site.base_url}{post.path}"],
    }
    arguments = [command, *more.get(command, [])]
    site = {"WARTA_SITE_URL": world.site.base_url, "WARTA_ALERT_URL": listener.url}
    assert warta("ingest", **site).code == 0
    nowhere = f"postgresql://postgres@127.0.0.1:{free_port()}/warta"
    for _ in range(2):
        assert warta(*arguments, **site, DATABASE_URL=nowhere).code == 5
    name = world.value("SELECT current_database()")
    with psycopg.connect(world.url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        assert warta(*arguments, **site).code == 5
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    (told,) = listener.told
    assert told["text"].startswith("warta: local: database_unusable opened: ")
    assert told["incident"]["closed_at"] is None
    assert events(listener) == ["opened"]
    for _ in range(2):
        assert warta(*arguments, **site).code == 0
    assert "database_unusable is over, after " in listener.told[0]["text"]
    assert events(listener) == ["closed"]


def test_what_was_not_taken_is_told_again(settings: Settings, listener: Listener) -> None:
    """The beginning as well as the end; and what nobody heard of is not said to be over."""
    listener.statuses = [404]
    broken(settings)
    end(settings)
    assert events(listener) == []
    broken(settings)
    listener.statuses = [404]
    end(settings)
    end(settings)
    end(settings)
    assert events(listener) == ["opened", "closed"]


def test_where_nothing_can_be_written_it_is_told_each_time(
    settings: Settings, listener: Listener
) -> None:
    """Once too often is better than never."""
    settings.home.mkdir(exist_ok=True)
    settings.logs.write_text("no folder")
    broken(settings)
    broken(settings)
    assert events(listener) == ["opened", "opened"]


def test_what_breaks_off_otherwise_says_nothing_of_the_database(
    settings: Settings, listener: Listener
) -> None:
    """Neither that it can't be used, nor that it can."""
    broken(settings)
    with pytest.raises(ValueError, match="salah"):
        end(settings, ValueError("salah"))
    assert events(listener) == ["opened"]


def test_a_scheduled_run_tells_of_it(
    archive: Archive, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of a deployment, which no command has started."""
    for name, value in (archive.environ | {"WARTA_ALERT_URL": listener.url}).items():
        monkeypatch.setenv(name, value)

    def work() -> Any:
        message = "nobody answers"
        raise db.DatabaseGoneError(message)

    for deployment_id, told in ((None, []), ("x", ["opened"])):
        deployment = SimpleNamespace(id=deployment_id)
        monkeypatch.setattr(scheduled, "runtime", SimpleNamespace(deployment=deployment))
        with pytest.raises(db.DatabaseError):
            scheduled._watched(work, None)
        assert events(listener) == told
