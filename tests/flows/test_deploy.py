"""What stands in deploy/: each file fits the code that it starts, the runbook every incident."""

import configparser
import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml  # type: ignore[import-untyped] # Prefect brings it, without its types
from prefect import Flow
from prefect.exceptions import ParameterBindError, ParameterTypeError
from prefect.utilities.importtools import import_object

from flows.cli.main import EXIT_USAGE, cli
from flows.embedded import binaries
from flows.reprocess import through_prefect
from flows.schedule import scheduled
from flows.schedule.server import LINES
from flows.schedule.timetable import read_timetable
from flows.store.incidents import Cause
from tests.flows.workers import ROOT

DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text("utf-8")


def document(name: str) -> Any:
    """A YAML file of the folder."""
    return yaml.safe_load((DEPLOY / name).read_text("utf-8"))


DEPLOYMENTS = {one["name"]: one for one in document("prefect.yaml")["deployments"]}
FLOWS = {
    flow.name: flow
    for module in (scheduled, through_prefect)
    for flow in vars(module).values()
    if isinstance(flow, Flow)
}


def test_every_flow_is_a_deployment() -> None:
    """And each deployment a flow, found where the file says."""
    assert DEPLOYMENTS.keys() == FLOWS.keys()
    for name, deployment in DEPLOYMENTS.items():
        path, _, function = deployment["entrypoint"].partition(":")
        assert (ROOT / path).samefile(inspect.getfile(FLOWS[name].fn))
        assert function == FLOWS[name].fn.__name__
        assert deployment["work_pool"] == {"name": "warta", "job_variables": {"env": LINES}}
        assert "concurrency_limit" not in deployment  # see the file's head


def test_the_schedules_are_those_of_warta_serve() -> None:
    """In the time zone of the site."""
    usual = read_timetable({})
    schedules = {name: one["schedules"] for name, one in DEPLOYMENTS.items()}
    zone = "Asia/Jakarta"
    assert schedules == {
        "ingest": [{"interval": 60 * usual.minutes}],
        "reconcile": [{"cron": usual.reconcile, "timezone": zone}],
        "verify": [{"cron": usual.verify, "timezone": zone}],
        "backfill": [],
        "reprocess": [],
    }


def test_a_worker_finds_the_checkout_wherever_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not where it lay on the machine that deployed it, nor where a variable says."""
    monkeypatch.chdir(tmp_path)
    (step,) = document("prefect.yaml")["pull"]
    ((name, given),) = step.items()
    assert import_object(name)(**given) == {"directory": str(ROOT)}
    assert Path.cwd() == ROOT
    assert "$" not in (DEPLOY / "prefect.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("flow", "parameters"),
    [
        ("ingest", {}),
        ("ingest", {"site_url": "https://example.org"}),
        ("backfill", {"since": "2021-01-01", "section": "internasional/iran"}),
        ("verify", {"sample": None}),
        ("reprocess", {"expect": "body,blocks", "jobs": 2}),
    ],
)
def test_a_form_takes_what_is_right(flow: str, parameters: dict[str, Any]) -> None:
    """As Prefect's screen sends it."""
    assert FLOWS[flow].validate_parameters(parameters).keys() >= parameters.keys()


@pytest.mark.parametrize(
    ("flow", "parameters"),
    [
        ("ingest", {"site_url": "example.org"}),
        ("backfill", {}),
        ("backfill", {"since": "kemarin"}),
        ("backfill", {"since": "2021-01-01", "section": "a b"}),
        ("reconcile", {"mark_gone": "mungkin"}),
        ("verify", {"sample": -1}),
        ("reprocess", {"jobs": 0}),
        ("reprocess", {"dask": "localhost"}),
    ],
)
def test_a_form_refuses_what_is_wrong(flow: str, parameters: dict[str, Any]) -> None:
    """Before anything is done."""
    with pytest.raises((ParameterTypeError, ParameterBindError)):
        FLOWS[flow].validate_parameters(parameters)


def test_the_services_fit_together() -> None:
    """Each name that one of them uses is there; nothing is published beyond this machine."""
    compose = document("compose.yaml")
    services = compose["services"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= services.keys()
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in compose["volumes"]
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:")
        for config in service.get("configs", []):
            assert config["source"] in compose["configs"]
        if "build" in service:
            containerfile = DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]
            assert containerfile.samefile(DEPLOY / "Containerfile")
            known = (ROOT / "README.md").read_text("utf-8") + README
            assert all(f"`{name}" in known for name in service["environment"])
    told = " ".join(services["deployments"]["command"])
    assert re.findall(r"warta (\w+)", told)[0] in cli.commands
    assert "deploy/prefect.yaml" in told


def test_what_runs_in_containers_is_watched_and_bounded() -> None:
    """The database is of the release that the tests use."""
    services = document("compose.yaml")["services"]
    lasting = [one for one in services.values() if one["restart"] == "unless-stopped"]
    assert len(lasting) == 3
    assert all("healthcheck" in one and one["mem_limit"] for one in lasting)
    server = binaries.find() / "postgres"
    said = subprocess.run([server, "--version"], check=True, capture_output=True, text=True)
    release = said.stdout.split()[-1]
    assert services["postgres"]["image"] == f"postgres:{release}"


def test_every_setting_reaches_the_containers() -> None:
    """What .env says, or else what the image does; when runs begin, prefect.yaml says."""
    text = (ROOT / "README.md").read_text("utf-8")
    rows = text.partition("| variable | default |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", rows, re.MULTILINE)
    settings = {name for cell in cells for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert {"WARTA_SITE_URL", "DATABASE_URL", "WARTA_VERIFY_AT"} <= settings
    given = document("compose.yaml")["services"]["worker"]["environment"]
    image = re.findall(
        r"^(?:ENV| +)\s*([A-Z_]+)=", (DEPLOY / "Containerfile").read_text("utf-8"), re.MULTILINE
    )
    assert settings - {*given, *image} == {"WARTA_RECONCILE_AT", "WARTA_VERIFY_AT"}
    assert all(f"${{{name}:" in given[name] for name in settings & {*given} if name[:5] == "WARTA")
    (schedule,) = DEPLOYMENTS["ingest"]["schedules"]
    assert given["WARTA_INGEST_EVERY"] == f"${{WARTA_INGEST_EVERY:-{schedule['interval'] // 60}}}"


def test_the_image_is_made_of_what_is_there() -> None:
    """Wheels only, with their hashes, and no account that may do everything."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for sources in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
    assert "--require-hashes --only-binary :all: --requirement requirements.lock" in text
    assert re.search(r"^USER warta$", text, re.MULTILINE)
    packages = re.findall(r'"(\w+)"', re.findall(
        r"^packages = .*$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )[0])  # fmt: skip
    assert all(f"COPY {package} ./{package}" in text for package in packages)


def test_the_image_can_ask_the_golden_pages(tmp_path: Path) -> None:
    """With what is copied into it, and nothing else of the checkout."""
    copied = (DEPLOY / "Containerfile").read_text("utf-8")
    passed = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    for folder in re.findall(r"^COPY (\S+) \./\1$", copied, re.MULTILINE):
        assert f"!{folder}" in passed
        (tmp_path / folder).parent.mkdir(exist_ok=True)
        (tmp_path / folder).symlink_to(ROOT / folder)
    said = subprocess.run(
        [sys.executable, "-m", "tests.golden"], cwd=tmp_path, check=False, capture_output=True
    )
    assert (said.returncode, said.stderr) == (0, b"")


@pytest.mark.parametrize("when", ["ExecStart", "ExecStopPost"])
def test_the_unit_starts_a_command_that_exists(when: str) -> None:
    """With options that it has; and /tmp, where crawlers meet, is everybody's."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / "warta.service", "utf-8")
    program, command, *options = shlex.split(unit["Service"][when].removeprefix("-"))
    assert Path(program).parts[-3:] == (".venv", "bin", "warta")
    known = {name for one in cli.commands[command].params for name in one.opts}
    assert {option for option in options if option.startswith("--")} <= known
    assert "PrivateTmp" not in unit["Service"]
    assert unit["Service"]["Restart"] == "always"
    assert unit["Service"]["RestartPreventExitStatus"] == str(EXIT_USAGE)


def test_the_runbook_says_what_to_do_about_every_incident() -> None:
    """And about nothing that can't be one."""
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", README, re.MULTILINE)
    assert sorted(cause for cause, _, _ in rows) == sorted(get_args(Cause))
    assert all(len(meaning) > 20 and len(advice) > 20 for _, meaning, advice in rows)


def test_the_runbook_names_commands_that_exist() -> None:
    """Each that it tells to type."""
    commands = re.findall(r"`warta ([a-z]+)", README)
    assert len(commands) > 10
    assert set(commands) <= set(cli.commands)
