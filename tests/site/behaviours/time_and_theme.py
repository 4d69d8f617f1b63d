"""Clocks that are off, and a site that looks different the next morning."""

import re
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?=\+00:00|Z)")


@behaviour()
def clock_hours_off(visit: Visit, *, hours: float = 7) -> Answer:
    """The server's clock is off: `Date` and `Last-Modified` name times that are not."""
    answer = visit.proceed()
    shift = timedelta(hours=hours)
    now = format_datetime(visit.wordpress.now + shift, usegmt=True)
    stamp = answer.header("Last-Modified")
    if stamp:
        moved = format_datetime(parsedate_to_datetime(stamp) + shift, usegmt=True)
        answer = answer.with_header("Last-Modified", moved)
    return answer.with_header("Date", now)


@behaviour()
def local_time_called_utc(visit: Visit, *, hours: int = 7) -> Answer:
    """Structured data gives local time with `+00:00`: seven hours in the future."""
    answer = visit.proceed()

    def shift(found: re.Match[str]) -> str:
        at = found[1]
        hour = (int(at[11:13]) + hours) % 24
        return f"{at[:11]}{hour:02}{at[13:]}"

    return answer.with_text(_STAMP.sub(shift, answer.text))


@behaviour()
def other_theme(visit: Visit, *, theme: str = "jnews") -> Answer:
    """Some pages come in another theme: a test on visitors, or a change that is under way."""
    wordpress = visit.wordpress
    before = wordpress.settings.theme
    wordpress.configure(theme=theme)
    try:
        return visit.proceed()
    finally:
        wordpress.configure(theme=before)


@behaviour()
def theme_change_overnight(visit: Visit, *, theme: str = "jannah", at: str = "20:00") -> Answer:
    """From a time of the site's day on the whole site has a new theme: every page is different."""
    hour, minute = (int(part) for part in at.split(":"))
    local = visit.wordpress.now.astimezone(visit.wordpress.settings.timezone)
    start = visit.memory.setdefault("start", local.replace(hour=hour, minute=minute, second=0))
    if local >= start and visit.wordpress.settings.theme != theme:  # type: ignore[operator]
        visit.wordpress.configure(theme=theme)
    return visit.proceed()
