"""What the environment asks for, read once and checked.

It knows the names of the variables; nothing of what is done with them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import metadata, version
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from crawler.sites import Site, site_for_url, site_to_crawl

#: The name of the distribution: what pyproject.toml says of it is said there alone.
_PROJECT: Final = "warta"
#: Requests of a site's hour, unless a setting says otherwise: a third of what one a second allows.
REQUESTS_PER_HOUR: Final = 1_200
#: Days that listings, robots.txt, probes and logs of requests are kept, unless a setting says so.
LISTINGS_DAYS: Final = 90
#: What the default, var, is in the root folder.
_SYSTEMS: Final = Path("/var")
_NUMBER_MAX: Final = 1_000_000
#: What a person is reached by: a mail address somewhere in it, or a URL.
_REACHES: Final = re.compile(r"https?://[^\s/]\S*|(?:.*\s)?\S+@\S+", re.IGNORECASE)


class SettingsError(ValueError):
    """A setting can't be used; the message names it, and what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings of a command.

    Attributes:
        home: the folder of everything that warta keeps on this machine.
        contact: where the site's owner can reach the operator: an address or a URL. While the
            operator gave none, the project's own; None where pyproject.toml names none.
        has_contact: whether the operator gave one.
        database_url: of PostgreSQL; None for the embedded server.
        alert_url: who is told of incidents; None: nobody.
        requests_per_hour: of one site, whoever makes them; None where the operator did not say.
        listings_days: how long listings, robots.txt, probes and logs of requests are kept.

    """

    environ: Mapping[str, str] = field(repr=False)
    home: Path
    contact: str | None
    has_contact: bool
    database_url: str | None = field(repr=False)
    alert_url: str | None = field(default=None, repr=False)
    requests_per_hour: int | None = None
    listings_days: int = LISTINGS_DAYS

    @property
    def spool(self) -> Path:
        """Segments that are not in the archive yet."""
        return self.home / "spool"

    @property
    def captures_url(self) -> str:
        """Where the segments lie that the archive points at: a folder, or a URL of fsspec's.

        It may hold a password: what people read shows ``flows.keeping.shelf.shelf_of`` instead.
        """
        return self.environ.get("WARTA_CAPTURES_URL", "").strip() or str(self.home / "captures")

    @property
    def logs(self) -> Path:
        """What the crawlers said."""
        return self.home / "log"

    def hour_holds(self, *, is_loopback: bool) -> int | None:
        """Return how many requests a site's hour holds; None for any number.

        A site on this machine bears what it is asked, unless the operator says otherwise.
        """
        default = None if is_loopback else REQUESTS_PER_HOUR
        return self.requests_per_hour or default

    @property
    def user_agent(self) -> str:
        """Who we say we are."""
        name = f"warta/{version(_PROJECT)}"
        return f"{name} (+{self.contact})" if self.contact else name

    def site(self) -> Site:
        """Return the site to crawl.

        Raises:
            crawler.sites.SiteError: a setting about it is unusable.

        """
        return site_to_crawl(self.environ)

    def site_of(self, url: str) -> Site:
        """Return the site of ``url``, under the name that these settings may give it.

        Raises:
            crawler.sites.SiteError: ``url`` is none.

        """
        crawled, site = self.site(), site_for_url(url, environ=self.environ)
        return crawled if set(crawled.hosts) & set(site.hosts) else site


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one can't be used.

    """
    contact = environ.get("WARTA_CONTACT", "").strip()
    if any(ord(char) < 32 or ord(char) > 126 or char in "()" for char in contact):  # noqa: PLR2004
        message = "WARTA_CONTACT must be an address or a URL in plain ASCII, without brackets"
        raise SettingsError(message)
    if contact and not _REACHES.fullmatch(contact):
        message = (
            f"WARTA_CONTACT is {contact[:80]!r}: give an address or a URL at which the site's "
            "owner can reach you, such as redaksi@example.org"
        )
        raise SettingsError(message)
    _check_prefect(environ.get("PREFECT_API_URL", "").strip())
    return Settings(
        environ=dict(environ),  # a process's own can't be sent to another
        home=_home(environ.get("WARTA_HOME")),
        contact=contact or _homepage(),
        has_contact=bool(contact),
        database_url=environ.get("DATABASE_URL") or None,
        alert_url=_alert_url(environ.get("WARTA_ALERT_URL", "").strip()),
        requests_per_hour=_number(environ, "WARTA_REQUESTS_PER_HOUR", REQUESTS_PER_HOUR),
        listings_days=_number(environ, "WARTA_LISTINGS_DAYS", LISTINGS_DAYS) or LISTINGS_DAYS,
    )


def _home(given: str | None) -> Path:
    home = Path(given or "var").absolute()
    if home == _SYSTEMS:
        message = f"WARTA_HOME: {home} is the system's: name a folder of your own, or work in one"
        raise SettingsError(message)
    return home


def _number(environ: Mapping[str, str], name: str, example: int) -> int | None:
    given = environ.get(name, "").strip()
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and 0 < int(given[:10]) <= _NUMBER_MAX):
        message = f"{name} is {given[:40]!r}: give a whole number from 1, such as {example}"
        raise SettingsError(message)
    return int(given)


def _homepage() -> str | None:
    """Return where the project is at home: Homepage below project.urls of pyproject.toml."""
    for line in metadata(_PROJECT).get_all("Project-URL") or ():
        label, _, address = str(line).partition(", ")
        if label == "Homepage":
            return address
    return None


def _alert_url(given: str) -> str | None:
    """Return the address for alerts. It may hold a secret, so no message repeats it."""
    if given and not _is_address(given):
        message = "WARTA_ALERT_URL must be an address such as https://hooks.example.org/warta"
        raise SettingsError(message)
    return given or None


def _check_prefect(given: str) -> None:
    """Refuse what is no address of Prefect's server. It may hold a password: it is not repeated."""
    if given and not _is_address(given):
        message = "PREFECT_API_URL must be an address such as http://127.0.0.1:4200/api"
        raise SettingsError(message)


def _is_address(given: str) -> bool:
    try:
        parts = urlsplit(given)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_usable and given.isascii() and given.isprintable() and " " not in given
