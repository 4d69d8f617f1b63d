"""What plugins that are gone leave in a text: ``[gallery ids="1,2"]``, ``[vc_row]…[/vc_row]``."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.reading.lines import Line
from crawler.extract.related.inner import without_spans

#: Quotes as they were typed, or as WordPress made them. An apostrophe stands before a letter, so it
#: ends no value. None is so long, so that one without an end costs little.
_DOUBLE: Final = r"\"“”„″"
_SINGLE: Final = "'‘’′"
_QUOTED: Final = "|".join(
    rf"[{quote}](?:[^\[\]{quote}]|[{quote}](?![\s\]/])){{0,300}}+[{quote}]"
    for quote in (_DOUBLE, _SINGLE)
)
_VALUE: Final = rf"(?>{_QUOTED}|[^\s\[\]]+)"
#: With a value, or an underscore in its name, it is no word in brackets; or it is the end of one.
_MARK: Final = re.compile(
    rf"(?<!\w)\[(?:[a-z][\w-]*+(?:\s++[\w-]++={_VALUE})++\s*/?|[a-z]+(?:_[a-z0-9]+)++"
    r"|/[a-z][\w-]*+)\]"
)
_PAIR: Final = re.compile(r"\[(?P<name>[a-z][\w-]*+)[^\[\]]*+\][^\[\]]*+\[/(?P=name)\]")
#: Marks that are known by their name alone, and those around what is no text.
_BARE: Final = re.compile(r"\[(?:gallery|playlist|toc|lwptoc|ez-toc|audio|video|embed|caption)\]")
_AROUND_MEDIA: Final = frozenset({"caption", "embed", "audio", "video", "youtube", "playlist"})


def take_shortcodes(lines: list[Line | None]) -> Iterator[tuple[int, str]]:
    """Take shortcodes out of ``lines``, all of one that holds nothing else; yield what went."""
    for index, line in enumerate(lines):
        if line is None or "[" not in line.text:
            continue
        if raw := "".join([piece.text for piece in line.pieces]):
            spans = _spans(raw)
            lines[index] = without_spans(line, raw, spans)
            yield from ((index, raw[start:end].strip()) for start, end in spans)


def _spans(raw: str) -> list[tuple[int, int]]:
    """Return where shortcodes stand in a text; what some of them enclose is text of its own."""
    found: list[tuple[int, int]] = []
    for pair in _PAIR.finditer(raw):
        if pair["name"] in _AROUND_MEDIA:
            found.append(pair.span())
        else:
            found.append((pair.start(), raw.index("]", pair.start()) + 1))
            found.append((raw.rindex("[", 0, pair.end()), pair.end()))
    for pattern in (_MARK, _BARE):
        found += (mark.span() for mark in pattern.finditer(raw))
    return _apart(sorted(found, key=lambda span: (span[0], -span[1])))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of ``spans`` that stand in none before them."""
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
