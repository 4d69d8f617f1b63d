"""A run of a deployment that can't be done ends as failed, with a line that says what to do."""

import errno
from types import SimpleNamespace

import pytest
from prefect.client.schemas.objects import State

from crawler.sites import SiteError
from flows.db import DatabaseError
from flows.keeping.shelf import KeepingError
from flows.reprocess.batch import ReprocessError
from flows.schedule import ends
from flows.settings import SettingsError


def failing(error: Exception) -> State[object]:
    """What becomes of a flow whose work fails so."""

    def work() -> State[object]:
        raise error

    return ends.told(work, ReprocessError)


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a run of a deployment."""
    runtime = SimpleNamespace(deployment=SimpleNamespace(id="ini"))
    monkeypatch.setattr(ends, "runtime", runtime)


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SiteError("'http://' is not the URL of a site"), "'http://' is not the URL of a site"),
        (SettingsError("since 2026-05-01 lies after 2026-04-01"), "since 2026-05-01 lies after"),
        (KeepingError("/rak/a.warc.gz: rusak"), "/rak/a.warc.gz: rusak"),
        (ReprocessError("another extractor"), "another extractor"),
        (DatabaseError("the database said: tidak"), "the database said: tidak"),
        (OSError(errno.ENOSPC, "No space left", "/rak/a"), "/rak/a: no room left. Make room"),
        (
            OSError(errno.EROFS, "Read-only file system", "/rak/a"),
            "/rak/a: Read-only file system. Set WARTA_HOME, or WARTA_CAPTURES_URL where that names",
        ),
    ],
)
def test_what_was_foreseen_is_a_line(error: Exception, said: str) -> None:
    """As of a command: whoever fills in Prefect's form reads what to write instead."""
    state = failing(error)
    assert state.is_failed()
    assert str(state.message).startswith(said)


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize("error", [ValueError("cacat"), OSError(errno.EBADF, "Bad descriptor")])
def test_a_defect_of_ours_is_raised(error: Exception) -> None:
    """With its traceback."""
    with pytest.raises(type(error)):
        failing(error)


def test_so_is_all_that_befalls_a_command() -> None:
    """That tells of it itself."""
    with pytest.raises(SettingsError):
        failing(SettingsError("tidak bisa"))
