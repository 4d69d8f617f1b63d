"""Who may be asked, when, and how often."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetching.manners import Manners, is_private
from crawler.plan import Limits, Plan
from tests.timing import quickly

NOW = datetime(2024, 2, 17, 3, tzinfo=UTC)
HOST = "https://purnawarta.com"


def manners(**fields: Any) -> Manners:
    given_: dict[str, Any] = {
        "run_id": UUID(int=1),
        "site": "purnawarta",
        "hosts": ("purnawarta.com", "www.purnawarta.com", "127.0.0.1:8000", "[::1]:8000"),
        "user_agent": "warta",
        "now": NOW,
        "robots": "",
    }
    return Manners(Plan(**given_ | fields))


@pytest.mark.parametrize("host", ["köln.example", "xn--kln-sna.example"])
def test_a_host_may_be_written_either_way(host: str) -> None:
    assert manners(hosts=("xn--kln-sna.example",)).refusal(f"https://{host}/a", "page") is None


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/a",
        "http://purnawarta.com/a",
        "https://www.purnawarta.com/",
        "HTTPS://PURNAWARTA.COM/a",
        "https://purnawarta.com:443/a",
        "http://purnawarta.com:80/a",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
    ],
)
def test_the_hosts_of_the_plan_may_be_asked(url: str) -> None:
    """By the rules of the host itself, which no other's stand for."""
    guest = manners()
    if guest.is_new(url):
        assert guest.refusal(url, "page") == "robots_unreadable"
        assert guest.read_robots(404, b"", url=url)
    assert guest.refusal(url, "page") is None
    assert guest.rules(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://iklan.example/",
        "https://purnawarta.com.iklan.example/",
        "https://iklan.example/purnawarta.com",
        "https://purnawarta.com@iklan.example/",
        "https://user:word@purnawarta.com/",
        "https://purnawarta.com:8443/",
        "https://purnawarta.com:80/",
        "https://purnawarta.com:99999/",
        "http://127.0.0.1/",
        "http://127.0.0.1:8001/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "ftp://purnawarta.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//purnawarta.com/",
        "http://[::1",
        "",
    ],
)
def test_nobody_else_may_be_asked(url: str) -> None:
    assert manners().refusal(url, "page") == "foreign_host"
    assert manners().refusal(url, "robots") == "foreign_host"


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.10:8080", "169.254.169.254", "[fe80::1]"])
def test_an_address_within_the_network_is_refused_though_the_plan_names_it(host: str) -> None:
    assert manners(hosts=(host,)).refusal(f"http://{host}/", "page") == "foreign_host"


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("100.64.0.1", True),
        ("169.254.169.254", True),
        ("192.0.2.1", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("93.184.216.34", False),
        ("2606:2800:220:1::1", False),
        ("purnawarta.com", False),
    ],
)
def test_an_address_of_this_network_is_told_from_others(host: str, *, is_it: bool) -> None:
    assert is_private(host) is is_it


@given(st.text(max_size=60))
def test_no_text_is_taken_for_a_page_of_the_site_but_one_that_is(text: str) -> None:
    assert manners().refusal(f"https://iklan.example/{text}", "page") == "foreign_host"
    assert manners().refusal(text, "page") == "foreign_host" or "purnawarta.com" in text.lower()


def test_nothing_but_robots_txt_may_be_asked_before_it_was_read() -> None:
    guest = manners(robots=None)
    assert guest.refusal(f"{HOST}/a", "page") == "robots_unreadable"
    assert guest.refusal(f"{HOST}/robots.txt", "robots") is None
    assert guest.read_robots(200, b"User-agent: *\nDisallow: /b\n")
    assert guest.refusal(f"{HOST}/a", "page") is None
    assert guest.refusal(f"{HOST}/b/c", "page") == "robots_disallow"


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_new_robots_txt_that_cant_be_read_takes_back_what_the_old_one_allowed(
    status: int,
) -> None:
    guest = manners(robots="")
    assert not guest.read_robots(status, b"")
    assert guest.refusal(f"{HOST}/a", "page") == "robots_unreadable"


def test_a_new_robots_txt_that_cant_be_had_takes_back_what_the_old_one_allowed() -> None:
    guest = manners(robots="")
    guest.forget_robots()
    assert guest.refusal(f"{HOST}/a", "page") == "robots_unreadable"


def test_the_budget_ends() -> None:
    guest = manners(limits=Limits(requests=2))
    guest.requests = 1
    assert guest.refusal(f"{HOST}/a", "page") is None
    guest.requests = 2
    assert guest.refusal(f"{HOST}/a", "page") == "budget"
    assert guest.refusal(f"{HOST}/robots.txt", "robots") == "budget"


@pytest.mark.parametrize(
    ("planned", "robots", "delay_s"),
    [
        (1, "", 1),
        (1, "User-agent: *\nCrawl-delay: 10", 10),
        (20, "User-agent: *\nCrawl-delay: 10", 20),
        (1, "User-agent: warta\nCrawl-delay: 7\nUser-agent: *\nCrawl-delay: 90", 7),
        (1, "User-agent: *\nCrawl-delay: 2.5", 2.5),
        (1, "User-agent: *\nCrawl-delay: 2,5\r\nDisallow: /x", 2.5),
        (1, "User-agent: *\ncrawl-delay : 10 Detik # pelan-pelan\r\nDisallow: /x", 10),
        (1, "User-agent: *\nCrawl-delay: 10s", 10),
        (1, "User-agent: *\nCrawl-delay: 10,", 10),
        (1, "User-agent: *\nCrawl-delay: 10 s.", 10),
        (1, "User-agent: *\nCrawl-delay: 10 seconds between requests\nDisallow: /x", 10),
        (1, "User-agent: *\nCrawl-delay: 10 ; nanti", 10),
        (1, "User-agent: *\nCrawl-delay: 10\x0bDisallow: /x", 10),
        (1, "User-agent: *\nCrawl delay: 10 Sekon", 10),
        (1, "User-agent: *\nCrawl-delay: 3 minutes", 180),
        (1, "User-agent: *\nCrawl-delay: 1.5 menit", 90),
        (1, "User-agent: *\nCrawl-delay: 1 jam", 300),
        (1, "User-agent: *\nCrawl-delay: 10ms", 1),
        (1, "User-agent: *\nCrawl-delay: 2500 ms", 2.5),
        (1, "User-agent: *\nCrawl-delay: 3\nCrawl-delay: 8", 8),
        (1, "User-agent: *\nDisallow: /x\n\nUser-agent: *\nCrawl-delay: 9", 9),
        (1, "User-agent: *\nCrawl-delay: 90\n\nUser-agent: warta\nDisallow: /x", 1),
        (1, "User-agent: *\nCrawl-delay: 100000", 300),
        (1, f"User-agent: *\nCrawl-delay: {'9' * 5_000}", 300),
        (1, "User-agent: *\nCrawl-delay: nan", 1),
        (1, "User-agent: *\nCrawl-delay: inf", 1),
        (1, "User-agent: *\nCrawl-delay: -5", 1),
        (1, "User-agent: *\nCrawl-delay: soon", 1),
        (1, "User-agent: *\nCrawl-delay: 10\nCrawl-delay:", 10),
        (1, "User-agent: *\nCrawl-delay: 10\nCrawl-delay: s\nCrawl-delay: # nanti", 10),
        (1, f"User-agent: *\nCrawl-delay: {' ' * 100_000}x", 1),
        (1, f"User-agent: *\nCrawl-delay: {' ' * 100_000}7{' ' * 100_000}x", 7),
        (1, f"User-agent: *\nCrawl-delay: {' ' * 100_000}7{' ' * 100_000}s", 7),
    ],
)
def test_the_pause_is_the_longer_of_the_plans_and_the_sites(
    planned: float, robots: str, delay_s: float
) -> None:
    with quickly():
        assert manners(delay_s=planned, robots=robots).delay_s == delay_s


def test_what_follows_a_pause_is_a_rule_of_its_own() -> None:
    rules = manners(robots="User-agent: *\nCrawl-delay: 3 s\x0bDisallow: /b\nDisallow: /c")
    assert rules.refusal(f"{HOST}/b", "page") == rules.refusal(f"{HOST}/c", "page")
    assert rules.refusal(f"{HOST}/b", "page") == "robots_disallow"


@pytest.mark.parametrize(
    ("stated", "waits"),
    [
        ("120", timedelta(seconds=120)),
        (" 120 ", timedelta(seconds=120)),
        ("0", timedelta(seconds=1)),
        ("172800", timedelta(days=2)),
        ("Sat, 17 Feb 2024 03:02:00 GMT", timedelta(seconds=120)),
        ("Sat, 17 Feb 2024 10:02:00 +0700", timedelta(seconds=120)),
        ("Saturday, 17-Feb-24 03:02:00 GMT", timedelta(seconds=120)),
        ("Sat Feb 17 03:02:00 2024", timedelta(seconds=120)),
        ("Sat, 17 Feb 2024 02:00:00 GMT", timedelta(seconds=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("Mon, 01 Jan 0001 00:00:00 +2359", timedelta(seconds=1)),
        ("9" * 5_000, timedelta(days=7)),
        ("-5", timedelta(minutes=10)),
        ("１２０", timedelta(minutes=10)),
        ("soon", timedelta(minutes=10)),
        ("", timedelta(minutes=10)),
    ],
)
def test_not_now_is_obeyed_as_long_as_the_site_wishes(stated: str, waits: timedelta) -> None:
    guest = manners()
    assert guest.hear(429, {"retry-after": stated}, NOW)
    assert guest.retry_at is not None
    assert guest.retry_at - NOW == waits
    assert guest.refusal(f"{HOST}/a", "page") == "retry_after"
    assert guest.refusal(f"{HOST}/robots.txt", "robots") == "retry_after"


@pytest.mark.parametrize("hours", [-5, 0, 3])
def test_a_time_to_come_back_is_one_on_the_site_s_own_clock(hours: int) -> None:
    """Which may be hours off: two minutes are two minutes."""
    site_now = NOW + timedelta(hours=hours)
    until = format_datetime(site_now + timedelta(minutes=2), usegmt=True)
    guest = manners()
    guest.hear(503, {"retry-after": until, "date": format_datetime(site_now, usegmt=True)}, NOW)
    assert guest.retry_at == NOW + timedelta(minutes=2)


@given(st.text(max_size=80))
def test_no_retry_after_fails_or_is_taken_for_no_wait(stated: str) -> None:
    guest = manners()
    assert guest.hear(429, {"retry-after": stated}, NOW)
    assert guest.retry_at is not None
    assert timedelta(seconds=1) <= guest.retry_at - NOW <= timedelta(days=7)


@pytest.mark.parametrize(
    ("status", "headers", "is_not_now"),
    [
        (429, {}, True),
        (503, {"retry-after": "5"}, True),
        (503, {}, False),
        (200, {"retry-after": "5"}, False),
        (301, {"retry-after": "5"}, False),
    ],
)
def test_not_now_is_told_from_other_answers(
    status: int, headers: dict[str, str], *, is_not_now: bool
) -> None:
    assert manners().hear(status, headers, NOW) is is_not_now


def test_a_site_that_answers_nothing_for_five_minutes_is_asked_for_nothing_more() -> None:
    """Each answer begins that time anew."""
    rules = manners()
    for _ in range(3):
        for _ in range(4):
            rules.wait(60, None)
        assert rules.refusal(f"{HOST}/a", "page") is None
        rules.wait(60, 200)
    for _ in range(5):
        rules.wait(60, None)
    assert rules.refusal(f"{HOST}/a", "page") == rules.refusal(f"{HOST}/robots.txt", "robots")
    assert rules.refusal(f"{HOST}/a", "page") == "site_silent"


def test_a_site_in_trouble_is_asked_for_nothing_more() -> None:
    """Its server fails for five pages, three times each; any other answer begins that anew."""
    rules = manners()
    for other in (200, 404, 304):
        for _ in range(14):
            rules.wait(0.1, 502)
        assert rules.refusal(f"{HOST}/a", "page") is None
        rules.wait(0.1, other)
    for _ in range(14):
        rules.wait(0.1, 500)
    rules.wait(0.1, None)  # no answer is none
    rules.wait(0.1, 503)
    assert rules.refusal(f"{HOST}/a", "page") == rules.refusal(f"{HOST}/robots.txt", "robots")
    assert rules.refusal(f"{HOST}/a", "page") == "site_failing"
