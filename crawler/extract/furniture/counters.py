"""What plugins count beside a text: its readers, votes, minutes; a player's clock. No sentence."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import TEXT
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import is_reading_time
from crawler.extract.reading.lines import Line, beside
from crawler.extract.text import ends_with_stop, is_prose

_MAX_CHARS: Final = 80
_NUMBER: Final = r"\d[\d.,]*(?:\s?(?:k|rb|ribu|jt|juta)\b)?"
_COUNTED: Final = (
    r"(?:(?:total |post |page )?views?|hits|shares?|likes?|votes?|dibaca|dilihat|dibagikan"
    r"|pembaca|tayangan|penilaian|suara)"
)
_COUNT: Final = (
    rf"(?:(?:{TEXT}|halaman) ini )?(?:"
    rf"(?:(?:telah|sudah) )?{_COUNTED}(?: sebanyak)?\s*:?\s*{_NUMBER}"
    r"\s*(?:kali|x|times|orang)?"
    rf"|{_NUMBER}\s*(?:x|kali)?\s*{_COUNTED})(?:\s+(?:today|hari ini))?"
)
_TODAY: Final = rf"{_NUMBER}\s*(?:kali|x)?\s*(?:hari ini|today)"
_COMMENTS: Final = (
    r"(?:komentar|comments?|tanggapan)\s*\(\d+\)|(?:belum|tidak) ada komentar|no comments yet"
    r"|jadilah (?:yang|orang) pertama (?:yang )?(?:ber|mem\w+ )komentar"
)
#: What counts readers of this page, and nothing else.
_OF_PAGE: Final = re.compile(
    rf"\b(?:{TEXT}|halaman) ini\b|\b(?:views?|hits|shares?|loading|ready)\b",
    re.IGNORECASE,
)
#: How a plugin begins that tells the minutes; "Durasi membaca 45 menit" may be a rule of a school.
_ESTIMATE: Final = re.compile(r"\W*(?:perkiraan|estimasi|estimated)\b.{3,30}:", re.IGNORECASE)
#: "Membaca 30 menit" is done; "Waktu membaca: 30 menit" is told.
_DONE: Final = re.compile(r"\W*(?:mem)?baca\b", re.IGNORECASE)
#: "★★★★☆ 3,9 dari 80 penilaian Beri nilai artikel ini"; what else follows stars is of a hotel.
_STARS: Final = (
    r"[★☆⭐]{3,}[\W\d]*(?:(?:dari|of|out of)[\W\d]*)?"
    r"(?:(?:penilaian|ratings?|ulasan|reviews?|votes?)\W*"
    r"(?:(?:beri )?(?:nilai|rating|penilaian)? ?(?:artikel|berita|tulisan|konten) ini)?)?"
)
#: With a colon, or "Nilai tulisan ini ★★★★☆ (4,2 dari 17 suara)".
_VALUE: Final = (
    rf"(?:beri(?:kan)? )?(?:nilai|rating|penilaian)(?: untuk)? (?:{TEXT}) ini"
    r"(?:\s*:.{1,50}|\W*[★☆⭐]{3}"
    r"(?:[\W\d]|(?:rata|dari|jumlah|suara|penilaian|ulasan|votes?|of|average)\b)*)"
)
_CLOCK: Final = r"\d{1,2}:\d\d(?::\d\d)?\s*/\s*-?\d{1,2}:\d\d(?::\d\d)?|0?0:00"
#: What divides counts from each other: "Waktu baca 5 menit • Dibaca 284 kali".
_DIVIDED: Final = re.compile(r"\s+[•·|–—/-]\s+")
_LINE: Final = re.compile(
    rf"\W*(?:\d{{1,3}}|{_COUNT}(?:\W+(?:{_COUNT}|{_TODAY})){{0,3}}|{_CLOCK}|{_STARS}|{_VALUE}"
    rf"|{_COMMENTS}|(?:loading|memuat)(?: (?:comments|komentar))?|getting your .{{1,30}} ready)\W*",
    re.IGNORECASE,
)


def counters(lines: Left, _: Facts) -> Iterator[int]:
    """Yield counts above the text and below it, and one that stands alone between paragraphs."""
    for index in lines.odd:
        if _counts(lines[index].text):
            is_below = index >= lines.foot and not _is_result(lines[index])
            if index < lines.head or is_below or _is_alone(lines, index):
                yield index


def _is_alone(lines: Left, index: int) -> bool:
    """Whether a count stands between two paragraphs: in no row of numbers, below no heading."""
    text, others = lines[index].text, beside(lines, index)
    if lines[index].kind != "paragraph" or not all(is_prose(other.text) for other in others):
        return False
    parts = _DIVIDED.split(text)
    is_timed = any(part[:1].isdigit() and is_reading_time(part) for part in parts)
    return is_timed or _OF_PAGE.search(text) is not None or _ESTIMATE.match(text) is not None


def _is_result(line: Line) -> bool:
    """Whether an entry may count what an article tells, as results are told."""
    is_of_page = is_reading_time(line.text) or _OF_PAGE.search(line.text) is not None
    return line.kind == "list" and not is_of_page


def _counts(text: str) -> bool:
    if not 0 < len(text) <= _MAX_CHARS or ends_with_stop(text):
        return False
    if _LINE.fullmatch(text):
        return True
    parts = _DIVIDED.split(text)
    is_result = all(part.strip().isdigit() for part in parts)  # "3 – 1"
    return not is_result and all(map(_is_count, parts))


def _is_count(text: str) -> bool:
    is_timed = is_reading_time(text) and not _DONE.match(text)
    return is_timed or _LINE.fullmatch(text) is not None
