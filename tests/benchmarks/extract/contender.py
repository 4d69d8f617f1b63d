"""One extractor, in a process of its own: ``contender.py NAME PAGES``, a command a line on stdin.

``round`` extracts every third page and says the CPU seconds that a page took; ``texts`` says what
it found of each page; ``end`` says the peak memory. It stands alone: the others have an environment
without warta, and warta has one without them.
"""
# ruff: noqa: T201 - it speaks to its parent

import gc
import gzip
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

#: A round takes every third page: the slowest would take minutes for all.
EVERY = 3
#: The language of a page that is not said to be in another; and what jusText calls them.
LANGUAGE = "id"
STOPLISTS = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "id": "Indonesian", "ko": "Korean", "pt": "Portuguese",
}  # fmt: skip
Found = dict[str, Any]


class Page(NamedTuple):
    """A page as a site sent it, its address, and its language or None where nobody says."""

    html: bytes
    url: str
    language: str | None = LANGUAGE


Extractor = Callable[[Page], Found]

#: What someone in a hurry puts behind an extractor: lines that begin with the words go.
_MARKER = re.compile(
    r"^\W*(?:baca|lihat|simak)\s*(?:juga|selengkapnya)?\s*:?.*$"
    r"|^\W*(?:artikel|berita) terkait.*$|^\W*pilihan editor.*$",
    re.IGNORECASE | re.MULTILINE,
)


def warta() -> Extractor:
    """Return warta's own, as ``warta extract`` runs it."""
    from crawler.extract import extract
    from crawler.sites import site_for_url
    from flows.normalise import content_of

    def run(page: Page) -> Found:
        site = site_for_url(page.url)
        found = extract(page.html, url=page.url, site=site)
        content = content_of(found, site, url=page.url, media_type="text/html")
        at = content.published_at
        return {
            "body": content.body.split("\n\n"),
            "title": content.title,
            "authors": list(content.authors),
            "published_at": at.isoformat() if at else None,
            "verdict": found.verdict,
            "reasons": list(found.reasons),
        }

    return run


def trafilatura(*, is_fast: bool = False, has_fields: bool = False, cut: bool = False) -> Extractor:
    """Return trafilatura in one of its modes, or with a regular expression behind it."""
    from trafilatura import bare_extraction

    def run(page: Page) -> Found:
        found = bare_extraction(
            page.html,
            url=page.url,
            fast=is_fast,
            with_metadata=has_fields,
            include_comments=False,
            include_tables=True,
        )
        if found is None:
            return {"body": []}
        text = found.text or ""
        body = _MARKER.sub("", text) if cut else text
        fields = {
            "title": found.title,
            "authors": (found.author or "").split("; ") if found.author else [],
            "published_at": found.date,
        }
        return {"body": body.splitlines()} | (fields if has_fields else {})

    return run


def _text(html: bytes) -> str:
    """Return a page as text, for extractors that take no bytes."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text: str = bytes_to_str(html, detect_encoding(html, from_html_meta=True))
    return text


def newspaper() -> Extractor:
    """Return newspaper4k, told the language."""
    from newspaper import Article

    def run(page: Page) -> Found:
        article = Article(page.url, language=page.language, fetch_images=False)
        article.download(input_html=_text(page.html))
        article.parse()
        at = article.publish_date
        return {
            "body": article.text.splitlines(),
            "title": article.title,
            "authors": article.authors,
            "published_at": at.isoformat() if at else None,
        }

    return run


def readability() -> Extractor:
    """Return readability-lxml, its HTML turned into lines."""
    from lxml.html import fromstring
    from readability import Document

    def run(page: Page) -> Found:
        document = Document(_text(page.html), url=page.url)
        summary = fromstring(document.summary(html_partial=True))
        text = "".join(map(str, summary.itertext()))
        return {"body": text.splitlines(), "title": document.short_title()}

    return run


def resiliparse() -> Extractor:
    """Return Resiliparse, main content only."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def run(page: Page) -> Found:
        tree = HTMLTree.parse(_text(page.html))
        text = extract_plain_text(tree, main_content=True, comments=False, alt_texts=False)
        return {"body": text.splitlines()}

    return run


def justext() -> Extractor:
    """Return jusText with the stop words of the page's language, English ones for want of any."""
    import justext as library

    def run(page: Page) -> Found:
        words = library.get_stoplist(STOPLISTS.get(page.language or "", "English"))
        paragraphs = library.justext(page.html, words)
        return {"body": [part.text for part in paragraphs if not part.is_boilerplate]}

    return run


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "warta": warta,
    "trafilatura, fast": lambda: trafilatura(is_fast=True),
    "trafilatura": trafilatura,
    "trafilatura, with metadata": lambda: trafilatura(has_fields=True),
    "trafilatura, and a regular expression": lambda: trafilatura(cut=True),
    "newspaper4k": newspaper,
    "readability-lxml": readability,
    "Resiliparse": resiliparse,
    "jusText": justext,
}


def _safe(extractor: Extractor, page: Page) -> Found:
    try:
        return extractor(page)
    except Exception as exc:  # noqa: BLE001 (a page that breaks it is one of which it found nothing)
        return {"body": [], "error": f"{type(exc).__name__}: {exc}"}


def _page(entry: dict[str, Any]) -> Page:
    html = Path(entry["path"]).read_bytes()
    html = gzip.decompress(html) if entry["path"].endswith(".gz") else html
    return Page(html, entry["url"], entry.get("language", LANGUAGE))


def main() -> None:
    """Obey."""
    name, listed = sys.argv[1:]
    extractor = EXTRACTORS[name]()
    entries = [json.loads(line) for line in Path(listed).read_text("utf-8").splitlines()]
    pages = list(map(_page, entries))
    _safe(extractor, pages[0])
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        command = line.strip()
        if command == "round":
            begin = time.process_time()
            for page in pages[::EVERY]:
                _safe(extractor, page)
            print((time.process_time() - begin) / len(pages[::EVERY]), flush=True)
        elif command == "texts":
            print(json.dumps([_safe(extractor, page) for page in pages]), flush=True)
        elif command == "end":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
            return


if __name__ == "__main__":
    main()
