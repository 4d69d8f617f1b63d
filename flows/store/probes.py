"""What probes found out about a site, and when that was."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from flows.store import storable
from flows.store.channels import Finding
from flows.store.statements import Connection, rows, run


@dataclass(kw_only=True, slots=True)
class Facts:
    """What is known of a site by a probe; the attributes are columns of ``ingest.site``."""

    has_honest_feed: bool | None = None
    theme_sha256: bytes | None = None
    utc_offset_s: int | None = None
    clock_ahead_s: int | None = None


class Probed(NamedTuple):
    """When a site was last probed, and since when something is wrong that a probe sees to heal."""

    probed_at: datetime | None
    troubled_at: datetime | None


def probed(connection: Connection, site: str) -> Probed:
    """Return when a site was last probed, and whether something was wrong with it."""
    found: Probed | None = rows(connection, "probed_at", args_row(Probed), site=site).fetchone()
    return found or Probed(None, None)


def record(  # noqa: PLR0913 (what a probe comes to)
    connection: Connection,
    site: str,
    run_id: UUID,
    facts: Facts,
    findings: Iterable[Finding],
    *,
    now: datetime,
) -> None:
    """Keep what a probe found."""
    run(connection, "record_probe", site=site, now=now, **asdict(facts))
    for one in findings:
        run(
            connection,
            "record_finding",
            run_id=run_id,
            site=site,
            aspect=one.aspect,
            level=one.level,
            finding=storable.text(one.finding),
            advice=None if one.advice is None else storable.text(one.advice),
            found_at=now,
        )
