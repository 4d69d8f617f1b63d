"""What Prefect prints of a run: a line each, and tracebacks of our own defects alone."""

import logging
from typing import Any, Final

import pytest
from httpx import ReadTimeout
from prefect.exceptions import UnfinishedRun
from prefect.logging.configuration import DEFAULT_LOGGING_SETTINGS_PATH, load_logging_config

from flows.schedule.lines import LineHandler, in_a_line
from flows.schedule.server import LINES
from flows.store.statements import as_json

LONG: Final = f"Event({'x' * 3000})"


def record(name: str, message: str, error: BaseException | None = None) -> logging.LogRecord:
    """A record of Prefect's, of an error or of none."""
    about: Any = None if error is None else (type(error), error, error.__traceback__)
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, (), about)


def printed(told: logging.LogRecord) -> str:
    """What is printed of it."""
    return logging.Formatter().format(in_a_line(told))


def through_us(error: Exception) -> Exception:
    """An error that comes out of our code."""

    def fail(_: int) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        as_json(map(fail, [0]))
    return caught.value


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("prefect.flow_runs", UnfinishedRun("Run is in CANCELLING state")),
        ("prefect.FlowRunSuspendingObserver", ReadTimeout("timed\nout")),
    ],
)
def test_what_prefects_server_does_wrong_is_a_line(name: str, error: Exception) -> None:
    """It says what, and why; who was asked to ask does not matter."""
    said = " ".join(str(error).split())
    assert (
        printed(record(name, "It broke off.", through_us(error)))
        == f"It broke off: {type(error).__name__}: {said}"
    )


def test_so_is_what_goes_wrong_within_prefect() -> None:
    """As where its connection breaks."""
    told = record("asyncio", "In a callback", TimeoutError("timed out"))
    assert printed(told) == "In a callback: TimeoutError: timed out"


def test_what_could_not_be_told_is_cut() -> None:
    """Nobody reads an event of three thousand letters; how a run ended is kept whole."""
    assert len(printed(record("prefect._internal.concurrency", LONG))) < len(LONG) / 5
    assert printed(record("prefect.flow_runs", LONG)) == LONG


def test_runs_print_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect takes what the environment of a run says, all that it logs by itself included."""
    for name, value in LINES.items():
        monkeypatch.setenv(name, value)
    config = load_logging_config(DEFAULT_LOGGING_SETTINGS_PATH)
    assert config["handlers"]["console"]["class"] == f"{LineHandler.__module__}.LineHandler"
    for logger in config["loggers"].values():
        assert set(logger.get("handlers", [])) <= {"console", "api", "worker_api"}


def test_a_defect_of_ours_keeps_its_traceback() -> None:
    """And what others log is theirs."""
    for name, error in (("prefect.flow_runs", KeyError("judul")), ("flows", ReadTimeout("lama"))):
        assert "in as_json" in printed(record(name, "Encountered", through_us(error)))
