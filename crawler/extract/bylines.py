"""How bylines and dates are written around an article: who, when, and when again."""

import re
from typing import Final

from crawler.extract.text import ends_with_stop, is_title_case, words

#: Months and days as dates name them, in Indonesian and English, by what each begins with.
MONTH: Final = (
    r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nop|nov|des|dec)[a-z]*\.?"
)
WEEKDAY: Final = r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)"
#: What someone did who is named for it: who wrote, who edited, whose the pictures are.
ROLES: Final = (
    r"(?:(?:di(?:tinjau|tulis|sunting|periksa) )?oleh|penulis|reporter|pewarta foto|pewarta"
    r"|wartawan|jurnalis|kontributor|laporan|rep|editor|redaktur|penyunting|penerjemah|red|ed|by"
    r"|author|written by|fotografer|ilustrator|ilustrasi|videografer|infografis|desainer"
    r"|foto|grafis|naskah|teks|video)"
)
_PARTS: Final = "|/,;•·–—-"
#: Looks back at what parts two of them, which ``named_in`` strips: a run of it is read but once.
_CREDIT: Final = re.compile(
    rf"(?:^\W*|(?<=[\s{_PARTS}]))({ROLES}(?:\s*(?:[&/]|\bdan\b)\s*{ROLES})?)\s*[:：]\s*",
    re.IGNORECASE,
)
#: What heads other things too, where no other role stands beside it: "Video: Banjir Surut".
_AMBIGUOUS: Final = frozenset(words("foto grafis infografis naskah teks video"))
_CLAIMED: Final = re.compile(r"(?:copyright\b|hak cipta\b|©).*", re.IGNORECASE)
#: What no name holds: a word's full stop within, or another end of a sentence.
_TOLD: Final = re.compile(r"[!?]|\w{4}\. ")
_MAX_NAMED: Final = 60
#: All that such a line says (characters).
_MAX_CREDITS: Final = 250


def named_in(text: str) -> list[str]:
    """Return who is named in a line of roles and names, all of it; nothing for other lines.

    "Rep: Sari Wulan | Red: Budi Raharja", "Pewarta: Sari Wulan Editor: Budi Raharja © Kabar 2024".
    """
    if len(text) > _MAX_CREDITS or (":" not in text and "：" not in text):
        return []
    before, *told = _CREDIT.split(text)
    roles = told[::2]
    names = [_CLAIMED.sub("", name).strip(f" {_PARTS}").removeprefix("dr. ") for name in told[1::2]]
    if before or not roles or all(role.lower() in _AMBIGUOUS for role in roles):
        return []
    return names if all(map(_may_be_name, names)) else []


def _may_be_name(text: str) -> bool:
    """Whether what stands behind a role is written as a name is, or several are."""
    is_short = 1 < len(text) <= _MAX_NAMED and _TOLD.search(text) is None
    return is_short and is_title_case(text) and not ends_with_stop(text)


#: "Laporan Wartawan Kabar.com, Sari Wulan".
REPORTED: Final = re.compile(
    r"laporan (?:wartawan|reporter|jurnalis|kontributor) [^!?:]{4,90}", re.IGNORECASE
)
BY_NAME: Final = re.compile(
    r"(?:(?:[Dd]i(?:tulis|posting|terbitkan|publikasikan)|[Pp]osted|[Ww]ritten|[Pp]ublished) )?"
    r"(?:[Oo]leh|OLEH|[Bb]y|BY|V[Oo][Nn]|P[Aa][Rr]|P[Oo][Rr])"
    r" (?:[^\W\d_a-z][\w.’'-]*+[ ,|–-]*+){1,6}(?:pada|on)?"  # each word read in one way only
)
#: "8 Maret 2026, 07:30 WIB oleh Sari Wulan", "8 Maret 2026 - Oleh: Sari Wulan".
DATED_BY: Final = re.compile(
    r"[^.!?\d]{0,40}\d{1,2}[ /.-][^!?]{0,14}\d{4}\b[^!?]{0,20}?"
    r"\b(?:oleh|by|von|par|por)(?:\s*:)?\s+"
    r"(?:[^\W\d_][\w.’'-]*+[ ,]*+){1,5}",
    re.IGNORECASE,
)
#: "최윤호 기자 nama@koran.example", "（编辑：严玉洁）".
BYLINE_ABROAD: Final = re.compile(
    r"[가-힣]{2,4}\s*(?:기자|특파원)(?:\s*\S+@\S+)?"
    r"|[（(【\[]?(?:责任编辑|編輯|编辑|记者|記者|作者|文)\s*[:：/]\s*[^。]{1,30}"
)
DAY: Final = (
    rf"(?:\d{{1,2}}[\s-]+{MONTH}"
    r"\s*[,-]?\s*\d{4}|[a-z]{3,9} \d{1,2}, \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d)"
)
#: What a plugin writes above or below a text that was touched.
UPDATED: Final = re.compile(
    r"\W*(?:last (?:updated|modified)|updated|(?:terakhir )?(?:diperbarui|diperbaharui|diubah))"
    rf"\b[^.!?\d]{{0,40}}{DAY}[^.!?]{{0,60}}",
    re.IGNORECASE,
)
#: The time of the day behind it.
_CLOCK: Final = r"(?:[\s,;|/•·–-]*(?:(?:pukul|jam|pkl?\.?)\s*:?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?)?"
#: What else stands behind a day: when again, how many readers, whose it is, where it is filed.
_BEHIND_DAY: Final = (
    r"(?:[\s|/•·,–-]*\(?(?:last )?(?:updated?|diperbarui|diperbaharui|diubah)\b"
    rf"[^().!?\d]{{0,20}}{DAY}{_CLOCK}[^().!?|/•·–-]{{0,25}}+\)?"  # read in one way only
    r"|[\s|/•·,–-]+\d[\d.,]*\b(?:\s?(?:x|kali|k|rb|ribu|views?|dibaca"
    r"|menit|min(?:ute)?s?|baca|read)\b){0,2}"
    r"|[\s,]*[|/•·–-]\s*(?-i:[A-Z][\w.’'-]*(?: (?:dan |& )?[A-Z][\w.’'-]*){0,4}))"
)
DATE_LINE: Final = re.compile(
    rf"[^.!?]{{0,60}}?(?:{WEEKDAY}\s*,\s*)?{DAY}"
    rf"{_CLOCK}(?:\s*[ap]m\b)?(?:\s*(?:wib|wita|wit|(?:utc|gmt)(?:\s?[+-][\d:]{{1,5}})?))?{_BEHIND_DAY}{{0,4}}\W*",
    re.IGNORECASE,
)
#: "2 jam lalu".
AGO: Final = re.compile(
    r"\W*\d{1,3} (?:detik|menit|jam|hari|minggu|pekan|bulan|tahun"
    r"|(?:second|minute|hour|day|week|month|year)s?)(?: yang)? (?:lalu|ago)\W*",
    re.IGNORECASE,
)
