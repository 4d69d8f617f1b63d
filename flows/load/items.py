"""One capture to its item: extracted, normalised, and judged. Pure.

It knows a capture and the site it is of; nothing of the archive, of files or of the clock.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from crawler import extract as extractor
from crawler.extract import Extraction
from crawler.sites import Site
from flows import normalise
from flows.load import whose
from flows.records import Content, GivenOutcome, Item

if TYPE_CHECKING:
    from crawler.captures import Capture

_OK: Final = 200
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_TEXT: Final = "text/plain"
_JSON: Final = "application/json"
#: Pages of a post that others captured are of one version, as far as anybody can tell, when they
#: were captured within this time, or state the same time of change.
_TOGETHER: Final = timedelta(days=1)
#: What ``crawler.extract.joined`` says then.
_MISSING: Final = re.compile(r"part_\d+_missing")


def item_of(capture: "Capture", site: Site) -> Item | None:
    """Return what ``capture`` yields, or None where it is no page (a listing, an image, a 304)."""
    try:
        return _told(capture, site) if is_page(capture) else None
    except Exception as exc:  # noqa: BLE001 (one page of thousands must not cost the others: it is
        # quarantined with its error, and counted)
        from crawler.captures import CaptureError  # 0.1 s, which pages without faults do without

        if isinstance(exc, CaptureError):
            return _quarantined(capture, f"body_unreadable: {exc}")
        return failed(capture, f"{type(exc).__name__}: {exc}")


def _told(capture: "Capture", site: Site) -> Item:
    if capture.part is not None:  # what it says, the item of the first page says
        return _part(capture, capture.part)
    if capture.status != _OK:
        return _item(capture, outcome="not_article", reasons=(f"http_{capture.status}",))
    return _judged(capture, site, extraction_of(capture, site))


def failed(capture: "Capture", why: str) -> Item:
    """Return what a capture yields at which the extractor fails."""
    return _quarantined(capture, f"extractor_failed: {why}")


def _quarantined(capture: "Capture", why: str) -> Item:
    return _item(capture, outcome="quarantined", reasons=(normalise.text(why[:300]),))


def lacks_a_page(item: Item) -> bool:
    """Whether an item is that of a post in several pages of which one was not at hand."""
    return any(_MISSING.fullmatch(reason) for reason in item.reasons)


def is_page(capture: "Capture") -> bool:
    """Whether a capture is of a page, which yields an item."""
    if capture.kind == "page":
        return capture.status != 304  # noqa: PLR2004
    if capture.media_type == _JSON:  # among what others captured, most JSON is for scripts
        return capture.kind == "import" and extractor.is_post(capture.payload)
    if capture.media_type == _TEXT and capture.is_answer:  # robots.txt, a licence, a log
        return False
    is_said = capture.status == _OK or capture.status >= 400  # noqa: PLR2004
    return capture.kind == "import" and is_said and capture.media_type in _PAGES


def extraction_of(capture: "Capture", site: Site) -> Extraction:
    """Return what a page says: of a post in several pages, all of them where they are at hand."""
    found = extraction_alone(capture, site)
    told = (capture.listed.pages if capture.listed else None) or 1
    if found.pages == told == 1:
        return found
    parts = [(part, extraction_alone(part, site)) for part in capture.further if part.status == _OK]
    # where a theme shows a post as a whole, or REST counts what it does not, the first page comes
    # again in the place of another
    again = [part for part, said in parts if said.page == 1 or said.blocks == found.blocks]
    pages = min([told, *(part.part - 1 for part in again if part.part)])
    further = [(part.captured_at, said) for part, said in parts if part not in again]
    found = replace(found, pages=max(found.pages, pages))
    return whole_of(found, capture.captured_at, further)


def whole_of(
    found: Extraction, at: datetime, further: Iterable[tuple[datetime, Extraction]]
) -> Extraction:
    """Return the article that begins on a page, which was shown ``at`` a time.

    Of the further pages, each with its time, those of the same version count, the nearest first.
    """
    near = sorted(
        ((abs(shown_at - at), said) for shown_at, said in further), key=lambda one: one[0]
    )
    return extractor.joined(
        found,
        [
            said
            for gap, said in near
            if gap <= _TOGETHER or (said.modified_at and said.modified_at == found.modified_at)
        ],
    )


def extraction_alone(capture: "Capture", site: Site) -> Extraction:
    """Return what a page says by itself, whatever further ones the post has."""
    return extractor.extract(
        capture.payload,
        url=capture.url,
        site=site,
        media_type=capture.media_type or "text/html",
        charset=capture.charset,
        captured_at=capture.captured_at,
    )


def _judged(capture: "Capture", site: Site, found: Extraction) -> Item:
    if found.verdict == "not_article":
        return _item(capture, outcome="not_article", reasons=found.reasons)
    if found.page > 1:  # the article is told by its first page
        return _part(capture, found.page)
    if found.verdict == "suspect":
        return _item(capture, outcome="quarantined", reasons=found.reasons)
    of_post = whose.completed(found, capture, site)
    if of_post is None:
        return _item(capture, outcome="quarantined", reasons=("post_id_disagrees",))
    content = normalise.content_of(of_post, site, url=capture.url, media_type=capture.media_type)
    if not content.title or not found.blocks:  # a caricature has a picture and no words
        missing = "title_missing" if not content.title else "body_empty"
        return _item(capture, outcome="quarantined", reasons=(missing,))
    return replace(_item(capture, content=content), states=whose.stated(found))


def _part(capture: "Capture", number: int) -> Item:
    """Return the item of a further page of a post; the post's own path comes first."""
    return _item(capture, outcome="page_part", reasons=(f"page_{number}",), part=number)


def _item(
    capture: "Capture",
    *,
    content: Content | None = None,
    outcome: GivenOutcome | None = None,
    reasons: tuple[str, ...] = (),
    part: int | None = None,
) -> Item:
    is_page = content is None or content.origin != "rest"  # whose address is none of the article
    urls = [capture.url, capture.requested_url] if is_page else []
    paths = [content.path] if content else []
    if part is not None:
        paths.append(normalise.site_path(extractor.without_number(capture.url, part)))
    paths += [normalise.site_path(url) for url in urls]
    return Item(
        capture_id=capture.id,
        position=1,
        url=capture.requested_url,
        captured_at=capture.captured_at,
        paths=tuple(dict.fromkeys(paths)),
        content=content,
        outcome=outcome,
        reasons=reasons,
        is_certain=content is not None and whose.is_certain(content.post_id, capture),
    )
