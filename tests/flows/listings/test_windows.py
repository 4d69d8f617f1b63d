"""Days are read from lists of a hundred at most, whatever comes and goes meanwhile."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import Dated, Found
from flows.ledger.days import gaps
from flows.ledger.estimate import span_of
from flows.listings.windows import Days, WindowError, Windows
from tests.flows.archive import NOW, SITE

FIRST = date(2024, 1, 1)
LAST = date(2024, 1, 12)


def dated(number: int, day: date) -> Dated:
    """A post of a day."""
    return Dated(day, Found(url=f"https://warta.example/?p={number}", channel="rest"))


def read(posts: list[Dated], *, per_page: int, counts: bool = True) -> list[Days]:
    """Read all days of a site that lists so many a page."""
    windows = Windows(FIRST, LAST)
    found: list[Days] = []
    for _ in range(200):
        if windows.is_read:
            return found
        first, last = windows.span
        inside = [one for one in posts if first <= one.day <= last]
        inside.sort(key=lambda one: one.day, reverse=True)
        start = (windows.page - 1) * per_page
        if windows.page > 1 and start >= len(inside):
            found += windows.take_end()
        else:
            total = len(inside) if counts else None
            found += windows.take(inside[start : start + per_page], total)
    raise AssertionError("it does not end")


@given(
    days=st.lists(st.integers(0, 11), max_size=40),
    per_page=st.integers(1, 9),
    counts=st.booleans(),
)
def test_each_post_is_read_once_on_its_day(days: list[int], per_page: int, *, counts: bool) -> None:
    """However they lie, however short the lists, whether or not the site counts them."""
    posts = [dated(number, FIRST + timedelta(days=day)) for number, day in enumerate(days)]
    found = read(posts, per_page=per_page, counts=counts)
    covered = [
        days.first + timedelta(days=number)
        for days in found
        for number in range((days.last - days.first).days + 1)
    ]
    assert sorted(covered) == [FIRST + timedelta(days=number) for number in range(12)]
    entries = [one for days in found for one in days.entries]
    assert sorted(one.found.url for one in entries) == sorted(one.found.url for one in posts)
    assert all(days.first <= one.day <= days.last for days in found for one in days.entries)
    assert sum(days.unlisted for days in found) == 0


def test_what_is_counted_and_not_listed_is_told() -> None:
    """A list that hides a post is read twice, and then believed."""
    windows = Windows(FIRST, LAST)
    newest = [dated(1, LAST), dated(2, LAST - timedelta(days=1))]
    for _ in range(2):
        assert [days.unlisted for days in windows.take(newest, 6)] == [0]
        again = windows.take([dated(3, FIRST)], 4)
        if again:
            break
    (days,) = again
    assert (days.first, days.last, days.unlisted) == (LAST, LAST, 1)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([dated(1, LAST + timedelta(days=1))], "it lists a post of 2024-01-13"),
        ([dated(1, FIRST), dated(2, LAST)], "does not list the newest first"),
    ],
)
def test_a_list_of_other_days_is_refused(entries: list[Dated], why: str) -> None:
    """The site does not heed what it is asked for."""
    with pytest.raises(WindowError, match=why):
        Windows(FIRST, LAST).take(entries, 2)


def test_no_day_before_the_web_is_asked_for() -> None:
    """Whoever wants all there is may name the first day that there is."""
    span = span_of(SITE, date.min, None, None, lambda: NOW)
    assert gaps(span.first, span.last, set()) == [(date(1991, 8, 6), span.last)]


def test_the_days_that_are_not_read_come_in_stretches() -> None:
    """The newest first."""
    read_before = {date(2024, 1, 3), date(2024, 1, 4), date(2024, 1, 12)}
    assert gaps(FIRST, LAST, read_before) == [
        (date(2024, 1, 5), date(2024, 1, 11)),
        (date(2024, 1, 1), date(2024, 1, 2)),
    ]
