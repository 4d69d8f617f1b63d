"""robots.txt: what it allows, and that what can't be read allows nothing."""

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.robots import TEXT_BYTES_MAX, read_robots, robots_text
from tests.site import WordPress, serve

URL = "https://purnawarta.com"


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_one_allows_everything(status: int) -> None:
    text = robots_text(status, b"<html>tidak ditemukan</html>")
    assert text == ""
    assert read_robots(text).allows(f"{URL}/wp-admin/")


@pytest.mark.parametrize("status", [0, 204, 301, 304, 400, 401, 403, 418, 429, 451, 500, 503])
def test_any_other_answer_than_200_is_a_refusal(status: int) -> None:
    assert robots_text(status, b"User-agent: *\nAllow: /\n") is None


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html>",
        b"\n\n  <html>",
        b"\xef\xbb\xbf<html>",
        gzip.compress(b"User-agent: *\nAllow: /\n", mtime=0),
        "User-agent: *\nDisallow:\n".encode("utf-16"),
        b"User-agent: *\0",
    ],
)
def test_what_is_no_text_of_rules_is_a_refusal(body: bytes) -> None:
    assert robots_text(200, body) is None


def test_an_empty_one_allows_everything() -> None:
    assert robots_text(200, b"") == ""


def test_a_byte_order_mark_does_not_hide_the_first_rule() -> None:
    text = robots_text(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n")
    assert text is not None
    assert not read_robots(text).allows(f"{URL}/a")


def test_bytes_that_are_no_utf_8_spoil_their_own_line_only() -> None:
    text = robots_text(200, b"# caf\xe9\nUser-agent: *\nDisallow: /a\n")
    assert text is not None
    assert not read_robots(text).allows(f"{URL}/a")


def test_a_huge_one_is_cut_after_a_whole_line() -> None:
    rules = b"User-agent: *\nDisallow: /a\n"
    filler = b"#" * 99 + b"\n"
    body = rules + filler * (TEXT_BYTES_MAX // 100) + b"Allow: /a\n"
    text = robots_text(200, body)
    assert text is not None
    assert text.endswith("\n")
    assert len(text) <= TEXT_BYTES_MAX
    assert not read_robots(text).allows(f"{URL}/a")


def test_half_a_rule_is_none() -> None:
    rules = b"User-agent: *\nDisallow: /\n"
    last = b"Allow: /umum\n"
    filler = b"#" * (TEXT_BYTES_MAX - len(rules) - len(b"\nAllow: /")) + b"\n"
    text = robots_text(200, rules + filler + last)
    assert text is not None
    assert "Allow" not in text
    assert not read_robots(text).allows(f"{URL}/rahasia")


def test_we_are_addressed_by_our_own_name_first() -> None:
    robots = read_robots("User-agent: *\nDisallow: /\n\nUser-agent: warta\nDisallow: /b\n")
    assert robots.allows(f"{URL}/a")
    assert not robots.allows(f"{URL}/b")


@pytest.mark.parametrize(
    "name", ["warta", "Warta", "WARTA/0.1", "warta/0.1 (+mailto:redaksi@contoh.example)", "warta/*"]
)
def test_we_are_addressed_as_we_sign(name: str) -> None:
    robots = read_robots(f"User-agent: *\nAllow: /\n\nUser-agent: {name}\r\nDisallow: /b\n")
    assert robots.allows(f"{URL}/a")
    assert not robots.allows(f"{URL}/b")


@pytest.mark.parametrize("name", ["wartawan", "warta-lain/2.0", "bot/warta"])
def test_what_is_said_to_others_is_not_said_to_us(name: str) -> None:
    assert read_robots(f"User-agent: {name}\nDisallow: /\n").allows(f"{URL}/a")


def test_the_longest_rule_wins_and_wildcards_count() -> None:
    robots = read_robots(
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
        "Disallow: /*?replytocom=\nDisallow: /*.pdf$\n"
    )
    assert not robots.allows(f"{URL}/wp-admin/")
    assert robots.allows(f"{URL}/wp-admin/admin-ajax.php")
    assert not robots.allows(f"{URL}/iran/judul?replytocom=3")
    assert not robots.allows(f"{URL}/a.pdf")
    assert robots.allows(f"{URL}/a.pdf?x=1")


def test_the_robots_txt_of_wordpress_lets_articles_be_read() -> None:
    with serve(WordPress(posts=2)) as site:
        from tests.site.http import Request

        answer = site.answer(Request(method="GET", target="/robots.txt"))
        text = robots_text(answer.status, answer.body)
        assert text is not None
        robots = read_robots(text)
        assert all(robots.allows(site.base_url + post.path) for post in site.wordpress.live())
        assert not robots.allows(f"{site.base_url}/wp-admin/options.php")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    text = robots_text(200, body)
    if text is not None:
        robots = read_robots(text)
        assert robots.allows(URL) in {True, False}
        assert 0 <= robots.crawl_delay_s <= 300


@pytest.mark.parametrize("stated", [".5", ",5 s", "0.5", "0,50 detik", "500ms"])
def test_a_pause_may_be_a_part_of_a_second(stated: str) -> None:
    """Of which a site on this machine may ask."""
    assert read_robots(f"User-agent: *\nCrawl-delay: {stated}").crawl_delay_s == 0.5


@pytest.mark.parametrize(
    ("stated", "pause_s"),
    [
        ("Request-rate: 1/30", 30),
        ("Request-rate: 5/1m", 12),
        ("Request-rate: 1/20 0600-0845", 20),
        ("Request-rate: 1/5\nCrawl-delay: 8", 8),
        ("Request-rate: 1/1h", 300),
        (f"Request-rate: 1/{'9' * 400}", 300),
        ("Request-rate: 0/5", 0),
        ("Request-rate: pelan", 0),
    ],
)
def test_a_rate_of_requests_is_a_pause(stated: str, pause_s: float) -> None:
    assert read_robots(f"User-agent: *\n{stated}\n").crawl_delay_s == pause_s


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nCrawl-delay: 30\nCrawl-delay: 2\n",
        "User-agent: *\nCrawl-delay: 2\nRequest-rate: 2/1m\nCrawl-delay: 5\n",
        "User-agent: *\nRequest-rate: 1/30\nRequest-rate: 1/5 0600-0845\n",
        "User-agent: warta\nCrawl-delay: 30\n\nUser-agent: warta/1.0\nCrawl-delay: 2\n",
        "User-agent: lain\nUser-agent: *\nCrawl delay 30\nUser-agent: *\nCrawl-delay: 2\n",
        "User-agent: lain\nCrawl-delay: 90\nUser-agent: *\nCrawl-delay: 2\nCrawl-delay: 30\n",
        "User-agent: *\nCrawl-delay: 90\n\nUser-agent: warta\nCrawl-delay: 30\nCrawl-delay: 2",
        "User-agent: *\rCrawl-delay: 30\rCrawl-delay: 2\r",
    ],
)
def test_of_several_pauses_the_longest_of_our_group_is_kept(text: str) -> None:
    """Whatever stands last, and whatever others are told."""
    assert read_robots(text).crawl_delay_s == 30


def test_many_pauses_are_read_in_time() -> None:
    """A file as long as may be is asked but some twenty times."""
    pauses = "".join(f"Crawl-delay: 1.{number:05}\n" for number in range(24_000))
    began = time.process_time()
    assert read_robots(f"User-agent: *\n{pauses}").crawl_delay_s == 1.23999
    assert time.process_time() - began < 20
