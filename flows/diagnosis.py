"""What the answers to a probe mean: which channels can be used, and what to tell people. Pure.

It knows captures and listings' forms; nothing of how the questions were asked, nor of the archive.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

from crawler import extract as extractor
from crawler.captures import Capture, CaptureError
from crawler.discovery import (
    Archive,
    Channel,
    Found,
    ListingError,
    Sitemap,
    read_archive,
    read_feed,
    read_posts,
    read_robots,
    read_sitemap,
)
from crawler.discovery.found import zoned
from crawler.discovery.theme import theme_of
from crawler.sites import Site
from flows.crawl_loop import Answer
from flows.entries import extent_of
from flows.incidents import Healed, Seen, Sign
from flows.listed import own
from flows.readings import OVERLAP
from flows.store.channels import Finding, Known, Level
from flows.store.probes import Facts
from flows.store.sites import Listing, Taken

#: Clocks that differ by less are right.
_CLOCK_S: Final = 120
#: Where something changed so shortly before an answer, the answer may not have known.
RECENT: Final = timedelta(minutes=1)
_ORDER: Final[tuple[Channel, ...]] = ("rest", "sitemap", "feed", "archive")
_TRUST: Final = "304 is not believed any more: the feed is fetched whole at each run"

Read = TypeVar("Read")


@dataclass(kw_only=True, slots=True)
class Answers:
    """What was answered; None for what was not asked.

    Attributes:
        listing: the feed as it was when it was last read to its end; ``feed_again`` was asked
            for with its validators, ``feed`` without.
        unread: how many entries of ``feed`` had never been listed.

    """

    site: Site
    listing: Listing | None = None
    robots: str | None = None
    home: Answer | None = None
    feed: Answer | None = None
    feed_again: Answer | None = None
    rest: Answer | None = None
    rest_oldest: Answer | None = None
    rest_never: Answer | None = None
    rest_after: Answer | None = None
    rest_last: Answer | None = None
    sitemap: Answer | None = None
    sitemap_posts: Answer | None = None
    sample: Answer | None = None
    sample_again: Answer | None = None
    unread: int = 0


@dataclass(kw_only=True, slots=True)
class Diagnosis:
    """What a probe found.

    Attributes:
        closed: channels that can't be used, and why; the others can.
        urls: where a channel begins.
        signs: what a person must look at, or no longer.

    """

    findings: list[Finding] = field(default_factory=list)
    closed: dict[Channel, str] = field(default_factory=dict)
    urls: dict[Channel, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    signs: list[Sign] = field(default_factory=list)

    @property
    def best(self) -> str:
        """The channel that will list what changes."""
        return next((name for name in _ORDER if name not in self.closed), "no channel")

    def channels(self, now: datetime) -> Iterator[Known]:
        """Give what is known of each channel."""
        for name in _ORDER:
            if name in self.closed:
                yield Known.closed(name, self.closed[name], now)
            else:
                yield Known.opened(name, self.urls.get(name), now)

    def say(self, aspect: str, level: Level, finding: str, advice: str | None = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(aspect, level, finding, advice))


def diagnose(answers: Answers, *, known: Taken) -> Diagnosis:
    """Judge the answers; ``known`` is what the archive knew of the site before."""
    made = Diagnosis()
    _robots(made, answers)
    _feed(made, answers)
    _validators(made, answers)
    _rest(made, answers)
    _sitemap(made, answers)
    _archive(made, answers)
    _clock(made, answers)
    _theme(made, answers, known)
    _sample(made, answers)
    if len(made.closed) == len(_ORDER):
        advice = "warta goes around no block: ask the site's owner"
        made.say("channels", "bad", "no channel is open", advice)
    return made


def _robots(made: Diagnosis, answers: Answers) -> None:
    text = answers.robots
    if text is None:
        made.say("robots", "bad", "robots.txt can't be read, so nothing may be fetched")
        return
    robots = read_robots(text)
    if not robots.allows(f"{answers.site.base_url}/"):
        made.say("robots", "bad", "robots.txt does not allow warta", "ask the site's owner")
        return
    delay = f", {robots.crawl_delay_s:g} s between requests" if robots.crawl_delay_s else ""
    said = "allows warta" if text.strip() else "there is none: all is allowed"
    made.say("robots", "ok", f"{said}{delay}; {len(robots.sitemaps)} sitemaps named")


def _feed(made: Diagnosis, answers: Answers) -> None:
    entries = feed_in(answers.feed)
    if entries is None:
        made.closed["feed"] = _why(answers.feed)
        made.say("feed", "note", made.closed["feed"], "another channel says whether news are there")
        return
    made.say("feed", "ok", f"{len(entries)} entries")


def _validators(made: Diagnosis, answers: Answers) -> None:
    again, feed = _capture(answers.feed_again), _capture(answers.feed)
    if feed is None or feed_in(answers.feed) is None:
        return
    if again is None:
        has_any = feed.headers.keys() & {"etag", "last-modified"}
        what = "sent; tried at the next probe" if has_any else "none: a run fetches it whole"
        made.say("feed validators", "ok" if has_any else "note", what)
    elif again.status != HTTPStatus.NOT_MODIFIED:
        made.say("feed validators", "ok", "200 where it had changed, or never 304")
    elif _has_lied(answers, again, feed):
        made.facts.has_honest_feed = False
        message = "the feed answered 304 although it had changed"
        made.say("feed validators", "bad", message, _TRUST)
        made.signs.append(Seen(cause="validator_lied", subject="feed", message=message))
    else:
        made.facts.has_honest_feed = True
        made.say("feed validators", "ok", "304, and the whole feed says the same")


def _has_lied(answers: Answers, again: Capture, feed: Capture) -> bool:
    """Whether a 304 hid what the whole feed shows."""
    known = answers.listing.last_modified if answers.listing else None
    stated = feed.headers.get("last-modified")
    if known is None or stated is None or stated == known:
        return answers.unread > 0
    try:
        changed_at = parsedate_to_datetime(stated)
    except (ValueError, TypeError):
        return answers.unread > 0
    return changed_at < again.captured_at - RECENT or answers.unread > 0


def _rest(made: Diagnosis, answers: Answers) -> None:
    posts = posts_in(answers.rest)
    if not posts:
        made.closed["rest"] = _why(answers.rest) if posts is None else "it lists no posts"
        made.say("REST", "note", made.closed["rest"], "sitemaps or the feed stand in for it")
        return
    total = total_in(answers.rest)
    made.say("REST", "ok", "open" if total is None else f"open, {total:,} posts")
    oldest = posts_in(answers.rest_oldest) or []
    if not _is_ordered(posts, oldest):
        made.closed["rest"] = "it ignores the order that is asked for"
        made.say("REST order", "note", made.closed["rest"], "sitemaps or the feed stand in for it")
    else:
        made.say("REST order", "ok", "by time of change, as asked for")
    ignored = [
        name
        for name, answer in (("modified_after", answers.rest_never), ("after", answers.rest_after))
        if posts_in(answer, needs_links=False)
    ]
    what = f"it ignores {' and '.join(ignored)}" if ignored else "after, modified_after work"
    made.say("REST windows", "note" if ignored else "ok", what)
    if total is None:
        made.say("REST totals", "note", "it does not say how many posts there are")
    elif not posts_in(answers.rest_last, needs_links=False):
        made.say("REST totals", "note", f"it counts {total:,} posts and lists fewer")
    else:
        made.say("REST totals", "ok", "they are true")
    _zone(made, answers)


def _is_ordered(newest: Sequence[Found], oldest: Sequence[Found]) -> bool:
    down = [at for one in newest if (at := one.modified_at)]
    up = [at for one in oldest if (at := one.modified_at)]
    if down != sorted(down, reverse=True) or up != sorted(up):
        return False
    return not down or not up or down[0] > up[0] or len(set(down + up)) == 1


def _zone(made: Diagnosis, answers: Answers) -> None:
    """Learn what ``modified_after``, which is in the site's own time, is ahead of UTC."""
    for post in _json(answers.rest) or []:
        if not isinstance(post, dict):
            continue
        local, utc = (zoned(f"{post.get(name)}+00:00") for name in ("date", "date_gmt"))
        if local is not None and utc is not None:
            made.facts.utc_offset_s = round((local - utc).total_seconds())
            hours = made.facts.utc_offset_s / 3600
            made.say("time zone", "ok", f"REST's local time is UTC{hours:+g} h")
            return


def _sitemap(made: Diagnosis, answers: Answers) -> None:
    index, posts = (
        sitemap_in(answers.sitemap, answers.site),
        sitemap_in(answers.sitemap_posts, answers.site),
    )
    read = posts or index
    if index is None or read is None or answers.sitemap is None:
        made.closed["sitemap"] = _why(answers.sitemap)
        made.say("sitemap", "note", made.closed["sitemap"])
        return
    times = [at for one in read.entries if (at := one.modified_at or one.published_at)]
    times += [link.modified_at for link in index.maps if link.modified_at]
    rung_at = max(
        (at for one in feed_in(answers.feed) or () if (at := one.published_at)), default=None
    )
    if not read.entries:
        made.closed["sitemap"] = "its sitemaps name no articles"
    elif not read.is_timed or not times:
        made.closed["sitemap"] = "its sitemaps state no times"
    elif rung_at is not None and max(times) < rung_at - OVERLAP:
        made.closed["sitemap"] = f"its sitemaps are stale since {max(times):%Y-%m-%d %H:%M}"
    if "sitemap" in made.closed:
        made.say("sitemap", "note", made.closed["sitemap"])
        return
    made.urls["sitemap"] = answers.sitemap.line.url
    made.say("sitemap", "ok", f"times of change; {len(index.maps) or 1} sitemaps")


def _archive(made: Diagnosis, answers: Answers) -> None:
    archive = archive_in(answers.home)
    if archive is None:
        made.closed["archive"] = _why(answers.home)
        made.say("home page", "note", f"no list of articles ({made.closed['archive']})")
        return
    timed = sum(one.published_at is not None for one in archive.entries)
    more = "with a next page" if archive.next_url else "no link to a next page"
    made.say("home page", "ok", f"{len(archive.entries)} articles, {timed} with a time, {more}")


def _clock(made: Diagnosis, answers: Answers) -> None:
    capture = _capture(answers.home)
    try:
        stated = parsedate_to_datetime(capture.headers["date"]) if capture else None
    except (KeyError, ValueError, TypeError):
        stated = None
    if capture is None or stated is None or stated.tzinfo is None:
        made.say("clock", "note", "the site does not say what time it has")
        return
    ahead = round((stated - capture.captured_at).total_seconds())
    made.facts.clock_ahead_s = max(min(ahead, 2**31 - 1), -(2**31))
    if abs(ahead) <= _CLOCK_S:
        made.say("clock", "ok", f"{ahead:+d} s against ours")
    else:
        made.say("clock", "note", f"{ahead:+,d} s against ours", "is this machine's clock right?")


def _theme(made: Diagnosis, answers: Answers, known: Taken) -> None:
    capture = _capture(answers.home)
    if capture is None or archive_in(answers.home) is None:
        return
    theme = theme_of(capture.payload)
    made.facts.theme_sha256 = theme.sha256
    what = theme.name or ", ".join(theme.generators) or "not named"
    if known.theme_sha256 in {None, theme.sha256}:
        made.say("theme", "ok", what)
        return
    message = f"another theme since the last probe ({what})"
    made.say("theme", "note", message, "look at a page: warta inspect URL")
    made.signs.append(Seen(cause="theme_changed", subject="theme", message=message))


def _sample(made: Diagnosis, answers: Answers) -> None:
    capture = _capture(answers.sample)
    if capture is None or capture.status != HTTPStatus.OK:
        if answers.sample is not None:
            made.say("sample page", "bad", _why(answers.sample))
        return
    found = extractor.extract(
        capture.payload,
        url=capture.url,
        site=answers.site,
        media_type=capture.media_type or "text/html",
        charset=capture.charset,
        captured_at=capture.captured_at,
    )
    if found.verdict == "good":
        made.say("sample page", "ok", f"{len(found.body_parts)} parts: {found.title}")
        made.signs.append(Healed(cause="theme_changed", subject="theme"))
    else:
        why = f"{found.verdict}: {', '.join(found.reasons)}"
        made.say("sample page", "bad", why, f"look at it: warta inspect {capture.url}")
    again = _capture(answers.sample_again)
    if again is None:
        made.say("page validators", "note", "none: a page that is looked at again is sent whole")
    else:
        is_true = again.status == HTTPStatus.NOT_MODIFIED
        what = "304 where nothing changed" if is_true else "sent, and not heeded"
        made.say("page validators", "ok" if is_true else "note", what)


def newest_of(answers: Answers) -> Found | None:
    """Return an article to look at: the newest that some channel names."""
    archive = archive_in(answers.home)
    listed = feed_in(answers.feed) or posts_in(answers.rest) or (archive.entries if archive else ())
    return next(iter(listed), None)


def feed_in(answer: Answer | None) -> list[Found] | None:
    """Return the entries of a feed; None where it is none."""
    return _read(answer, lambda capture: read_feed(capture.payload))


def posts_in(answer: Answer | None, *, needs_links: bool = True) -> list[Found] | None:
    """Return the posts of a list, those without an address too where they are not needed."""
    if needs_links:
        return _read(answer, lambda capture: read_posts(capture.payload))
    listed = _json(answer)
    return None if listed is None else [Found(url="", channel="rest") for _ in listed]


def total_in(answer: Answer | None) -> int | None:
    """Return how many posts REST says that there are."""
    capture = _capture(answer)
    return extent_of(capture).posts if capture else None


def sitemap_in(answer: Answer | None, site: Site) -> Sitemap | None:
    """Return what is of the site in a sitemap; None where it is none."""
    return _read(answer, lambda capture: own(read_sitemap(capture.payload), site))


def archive_in(answer: Answer | None) -> Archive | None:
    """Return an archive page; None where it is none."""
    return _read(answer, lambda capture: read_archive(capture.payload, capture.url))


def _json(answer: Answer | None) -> list[Any] | None:
    def read(capture: Capture) -> list[Any]:
        try:
            value = json.loads(capture.payload)
        except (ValueError, RecursionError) as exc:
            raise ListingError("no JSON") from exc
        if not isinstance(value, list):
            raise ListingError("no list")
        return value

    return _read(answer, read)


def _read(answer: Answer | None, read: Callable[[Capture], Read]) -> Read | None:
    capture = _capture(answer)
    if capture is None or capture.status != HTTPStatus.OK:
        return None
    try:
        return read(capture)
    except (ListingError, CaptureError):
        return None


def _capture(answer: Answer | None) -> Capture | None:
    return answer.capture if answer is not None else None


def _why(answer: Answer | None) -> str:
    """Say why an answer is of no use."""
    if answer is None:
        return "the site names none"
    capture = answer.capture
    if capture is None:
        return answer.line.reason or "no answer"
    if capture.status != HTTPStatus.OK:
        return f"HTTP {capture.status}"
    return f"it sends something else ({capture.media_type or 'of no type'})"
