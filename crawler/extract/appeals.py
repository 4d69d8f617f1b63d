"""What a site says to its readers, in its own name: thanks, and requests that no news makes.

"Simak kabar lainnya di Purna Warta." is one where it ends a text; "Simak imbauan petugas." is the
article's. What decides is who speaks: the request names the site, "kami", or its other articles.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.finders import MAX_CHARS, MAX_LABEL, Lines
from crawler.extract.phrases import SPOKEN
from crawler.extract.text import is_prose, plain_lower

#: The last lines of a text, among which the site may speak.
_FOOT: Final = 8
_QUOTES: Final = "\"'“‘„«"
_BEFORE: Final = (
    r"\W*(?:(?:silakan|silahkan|yuk|ayo|mari|jangan (?:lupa|lewatkan|sampai ketinggalan)|terus"
    r"|untuk|dan|juga|anda (?:juga )?(?:bisa|dapat)|kamu (?:juga )?bisa)\W{1,3}){0,3}"
)
_SEEK: Final = (
    r"baca|simak|lihat|cek|temukan|nantikan|pantau|ikuti|dapatkan|tonton|saksikan|dengarkan"
    r"|kunjungi|klik|buka"
)
_DO: Final = (
    r"gabung|bergabung|langganan|berlangganan|subscribe|follow|like|sukai|dukung|bantu|unduh"
    r"|download|pasang|aktifkan|nyalakan|hubungi|kirim(?:kan)?|sampaikan|laporkan|bagikan|sebarkan"
    r"|share|daftar(?:kan)?|tinggalkan|tulis(?:kan)?|beri(?:kan)?"
)
_WORK: Final = r"(?:berita|artikel|kabar|informasi|info|tulisan|konten|liputan|update|ulasan)"
_ASKS: Final = re.compile(rf"{_BEFORE}(?:(?P<do>{_DO})|{_SEEK})(?:lah)?\b")
_OURS: Final = re.compile(rf"\b(?:kami|redaksi)\b|\b{_WORK}(?: \w+){{0,2}} lain(?:nya)?\b")
#: What is done with a post of a network: "Jangan lupa like dan share".
_NETWORKING: Final = re.compile(r"\b(?:like|share|subscribe|follow|komen)\b")
#: What opens a link to another article rather than a request: "Baca juga: …".
_JUGA: Final = (" juga", " pula")
_THIS: Final = re.compile(rf"\b{_WORK} ini\b")
_THANKS: Final = re.compile(
    r"\W*terima ?kasih (?:banyak )?(?:anda )?(?:(?:karena )?(?:telah|sudah)|atas) (?:setia )?"
    r"(?:membaca|menyimak|mengikuti|mengunjungi|berkunjung|kunjungan)(?:nya)?\b(?P<what>[^.!?]*)"
)
#: What names the site alone: "Sumber: Purna Warta".
_SOURCE: Final = re.compile(r"\W*sumber(?: (?:berita|artikel|tulisan))?\s*:")
_READ: Final = re.compile(rf"^ ?(?:{_WORK}|kami|anda|ke|di|hingga|sampai|situs|web|laman)\b")


def closing(lines: Lines, facts: Facts) -> Iterator[int]:
    """Yield what the site says to its readers below the last paragraph of the article."""
    for index in range(len(lines) - 1, max(0, len(lines) - 1 - _FOOT), -1):
        if is_appeal(lines[index].text, facts):
            yield index
        elif is_prose(lines[index].text):
            return


def is_appeal(text: str, facts: Facts) -> bool:
    """Whether a site thanks its readers in ``text``, or asks something of them in its own name."""
    if not 0 < len(text) <= MAX_CHARS or text[0] in _QUOTES or text[-1] == ":":
        return False
    lowered = plain_lower(text)
    if SPOKEN.search(lowered):
        return False
    if thanks := _THANKS.match(lowered):
        return not thanks["what"].strip() or _is_ours(text, thanks["what"], _READ, facts)
    if _SOURCE.match(lowered):
        return len(text) <= MAX_LABEL and facts.is_named_in(text)
    return _asks(text, lowered.rpartition("? ")[2], facts)


def _asks(text: str, lowered: str, facts: Facts) -> bool:
    """Whether what stands behind a question, or before a colon, is a request of the site's own."""
    told, colon, _ = lowered.partition(":")
    asks = _ASKS.match(told)
    if asks is None or (colon and told.endswith(_JUGA)):
        return False
    if _is_ours(text, told, _OURS, facts) or len(_NETWORKING.findall(told)) > 1:
        return True
    return asks["do"] is not None and _THIS.search(told) is not None


def _is_ours(text: str, told: str, ours: re.Pattern[str], facts: Facts) -> bool:
    return ours.search(told) is not None or facts.is_named_in(text)
