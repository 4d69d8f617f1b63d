"""By which channels a site tells what there is: which are open, and what the last probe found."""

from dataclasses import replace
from datetime import datetime
from typing import Literal, NamedTuple

from psycopg.rows import args_row

from crawler.discovery import Channel
from crawler.sites import Site
from flows.store import storable
from flows.store.statements import Connection, rows, run

Level = Literal["ok", "note", "bad"]


class KnownChannel(NamedTuple):
    """What is known of a channel; the attributes are the columns of ``ingest.channel``."""

    channel: Channel
    is_open: bool
    reason: str | None
    url: str | None
    asked_at: datetime

    @classmethod
    def opened(cls, channel: Channel, url: str | None, at: datetime) -> "KnownChannel":
        """Return that a channel was of use."""
        return cls(channel=channel, is_open=True, reason=None, url=url, asked_at=at)

    @classmethod
    def closed(cls, channel: Channel, why: str, at: datetime) -> "KnownChannel":
        """Return that a channel was of no use."""
        return cls(channel=channel, is_open=False, reason=why, url=None, asked_at=at)


class Finding(NamedTuple):
    """What a probe found out about an aspect of a site."""

    aspect: str
    level: Level
    finding: str
    advice: str | None = None


def known(connection: Connection, site: str) -> dict[Channel, KnownChannel]:
    """Return what is known of the channels of a site."""
    found = rows(connection, "channels", args_row(KnownChannel), site=site).fetchall()
    return {one.channel: one for one in found}


def addressed(connection: Connection, site: Site) -> Site:
    """Return a site with the addresses of its lists, where it has them elsewhere than most."""
    urls = {
        name: one.url
        for name, one in known(connection, site.name).items()
        if one.is_open and (one.url or "").startswith(f"{site.home_url}/")
    }
    return replace(
        site,
        stated_feed=urls.get("feed"),
        stated_rest=urls.get("rest"),
        stated_sitemap=urls.get("sitemap"),
    )


def record(connection: Connection, site: str, one: KnownChannel) -> bool:
    """Keep what was seen of a channel; say whether it has closed just now, having been open."""
    row = run(
        connection,
        "record_channel",
        site=site,
        channel=one.channel,
        is_open=one.is_open,
        reason=None if one.reason is None else storable.text(one.reason),
        url=None if one.url is None else storable.text(one.url),
        asked_at=one.asked_at,
    ).fetchone()
    return bool(row and row[0])
