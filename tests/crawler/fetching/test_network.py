"""Where a name of the site may lead, and that nothing but the site is reached."""

from typing import Any
from unittest.mock import Mock

import pytest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.fetching.manners import is_private
from crawler.fetching.network import SiteResolver


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the DNS says, by name."""
    found: dict[str, str] = {}

    def ask(_self: object, name: str, _timeout: object = ()) -> "Deferred[str]":
        return succeed(found[name])

    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", ask)
    return found


def resolved(found: dict[str, str], name: str, address: str) -> Any:
    """The address that a name of the site is given, or why it has none."""
    found[name] = address
    resolver = SiteResolver.__new__(SiteResolver)
    resolver._hosts = frozenset({"purnawarta.com", "www.purnawarta.com", "localhost"})
    resolver._process = Mock(crawlers=[])
    told: list[Any] = []
    resolver.getHostByName(name).addBoth(told.append)
    return told[0].value if isinstance(told[0], Failure) else told[0]


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.31.255.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 (asked of, not listened on)
        "127.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "ff02::1",
    ],
)
def test_a_name_of_the_site_never_leads_inside(answers: dict[str, str], address: str) -> None:
    why = resolved(answers, "purnawarta.com", address)
    assert isinstance(why, DNSLookupError)
    assert f"purnawarta.com leads to {address}, which is not public" in str(why)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("purnawarta.com", "93.184.216.34"),
        ("www.purnawarta.com", "2606:2800:220:1::1"),
        ("localhost", "127.0.0.1"),
        ("proxy.example", "10.0.0.1"),
    ],
    ids=["public", "public by IPv6", "a site on this machine", "the proxy's own name"],
)
def test_other_names_and_addresses_are_let_through(
    answers: dict[str, str], name: str, address: str
) -> None:
    assert resolved(answers, name, address) == address


def test_an_address_of_ipv6_needs_no_lookup(answers: dict[str, str]) -> None:
    """`http://[::1]:8380` is a site on this machine: the lookup knows names alone."""
    assert resolved({}, "::1", "") == "::1"
    assert answers == {}


@pytest.mark.parametrize(
    ("address", "is_it"), [("224.0.0.1", True), ("64:ff9b::a00:1", True), ("2002:a00:1::", True)]
)
def test_what_wraps_an_address_of_this_network_is_one(address: str, *, is_it: bool) -> None:
    assert is_private(address) is is_it
