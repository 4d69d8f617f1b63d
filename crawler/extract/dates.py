"""Dates as pages write them, to aware datetimes. The clock is what the caller says it was."""

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nop|nov|des|dec)[a-z]*\.?"
)
_TIME: Final = (
    r"(?P<time>[\s,|•·@–—-]*(?:pukul|jam|pk\.?|at)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"\s*(?:[ap]m\b)?\s*(?:wib|wita|wit|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
#: A date in running text, Indonesian or English, with a time behind it or not.
_DATE: Final = re.compile(
    rf"(?P<date>\b\d{{1,2}}\s*(?:{_MONTHS})\s*,?\s*\d{{4}}\b|\b{_MONTHS}\s+\d{{1,2}}\s*,\s*\d{{4}}\b"
    rf"|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b){_TIME}",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?:\d{1,3}|se)\s*(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)\s+(?:yang\s+)?lalu\b"
    r"|\b(?:kemarin|hari ini|baru saja)\b|\b\d{1,3} (?:second|minute|hour|day|week|month)s? ago\b",
    re.IGNORECASE,
)
_ZONES: Final = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_ZONE: Final = re.compile(r"\b(WIB|WITA|WIT)\b", re.IGNORECASE)
_LABELS: Final = re.compile(r"\b(?:pukul|jam|pk\.|at)\b", re.IGNORECASE)
_DOTTED: Final = re.compile(
    r"\b(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s*(?:$|[+-]|[ap]m|utc|gmt))", re.IGNORECASE
)
_MAX_CHARS: Final = 300
#: No page of the Web is older; what says so is a placeholder.
_FIRST_YEAR: Final = 1990


@lru_cache(maxsize=1024)
def from_iso(text: str, zone: tzinfo) -> datetime | None:
    """Return a date of structured data, in ``zone`` when it names none; None when it is no date.

    A year before the Web was one, such as WordPress's ``-0001-11-30``, is none.
    """
    try:
        found = datetime.fromisoformat(text.strip().replace(" +", "+"))
        aware = found if found.tzinfo else found.replace(tzinfo=zone)
        return aware if aware.astimezone(UTC).year >= _FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None


def from_text(text: str, zone: tzinfo, base: datetime | None) -> datetime | None:
    """Return the first date in ``text``, such as ``Kamis, 16 Februari, 2024``.

    Args:
        text: a byline, or the like.
        zone: of a date without an offset.
        base: what relative dates (``3 jam yang lalu``) count from; without it they are none.

    """
    text = text[:_MAX_CHARS]
    if found := _DATE.search(text):
        return _parsed(_clean(found[0]), zone, None)
    if base is not None and (found := _RELATIVE.search(text)):
        return _parsed(found[0].replace("pekan", "minggu"), zone, base)
    return None


def _clean(text: str) -> str:
    """Return a date as the library reads it."""
    text = _ZONE.sub(lambda zone: _ZONES[zone[1].upper()], text)
    text = re.sub(r"[|•·@–—]|\s-\s", " ", text).replace(" ,", ",")
    text = _DOTTED.sub(lambda time: ":".join(part for part in time.groups() if part), text)
    return " ".join(_LABELS.sub(" ", text).replace(",", " ").split())


@lru_cache(maxsize=1024)
def _parsed(text: str, zone: tzinfo, base: datetime | None) -> datetime | None:
    import dateparser  # 0.3 s, and few pages need it

    name = str(zone)
    settings: dict[str, object] = {
        "DATE_ORDER": "YMD" if text[:4].isdigit() else "DMY",
        "TIMEZONE": name,
        "TO_TIMEZONE": name,
        "RETURN_AS_TIMEZONE_AWARE": True,
    }
    if base is not None:
        settings["RELATIVE_BASE"] = base.astimezone(zone).replace(tzinfo=None)
    try:
        return dateparser.parse(text, languages=["id", "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
