"""Dates of structured data and of bylines."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extract.dates import from_iso, from_text

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
        ("Diperbarui 17 Feb 2024 09:00 | Terbit 16 Feb 2024 14:05", "2024-02-16T14:05:00+07:00"),
    ],
)
def test_reads_indonesian_dates(text: str, expected: str) -> None:
    """Day first, the site's time zone unless the text names another."""
    found = from_text(text, ZONE, NOW)
    assert found is not None
    assert found == datetime.fromisoformat(expected)


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
    "text", ["", "kemarin", "-0001-11-30T00:00:00+00:00", "0001-01-01", "1970"]
)
def test_placeholders_are_none(text: str) -> None:
    """WordPress writes them for drafts."""
    assert from_iso(text, ZONE) is None
