"""The header lines of a WARC record, or of the HTTP message within one, as fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from crawler.captures.coding import codings

#: Header fields that come in several lines and are one list (RFC 9110, section 5.2).
_LISTS: Final[Mapping[str, Callable[[list[str]], str]]] = {
    "content-encoding": codings,
    "transfer-encoding": ", ".join,
    "link": ", ".join,
}


def read_fields(lines: list[bytes]) -> dict[str, str]:
    """Read the header lines of a record or of HTTP: names in lower case, the first of each.

    Of lists all count.
    """
    said: dict[str, list[str]] = {}
    for line in _unfolded(lines):
        key, _, value = line.partition(":")
        said.setdefault(key.strip().lower(), []).append(value.strip())
    return {name: _LISTS.get(name, _first)(values) for name, values in said.items()}


def _unfolded(lines: list[bytes]) -> Iterator[str]:
    """Give header lines whole: one that begins with white space goes on with the one before."""
    whole: list[str] = []
    for raw in lines:
        line = _text(raw).rstrip()
        if whole and raw[:1] in {b" ", b"\t"}:
            whole.append(line.lstrip())
            continue
        if whole:
            yield " ".join(whole)
        whole = [line]
    if whole:
        yield " ".join(whole)


def _first(values: list[str]) -> str:
    return values[0]


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")
