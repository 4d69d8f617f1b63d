"""Compression as nginx does it, in place of the site."""

import gzip
from dataclasses import replace

from tests.site.http import Answer, Request

_LEAST = 512
_FILTERED = (200, 403, 404)
_TEXT = ("text/", "application/json", "application/rss", "application/xml", "application/atom")


def compressed(answer: Answer, request: Request, *, is_on: bool) -> Answer:
    """The answer as it leaves: `Vary` on every text, gzip for those who accept it.

    A compressed answer's ETag turns weak. Redirects and errors other than 403 and 404 pass as they
    are.
    """
    is_text = answer.header("Content-Type").startswith(_TEXT)
    if answer.is_final or answer.status not in _FILTERED or not is_text:
        return answer
    first, rest = answer.headers[:1], answer.headers[1:]
    answer = replace(answer, headers=(*first, ("Vary", "Accept-Encoding"), *rest))
    wants = "gzip" in request.header("Accept-Encoding")
    if not is_on or not wants or len(answer.body) < _LEAST:
        return answer
    etag = answer.header("ETag")
    if etag and not etag.startswith("W/"):
        answer = answer.with_header("ETag", f"W/{etag}")
    body = gzip.compress(answer.body, compresslevel=2, mtime=0)
    return replace(answer, headers=(*answer.headers, ("Content-Encoding", "gzip")), body=body)
