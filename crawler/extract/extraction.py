"""The one way in: bytes of a page to an extraction, by its media type."""

import gc
import re
from datetime import datetime
from typing import Final

from crawler.extract.archived import is_archive, unpacked
from crawler.extract.decode import decode, read_utf8
from crawler.extract.guard import lean
from crawler.extract.page import extract_html
from crawler.extract.plain import extract_text
from crawler.extract.records import Extraction
from crawler.extract.rest import extract_post
from crawler.sites import Site

_HTML: Final = frozenset({"text/html", "application/xhtml+xml", ""})

#: The root of a feed, a list for search engines, or an answer to a program, whatever it is sent as.
_OTHER_ROOT: Final = re.compile(
    rb"\s*(?:<\?[^>]*\?>\s*|<!--[^>]*-->\s*|<!DOCTYPE [^>]*>\s*)*"
    rb"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml|oembed|opensearchdescription)[\s>]",
    re.IGNORECASE,
)
_ROOT_BYTES: Final = 4_000


def extract(  # noqa: PLR0913 (what a capture knows of a page, one by one)
    payload: bytes,
    *,
    url: str,
    site: Site,
    media_type: str = "text/html",
    charset: str | None = None,
    captured_at: datetime | None = None,
) -> Extraction:
    """Return what a page holds: an article and its fields, or why it is none.

    Never raises, whatever the bytes are.

    Args:
        payload: the body of the answer, content encoding undone.
        url: of the page; absolute.
        site: whose page it is.
        media_type: of the ``Content-Type`` header; ``text/plain`` is the text of an article page,
            title first, paragraphs on lines of their own; ``application/json`` is a post of
            WordPress's REST interface. What a browser saved as one file is told by its head.
        charset: of the ``Content-Type`` header.
        captured_at: when the page was shown, aware; relative dates count from it.

    """
    kind = media_type.partition(";")[0].strip().lower()
    if is_archive(payload):
        payload, kind = unpacked(payload), "text/html"
    if not payload or payload.isspace():
        return Extraction(verdict="not_article", reasons=("page_empty",))
    if kind == "text/plain":
        text, _, is_whole = decode(payload, charset)
        return extract_text(text, url=url, site=site, is_whole=is_whole)
    if kind == "application/json":
        return extract_post(payload, url=url, site=site, captured_at=captured_at)
    if kind in _HTML:
        html, is_whole = read_utf8(lean(payload), charset)
        if _OTHER_ROOT.match(html, 0, _ROOT_BYTES):
            return Extraction(verdict="not_article", reasons=("media_type",))
        was_on = gc.isenabled()
        gc.disable()  # it runs some fifteen times while a tree is built, and finds nothing
        try:
            return extract_html(
                html, url=url, site=site, captured_at=captured_at, is_whole=is_whole
            )
        finally:
            if was_on:
                gc.enable()
    return Extraction(verdict="not_article", reasons=("media_type",))
