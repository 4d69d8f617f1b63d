"""What follows an ingest when it is due: a probe once a day, and another look at some articles."""

from flows.crawl.terms import Setting
from flows.probe.flow import daily
from flows.revisit import follow_up
from flows.runs.report import RunReport


def keep_up(setting: Setting, report: RunReport) -> None:
    """Do what is due after the run of ``report``, each in a run of its own.

    Raises:
        flows.db.DatabaseError: the database can't be used, or a load did not commit.

    """
    daily(setting, report)
    follow_up(setting, report)
