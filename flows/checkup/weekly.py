"""The flow that looks after what is kept: weekly, and recorded as a run.

What is sound stands in ``flows.checkup.verify``, what expires in ``flows.checkup.expiry``.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import uuid4

from flows import db
from flows.checkup.expiry import expire
from flows.checkup.verify import Findings, verify
from flows.clock import Clock
from flows.incidents import repeated
from flows.incidents.record import Healed, Seen, Sign
from flows.keeping.shelf import shelf_of
from flows.runs.recording import recorded_apart
from flows.runs.report import RunReport, Verdict
from flows.settings import Settings
from flows.store import sites
from flows.wording import counted

#: Captures that are read again, chosen by chance: a whole archive in a year or two.
SAMPLE: Final = 2_000
_KEPT: Final = "captures"


def checkup(
    settings: Settings, conninfo: str, *, clock: Clock, sample: int | None = SAMPLE
) -> RunReport:
    """Remove what has expired, read captures again, run the checks; all captures without sample.

    Raises:
        flows.keeping.shelf.KeepingError: the captures' place can't be listed.
        flows.db.DatabaseError: the database can't be used.

    """
    site, run_id = settings.site(), uuid4()
    shelf = shelf_of(settings)
    with db.session(conninfo, name="verify", autocommit=True) as connection:
        sites.ensure(connection, site)
        with recorded_apart(
            connection, run_id, clock, site=site.name, flow="verify", alert_url=settings.alert_url
        ) as ends:
            before = clock() - timedelta(days=settings.listings_days)
            expire(connection, shelf, settings.logs, before=before)
            found = verify(connection, site, shelf, settings.spool, sample=sample, seed=str(run_id))
            ends.append(judged(found))
    return RunReport(run_id=run_id, site=site.name, verdict=ends[-1])


def judged(found: Findings) -> Verdict:
    """Judge what was found: nothing may be lost, and no check may find a row.

    Lines that stand in many articles are for a person to look at; the archive is whole.
    """
    what = f"{counted(found.captures, 'capture was', 'captures were')} read again"
    wrong = [*_wrong(found)]
    if wrong:
        reason = "; ".join([*wrong, what])
        return Verdict(state="failed", reason=reason, exit_code=1, signs=[*_signs(found)])
    reason = f"{what}, and all is as the rows say"
    return Verdict(state="ok", reason=reason, exit_code=0, signs=[*_signs(found)])


def _wrong(found: Findings) -> Iterator[str]:
    if found.losses:
        lost = counted(len(found.losses), "capture is", "captures are")
        yield f"{lost} damaged or gone ({found.losses[0].why} …)"
    if found.ailments:
        names = ", ".join(one.check for one in found.ailments)
        yield f"checks of the archive find rows: {names}"


def _signs(found: Findings) -> Iterator[Sign]:
    wrong = [*_wrong(found)]
    if found.losses:
        yield Seen(cause="capture_damaged", subject=_KEPT, message=wrong[0])
    else:
        yield Healed(cause="capture_damaged", subject=_KEPT)
    if found.ailments:
        yield Seen(cause="archive_unsound", message=wrong[-1])
    else:
        yield Healed(cause="archive_unsound")
    yield repeated.sign(found.repeated)
