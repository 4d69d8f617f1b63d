"""One form for text, URLs, places, names and content."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import normalise
from flows.normalise import UrlError


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Air\t surut \u00a0 lagi ", "Air surut lagi"),
        ("Teheran\u200b dan\ufeff Moskow\u00ad", "Teheran dan Moskow"),
        ("cafe\u0301", "café"),
        ("a\x00b\x07c\x7f", "abc"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("satu \n\n\n\n dua", "satu\n\ndua"),
        ("\ud800rusak\udfff", "rusak"),
        ("“Sana’a” – ‘baru’ …", "“Sana’a” – ‘baru’ …"),
        ("â€œKami tidak akan pergi,â€\u009d katanya.", "“Kami tidak akan pergi,” katanya."),
        ("Sanaâ€™a", "Sana’a"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("ka\u200cta", "kata"),
        ("\u200cawal dan akhir\u200d", "awal dan akhir"),
        ("Rp 5.000,- & <b>", "Rp 5.000,- & <b>"),
        ("", ""),
    ],
)
def test_texts_have_one_form(given_text: str, expected: str) -> None:
    """What nobody sees goes, what the author typed stays."""
    assert normalise.text(given_text) == expected


def test_marks_without_end_are_cut() -> None:
    """Those that any writing has stay; putting more in order takes time that grows as a square."""
    begun = time.process_time()
    marks = "\u0301\u0327" * 20
    assert normalise.text("a" + "\u0301\u0327" * 50_000) == normalise.text("a" + marks)
    assert normalise.text("a" + "\u0301\u200b" * 50_000) == "á" + "\u0301" * 29
    assert normalise.text("—" * 90) == "—" * 90
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("kept", ["São Tomé – €5", "Ângela", "naïve “façade”", "Türkiye’nin", "Ã"])
def test_what_is_not_certainly_broken_stays(kept: str) -> None:
    """Foreign names look like mojibake and are none."""
    assert normalise.text(kept) == kept


@given(st.text())
def test_text_is_stable_and_storable(value: str) -> None:
    """Twice is once; PostgreSQL and UTF-8 take it."""
    once = normalise.text(value)
    assert normalise.text(once) == once
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://PurnaWarta.com:443/Nasional/Air/", "https://purnawarta.com/Nasional/Air"),
        ("http://purnawarta.com:80", "http://purnawarta.com/"),
        ("http://127.0.0.1:8380/a#respond", "http://127.0.0.1:8380/a"),
        (
            "https://purnawarta.com/a?utm_source=x&fbclid=y&page=2",
            "https://purnawarta.com/a?page=2",
        ),
        ("https://purnawarta.com/a/?replytocom=7#respond", "https://purnawarta.com/a"),
        ("https://purnawarta.com/a/amp/", "https://purnawarta.com/a"),
        ("https://purnawarta.com/a?amp=1", "https://purnawarta.com/a"),
        ("https://purnawarta.com/amplop", "https://purnawarta.com/amplop"),
        ("https://purnawarta.com/?p=42", "https://purnawarta.com/?p=42"),
        (
            "https://purnawarta.com/a%2fb/%e2%80%99x y",
            "https://purnawarta.com/a%2Fb/%E2%80%99x%20y",
        ),
        ("https://purnawarta.com/’x", "https://purnawarta.com/%E2%80%99x"),
        ("https://purnawarta.com//a///b", "https://purnawarta.com/a/b"),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://Köln.example:8443/a", "https://xn--kln-sna.example:8443/a"),
        ("https://xn--kln-sna.example/ä", "https://xn--kln-sna.example/%C3%A4"),
    ],
)
def test_addresses_have_one_form(given_url: str, expected: str) -> None:
    """One page, one address."""
    assert normalise.url(given_url) == expected
    assert normalise.url(expected) == expected


@pytest.mark.parametrize("value", ["", "/a", "ftp://x/", "https://", "http://[x", "mailto:a@b.id"])
def test_what_is_no_url_says_so(value: str) -> None:
    """With a named error."""
    with pytest.raises(UrlError):
        normalise.url(value)


@pytest.mark.parametrize(
    ("given_url", "is_ours"),
    [
        ("https://purnawarta.com/iran", True),
        ("http://PURNAWARTA.com.:80/iran?utm_source=x", True),
        ("https://purnawarta.com:8443/iran", False),
        ("https://purnawarta.com.example.org/iran", False),
        ("/iran", False),
        ("https://[x", False),
    ],
)
def test_whose_a_url_is(given_url: str, is_ours: bool) -> None:  # noqa: FBT001
    assert normalise.is_of(given_url, ("purnawarta.com",)) == is_ours


def test_a_site_path_is_that_of_the_one_form() -> None:
    """What identifies a page within its site."""
    assert normalise.site_path("https://purnawarta.com/nasional/air/?utm_medium=x") == (
        "/nasional/air"
    )
    assert normalise.site_path("https://purnawarta.com/?p=42&fbclid=x") == "/?p=42"
    assert normalise.site_path("https://purnawarta.com") == "/"


@given(st.text())
def test_urls_fail_in_one_way_only(path: str) -> None:
    """Whatever stands in a path."""
    try:
        found = normalise.url(f"https://purnawarta.com/{path}")
    except UrlError:
        return
    assert normalise.url(found) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tehran", "Teheran"),
        ("TEHERAN", "Teheran"),
        ("Sana’a", "Sana’a"),
        ("Sanaa", "Sana’a"),
        ("Sana'a", "Sana’a"),
        ("Sanʿa", "Sana’a"),
        ("Shan’a", "Sana’a"),
        ("Damascus ", "Damaskus"),
        ("Teheran, Iran", "Teheran"),
        ("Baitul Maqdis", "Yerusalem"),
        ("Al-Quds", "Yerusalem"),
        ("Jalur Gaza", "Gaza"),
        ("Riyad", "Riyadh"),
        ("Bairut", "Beirut"),
        ("Kota Sari, Lembah Biru", "Kota Sari, Lembah Biru"),
        ("Wadi Kamra", "Wadi Kamra"),
        ("", None),
        (None, None),
    ],
)
def test_places_have_one_spelling(written: str | None, expected: str | None) -> None:
    """Known spellings become one, others stay."""
    assert normalise.place(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  Oleh: Sari  Wulan ", "Sari Wulan"),
        ("SARI WULAN", "Sari Wulan"),
        ("sari binti wulan", "Sari binti Wulan"),
        ("SARI WULAN, S.H.", "Sari Wulan, S.H."),
        ("Sari Wulan, S.Pd. (Editor)", "Sari Wulan, S.Pd."),
        ("Sari Wulan Jr.", "Sari Wulan Jr."),
        ("Sari Wulan.", "Sari Wulan"),
        ("Redaksi", "Redaksi"),
        ("BBC", "BBC"),
        ("Sari Wulan (Editor)", "Sari Wulan"),
        ("Sari Wulan - Reporter", "Sari Wulan"),
        ("Reporter: Sari Wulan, wartawan", "Sari Wulan"),
        ("Laporan Wartawan Sari Wulan", "Sari Wulan"),
        ("Editor", ""),
        ("Byron Editorawan", "Byron Editorawan"),
    ],
)
def test_names_have_one_spelling(written: str, expected: str) -> None:
    """One spelling, without what stands around a name."""
    assert normalise.author(written) == expected


def test_a_person_is_named_once() -> None:
    """However her name is written, the first spelling that is no shout stays."""
    given_names = ["Oleh: Sari  Wulan", "SARI WULAN", "sari wulan", "Budi Raharja", "Penulis:", ""]
    assert normalise.authors(given_names) == ("Sari Wulan", "Budi Raharja")


def test_content_sha256_is_of_the_content_alone() -> None:
    """Order of fields and time zones do not matter, content does."""
    jakarta = timezone(timedelta(hours=7))
    one = {"title": "Air", "at": datetime(2024, 2, 16, 7, tzinfo=UTC), "tags": ("a", "b")}
    two = {"tags": ["a", "b"], "title": "Air", "at": datetime(2024, 2, 16, 14, tzinfo=jakarta)}
    assert normalise.content_sha256(one) == normalise.content_sha256(two)
    assert normalise.content_sha256(one) != normalise.content_sha256(one | {"title": "air"})
    assert len(normalise.content_sha256({})) == 64


def test_content_sha256_refuses_what_is_no_content() -> None:
    """A set has no order."""
    with pytest.raises(TypeError):
        normalise.content_sha256({"tags": {"a"}})
