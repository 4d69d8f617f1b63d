"""What finds the lines that lead readers elsewhere: to another page, or to a place on this one.

It looks at one line and its neighbours; ``above`` says where such a line may stand.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import PRINTED
from crawler.extract.furniture.asking import TEXT
from crawler.extract.furniture.left import Left, Lines
from crawler.extract.furniture.phrases import (
    MAX_LABEL,
    NAVIGATION,
    NEXT_PAGE,
    PLACE,
    REACTION,
    VIDEO,
    VIDEO_BELOW,
    VIDEO_GAP,
    VIDEOS,
    exactly,
    is_all,
    is_way_on,
)
from crawler.extract.reading.lines import Line, Links
from crawler.extract.text import ends_with_stop, key

#: "Loncat ke:", and what stands beside a link to the next page (characters).
_MAX_LABEL: Final = 16
_MAX_BESIDE: Final = 20
_NEIGHBOUR: Final = re.compile(
    r"\W*(?:sebelumnya|selanjutnya|berikutnya|previous|next)(?: (?:post|artikel|berita))?\s*[:»›]",
    re.IGNORECASE,
)
#: All of a link to the article before this one, or the next.
_NEXT: Final = exactly(r"previous|next|sebelumnya|selanjutnya|berikutnya")
#: What DataTables sets around a table: how many rows to show, which ones are shown.
_ROWS: Final = exactly(
    r"(?:tampilkan|show)[\d ]* (?:entri|data|entries)(?: (?:cari|search):?)?",
    r"(?:menampilkan|showing) \d+ (?:sampai|hingga|to) \d+ (?:dari|of) [\d.,]+ (?:entri|data"
    r"|entries)(?: (?:sebelumnya|previous)[\d ]* (?:berikutnya|selanjutnya|next))?",
    r"(?:sebelumnya|previous)[\d ]* (?:berikutnya|selanjutnya|next)",
)
_SEARCH: Final = exactly(r"cari:|search:")
#: How all of these begin, asked first.
_SORTING: Final = (
    *("Tampilkan", "Menampilkan", "Cari", "Sebelumnya"),
    *("Show", "Search", "Previous"),
)
#: The pages of a post: "1 2 3", "1 2 Tampilkan Semua".
_PAGES: Final = re.compile(
    r"\d{1,2}(?:\W{1,3}\d{1,2})+(?:\W{1,3}(?:(?:tampilkan|lihat|show|view) )?"
    r"(?:semua|all|next|selanjutnya|berikutnya))?\W{0,3}",
    re.IGNORECASE,
)
#: Words of links to further pages, and their addresses; "halaman" is a yard, too.
_PAGE: Final = re.compile(
    r"\b(?:hal(?:aman)?|pages?|lanjut(?:kan|an)?|selanjutnya|berikutnya|sebelumnya|next|previous"
    r"|(?:tampilkan|lihat|baca|show|view) (?:semua|all))\b",
    re.IGNORECASE,
)
_PAGED: Final = re.compile(
    r"/\d{1,3}/?$|[?&](?:page|halaman|hal|pg?|paged|start)=\d|=all\b|[?&]showall="
)
#: How what a reader is to press is told, one step after the other.
_TO_PRESS: Final = re.compile(r"[\d.) ]{0,8}(?:Klik|Buka)\b")
_PRESS: Final = re.compile(
    rf"\W*(?:laporkan|report) (?:{TEXT}|this article)(?: ini)?\W*"
    r"|\W*(?:klik|ketuk|click|tap) (?:untuk|to) (?:memperbesar|memutar|mendengar(?:kan)?|enlarge"
    r"|zoom|expand|play|listen)(?: (?:gambar|foto|video|audio|teks|artikel|berita|image|photo"
    r"|picture))?(?: ini| yang disorot)?\W*",
    re.IGNORECASE,
)
#: A button says no more than three words.
_BUTTON_SPACES: Final = 3


def links_elsewhere(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield what leads to other pages, or to places on this one."""
    for index in lines.odd:
        line, is_below = lines[index], index >= lines.foot
        if (
            (line.links and (_leads_here(line, facts) or _leads_on(line)))
            or _is_tool(line, is_below=is_below)
            or (line.text.startswith(_SORTING) and _sorts_table(lines, index))
            or _announces(lines, index)
        ) and not lines.heads_text(index):
            yield index


def _is_tool(line: Line, *, is_below: bool) -> bool:
    """Whether a line is what readers use a page with, there or ``is_below`` the text."""
    text = line.text
    if (not _is_step(line) and is_all(NAVIGATION, text)) or (is_below and is_all(REACTION, text)):
        return True
    is_label = line.kind == "paragraph" and (is_below or bool(line.links))
    return (is_label and is_all(PLACE, text)) or _leads_further(line) or _is_pressed(line)


def _sorts_table(lines: Lines, index: int) -> bool:
    """Whether a line is a tool of the table beside it; a field to search in is named below one."""
    line = lines[index]
    if line.kind != "paragraph" or len(line.text) > MAX_LABEL:
        return False
    is_below = index > 0 and is_all(_SEARCH, line.text) and is_all(_ROWS, lines[index - 1].text)
    return is_below or is_all(_ROWS, line.text)


def _leads_further(line: Line) -> bool:
    """Whether a line is a button's to see more; no heading is, nor "3. Klik Selanjutnya"."""
    if line.kind == "heading" or _is_step(line) or not is_way_on(line.text):
        return False
    return bool(line.links) or _TO_PRESS.match(line.text) is None


def _leads_here(line: Line, facts: Facts) -> bool:
    """Whether a line leads to places on its own page, or to the next one of the article."""
    return leads_within(line) or is_all(_PAGES, line.text) or _turns_the_page(line, facts)


def _turns_the_page(line: Line, facts: Facts) -> bool:
    """Whether a line leads to further pages of the article, says so, and little else.

    "Lanjut ke halaman 2", "Halaman 1 dari 3 Selanjutnya".
    """
    if line.kind in ("heading", "table") or line.free > _MAX_BESIDE or ends_with_stop(line.text):
        return False
    return _PAGE.search(line.text) is not None and all(
        _PAGED.search(href) is not None and facts.is_here(href) for _, href in line.links
    )


def _is_step(line: Line) -> bool:
    """Whether a line may tell what to do: "Kembali ke halaman utama" in a list, without a link."""
    return line.kind == "list" and not line.links


def _is_pressed(line: Line) -> bool:
    """Whether a line says what readers may press it for: "Klik untuk memperbesar". No step does."""
    is_label = line.kind == "paragraph" and not ends_with_stop(line.text)
    return is_label and is_all(_PRESS, line.text)


def _leads_on(line: Line) -> bool:
    """Whether a line names the next page, or the article before or after this one.

    "Sebelumnya: Judul Berita".
    """
    if line.links[0][0] == line.text and is_all(_NEXT, line.text):
        return True
    label = _NEIGHBOUR.match(line.text)
    is_told = label is not None and key(line.text[label.end() :]) == key(line.links[0][0])
    return (is_told or is_all(NEXT_PAGE, line.text)) and not ends_with_stop(line.text)


def _announces(lines: Lines, index: int) -> bool:
    """Whether a line tells of the video that follows it, or that was shown in that place."""
    text = lines[index].text
    if "video" not in text.lower():
        return False
    if is_all(VIDEOS, text):
        return not _is_step(lines[index]) and not _heads_text(lines, index)
    if not is_all(VIDEO, text) or ends_with_stop(text):
        return False
    if index and is_all(VIDEO_BELOW, lines[index - 1].text):
        return True
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and (below.kind == "embed" or bool(VIDEO_GAP.match(below.text)))


def _heads_text(lines: Lines, index: int) -> bool:
    """Whether a line is a heading of the article's words: below it is no link, and no video."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_shown = below is None or below.kind == "embed" or bool(below.links) or below.cut is not None
    return lines[index].kind == "heading" and not is_shown


def leads_within(line: Line) -> bool:
    """Whether all of a line is links to places on its own page, or to the page for printing.

    A label may stand before them: "Loncat ke: …". A heading that links to itself is none of these;
    a few words that lead nowhere are a button to a script.
    """
    linked = line.links
    if not linked or line.kind == "heading":
        return False
    if not (_is_tools(linked) or all(_is_within(*link) for link in linked)):
        return False
    text = line.text
    label, colon, rest = text.partition(":")
    told = rest if colon and rest and len(label) <= _MAX_LABEL else text
    return key("".join(text for text, _ in linked)) in (key(text), key(told))


def _is_tools(linked: Links) -> bool:
    """Whether links of few words stand in a row, a button to a script among them."""
    is_row = len(linked) > 1 and all(text.count(" ") < _BUTTON_SPACES for text, _ in linked)
    return is_row and any(href.startswith("javascript:") for _, href in linked)


def _is_within(text: str, href: str) -> bool:
    if len(href) == 1 or href.startswith("javascript:"):
        return text.count(" ") < _BUTTON_SPACES and not text.endswith("?")
    return href[:1] == "#" or PRINTED.search(href) is not None
