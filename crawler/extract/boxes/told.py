"""What a line tells in a box whose name sites use too: whether it is the article's, or a site's."""

import re
from typing import Final

from crawler.extract.bylines import BY_NAME, DAY
from crawler.extract.credits import is_bare_name
from crawler.extract.furniture.asking import WORK
from crawler.extract.furniture.phrases import exactly, is_all
from crawler.extract.furniture.requests import asks
from crawler.extract.furniture.speech import speaks
from crawler.extract.text import ends_with_stop, is_prose

#: What stands below a text where a site puts it.
BELOW: Final = frozenset({"reader_comments", "comment_form"})
#: What a site sets there has a name, or links.
FOOTER: Final = "site_footer"
#: A shorter sentence (characters) may be a label: "Komentar ditutup."
_SENTENCE: Final = 25
#: What heads a box that readers fill.
_OF_READERS: Final = exactly(r"(?:komentar|comments?)(?: (?:pembaca|anda))?")
#: What opens with whose words, or whose office, it is: "Budi: Setuju.", "Sari Wulan menulis …".
_WHOSE: Final = re.compile(
    r"[^.:]{2,30}: |(?:[A-Z][\w.’'-]+ ){1,3}(?:adalah|merupakan|menulis|bekerja|lahir)\b"
)
#: And whose office alone: "Jurnalis lepas yang …"; "Peneliti itu …" and "… adalah" tell of one.
_OFFICE: Final = re.compile(
    r"(?:seorang )?(?:jurnalis|wartawan|penulis|reporter|editor|pengajar|dosen|peneliti"
    r"|kontributor|pegiat|mahasiswa|pengamat|kolumnis)\b"
    r"(?! (?:itu|ini|tersebut)\b|.*\b(?:adalah|ialah)\b)",
    re.IGNORECASE,
)
#: What heads the box of a writer.
_OF_WRITERS: Final = exactly(
    r"(?:tentang|profil|biodata|about) (?:the )?(?:penulis|redaksi|author|editor|kontributor)",
    "penulis|profil|redaksi|author|editor|kontributor",
)
ON_COMMENTS: Final = re.compile(r"\b(?:(?:ber)?komentar|comments?|balasan)\b", re.IGNORECASE)
#: What a site makes, and is: it says so of itself there.
_ON_SITE: Final = re.compile(rf"\b(?:{WORK}|redaksi|situs|laman|isi)\b", re.IGNORECASE)
#: What else ends a text may be on the report that it is.
_SITE: Final = re.compile(r"\b(?:redaksi|situs|laman|hak cipta|copyright)\b|©", re.IGNORECASE)
_DAY: Final = re.compile(rf"\b{DAY}", re.IGNORECASE)


def may_head(text: str, rule: str) -> bool:
    """Whether a heading is none of who wrote it, nor of what readers did, nor counts that."""
    if rule == "byline" and (is_bare_name(text) or is_all(_OF_WRITERS, text)):
        return False
    is_readers = rule in BELOW and is_all(_OF_READERS, text)
    return not (is_readers or any(map(str.isdigit, text)))


def tells(line: str, rule: str = "") -> bool:
    """Whether ``line`` is a sentence that names no writer and no day, and asks readers nothing."""
    is_short = len(line) < _SENTENCE or ON_COMMENTS.search(line) is not None
    is_asked = rule == "reader_comments" and is_prose(line)
    if not (is_asked or ends_with_stop(line)) or (is_short and len(line) < 2 * _SENTENCE):
        return False
    if is_all(BY_NAME, line) or _WHOSE.match(line) or _DAY.search(line):
        return False
    if rule == "byline" and _OFFICE.match(line):
        return False
    if rule == "reader_comments":
        return True
    of_site = _SITE if rule == FOOTER else _ON_SITE
    return not (speaks(line) or asks(line) or of_site.search(line))
