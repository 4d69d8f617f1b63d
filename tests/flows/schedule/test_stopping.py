"""`warta serve` and its runs are told to stop: in good order, whoever hears of it and how often."""

import logging
import os
import signal
import subprocess
import sys
import time

import pytest
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.schedule.stopping import until_stopped
from tests.flows.workers import ROOT

# Serves as `warta serve` does, with one run that goes on for a minute, or won't be stopped.
RUN = "import signal, sys, time; {}; print('runs', flush=True); time.sleep(60)"
SERVING = """
import asyncio, signal, sys
from contextlib import suppress
from flows.schedule.stop import Stop, kept_from_runs

async def serve():
    Stop()
    run = await asyncio.create_subprocess_exec(sys.executable, "-c", sys.argv[1])
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        if run.returncode is None:
            run.kill()  # as Prefect's runner does
        print("ended by", -(await run.wait()), flush=True)

with kept_from_runs(signal.SIGINT), suppress(asyncio.CancelledError):
    asyncio.run(serve())
"""


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGINT", "SIGTERM", "twice"])
def test_what_runs_is_ended_before_serving_ends(how: str) -> None:
    """Ctrl-C, which all of a terminal's processes hear, breaks nothing off but serving itself."""
    stubborn = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if how == "twice" else "pass"
    with subprocess.Popen(
        [sys.executable, "-c", SERVING, RUN.format(stubborn)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "runs\n"
        if how == "Ctrl-C":
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT if how == "SIGINT" else signal.SIGTERM)
        assert process.stderr.readline().startswith("Stopping: what runs breaks off, within 60 s")
        if how == "twice":
            process.send_signal(signal.SIGTERM)
        out, err = process.communicate()
    assert process.returncode == 0
    assert out == f"ended by {9 if how == 'twice' else 15}\n"
    assert err == ""


# Is told to stop before it serves: while the database starts, say.
STARTING = """
import os, signal, sys
from flows.schedule.stop import until_signalled

def start():
    signal.raise_signal(int(sys.argv[1]))
    return 1

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
raise SystemExit(until_signalled(start))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_it_serves_is_told_of_too(number: int) -> None:
    """And is no failure, as it is none later."""
    command = [sys.executable, "-c", STARTING, str(int(number))]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "Stopping.\n")


def test_a_run_that_is_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """To Prefect, where that had it run; else to whoever did."""

    def work() -> State[None]:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)
        raise AssertionError

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        until_stopped(work)
    monkeypatch.setattr(logging.getLogger("prefect"), "level", logging.WARNING)  # to be restored
    monkeypatch.setenv("PREFECT__RUNTIME__DEPLOYMENT__ID", "dijadwalkan")
    state = until_stopped(work)
    assert (state.type.name, state.message) == (
        "CANCELLED", "interrupted; the next run goes on from here",
    )  # fmt: skip
    assert signal.getsignal(signal.SIGTERM) == before
    done: State[None] = Completed()
    assert until_stopped(lambda: done) is done
