"""An extractor on trial to test with: pages, what it learns, and what the trial came to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.captures import SavedPage, id_of
from crawler.extract import Extraction
from flows.reprocess.findings import Asked, Report, expected
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import Spread, spread_over
from tests.flows.world import Archive

SITE = "https://purnawarta.com"
AT = datetime(2025, 6, 1, 3, tzinfo=UTC)
NOW = AT + timedelta(days=30)
LEAD = "Warga Kotasari memperbaiki jembatan lama yang rusak diterjang banjir pada awal pekan ini."
REST = "Pengurus desa menambahkan bahwa bantuan akan tiba sebelum hari raya tahun ini."
NOTE = "Catatan: naskah ini pernah dimuat di buletin desa pada tahun yang lalu."
Change = Callable[[Extraction], Extraction]


def page(number: int, *texts: str, hour: float = 0, path: str = "") -> SavedPage:
    """A page of an article, captured at an hour; without texts, one that holds none."""
    url = f"{SITE}/nasional/{path or f'berita-desa-nomor-{number}'}"
    title = f"Berita Desa Nomor {number}"
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    html = (
        f'<!doctype html><html lang="id"><head><title>{title}</title></head>'
        f'<body class="single postid-{number}"><article class="post-{number} post"><h1>{title}</h1>'
        f'<div class="entry-content">{paragraphs}</div></article></body></html>'
    ).encode()
    at = AT + timedelta(hours=hour)
    key = id_of(f"{url} {at}", html)
    return SavedPage(id=key, url=url, media_type="text/html", captured_at=at, body=html)


PAGES = [page(number, LEAD, REST, NOTE) for number in range(1, 7)]


def without_note(found: Extraction) -> Extraction:
    """The new extractor knows that a note is not the article."""
    blocks = tuple(block for block in found.blocks if not block.text.startswith("Catatan"))
    return replace(found, blocks=blocks)


def trial(  # noqa: PLR0913 (what a person may ask for)
    archive: Archive,
    *,
    promote: bool = False,
    expect: str = "",
    is_sure: bool = False,
    golden: str | None = None,
    jobs: int = 1,
    spread: Spread | None = None,
) -> Report:
    """Read all captures again."""
    settings = archive.settings
    return reprocess(
        settings,
        archive.url,
        asked=Asked(promote=promote, expect=expected(expect), is_sure=is_sure),
        spread=spread or spread_over(settings, archive.url, settings.site(), jobs=jobs),
        clock=lambda: NOW,
        golden=lambda: golden,
    )


def counts(report: Report) -> dict[str, int]:
    """How many pages would change, by class."""
    assert report.found
    return {change.name: change.pages for change in report.found.changes}


def told(report: Report) -> tuple[str, int]:
    """How the run ended."""
    return report.run.verdict.state, report.run.verdict.exit_code
