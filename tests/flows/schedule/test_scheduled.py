"""The flow on a real Prefect: its temporary server, and a schedule that fires."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from sqlite3 import connect
from typing import Any
from urllib.request import Request, urlopen

import psycopg
import pytest

from flows.clock import real_clock
from flows.ingest.flow import ingest
from flows.schedule import server
from tests.flows.workers import ROOT
from tests.flows.world import World, free_port, wait_until

# On a busy machine Prefect's server takes a minute to start, and each run half a minute. None of
# these is about time, but for what a server that is gone may cost: minutes, were it waited for.
PATIENCE_S = 300.0
GONE_S = 90.0
#: The runs of ingest that Prefect has made of its schedule, and that are still to come.
SCHEDULED = """
    SELECT flow_run.id, state_id, state_details
    FROM flow_run
    INNER JOIN flow_run_state ON flow_run_state.id = state_id
    INNER JOIN flow ON flow.id = flow_run.flow_id
    WHERE flow.name = 'ingest' AND auto_scheduled AND state_type = 'SCHEDULED'
    ORDER BY expected_start_time
"""
#: Nothing falls due by itself, however long it takes: no verify, a reconcile in leap years, and
#: an ingest twice a day. What is due is looked for each second, not each ten.
SETTINGS = {
    "WARTA_VERIFY_AT": "off",
    "WARTA_RECONCILE_AT": "15 2 29 2 *",
    "WARTA_INGEST_EVERY": "720",
    "PREFECT_RUNNER_POLL_FREQUENCY": "1",
}
pytestmark = [pytest.mark.long, pytest.mark.timeout(3 * PATIENCE_S)]


@contextmanager
def child(world: World, *command: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """A process with a world's settings; what it leaves undone ends with the block."""
    world.home.mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        env=os.environ | world.environ | SETTINGS | environ,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_run_is_recorded_by_a_temporary_server(world: World) -> None:
    """As Completed, Degraded or Failed, with a page about it; here it shows whether versions fit.

    Should the server die meanwhile, the run comes to its end, and its process soon after.
    """
    site = world.site
    path = site.wordpress.live()[2].path
    with child(world, "-m", "tests.flows.schedule.through_prefect") as process:

        def run(how: str = "") -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{how}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        site.misbehave("server_error", path=path)
        degraded = run()
        assert degraded["exit_code"] == 3
        assert degraded["state"][:2] == ["COMPLETED", "Degraded"]
        assert "1 page failed (http_500)" in degraded["state"][2]
        site.behave()
        site.wordpress.advance(hours=1)
        site.wordpress.publish("Sekolah Terapung Dibuka di Wadi Kamra")
        completed = run()
        assert (completed["exit_code"], completed["state"][:2]) == (0, ["COMPLETED", "Completed"])
        assert any("Sekolah Terapung Dibuka" in page for page in completed["artifacts"])
        site.misbehave("nothing_at_all")
        failed = run()
        assert (failed["exit_code"], failed["state"][:2]) == (4, ["FAILED", "Failed"])
        site.behave()
        site.wordpress.advance(hours=1)
        site.wordpress.publish("Pasar Apung Dibuka Kembali di Zibarah")
        began = time.monotonic()
        assert run("kill") == {"exit_code": 0}
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(GONE_S) == 0
        assert time.monotonic() - began < GONE_S
    states = "SELECT state::text FROM warta.runs WHERE flow = 'ingest' ORDER BY started_at"
    assert world.rows(states) == [
        {"state": "degraded"}, {"state": "ok"}, {"state": "failed"}, {"state": "ok"},
    ]  # fmt: skip
    assert world.value("SELECT count(*) FROM warta.articles WHERE title LIKE 'Pasar Apung%%'") == 1


def tell(api: str, what: str, said: dict[str, Any]) -> Any:
    """Say something to Prefect's server, and return its answer."""
    request = Request(  # noqa: S310 (http on this machine)
        f"{api}/{what}", data=json.dumps(said).encode(),
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def ask(api: str, what: str) -> list[dict[str, Any]]:
    """What Prefect's server knows."""
    found: list[dict[str, Any]] = tell(api, f"{what}/filter", {})
    return found


def pile_up(world: World, *, runs: int) -> None:
    """Have slept for two hours, in which so many runs fell due: the clocks of both are set back."""
    with psycopg.connect(world.url) as archive:
        archive.execute("UPDATE ingest.run SET started_at = started_at - interval '1 day'")

    def are_scheduled() -> bool:
        with connect(world.home / "prefect" / "prefect.db", timeout=60) as known:
            return len(known.execute(SCHEDULED).fetchall()) >= runs

    wait_until(are_scheduled, seconds=PATIENCE_S, pause_s=0.3)
    with connect(world.home / "prefect" / "prefect.db", timeout=60) as known:
        for run_id, state_id, details in known.execute(SCHEDULED).fetchall()[:runs]:
            due = datetime.now(UTC) - timedelta(hours=2)
            known.execute(
                "UPDATE flow_run SET expected_start_time = ?1, next_scheduled_start_time = ?1"
                " WHERE id = ?2",
                (f"{due:%Y-%m-%d %H:%M:%S.%f}", run_id),
            )
            known.execute(
                "UPDATE flow_run_state SET state_details = ? WHERE id = ?",
                (json.dumps(json.loads(details) | {"scheduled_time": due.isoformat()}), state_id),
            )


def ended_of(api: str) -> list[dict[str, Any]]:
    """The runs that have ended."""
    ended = {"COMPLETED", "CANCELLED", "CRASHED", "FAILED"}
    return [run for run in ask(api, "flow_runs") if run["state"]["type"] in ended]


def break_off(world: World, process: subprocess.Popen[str], api: str, deployment_id: str) -> None:
    """Press Ctrl-C while a run waits for a page: all processes of the terminal hear of it."""
    newest = world.site.wordpress.publish("Jembatan Gantung Diresmikan di Wadi Kamra")
    world.site.misbehave("slow_first_byte", path=newest.path, wait_s=60)
    tell(api, f"deployments/{deployment_id}/create_flow_run", {})

    def is_asked() -> bool:
        return newest.path in [entry.path for entry in world.site.log.entries]

    wait_until(is_asked, seconds=PATIENCE_S, pause_s=0.3)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (0, "")
    *ended, last = err.splitlines()
    assert last.startswith("Stopping: what runs breaks off, within 60 s")
    assert len(ended) == 2, err  # one line for each run that did something
    assert all("Finished in state Completed('" in line for line in ended), err
    with connect(world.home / "prefect" / "prefect.db", timeout=60) as known:
        last = "SELECT state_name FROM flow_run ORDER BY start_time DESC NULLS LAST LIMIT 1"
        assert known.execute(last).fetchall() == [("Cancelled",)]
        paused = "SELECT name FROM deployment WHERE paused"  # it would stay so for good
        assert known.execute(paused).fetchall() == []


def check_screen(world: World, api: str) -> None:
    """Fail where Prefect's screen is not there."""
    with urlopen(api.replace("/api", "/ui-settings"), timeout=60) as answer:  # noqa: S310
        assert json.load(answer)["api_url"] == "/api"  # the screen finds it at any port
    with urlopen(api.removesuffix("/api"), timeout=60) as answer:  # noqa: S310
        assert b"<html" in answer.read()
    assert list((world.home / "prefect" / "ui").iterdir())  # .venv may be another user's


def check_offered(deployments: dict[str, Any]) -> None:
    """Fail where a flow is not offered, at its time and with a form that explains itself."""
    assert deployments.keys() == {"ingest", "reconcile", "verify", "backfill"}
    schedules = {name: one["schedules"] for name, one in deployments.items()}
    assert schedules["ingest"][0]["schedule"]["interval"] == 43_200
    assert schedules["reconcile"][0]["schedule"]["cron"] == "15 2 29 2 *"
    assert schedules["reconcile"][0]["schedule"]["timezone"] == "Asia/Jakarta"
    assert (schedules["verify"], schedules["backfill"]) == ([], [])
    for one in deployments.values():
        form = one["parameter_openapi_schema"]["properties"]
        assert all(len(field["description"]) > 20 for field in form.values()), one["name"]


def test_warta_serve_offers_all_flows_and_runs_what_falls_due(world: World) -> None:
    """Of the runs that are late after an outage one does the work; Ctrl-C ends what runs first.

    Killed, it takes Prefect's server along, and leaves nothing that holds up the next one.
    """
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    serve = "from flows.cli import main; raise SystemExit(main())"
    command = ("-c", serve, "serve", "--port", str(port))
    # A run that began just before would be one more, or none: here none begins.
    with child(world, *command, PREFECT_RUNNER_PROCESS_LIMIT="0") as process:
        assert process.stdout is not None
        assert api.removesuffix("/api") in process.stdout.readline()
        process.kill()
        wait_until(lambda: not server.is_up(api), seconds=PATIENCE_S, pause_s=0.3)
    with child(world, *command) as process:
        assert process.stdout is not None
        assert api.removesuffix("/api") in process.stdout.readline()

        def is_completed() -> bool:
            return any(run["state"]["type"] == "COMPLETED" for run in ask(api, "flow_runs"))

        wait_until(is_completed, seconds=PATIENCE_S, pause_s=0.3)
        check_screen(world, api)
        deployments = {one["name"]: one for one in ask(api, "deployments")}
        check_offered(deployments)
        pile_up(world, runs=3)

        def are_done() -> bool:
            return len(ended_of(api)) == 4

        wait_until(are_done, seconds=PATIENCE_S, pause_s=0.3)
        names = Counter(run["state"]["name"] for run in ended_of(api))
        assert names["Completed"] == 2
        assert names["Skipped"] + names["Cancelled"] == 2
        told = {artifact["key"] for artifact in ask(api, "artifacts")}
        assert "ingest" in told
        assert any("15 articles were brought in" in line["message"] for line in ask(api, "logs"))
        break_off(world, process, api, deployments["ingest"]["id"])
    world.wait_for_crawler()
    world.site.behave()
    assert ingest(world.setting(clock=real_clock, is_virtual=False)).verdict.state == "ok"
    states = "SELECT state::text, reason FROM warta.runs WHERE flow = 'ingest' ORDER BY started_at"
    assert [row["state"] for row in world.rows(states)] == ["ok", "ok", "failed", "ok"]
    assert world.rows(states)[2]["reason"] == "interrupted"
    assert world.counts()["articles"] == 16
