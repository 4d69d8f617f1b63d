"""The ledger as a picture: a calendar, a square for each day. Pure.

It knows days and counts; nothing of where they come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import Final

from flows.store.ledger import Covered

_CELL: Final = 12
_STEP: Final = 15
_LEFT: Final = 58
_TOP: Final = 46
_YEAR: Final = 7 * _STEP + 38
_WIDTH: Final = _LEFT + 53 * _STEP + 16
_DAY: Final = timedelta(days=1)
#: Blues for what is stored, by how many articles the day has; they differ for any eye from the
#: orange of what is missing (Okabe and Ito's palette).
_STORED: Final = ("#e3eef8", "#b5d4ec", "#6aaed6", "#2b7bba", "#0b4d8c")
_STORED_FROM: Final = (0, 1, 4, 10, 20)
_MISSING: Final = "#e66100"
_UNPROVEN: Final = "#f3d36b"
_UNKNOWN: Final = "#f2f2f2"
#: What stands for a light colour where the reader prefers dark: the more a day has, the lighter.
_DARK: Final = {
    "#fff": "#121212",
    _UNKNOWN: "#262626",
    **dict(zip(_STORED, ("#1f3244", "#2a4f70", "#3b7cae", "#6aaed6", "#b5d4ec"), strict=True)),
}
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_LEGEND: Final = (
    (_UNKNOWN, "not listed"),
    (_STORED[0], "nothing published"),
    (_STORED[1], "proven: 1 to 3"),
    (_STORED[2], "4 to 9"),
    (_STORED[3], "10 to 19"),
    (_STORED[4], "20 and more"),
    (_UNPROVEN, "not proven yet"),
    (_MISSING, "some missing"),
)


def svg(days: Sequence[Covered], title: str) -> str:
    """Draw the days, a band of weeks for each year, the newest year first."""
    years = sorted({day.day.year for day in days}, reverse=True)
    known = {day.day: day for day in days}
    height = _TOP + len(years) * _YEAR + 34
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    font = 'font-family="system-ui, sans-serif" font-size="11" fill="#333"'
    dark = "".join(f'[fill="{light}"]{{fill:{dark}}}' for light, dark in _DARK.items())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font} role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>@media(prefers-color-scheme:dark){{svg{{fill:#ccc}}{dark}}}</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="24" font-size="15" font-weight="600">{escape(title)}</text>',
    ]
    for number, year in enumerate(years):
        parts += _year(year, known, top=_TOP + number * _YEAR)
    parts += _legend(_TOP + len(years) * _YEAR + 6)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _year(year: int, known: dict[date, Covered], *, top: int) -> Iterator[str]:
    """Draw a year: a column for each week from Monday on."""
    first = date(year, 1, 1)
    y = top + 16
    yield f'<text x="12" y="{y + 10}" font-size="13" font-weight="600">{year}</text>'
    for row, name in ((2, "Wed"), (4, "Fri")):
        at = f'x="{_LEFT - 8}" y="{y + row * _STEP + 10}"'
        yield f'<text {at} text-anchor="end">{name}</text>'
    for month in range(1, 13):
        x = _LEFT + _week(date(year, month, 1), first) * _STEP
        yield f'<text x="{x}" y="{top + 9}">{_MONTHS[month - 1]}</text>'
    day = first
    while day.year == year:
        x = _LEFT + _week(day, first) * _STEP
        yield _cell(x, y + day.weekday() * _STEP, day, known.get(day))
        day += _DAY


def _week(day: date, first: date) -> int:
    """Return in which column a day stands."""
    return ((day - first).days + first.weekday()) // 7


def _cell(x: int, y: int, day: date, covered: Covered | None) -> str:
    said = f"{day:%Y-%m-%d}: not listed" if covered is None else _said(covered)
    return (
        f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="2" fill="{_colour(covered)}">'
        f"<title>{said}</title></rect>"
    )


def _said(day: Covered) -> str:
    counts = f"{day.expected} expected, {day.stored} stored"
    for number, what in ((day.explained, "explained"), (day.missing, "missing")):
        counts += f", {number} {what}" if number else ""
    return f"{day.day:%Y-%m-%d}: {counts}" + ("" if day.proven_at else ", not proven")


def _colour(day: Covered | None) -> str:
    if day is None:
        return _UNKNOWN
    if day.missing:
        return _MISSING
    if day.proven_at is None:
        return _UNPROVEN
    return next(
        colour
        for colour, least in zip(reversed(_STORED), reversed(_STORED_FROM), strict=True)
        if day.expected >= least
    )


def _legend(top: int) -> Iterator[str]:
    x = _LEFT
    for colour, words in _LEGEND:
        yield f'<rect x="{x}" y="{top}" width="{_CELL}" height="{_CELL}" rx="2" fill="{colour}"/>'
        yield f'<text x="{x + _STEP + 2}" y="{top + 10}">{words}</text>'
        x += 28 + 6 * len(words)


def html(days: Sequence[Covered], title: str) -> str:
    """Return the picture as a page, with a table of months below it."""
    head = "".join(f"<th>{name}</th>" for name in ("month", *Covered._fields[1:5], "proven days"))
    rows = "".join(
        "<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in months(days)
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        "<style>:root{color-scheme:light dark}body{font:14px system-ui,sans-serif;margin:1.5rem}"
        "svg{max-width:100%;height:auto}td,th{padding:.15rem .8rem;text-align:right}"
        "td:first-child,th:first-child{text-align:left}</style>"
        f"{svg(days, title)}<table><tr>{head}</tr>{rows}</table></html>\n"
    )


def months(days: Iterable[Covered]) -> list[tuple[str, int, int, int, int, str]]:
    """Sum the days up by month: expected, stored, explained, missing, and how many are proven."""
    found = []
    for month, group in groupby(days, key=lambda day: f"{day.day:%Y-%m}"):
        held = list(group)
        proven = sum(day.proven_at is not None for day in held)
        found.append(
            (
                month,
                sum(day.expected for day in held),
                sum(day.stored for day in held),
                sum(day.explained for day in held),
                sum(day.missing for day in held),
                f"{proven}/{len(held)}",
            )
        )
    return found
