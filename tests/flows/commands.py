"""Commands that ask nothing of a site, as flows that can be run in a process and killed there.

Each does what its command does, on what its story has left in the world.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from crawler import extract as extractor
from crawler.captures import Capture
from crawler.extract import Extraction
from crawler.sites import Site
from flows import db, migrate
from flows.checkup import weekly
from flows.crawl.terms import Setting
from flows.export import write
from flows.forget import forget
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.inspection import named
from flows.keeping import excising
from flows.keeping.shelf import shelf_of
from flows.load import items
from flows.quarantine import retry
from flows.reprocess.findings import Asked
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import spread_over
from flows.runs.report import Verdict
from flows.store.export import Choice

#: In the home of a world: what is to be imported, the address of what is to be forgotten, exports.
GIVEN, VICTIM, EXPORTS = "given.warc.gz", "victim.txt", "exports"
_DONE = Verdict(state="ok", reason="", exit_code=0)


def imported(given: Setting) -> Verdict:
    """Import what was given."""
    sources = [Source(path=given.settings.home / GIVEN)]
    (report,) = import_files(given.settings, given.conninfo, sources, clock=given.clock)
    return report.verdict


def forgotten(given: Setting) -> Verdict:
    """Forget the victim; where that is done, finish what was left."""
    victim = (given.settings.home / VICTIM).read_text("utf-8")
    shelf = shelf_of(given.settings)
    with db.session(given.conninfo, name="forget") as connection:
        excising.cut(connection, shelf)
        try:
            found = named.find(connection, given.settings, victim)
        except named.UnknownArticleError:
            return _DONE
        connection.commit()
        forget(connection, shelf, found, reason="hak jawab", now=given.clock())
    return _DONE


def verified(given: Setting) -> Verdict:
    """Verify all, and remove what has expired."""
    done = weekly.checkup(given.settings, given.conninfo, clock=given.clock, sample=None)
    return done.verdict


def retried(given: Setting) -> Verdict:
    """Read again what is in quarantine."""
    reports = retry(given.settings, given.conninfo, None, clock=given.clock)
    return reports[0].verdict if reports else _DONE


def exported(given: Setting) -> Verdict:
    """Export the articles, over what was exported before."""
    out = given.settings.home / EXPORTS
    with db.session(given.conninfo, name="export") as connection:
        write(connection, out, view="articles", form="jsonl", choice=Choice())
    return _DONE


def migrated(given: Setting) -> Verdict:
    """Bring the database to this version's schema."""
    migrate.migrate(given.conninfo)
    return _DONE


def promoted(given: Setting) -> Verdict:
    """Read all again with an extractor that has learnt something, and load that."""
    settings, url = given.settings, given.conninfo
    with an_extractor_that_leaves_the_last_paragraph_out():
        report = reprocess(
            settings,
            url,
            asked=Asked(promote=True, is_sure=True),
            spread=spread_over(settings, url, settings.site(), jobs=1),
            clock=given.clock,
            golden=lambda: None,
        )
    return report.run.verdict


@contextmanager
def an_extractor_that_leaves_the_last_paragraph_out() -> Iterator[None]:
    """Of a version of its own."""
    today = items.extraction_alone

    def read(capture: Capture, site: Site) -> Extraction:
        found = today(capture, site)
        return replace(found, blocks=found.blocks[:-1]) if len(found.blocks) > 1 else found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(items, "extraction_alone", read)
        patched.setattr(extractor, "EXTRACTOR_VERSION", "neu")
        yield
