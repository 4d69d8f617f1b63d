"""Dates as pages write them, to aware datetimes. The clock is what the caller says it was."""

import re
from datetime import MAXYEAR, UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from crawler.extract.bylines import MONTH, WEEKDAY
from crawler.extract.stated.months import in_numbers

#: Zones of other parts of the world, in capitals as they are written: "et" is French for "and".
_OFFSETS: Final = {
    "EDT": "-04:00", "EST": "-05:00", "ET": "-05:00", "CDT": "-05:00", "CST": "-06:00",
    "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00", "PST": "-08:00", "BST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "KST": "+09:00",
    "JST": "+09:00", "HKT": "+08:00", "SGT": "+08:00", "IST": "+05:30", "MSK": "+03:00",
}  # fmt: skip
_ABROAD: Final = rf"(?-i:{'|'.join(_OFFSETS)})\b"
#: Of those who write the month before the day.
_MONTH_FIRST: Final = re.compile(r"\b(?:[ECMP][DS]T|ET)\b")
#: The same day by the calendar of Islam: "20 Mei 2025 M / 22 Zulkaidah 1446 H, 07:21".
_HIJRI: Final = r"(?:\s*M\b)?(?:[\s/|(,=–-]{1,4}\d{1,2} [^\W\d][^\d/|]{2,20}1[34]\d\d\s*H\b\.?)?"
#: What stands between a day and its time: signs, and a word for it. What lasts "(3:10)" is none.
_BETWEEN: Final = (
    rf"{_HIJRI}"
    r"(?:[^\w(\[]{0,6}|\W{1,3}(?=\d\d))"
    r"(?:(?:(?:pada )?(?:pukul|jam|pkl?|waktu|at)\b[\s.]*:?|pada )\s*)?"
)
_CLOCK: Final = (
    r"(?:[01]?\d|2[0-3])(?:\s?:\s?|\.)[0-5]\d(?:[:.][0-5]\d)?(?![.:]?\d)"
    r"\s*(?:(?:[ap]m|pagi|siang|sore|malam)\b)?"
    r"\s*(?:wib|wita|wit|(?:utc|gmt)(?:\s?[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d))?"
    rf"|[+-]\d{{2}}:?\d{{2}}|{_ABROAD})?"
)
#: A date in running text, Indonesian or English, with a time behind it or not.
_DATE: Final = re.compile(
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?\s*-?\s*(?:{MONTH})\s*[,-]?\s*\d{{4}}\b"
    rf"|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,\s*|\s+)\d{{4}}\b|\b\d{{4}}[/-]\d{{2}}[/-]\d{{2}}(?!\w)"
    rf"|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2}}(?=\s+\d{{1,2}}[:.]))"
    rf"(?:{_BETWEEN}(?P<clock>{_CLOCK}))?",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?")
#: What stands before the time of an update.
_UPDATED: Final = re.compile(
    r"(?:diperbarui|diperbaharui|diubah|pembaruan|updated|modified|aktualisiert|geändert"
    r"|actualizado|modificado|mis à jour|mise à jour|atualizado|aggiornato|bijgewerkt|آخر تحديث"
    r"|수정|更新)(?!\w)[^\d]{0,25}$"
    # "Update Banjir" is of a section
    rf"|\bupdate(?:\W+(?:terakhir|pada|hari|tanggal|tgl|pukul|last|on|at|{WEEKDAY}|{MONTH})\b)*\W*$",
    re.IGNORECASE,
)
#: A clock before its day: "14:05 WIB, Kamis, 16 Februari 2026".
_EARLIER: Final = re.compile(
    r"(?<![\w:+-])(?P<clock>(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*(?:wib|wita|wit))?)"
    rf"[\s,|•·/–—-]*(?:{WEEKDAY}[\s,]*)?$",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?:\d{1,3}|se)\s*(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)\s+(?:yang\s+)?lalu\b"
    r"|\b(?:kemarin|hari ini)\b(?:,?\s*(?:pukul\s*)?\d{1,2}[:.]\d{2})?|\bbaru saja\b"
    r"|\b\d{1,3} (?:second|minute|hour|day|week|month)s? ago\b",
    re.IGNORECASE,
)
_ZONES: Final = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_ZONE: Final = re.compile(r"\b(WIB|WITA|WIT)\b", re.IGNORECASE)
_OTHER_ZONE: Final = re.compile(_ABROAD)
#: "GMT+7", "UTC +07:00": as far from there.
_FROM_UTC: Final = re.compile(r"\b(?:utc|gmt)\s?([+-])(\d{1,2})(?::?(\d\d))?$", re.IGNORECASE)
#: "8.10 malam"; the first and the last of its hours that count from noon.
_OF_DAY: Final = re.compile(r"\b(\d{1,2})([.:]\d\d)\s*(pagi|siang|sore|malam)\b", re.IGNORECASE)
_AFTER_NOON: Final = {"pagi": (0, 0), "siang": (1, 4), "sore": (1, 7), "malam": (6, 11)}
_OFFSET: Final = re.compile(
    r"\s*(?:(?P<hours>[+-](?:0\d|1[0-4])):?(?P<minutes>[0-5]\d)|utc|gmt)$", re.IGNORECASE
)
_DAY_SECOND: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{2,4})\b")
_DOTTED: Final = re.compile(
    r"\b(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s*(?:$|[+-]|[ap]m|utc|gmt))", re.IGNORECASE
)
_MAX_CHARS: Final = 300
#: No page of the Web is older; what says so is a placeholder.
_FIRST_YEAR: Final = 1990


@lru_cache(maxsize=1024)
def from_iso(text: str, zone: tzinfo) -> datetime | None:
    """Return a date of structured data, in ``zone`` when it names none; None when it is no date.

    A year before the Web was one, such as WordPress's ``-0001-11-30``, is none; nor is the last
    that Python knows, which ends beyond it in other zones.
    """
    try:
        found = datetime.fromisoformat(text.strip().replace(" +", "+"))
        aware = found if found.tzinfo else found.replace(tzinfo=zone)
        return aware if _FIRST_YEAR <= aware.astimezone(UTC).year < MAXYEAR else None
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
    if told := _written(text, zone) or _written_elsewhere(text, zone):
        return told
    if base is not None and (found := _RELATIVE.search(text)):
        return _parsed(_relative(found[0].lower()), zone, base)
    return None


def is_updated(before: str) -> bool:
    """Whether what stands before a date says that it is an update's."""
    return _UPDATED.search(before) is not None


def update_in(text: str, zone: tzinfo) -> datetime | None:
    """Return the first date in ``text`` that is an update's: "Diperbarui: 2 Mei 2025 08:15"."""
    text = text[:_MAX_CHARS]
    dates = (date for date in _DATE.finditer(text) if is_updated(text[: date.start()]))
    told = next(dates, None)
    return _parsed(_clean(f"{told['date']} {told['clock'] or ''}"), zone, None) if told else None


def is_of_update(text: str) -> bool:
    """Whether ``text`` holds dates, and all of them are those of updates."""
    dates = list(_DATE.finditer(text[:_MAX_CHARS]))
    return bool(dates) and all(is_updated(text[: date.start()]) for date in dates)


def _written(text: str, zone: tzinfo) -> datetime | None:
    """Return the first date in Indonesian, English or numbers, before that of an update."""
    dates = list(_DATE.finditer(text))
    told = (date for date in dates if not is_updated(text[: date.start()]))
    if found := next(told, dates[0] if dates else None):
        timed = found if found["clock"] else _EARLIER.search(text[: found.start()])
        return _parsed(_clean(f"{found['date']} {timed['clock'] if timed else ''}"), zone, None)
    found = _ISO.search(text)
    return from_iso(found[0], zone) if found else None


def _written_elsewhere(text: str, zone: tzinfo) -> datetime | None:
    """Return the first date in another language."""
    other = in_numbers(text) if any(map(str.isdecimal, text)) else text
    return _written(other, zone) if other != text else None


def from_stated(stated: object, zone: tzinfo) -> datetime | None:
    """Return the date that a page states for programs, in whatever form it does."""
    text = str(stated or "")[:_MAX_CHARS]
    return (from_iso(text, zone) or _written(text, zone)) if text else None


def _relative(text: str) -> str:
    """Return a span as the library reads it: "sejam yang lalu" is one hour ago."""
    text = re.sub(r"\bse(?=detik|menit|jam|hari|minggu|pekan|bulan|tahun)", "1 ", text)
    text = text.replace("pekan", "minggu").replace(",", " ").replace("pukul", " ")
    return re.sub(r"(\d)\.(\d)", r"\1:\2", text)


def _clean(text: str) -> str:
    """Return a date, and its time if there is one, as the library reads it."""
    text = _OF_DAY.sub(_by_noon, text)
    text = _ZONE.sub(lambda zone: _ZONES[zone[1].upper().replace("İ", "I")], text)
    if _MONTH_FIRST.search(text):
        text = _DAY_SECOND.sub(r"\2/\1/\3", text)
    text = _OTHER_ZONE.sub(lambda zone: _OFFSETS[zone[0]], text)
    text = _FROM_UTC.sub(lambda far: f"{far[1]}{int(far[2]):02}:{far[3] or '00'}", text.strip())
    text = re.sub(r"\s-\s|(?<=\d)(?:st|nd|rd|th)\b", " ", text).replace(" ,", ",")
    text = re.sub(r"\s*:\s*", ":", text)
    text = re.sub(r"(?<=\d)-(?=[a-z])|(?<=[a-z.])-(?=\d)", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(\d{1,2})\.(\d{1,2})\.(?=\d{4})", r"\1/\2/", text)
    text = re.sub(r"\b(?:ags|agt)\b\.?", "agu", text, flags=re.IGNORECASE)
    text = _DOTTED.sub(lambda time: ":".join(part for part in time.groups() if part), text)
    return " ".join(text.replace(",", " ").split())


def _by_noon(told: re.Match[str]) -> str:
    """Return an hour and its part of the day as "8.10 pm", or as it is where it counts to 24."""
    first, last = _AFTER_NOON[told[3].lower()]
    return f"{told[1]}{told[2]}{' pm' if first <= int(told[1]) <= last else ''}"


@lru_cache(maxsize=1024)
def _parsed(text: str, zone: tzinfo, base: datetime | None) -> datetime | None:
    import dateparser  # 0.3 s, and few pages need it

    offset = _OFFSET.search(text)
    settings: dict[str, object] = {"DATE_ORDER": "YMD" if text[:4].isdigit() else "DMY"}
    if base is not None:
        settings["RELATIVE_BASE"] = base.astimezone(zone).replace(tzinfo=None)
    text = text[: offset.start()] if offset else text
    try:
        found = dateparser.parse(text, languages=["id", "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    if found is None or not _FIRST_YEAR <= found.year < MAXYEAR:
        return None
    return found.replace(tzinfo=_zone(offset) if offset else zone)


def _zone(offset: re.Match[str]) -> tzinfo:
    """Return the zone that a date was written in: its day is that of whoever wrote it."""
    if not offset["hours"]:
        return UTC
    hours, minutes = int(offset["hours"]), int(offset["minutes"])
    return timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))
