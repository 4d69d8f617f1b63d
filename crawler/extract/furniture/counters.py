"""What plugins count beside a text: its readers, votes, minutes; a player's clock. No sentence."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left
from crawler.extract.text import ends_with_stop

_MAX_CHARS: Final = 80
_NUMBER: Final = r"\d[\d.,]*(?:\s?(?:k|rb|ribu|jt|juta)\b)?"
_COUNTED: Final = (
    r"(?:(?:total |post |page )?views?|hits|shares?|likes?|votes?|dibaca|dilihat|dibagikan"
    r"|pembaca|tayangan|penilaian|suara)"
)
_COUNT: Final = (
    rf"(?:(?:(?:telah|sudah) )?{_COUNTED}(?: sebanyak)?\s*:?\s*{_NUMBER}\s*(?:kali|x|times|orang)?"
    rf"|{_NUMBER}\s*(?:x|kali)?\s*{_COUNTED})(?:\s+(?:today|hari ini))?"
)
_TODAY: Final = rf"{_NUMBER}\s*(?:kali|x)?\s*(?:hari ini|today)"
_MINUTES: Final = r"\d{1,2}\s*(?:menit|min(?:ute)?s?)"
_READING: Final = (
    rf"(?:\w+ ){{0,2}}(?:(?:waktu|lama|durasi) )?(?:baca|membaca|reading time)\s*:?\s*{_MINUTES}"
    rf"|{_MINUTES} (?:read|baca|membaca|waktu baca|reading)"
)
_COMMENTS: Final = (
    r"(?:komentar|comments?|tanggapan)\s*\(\d+\)|(?:belum|tidak) ada komentar|no comments yet"
    r"|jadilah (?:yang|orang) pertama (?:yang )?(?:ber|mem\w+ )komentar"
)
_STARS: Final = r"[★☆⭐]{3,}.{0,30}"
_CLOCK: Final = r"\d{1,2}:\d\d(?::\d\d)?\s*/\s*-?\d{1,2}:\d\d(?::\d\d)?|0?0:00"
_LINE: Final = re.compile(
    rf"\W*(?:\d{{1,3}}|{_COUNT}(?:\W+(?:{_COUNT}|{_TODAY})){{0,3}}|{_READING}|{_CLOCK}|{_STARS}|{_COMMENTS}|loading|memuat)\W*",
    re.IGNORECASE,
)


def counters(lines: Left, _: Facts) -> Iterator[int]:
    """Yield counts above the text and below it."""
    for index in lines.odd:
        if not lines.head <= index < lines.foot and _counts(lines[index].text):
            yield index


def _counts(text: str) -> bool:
    if not 0 < len(text) <= _MAX_CHARS or ends_with_stop(text):
        return False
    return _LINE.fullmatch(text) is not None
