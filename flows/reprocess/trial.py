"""An extractor on trial: what every step of it needs."""

from dataclasses import dataclass, field
from uuid import UUID

from crawler.sites import Site
from flows.clock import Clock
from flows.settings import Settings
from flows.store.statements import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """A trial under way.

    Attributes:
        archive: a connection of its own, in autocommit; it holds the lock of trials.
        run_id: the run that it is recorded as.
        reader: the name of the extractor.

    """

    settings: Settings
    conninfo: str = field(repr=False)
    site: Site
    archive: Connection
    clock: Clock
    run_id: UUID
    reader: str
