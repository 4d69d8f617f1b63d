"""Boxes that say what an article says, and that a machine wrote them."""

import re
from typing import Final

from crawler.extract.boxes.parts import BOXES, LISTS
from crawler.extract.finding.names import names_of
from crawler.extract.reading.element import Element
from crawler.extract.text import ends_with_stop

#: What heads such a box (characters), and what says in it who wrote it.
_MAX_LABEL: Final = 60
_MAX_LINE: Final = 120
_MAX_BOX: Final = 1_000
_MACHINE: Final = r"(?:AI|(?i:kecerdasan (?:buatan|artifisial)|artificial intelligence))"
_SUMMARY: Final = (
    r"(?i:ringkasan|rangkuman|sorotan|inti(?:sari)?|poin(?:[ -]poin)?|summary"
    r"|summari[sz]ed|highlights?|overview|key points|takeaways)"
)
_LABEL: Final = re.compile(rf"\W*(?:\w+\W+){{0,2}}{_SUMMARY}(?:\W+\w+){{0,4}}\W*")
_WRITTEN: Final = (
    r"(?i:dibuat|dihasilkan|ditulis|dirangkum|diringkas|disusun|generated|written|created|made)"
)
_BY_MACHINE: Final = (
    rf"{_WRITTEN}"
    r"(?i:\W+(?:secara|otomatis|automatically|the|help|of|oleh|dengan|menggunakan|bantuan|teknologi|by|with|using))*"
    rf"\W+(?:{_MACHINE}|(?i:mesin))"
    r"(?i:\W+(?:dan\W+|lalu\W+)?di(?:tinjau|periksa|sunting|edit|verifikasi)(?:\W+\w+){1,3})?"
)
#: Of what it is: "Rangkuman putusan disusun AI" heads what an article tells of a court.
_OF_THIS: Final = (
    r"(?i:\W+(?:penting|utama|ini|artikel|berita|tulisan|konten|article|story|is|was))*"
)
#: "Ringkasan AI", "Sorotan dari AI", "Ringkasan berita oleh AI", "AI Summary", "Intisari berita ini
#: (dibuat AI)"; what is told about machines, or with them, is headed alike: "Sorotan AI",
#: "Wawancara dengan AI".
_SUM: Final = r"(?i:ringkasan|rangkuman|intisari|summary|summari[sz]ed)"
_SIGNED: Final = re.compile(
    rf"\W*(?:{_SUM}|{_SUMMARY}{_OF_THIS}\W+(?i:oleh|by)|{_SUMMARY}\W+(?i:dari|dengan))"
    rf"\W+{_MACHINE}\W*"
    rf"|\W*(?:{_SUM}\W+(?i:otomatis)|{_SUMMARY}{_OF_THIS}\W+{_BY_MACHINE})\W*"
    rf"|\W*{_MACHINE}\W+(?:{_SUM}|(?i:generated|powered|assisted|written)\W+{_SUMMARY})\W*"
)
#: "Ringkasan ini dibuat dengan bantuan AI"; of a picture, "Foto itu dibuat dengan AI", it is news,
#: and where someone says so: "Dibuat dengan AI, kata jaksa".
_MADE: Final = re.compile(
    rf"\W*(?i:(?:th(?:e|is)\W+)?{_SUMMARY}{_OF_THIS}\W+)?"
    rf"{_BY_MACHINE}\W*"
)
#: What a class or id says of the same; "ai" alone is what the box is about.
_NAMED: Final = re.compile(
    rf"(?:^|[\s_-])(?:ai[_-](?:\w+-)?(?:{_SUMMARY}|generated)|{_SUMMARY}[_-](?:\w+-)?ai)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_machines(box: Element) -> bool:
    """Whether ``box`` is headed as a summary, and says that a machine wrote it: "Ringkasan AI".

    In its heading, its name or the line that ends it; what an article tells of machines has no such
    heading above so little.
    """
    if box.name not in BOXES and box.name != "details":
        return False
    parts = box.parts
    label = parts[0].opening if parts else ""
    if not 0 < len(label) <= _MAX_LABEL or ends_with_stop(label) or not _LABEL.fullmatch(label):
        return False
    if _SIGNED.fullmatch(label) is None and _NAMED.search(names_of(box.attrs)) is None:
        last = parts[-1].opening if parts[-1].name not in LISTS else ""
        if len(last) > _MAX_LINE or _MADE.fullmatch(last) is None:
            return False
    return len(box.said) <= _MAX_BOX
