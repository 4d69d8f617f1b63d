"""Hosts of URLs: how they are written, and whether they are this machine."""

import ipaddress
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

#: The schemes that are asked for, and the ports that go without saying.
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def netloc_of(scheme: str, host: str, port: int | None) -> str:
    """Return ``host[:port]``: without the port of the scheme, an IPv6 address in brackets."""
    shown = f"[{host}]" if ":" in host else ascii_of(host)
    return shown if port in {None, DEFAULT_PORTS.get(scheme)} else f"{shown}:{port}"


def ascii_of(host: str) -> str:
    """Return a name as the DNS has it: ``xn--kln-sna.example`` for ``köln.example``.

    One that can't be written so stays; so does one of which Scrapy, whose rules are of 2003, would
    make another than browsers do (``ß``).
    """
    if host.isascii():
        return host
    name = normalize("NFC", host.lower())
    try:
        coded = name.encode("idna")
        return coded.decode("ascii") if coded.decode("idna") == name else host
    except UnicodeError:
        return host


def host_of(netloc: str) -> str:
    """Return the host of ``host[:port]``, an IPv6 address without its brackets."""
    if netloc.startswith("["):
        return netloc[1:].partition("]")[0]
    return netloc.partition(":")[0]


def is_loopback(host: str) -> bool:
    """Whether ``host`` (a name or an address, no port) is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def are_here(hosts: Iterable[str]) -> bool:
    """Whether all of ``hosts`` (``host[:port]``) are this machine."""
    return all(is_loopback(host_of(netloc)) for netloc in hosts)
