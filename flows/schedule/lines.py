"""What Prefect prints of a run: a line each. It tells of its server in tracebacks, time and again.

Prefect makes the handler where the environment says so: ``flows.schedule.server`` sees to that, and
``deploy/prefect.yaml``. It knows logging, and Prefect's errors; nothing of what a run does.
"""

import logging
from copy import copy
from pathlib import Path
from traceback import walk_tb
from typing import Final

from httpx import HTTPError
from prefect.exceptions import PrefectException
from prefect.logging.handlers import PrefectConsoleHandler

_CODE: Final = Path(__file__).parents[2]
_OURS: Final = (_CODE / "flows", _CODE / "crawler")
#: What is logged of a run, and of its tasks.
_RUNS: Final = ("prefect.flow_runs", "prefect.task_runs")
#: Longer ones hold what could not be told to the server: nobody reads that.
_CHARS_MAX: Final = 300


class LineHandler(PrefectConsoleHandler):
    """Prefect's own, which shows no traceback but that of a defect of ours."""

    def format(self, record: logging.LogRecord) -> str:
        """Return what is printed."""
        return super().format(in_a_line(record))


def in_a_line(record: logging.LogRecord) -> logging.LogRecord:
    """Return a record that says in a line what Prefect's server does wrong; others as they are."""
    error = record.exc_info[1] if record.exc_info else None
    is_ours = record.name in _RUNS if error is None else _is_ours(error)
    if is_ours or not record.name.startswith(("prefect.", "asyncio")):
        return record
    line = copy(record)
    line.msg, line.args = _said(record.getMessage(), error), None
    line.exc_info = line.exc_text = None
    return line


def _said(message: str, error: BaseException | None) -> str:
    if error is not None:
        message = f"{message.rstrip('.')}: {type(error).__name__}: {error}"
    line = " ".join(message.split())
    return line if len(line) <= _CHARS_MAX else f"{line[:_CHARS_MAX]} …"


def _is_ours(error: BaseException) -> bool:
    """Whether our code was at work, and it was not Prefect that could not do as it was asked."""
    if isinstance(error, (HTTPError, PrefectException)):
        return False
    files = [Path(frame.f_code.co_filename).resolve() for frame, _ in walk_tb(error.__traceback__)]
    return any(file.is_relative_to(folder) for file in files for folder in _OURS)
