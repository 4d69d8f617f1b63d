"""Rules on lines: what themes and plugins write around an article, known by its wording.

They serve plain text, where no element tells anything, and pages whose markup does not.
Each takes whole lines, never parts of a paragraph, and only where such a line can stand.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.lines import Line
from crawler.extract.phrases import (
    AD,
    BY_NAME,
    BYLINE,
    CHANNELS,
    COMMENTS,
    CRUMBS,
    DATE_LINE,
    FOLLOW,
    FOLLOW_LINK,
    FORM_LINE,
    FORM_START,
    HASHTAGS,
    NAVIGATION,
    OUR_NEWS,
    OURS,
    SHARE,
    TAGS,
    is_copyright,
)
from crawler.extract.pictures import picture_key
from crawler.extract.records import Rule
from crawler.extract.text import ends_sentence, ends_with_stop, is_prose, is_title_case, key

Lines = Sequence[Line]
Finder = Callable[[Lines, Facts], Iterator[int]]
#: Lines before the first paragraph that may be the page's head, and the last that may be its foot.
_HEAD: Final = 8
_FOOT: Final = 8
_QUOTES: Final = "\"'“‘„«"
#: Where an invitation leads.
_OUTSIDE: Final = re.compile(r"news\.google\.|whatsapp\.com/channel|//t\.me/|telegram\.me/")
_MAX_LABEL: Final = 60
_MAX_CHARS: Final = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRule:
    """A rule on lines.

    Attributes:
        name: from the closed list of rules.
        find: yields the indices of the lines that go.
        example: lines of which the first goes; one that begins with ``/`` is a picture.
        keeps: lines that look alike and stay.

    """

    name: Rule
    find: Finder
    example: tuple[str, ...]
    keeps: tuple[str, ...]


def _is(pattern: re.Pattern[str], text: str) -> bool:
    """Whether all of ``text`` is what ``pattern`` says; a long text is prose."""
    return 0 < len(text) <= _MAX_CHARS and pattern.fullmatch(text) is not None


def _first_prose(lines: Lines) -> int:
    """Return the index of the first paragraph of the article, where its head ends."""
    for index, line in enumerate(lines[:_HEAD]):
        if line.kind == "paragraph" and is_prose(line.text):
            return index
    return min(len(lines), _HEAD)


def _duplicate_title(lines: Lines, facts: Facts) -> Iterator[int]:
    wanted = key(facts.title or "")
    if not wanted:
        return
    for index in range(_first_prose(lines)):
        if lines[index].media is None and key(lines[index].text) == wanted:
            yield index


def _category_line(lines: Lines, facts: Facts) -> Iterator[int]:
    labels = {key(label) for label in facts.labels}
    for index in range(_first_prose(lines)):
        words = [key(word) for word in re.split(r"[,/|»›>&]", lines[index].text)]
        if len(lines[index].text) <= _MAX_LABEL and words and labels.issuperset(words):
            yield index


def _breadcrumbs(lines: Lines, _: Facts) -> Iterator[int]:
    for index in range(_first_prose(lines)):
        if _is(CRUMBS, lines[index].text):
            yield index


def _byline(lines: Lines, _: Facts) -> Iterator[int]:
    head, foot = _first_prose(lines), max(0, len(lines) - 4)
    for index, line in enumerate(lines):
        text = line.text
        if line.kind != "paragraph" or len(text) > 2 * _MAX_LABEL:
            continue
        is_labelled = _is(BYLINE, text) and _names_someone(text)
        is_bare = index < head and (_is(BY_NAME, text) or _is(DATE_LINE, text))
        if is_bare or (is_labelled and not head <= index < foot):
            yield index


def _names_someone(text: str) -> bool:
    """Whether what follows the role is written as a name is."""
    return is_title_case(text.partition(":")[2]) and not ends_with_stop(text)


def _form_start(lines: Lines) -> int:
    """Return where the comment form begins: a heading of one, and nothing but it after."""
    for index, line in enumerate(lines):
        if not line.text or not _is(FORM_START, line.text):
            continue
        rest = [other.text for other in lines[index + 1 :] if other.text]
        if all(_is(FORM_LINE, text) or _is(FORM_START, text) for text in rest):
            return index
    return len(lines)


def _comment_form(lines: Lines, _: Facts) -> Iterator[int]:
    start = _form_start(lines)
    if start == len(lines):
        start = _bare_form_start(lines)
    yield from range(start, len(lines))


def _bare_form_start(lines: Lines) -> int:
    """Return where a form without a heading begins, known by its telling sentences."""
    start = len(lines)
    while start and _is(FORM_LINE, lines[start - 1].text or "-"):
        start -= 1
    told = any(len(line.text) > _MAX_LABEL // 2 for line in lines[start:])
    return start if told else len(lines)


def _reader_comments(lines: Lines, _: Facts) -> Iterator[int]:
    end = _form_start(lines)
    if end == len(lines):
        return
    for index in range(end - 1, -1, -1):
        if lines[index].text and _is(COMMENTS, lines[index].text):
            yield from range(index, end)
            return


def _advertisement(lines: Lines, _: Facts) -> Iterator[int]:
    yield from (i for i, line in enumerate(lines) if _is(AD, line.text))


def _share_buttons(lines: Lines, _: Facts) -> Iterator[int]:
    hits = {i for i, line in enumerate(lines) if _is(SHARE, line.text)}
    for index in sorted(hits):
        beside = {index - 1, index + 1} & hits
        if beside or lines[index].links or key(lines[index].text).startswith(("share", "bagikan")):
            yield index


def _tags(lines: Lines, _: Facts) -> Iterator[int]:
    for index in range(max(0, len(lines) - _FOOT), len(lines)):
        text = lines[index].text
        told = _is(TAGS, text) or _is(HASHTAGS, text)
        if told and not ends_sentence(text):
            yield index


def _newsletter(lines: Lines, _: Facts) -> Iterator[int]:
    """Yield invitations to follow the site elsewhere: a line for itself, never a quotation."""
    for index, line in enumerate(lines):
        lowered = line.text.lower()
        if line.media is not None or not any(name in lowered for name in CHANNELS):
            continue
        is_ours = _is(FOLLOW, line.text) and _is_invitation(line.text)
        if is_ours or (_points_outside(line) and FOLLOW_LINK.fullmatch(line.text)):
            yield index


def _is_invitation(text: str) -> bool:
    """Whether ``text`` speaks for the site: of what is ours, and not in someone's words."""
    if not OUR_NEWS.search(text) or text[0] in _QUOTES:
        return False
    return not ends_with_stop(text) or OURS.search(text) is not None


def _points_outside(line: Line) -> bool:
    """Whether the line leads to where the site can be followed."""
    addresses = (line.text, *(href for _, href in line.links))
    return len(line.text) <= 2 * _MAX_CHARS and any(map(_OUTSIDE.search, addresses))


def _copyright(lines: Lines, _: Facts) -> Iterator[int]:
    for index in range(max(0, len(lines) - _FOOT), len(lines)):
        if 0 < len(lines[index].text) <= _MAX_CHARS and is_copyright(lines[index].text):
            yield index


def _navigation(lines: Lines, _: Facts) -> Iterator[int]:
    for index, line in enumerate(lines):
        if _is(NAVIGATION, line.text) or _leads_within(line):
            yield index


def _leads_within(line: Line) -> bool:
    """Whether all of a line is a link to a place on its own page: an entry of its contents."""
    if not any((piece.href or "").startswith("#") for piece in line.pieces):
        return False
    linked = line.links
    return (
        all(href.startswith("#") and len(href) > 1 for _, href in linked)
        and "".join(text for text, _ in linked) == line.text
    )


def _lead_image(lines: Lines, facts: Facts) -> Iterator[int]:
    """Yield the lead image above the text, where some themes show it; alone it is the article."""
    above = next((i for i, line in enumerate(lines) if line.kind != "image"), 0)
    wanted = picture_key(facts.lead_image or "")
    for index in range(above):
        media = lines[index].media
        if media and (media.is_featured or picture_key(facts.absolute(media.url) or "-") == wanted):
            yield index


_LEAD: Final = (
    "Warga Desa Sukamaju memperbaiki jembatan lama yang rusak diterjang banjir pada awal pekan ini."
)
RULES: Final[tuple[LineRule, ...]] = (
    LineRule(
        name="reader_comments",
        find=_reader_comments,
        example=("2 Komentar", "Setuju!", "Mantap.", "Tinggalkan Balasan"),
        keeps=("2 Komentar", "Setuju!"),
    ),
    LineRule(
        name="comment_form",
        find=_comment_form,
        example=("Leave a Reply", "Your email address will not be published."),
        keeps=("Leave a Reply", _LEAD),
    ),
    LineRule(
        name="duplicate_title",
        find=_duplicate_title,
        example=("Judul: Berita", _LEAD),
        keeps=(_LEAD, "Judul: Berita"),
    ),
    LineRule(
        name="breadcrumbs",
        find=_breadcrumbs,
        example=("Beranda » Nasional » Politik", _LEAD),
        keeps=("Beranda rumah itu luas", _LEAD),
    ),
    LineRule(
        name="category_line",
        find=_category_line,
        example=("Internasional", _LEAD),
        keeps=("Internasional Bergerak", _LEAD),
    ),
    LineRule(
        name="byline",
        find=_byline,
        example=("Oleh: Sari Wulan", _LEAD),
        keeps=("Oleh karena itu warga pindah", _LEAD),
    ),
    LineRule(
        name="share_buttons",
        find=_share_buttons,
        example=("Bagikan ke WhatsApp", _LEAD),
        keeps=("Bagikan makanan itu kepada tetangga", _LEAD),
    ),
    LineRule(
        name="advertisement",
        find=_advertisement,
        example=("ADVERTISEMENT", _LEAD),
        keeps=("Iklan rokok dilarang", _LEAD),
    ),
    LineRule(
        name="newsletter",
        find=_newsletter,
        example=("Ikuti berita terbaru kami di Google News", _LEAD),
        keeps=("Ikuti jejak kakeknya, Sari belajar menenun", "Google News dibuka di desa itu."),
    ),
    LineRule(
        name="copyright",
        find=_copyright,
        example=("Copyright © KABAR 2026", ""),
        keeps=("Hak cipta lagu itu dipegang penciptanya.", "Pada 2026 panen naik."),
    ),
    LineRule(
        name="navigation",
        find=_navigation,
        example=("Halaman: 1 2 3", _LEAD),
        keeps=("Halaman rumah itu luas", _LEAD),
    ),
    LineRule(
        name="tags",
        find=_tags,
        example=("Tag: padi, sawah", ""),
        keeps=(_LEAD, "Topik: padi dan sawah dibahas bersama."),
    ),
    LineRule(
        name="lead_image",
        find=_lead_image,
        example=("/uploads/2024/02/padi-1024x576.jpg", _LEAD),
        keeps=(_LEAD, "/uploads/2024/02/padi.jpg"),
    ),
)
