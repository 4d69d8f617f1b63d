"""What the answers of the REST interface mean: whether it does what it is asked. Pure."""

from collections.abc import Sequence

from crawler.captures import CaptureError
from crawler.discovery import Found, changes_in
from crawler.discovery.found import zoned
from flows.probe.answers import Answers, capture_in, json_in, paged_in, posts_in, total_in, why
from flows.probe.findings import Diagnosis
from flows.wording import counted


def judge_rest(made: Diagnosis, answers: Answers) -> None:
    """Say whether REST is open, keeps to the order and the windows asked for, and counts right."""
    posts = posts_in(answers.rest)
    if not posts:
        made.closed["rest"] = why(answers.rest) if posts is None else "it lists no posts"
        made.say("REST", "note", made.closed["rest"], "sitemaps or the feed stand in for it")
        if _is_of_blocks(answers):
            what = (
                "a theme of blocks may not link to their further pages, and REST can't tell of them"
            )
            made.say("posts in pages", "note", what)
        return
    total = total_in(answers.rest)
    made.say("REST", "ok", "open" if total is None else f"open, {counted(total, 'post')}")
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
        made.say("REST totals", "note", f"it counts {counted(total, 'post')} and lists fewer")
    else:
        made.say("REST totals", "ok", "they are true")
    paged = sum(len(paged_in(answer)) for answer in answers.rest_paged)
    if paged:
        several = counted(paged, "has several", "have several")
        made.say("posts in pages", "ok", f"{several}; each is fetched with all of them")
    _zone(made, answers)


def _is_of_blocks(answers: Answers) -> bool:
    """Whether an article is shown by a theme of blocks."""
    capture = capture_in(answers.sample)
    try:
        return capture is not None and b"wp-site-blocks" in capture.payload
    except CaptureError:
        return False


def _is_ordered(newest: Sequence[Found], oldest: Sequence[Found]) -> bool:
    down, up = changes_in(newest), changes_in(oldest)
    if down != sorted(down, reverse=True) or up != sorted(up):
        return False
    return not down or not up or down[0] > up[0] or len(set(down + up)) == 1


def _zone(made: Diagnosis, answers: Answers) -> None:
    """Learn what ``modified_after``, which is in the site's own time, is ahead of UTC.

    By the newest change: of older times the local one is as it was in the zone of then.
    """
    for post in json_in(answers.rest) or []:
        if not isinstance(post, dict):
            continue
        local, utc = (zoned(f"{post.get(name)}+00:00") for name in ("modified", "modified_gmt"))
        if local is not None and utc is not None:
            made.facts.utc_offset_s = round((local - utc).total_seconds())
            hours = made.facts.utc_offset_s / 3600
            made.say("time zone", "ok", f"REST's local time is UTC{hours:+g} h")
            return
