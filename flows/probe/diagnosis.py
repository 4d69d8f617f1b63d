"""What the answers to a probe mean for following the site. Pure.

It knows the answers and what was known before; nothing of how the questions were asked.
"""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from crawler.captures import Capture
from crawler.discovery import read_robots
from crawler.discovery.theme import theme_of
from crawler.sites import Site
from flows.incidents.record import Healed, Seen
from flows.listings.order import ORDER
from flows.listings.readings import OVERLAP
from flows.listings.untimed import UNTIMED
from flows.load.items import extraction_alone, failed
from flows.probe.answers import Answers, archive_in, capture_in, feed_in, sitemap_in, why
from flows.probe.diagnosis_rest import judge_rest
from flows.probe.findings import Diagnosis
from flows.store.sites import Taken
from flows.wording import counted

#: Clocks that differ by less are right.
_CLOCK_S: Final = 120
#: Where something changed so shortly before an answer, the answer may not have known.
RECENT: Final = timedelta(minutes=1)
_TRUST: Final = "304 is not believed any more: the feed is fetched whole at each run"


def diagnose(answers: Answers, *, known: Taken) -> Diagnosis:
    """Judge the answers; ``known`` is what the archive knew of the site before."""
    made = Diagnosis()
    _robots(made, answers)
    _feed(made, answers)
    _validators(made, answers)
    judge_rest(made, answers)
    _sitemap(made, answers)
    _archive(made, answers)
    _clock(made, answers)
    _theme(made, answers, known)
    _sample(made, answers)
    made.urls |= {"feed": answers.feed_url, "rest": answers.rest_url}
    if len(made.closed) == len(ORDER) and made.closed["sitemap"] != UNTIMED:
        advice = "warta goes around no block: ask the site's owner"
        made.say("channels", "bad", "no channel is open", advice)
    return made


def _robots(made: Diagnosis, answers: Answers) -> None:
    text = answers.robots
    if text is None:
        made.say("robots", "bad", "robots.txt can't be read, so nothing may be fetched")
        return
    robots = read_robots(text)
    if not robots.allows(f"{answers.site.home_url}/"):
        made.say("robots", "bad", "robots.txt does not allow warta", "ask the site's owner")
        return
    delay = f", {robots.crawl_delay_s:g} s between requests" if robots.crawl_delay_s else ""
    said = "allows warta" if text.strip() else "there is none: all is allowed"
    made.say("robots", "ok", f"{said}{delay}; {counted(len(robots.sitemaps), 'sitemap')} named")


def _feed(made: Diagnosis, answers: Answers) -> None:
    entries = feed_in(answers.feed)
    if entries is None:
        made.closed["feed"] = why(answers.feed)
        made.say("feed", "note", made.closed["feed"], "another channel says whether news are there")
        return
    made.say("feed", "ok", counted(len(entries), "entry", "entries"))


def _validators(made: Diagnosis, answers: Answers) -> None:
    again, feed = capture_in(answers.feed_again), capture_in(answers.feed)
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
        made.signs.append(Healed(cause="validator_lied", subject="feed"))
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


def _sitemap(made: Diagnosis, answers: Answers) -> None:
    index, posts = (
        sitemap_in(answers.sitemap, answers.site),
        sitemap_in(answers.sitemap_posts, answers.site),
    )
    read = posts or index
    if index is None or read is None or answers.sitemap is None:
        made.closed["sitemap"] = why(answers.sitemap)
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
        made.closed["sitemap"] = UNTIMED
    elif rung_at is not None and max(times) < rung_at - OVERLAP:
        made.closed["sitemap"] = f"its sitemaps are stale since {max(times):%Y-%m-%d %H:%M}"
    if "sitemap" in made.closed:
        made.say("sitemap", "note", made.closed["sitemap"])
        return
    made.urls["sitemap"] = answers.sitemap.line.url
    made.say("sitemap", "ok", f"times of change; {counted(len(index.maps) or 1, 'sitemap')}")


def _archive(made: Diagnosis, answers: Answers) -> None:
    archive = archive_in(answers.home)
    if archive is None:
        made.closed["archive"] = why(answers.home)
        made.say("home page", "note", f"no list of articles ({made.closed['archive']})")
        return
    timed = sum(one.published_at is not None for one in archive.entries)
    more = "with a next page" if archive.next_url else "no link to a next page"
    listed = counted(len(archive.entries), "article")
    made.say("home page", "ok", f"{listed}, {timed} with a time, {more}")


def _clock(made: Diagnosis, answers: Answers) -> None:
    capture = capture_in(answers.home)
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
    capture = capture_in(answers.home)
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
    capture = capture_in(answers.sample)
    if capture is None or capture.status != HTTPStatus.OK:
        if answers.sample is not None:
            made.say("sample page", "bad", why(answers.sample))
        return
    _understood(made, capture, answers.site)
    again = capture_in(answers.sample_again)
    if again is None:
        made.say("page validators", "note", "none: a page that is looked at again is sent whole")
    else:
        is_true = again.status == HTTPStatus.NOT_MODIFIED
        what = "304 where nothing changed" if is_true else "sent, and not heeded"
        made.say("page validators", "ok" if is_true else "note", what)


def _understood(made: Diagnosis, capture: Capture, site: Site) -> None:
    """Say whether the page is understood; where the extractor fails, as the page's item does."""
    advice = f"look at it: warta inspect {capture.url}"
    try:
        found = extraction_alone(capture, site)
    except Exception as exc:  # noqa: BLE001 (what else there is to say of the site is worth knowing)
        (reason,) = failed(capture, f"{type(exc).__name__}: {exc}").reasons
        made.say("sample page", "bad", reason, advice)
        return
    if found.verdict == "good":
        length = counted(len(found.body.split()), "word")
        made.say("sample page", "ok", f"understood: {found.title} ({length})")
        if not any(isinstance(sign, Seen) and sign.cause == "theme_changed" for sign in made.signs):
            made.signs.append(Healed(cause="theme_changed", subject="theme"))
    else:
        made.say("sample page", "bad", f"{found.verdict}: {', '.join(found.reasons)}", advice)
