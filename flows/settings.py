"""What the environment asks for, read once and checked.

It knows the names of the variables; nothing of what is done with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawler.sites import Site, site_to_crawl

VERSION: Final = "0.1.0"
#: Where this project is at home: the contact that a site sees while WARTA_CONTACT is not set.
PROJECT_URL: Final = "https://github.com/warta/warta"


class SettingsError(ValueError):
    """A setting can't be used; the message names it, and what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings of a command.

    Attributes:
        home: the folder of everything that warta keeps on this machine.
        contact: where the site's owner can reach the operator: an address or a URL.
        has_contact: whether the operator gave one.
        database_url: of PostgreSQL; None for the embedded server.

    """

    environ: Mapping[str, str]
    home: Path
    contact: str
    has_contact: bool
    database_url: str | None

    @property
    def spool(self) -> Path:
        """Segments that are not in the archive yet."""
        return self.home / "spool"

    @property
    def captures(self) -> Path:
        """Segments that the archive points at."""
        return self.home / "captures"

    @property
    def logs(self) -> Path:
        """What the crawlers said."""
        return self.home / "log"

    @property
    def user_agent(self) -> str:
        """Who we say we are."""
        return f"warta/{VERSION} (+{self.contact})"

    def site(self) -> Site:
        """Return the site to crawl.

        Raises:
            crawler.sites.SiteError: a setting about it is unusable.

        """
        return site_to_crawl(self.environ)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one can't be used.

    """
    contact = environ.get("WARTA_CONTACT", "").strip()
    if any(ord(char) < 32 or ord(char) > 126 or char in "()" for char in contact):  # noqa: PLR2004
        message = "WARTA_CONTACT must be an address or a URL in plain ASCII, without brackets"
        raise SettingsError(message)
    return Settings(
        environ=environ,
        home=Path(environ.get("WARTA_HOME") or "var").absolute(),
        contact=contact or PROJECT_URL,
        has_contact=bool(contact),
        database_url=environ.get("DATABASE_URL") or None,
    )
