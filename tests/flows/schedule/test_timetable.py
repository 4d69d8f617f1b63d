"""When `warta serve` does what, as the environment says."""

import pytest

from flows.schedule.timetable import Timetable, read_timetable
from flows.settings import SettingsError


def test_without_a_word_it_is_every_ten_minutes_nightly_and_weekly() -> None:
    """The command's own option goes before the environment."""
    usual = Timetable(minutes=10, reconcile="15 2 * * *", verify="45 3 * * 0")
    assert read_timetable({}) == usual
    assert read_timetable({"WARTA_INGEST_EVERY": ""}) == usual
    assert read_timetable({"WARTA_INGEST_EVERY": " 30 "}).minutes == 30
    assert read_timetable({"WARTA_INGEST_EVERY": "30"}, minutes=5).minutes == 5


@pytest.mark.parametrize(
    "line", ["0 4 * * *", "*/15 1-5 1,15 * mon-fri", "5  3 * JAN 0", "0 0 1 1 *"]
)
def test_a_line_of_cron_is_taken_as_it_stands(line: str) -> None:
    """And `off` means not at all."""
    assert read_timetable({"WARTA_RECONCILE_AT": line}).reconcile == line
    assert read_timetable({"WARTA_VERIFY_AT": "off"}).verify is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WARTA_INGEST_EVERY", "0"),
        ("WARTA_INGEST_EVERY", "1441"),
        ("WARTA_INGEST_EVERY", "sepuluh"),
        ("WARTA_INGEST_EVERY", "-5"),
        ("WARTA_INGEST_EVERY", "²"),
        ("WARTA_RECONCILE_AT", "02:15"),
        ("WARTA_RECONCILE_AT", "15 2 * *"),
        ("WARTA_VERIFY_AT", "each sunday at three o'clock"),
        ("WARTA_VERIFY_AT", "@weekly"),
    ],
)
def test_what_can_not_be_used_is_named(name: str, value: str) -> None:
    """With what to write instead."""
    with pytest.raises(SettingsError, match=name) as caught:
        read_timetable({name: value})
    assert repr(value) in str(caught.value)
