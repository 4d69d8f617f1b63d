"""`Last-Modified`, `ETag` and 304 of feeds, by the rules of `WP::send_headers`.

One pair for the whole site: the newest `modified` or date of all posts (a post that was scheduled
comes out unchanged), and the MD5 of that time's text.
"""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.site.http import Headers, Request
from tests.site.wordpress import WordPress


def last_modified(site: WordPress, *, has_comments: bool = False) -> datetime:
    """When the newest change was made, as WordPress reckons it."""
    times = [max(post.modified_at, post.published_at) for post in site.live()]
    if has_comments:
        times += [comment.written_at for post in site.live() for comment in post.comments]
    return max(times, default=datetime(1970, 1, 1, tzinfo=UTC))


def headers(site: WordPress, *, has_comments: bool = False) -> Headers:
    """The pair."""
    stamp = format_datetime(last_modified(site, has_comments=has_comments), usegmt=True)
    digest = hashlib.md5(stamp.encode(), usedforsecurity=False).hexdigest()
    return (("Last-Modified", stamp), ("ETag", f'"{digest}"'))


def is_unchanged(request: Request, pair: Headers) -> bool:
    """Whether 304 is the answer: with both validators given, both must agree."""
    (_, stamp), (_, etag) = pair
    asked_etag, asked_since = request.header("If-None-Match"), request.header("If-Modified-Since")
    checks = []
    if asked_since:
        checks.append(_is_since(asked_since, stamp))
    if asked_etag:
        checks.append(asked_etag == etag)
    return bool(checks) and all(checks)


def _is_since(asked: str, stamp: str) -> bool:
    try:
        return parsedate_to_datetime(asked) >= parsedate_to_datetime(stamp)
    except (TypeError, ValueError):
        return False
