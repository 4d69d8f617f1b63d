"""Who we say we are: nothing invented, and the operator's address wherever one was given."""

import os
import pickle
from email.message import Message
from importlib.metadata import version

import pytest

from flows import settings
from flows.settings import SettingsError, read_settings


@pytest.fixture
def homepage(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that has one."""
    said = Message()
    said["Project-URL"] = "Changelog, https://warta.example.org/changes"
    said["Project-URL"] = "Homepage, https://warta.example.org"
    monkeypatch.setattr(settings, "metadata", lambda _name: said)


def test_the_operators_address_stands_in_the_user_agent(homepage: None) -> None:
    """Whatever the project says of itself."""
    del homepage
    given = read_settings({"WARTA_CONTACT": " redaksi@example.org "})
    assert given.user_agent.endswith(" (+redaksi@example.org)")
    assert given.has_contact


def test_else_the_projects_does(homepage: None) -> None:
    """As pyproject.toml has it, and nowhere else."""
    del homepage
    given = read_settings({"WARTA_CONTACT": ""})
    assert given.user_agent.endswith(" (+https://warta.example.org)")
    assert not given.has_contact


def test_and_without_either_no_address_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name and a version are honest, an address that is nobody's is not."""
    monkeypatch.setattr(settings, "metadata", lambda _name: Message())
    assert read_settings({}).user_agent == f"warta/{version('warta')}"


def test_the_systems_own_folder_is_nobodys_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """As var is in the root folder, where a service may have been started."""
    monkeypatch.chdir("/")
    with pytest.raises(SettingsError, match="WARTA_HOME: /var is the system's"):
        read_settings({})
    assert str(read_settings({"WARTA_HOME": "srv/warta"}).home) == "/srv/warta"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("WARTA_CONTACT", "bukan alamat", "is 'bukan alamat': give an address or a URL"),
        ("WARTA_CONTACT", "https://", "is 'https://': give an address or a URL"),
        ("PREFECT_API_URL", "bukan", "must be an address such as http://127.0.0.1:4200/api"),
        ("PREFECT_API_URL", "http://127.0.0.1:x/api", "must be an address such as"),
    ],
)
def test_what_is_no_address_is_refused(name: str, value: str, why: str) -> None:
    """It would be sent to the site, or asked for in vain."""
    with pytest.raises(SettingsError, match=f"{name} {why}"):
        read_settings({name: value})


@pytest.mark.parametrize("contact", ["https://contoh.example/kontak", "Sari <sari@contoh.example>"])
def test_an_operator_is_reached_by_address_or_url(contact: str) -> None:
    assert read_settings({"WARTA_CONTACT": contact}).contact == contact


def test_settings_can_be_sent_to_another_process() -> None:
    """Read from the environment of this one, as commands do."""
    given = read_settings(os.environ)
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 (our own, just made)
