"""How bylines and dates are written around an article: who, when, and when again."""

import re
from typing import Final

_ROLE: Final = (
    r"(?:oleh|penulis|reporter|editor|pewarta|kontributor|laporan|redaktur|penyunting"
    r"|penerjemah|by|author|written by)"
)
BYLINE: Final = re.compile(
    rf"\W*{_ROLE}\s*[:：]\s*[^.!?]{{2,60}}(?:[/|,;]\s*{_ROLE}\s*[:：]\s*[^.!?]{{2,60}}){{0,3}}\W*",
    re.IGNORECASE,
)
#: "Laporan Wartawan Kabar.com, Sari Wulan".
REPORTED: Final = re.compile(
    r"laporan (?:wartawan|reporter|jurnalis|kontributor) [^!?:]{4,90}", re.IGNORECASE
)
BY_NAME: Final = re.compile(
    r"(?:(?:[Dd]i(?:tulis|posting|terbitkan|publikasikan)|[Pp]osted|[Ww]ritten|[Pp]ublished) )?"
    r"(?:[Oo]leh|OLEH|[Bb]y|BY|V[Oo][Nn]|P[Aa][Rr]|P[Oo][Rr])"
    r" (?:[^\W\d_a-z][\w.’'-]*[ ,|–-]*){1,6}(?:pada|on)?"
)
#: "8 Maret 2026, 07:30 WIB oleh Sari Wulan".
DATED_BY: Final = re.compile(
    r"[^.!?\d]{0,40}\d{1,2}[ /.-][^!?]{0,14}\d{4}\b[^!?]{0,20}?\b(?:oleh|by|von|par|por)\s+"
    r"(?:[^\W\d_][\w.’'-]*[ ,]*){1,5}",
    re.IGNORECASE,
)
#: "최윤호 기자 nama@koran.example", "（编辑：严玉洁）".
BYLINE_ABROAD: Final = re.compile(
    r"[가-힣]{2,4}\s*(?:기자|특파원)(?:\s*\S+@\S+)?"
    r"|[（(【\[]?(?:责任编辑|編輯|编辑|记者|記者|作者|文)\s*[:：/]\s*[^。]{1,30}"
)
_DAY: Final = (
    r"(?:\d{1,2}[\s-]+(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)[a-z]*\.?"
    r"\s*[,-]?\s*\d{4}|[a-z]{3,9} \d{1,2}, \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d)"
)
#: What a plugin writes above or below a text that was touched.
UPDATED: Final = re.compile(
    r"\W*(?:last (?:updated|modified)|updated|(?:terakhir )?(?:diperbarui|diperbaharui|diubah))"
    rf"\b[^.!?\d]{{0,40}}{_DAY}[^.!?]{{0,60}}",
    re.IGNORECASE,
)
DATE_LINE: Final = re.compile(
    r"[^.!?]{0,60}?(?:(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad)\s*,\s*)?"
    rf"{_DAY}"
    r"[\s,|•·–-]*(?:(?:pukul\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?)?\s*(?:wib|wita|wit|am|pm|utc|gmt)?\W*",
    re.IGNORECASE,
)
