"""Dates of structured data and of bylines."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.stated.dates import from_iso, from_stated, from_text

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 2, 16, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamis, 16 Februari, 2024", "2024-02-16T00:00:00+07:00"),
        ("Kamis, 16 Februari , 2024", "2024-02-16T00:00:00+07:00"),
        ("16/02/2024 14:05 WIB", "2024-02-16T14:05:00+07:00"),
        ("Redaksi - Jumat, 16 Februari 2024 | 14:05 WIB", "2024-02-16T14:05:00+07:00"),
        ("16 Agu 2024 pukul 09.30 WIT", "2024-08-16T09:30:00+09:00"),
        ("1 Desember 2023", "2023-12-01T00:00:00+07:00"),
        ("Update Banjir | 1 Mei 2023, rapat 2 Mei 2023", "2023-05-01T00:00:00+07:00"),
        ("Update terakhir: Senin, 1 Mei 2023; 2 Mei 2023", "2023-05-02T00:00:00+07:00"),
        ("9-Mei-2026", "2026-05-09T00:00:00+07:00"),
        ("19-Agu.-2026 14:05 WIB", "2026-08-19T14:05:00+07:00"),
        ("November 15, 2026", "2026-11-15T00:00:00+07:00"),
        ("Published 22/11/2026", "2026-11-22T00:00:00+07:00"),
        ("2024-02-16", "2024-02-16T00:00:00+07:00"),
        ("2 hari yang lalu", "2024-02-14T17:00:00+07:00"),
        ("5 menit lalu", "2024-02-16T16:55:00+07:00"),
        ("Sejam yang lalu", "2024-02-16T16:00:00+07:00"),
        ("Kemarin, 14.05", "2024-02-15T14:05:00+07:00"),
        ("16.02.2024 14:05", "2024-02-16T14:05:00+07:00"),
        ("16/02/24 14:05", "2024-02-16T14:05:00+07:00"),
        ("Jumat (16/02/2024) 14:05", "2024-02-16T14:05:00+07:00"),
        ("2024/02/16 14:05", "2024-02-16T14:05:00+07:00"),
        ("2024-02-16T14:05:00+07:00", "2024-02-16T14:05:00+07:00"),
        ("16th February 2024", "2024-02-16T00:00:00+07:00"),
        ("16 Ags 2024, 14:05", "2024-08-16T14:05:00+07:00"),
        ("14:05 WIB, 16 Februari 2024", "2024-02-16T14:05:00+07:00"),
        ("Pukul 14:05 WIB / Jumat, 16 Februari 2024", "2024-02-16T14:05:00+07:00"),
        ("Jumat, 16 Februari 2024 / 14:05 WIB", "2024-02-16T14:05:00+07:00"),
        ("16/02/2024 / 14:05", "2024-02-16T14:05:00+07:00"),
        ("Jumat, 16 Februari 2024 (14:05 WITA)", "2024-02-16T14:05:00+08:00"),
        ("16 Februari 2024 » Pukul : 14.05 WIB", "2024-02-16T14:05:00+07:00"),
        ("16 Februari 2024, pkl. 14.05", "2024-02-16T14:05:00+07:00"),
        ("16 Februari 2024 pada 14 : 05", "2024-02-16T14:05:00+07:00"),
        ("16 Februari 2024 (3:10)", "2024-02-16T00:00:00+07:00"),
        ("16.02.2024 - 18.02.2024", "2024-02-16T00:00:00+07:00"),
        ("16 Februari 2024 / 24:75", "2024-02-16T00:00:00+07:00"),
        ("Diperbarui 17 Feb 2024 09:00 | Terbit 16 Feb 2024 14:05", "2024-02-16T14:05:00+07:00"),
        ("16 Februari 2024 14:05 GMT+7", "2024-02-16T14:05:00+07:00"),
        ("16 Februari 2024, 14.05 GMT +08:00", "2024-02-16T14:05:00+08:00"),
        ("16 Februari 2024 14:05 UTC-0330 | 812", "2024-02-16T14:05:00-03:30"),
        ("16 Februari 2024 14:05 GMT - 12 kali dibaca", "2024-02-16T14:05:00+00:00"),
        ("16 Februari 2024, pukul 8.10 malam", "2024-02-16T20:10:00+07:00"),
        ("16 Februari 2024, pukul 20.10 malam WIB", "2024-02-16T20:10:00+07:00"),
        ("16 Februari 2024, pukul 1.30 siang", "2024-02-16T13:30:00+07:00"),
        ("16 Februari 2024, pukul 11.30 siang", "2024-02-16T11:30:00+07:00"),
        ("16 Februari 2024, pukul 4:15 sore WITA", "2024-02-16T16:15:00+08:00"),
        ("16 Februari 2024, pukul 08.10 pagi", "2024-02-16T08:10:00+07:00"),
    ],
)
def test_reads_indonesian_dates(text: str, expected: str) -> None:
    """Day first, the site's time zone unless the text names another."""
    found = from_text(text, ZONE, NOW)
    assert found is not None
    assert found == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24. März 2004, 19:49", "2004-03-24T19:49:00+07:00"),
        ("Dienstag, 4. Juni 2019 um 15:54 Uhr", "2019-06-04T15:54:00+07:00"),
        ("le 15 septembre 2009 à 14h05", "2009-09-15T14:05:00+07:00"),
        ("15 de enero de 2012", "2012-01-15T00:00:00+07:00"),
        ("marzo 8, 2019", "2019-03-08T00:00:00+07:00"),
        ("13 июня 2019", "2019-06-13T00:00:00+07:00"),
        ("الأحد، ٤ آب/أغسطس 2013", "2013-08-04T00:00:00+07:00"),
        ("2012年12月10日 10:41", "2012-12-10T10:41:00+07:00"),
        ("기사입력 2013년 10월 24일", "2013-10-24T00:00:00+07:00"),
        ("10/9/10 7:15 AM EDT", "2010-10-09T07:15:00-04:00"),
        ("Wednesday, 21 Sep 2011 | 4:35 PM ET", "2011-09-21T16:35:00-05:00"),
        ("Aktualisiert 17.02.2024 09:00, erstellt 16.02.2024", "2024-02-16T00:00:00+07:00"),
    ],
)
def test_reads_dates_of_other_languages(text: str, expected: str) -> None:
    """As a reader there would; the offset stays the one that was written."""
    found = from_text(text, ZONE, NOW)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat, 09 Oct 2010 07:15:45 GMT", "2010-10-09T07:15:45+00:00"),
        ("20110920", "2011-09-20T00:00:00+07:00"),
        ("January 16, 2020", "2020-01-16T00:00:00+07:00"),
        ("1/25/2014 12:49:46 AM", "2014-01-25T00:49:46+07:00"),
        ("1560954548", None),
        (None, None),
    ],
)
def test_reads_what_pages_state_in_forms_of_their_own(
    text: str | None, expected: str | None
) -> None:
    """ISO 8601 is what they should write."""
    found = from_stated(text, ZONE)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    "text", ["", "tanpa tanggal", "32/13/2024", "99 Februari 9999", "1" * 9999]
)
def test_what_is_no_date_is_none(text: str) -> None:
    """And nothing fails."""
    assert from_text(text, ZONE, NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-16T14:05:00+07:00", "2024-02-16T07:05:00+00:00"),
        ("2024-02-16T07:05:00Z", "2024-02-16T07:05:00+00:00"),
        ("2024-02-16T14:05:00+0700", "2024-02-16T07:05:00+00:00"),
        ("2024-02-16 14:05:00", "2024-02-16T07:05:00+00:00"),
        ("2024-02-16 14:05:00 +0700", "2024-02-16T07:05:00+00:00"),
        ("2024-02-16", "2024-02-15T17:00:00+00:00"),
    ],
)
def test_reads_dates_of_structured_data(text: str, expected: str) -> None:
    """A date without an offset is in the site's time zone."""
    assert from_iso(text, ZONE) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["", "kemarin", "-0001-11-30T00:00:00+00:00", "0001-01-01", "1970", "9999-12-31T23:59"]
)
def test_placeholders_are_none(text: str) -> None:
    """WordPress writes them for drafts."""
    assert from_iso(text, ZONE) is None
