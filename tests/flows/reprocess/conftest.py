"""Captures to read again, and extractors that have learnt something since."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crawler import extract as extractor
from crawler.captures import Capture, SavedPage, write_pages
from crawler.extract import Extraction
from crawler.sites import Site
from flows.importing.flow import import_files
from flows.importing.sources import Source
from flows.load import items
from tests.flows.reprocess.trials import AT, Change
from tests.flows.world import Archive


@pytest.fixture
def load(archive: Archive, tmp_path: Path) -> Callable[..., None]:
    """Imports pages, a file each call."""

    def imported(*pages: SavedPage, into: Archive = archive) -> None:
        path = tmp_path / f"{len(list(tmp_path.glob('*.warc.gz')))}.warc.gz"
        write_pages(path, pages)
        source = Source(path=path)
        import_files(into.settings, into.url, [source], clock=lambda: AT + timedelta(days=1))

    return imported


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the extractor another one, of another version."""
    today = items.extraction_alone

    def learnt(change: Change, version: str = "neu") -> None:
        def read(capture: Capture, site: Site) -> Extraction:
            return change(today(capture, site))

        monkeypatch.setattr(items, "extraction_alone", read)
        monkeypatch.setattr(extractor, "EXTRACTOR_VERSION", version)

    return learnt
