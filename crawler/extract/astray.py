"""Pages that show something else than what their address names.

WordPress makes an address of the title, and it stays when the title is written anew: some word of
it is in the text then, a name if nothing else. Where none is, neither in the text nor in what heads
it, something else may stand in the article's place: what a plugin or a host says there, or what
those who broke in sell. An editor may write an address by hand, too, so that alone tells nothing;
nor does a page that states nothing at all: what is stored of the article tells more of that.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from crawler.extract.records import Extraction
from crawler.extract.stated.head import Head
from crawler.extract.text import SMALL_WORDS, few_marks, words

#: An address with fewer telling words may be that of a page of the site.
_MIN_WORDS: Final = 4
#: Shorter words (letters) are in any text, and so are these.
_MIN_LETTERS: Final = 4
_ANY: Final = SMALL_WORDS.union(
    words(
        "kami anda kita mereka adalah bukan sudah telah lagi juga bisa dapat harus lebih hari tahun"
        " this your from have more"
    )
)
#: A text of less (characters) need not say what it is of: a caption, a verse.
_MIN_BODY: Final = 80
#: What repeats the address that was asked for.
_ADDRESS: Final = re.compile(r"(?:https?:|/)\S*/\S+")
_MARKS: Final = re.compile(r"[\u0300-\u036f'’‘`]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
#: Han, kana and Hangul, Cyrillic, Thai: in none of them is a text of a site in Indonesian. Arabic
#: may be all of one there.
_FOREIGN: Final = re.compile(r"[\u0400-\u04ff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
#: Of headings: what a site says where an article was, and what break-ins of this country sell.
_AWAY: Final = re.compile(
    r"\b(?:artikel|berita|halaman|konten|tulisan|laman|isi)(?: ini| yang \w+ \w+)?"
    r"(?: sudah| telah)?(?: tidak(?: lagi)? (?:tersedia|ditemukan|ada)| di(?:hapus|tarik|cabut))\b"
    r"|\b(?:(?:situs|link|agen|bandar|daftar|login|akun|judi)(?: \w+){0,2} (?:slot|togel)"
    r"|slot (?:gacor|online|\w*\d+)|togel online|maxwin|judi online terpercaya)\b"
)


def is_astray(found: Extraction, head: Head, url: str) -> bool:
    """Whether the page at ``url`` tells nothing of what that names, nor its canonical, and more.

    Its headings are in letters that its language has not, or those of what stands for an article.
    """
    asked = _named(url)
    title = f" {found.title or ''}".lower()
    if len(asked) < _MIN_WORDS or any(f" {name}" in title for name in asked):  # of most pages
        return False
    headings = _plain(" ".join((found.title or "", head.title, head.meta("og:title"))))
    if _tells(headings, asked) or len(found.body) < _MIN_BODY:  # a body is put together anew
        return False
    stated = _named(found.canonical_url or "")
    if _tells(headings, stated) or not _is_doubtful(head, headings):
        return False
    return not _tells(_plain(_ADDRESS.sub(" ", found.body)), [*asked, *stated])


def _tells(text: str, names: list[str]) -> bool:
    """Whether some word of ``text`` begins as one of ``names``."""
    told = " ".join(("", *_LETTERS.findall(text)))
    return any(f" {name}" in told for name in names)


def _is_doubtful(head: Head, headings: str) -> bool:
    """Whether headings that have no word of the address raise a doubt without it, too."""
    if _FOREIGN.search(headings):
        return head.language.lower().startswith("id")
    return _AWAY.search(headings) is not None


def _named(url: str) -> list[str]:
    """Return the telling words of the part of ``url`` that has most of them."""
    slug = max(unquote(urlsplit(url).path).split("/"), key=lambda part: part.count("-"))
    return [word for word in _LETTERS.findall(_plain(slug)) if _is_telling(word)]


def _is_telling(word: str) -> bool:
    return len(word) >= _MIN_LETTERS and word not in _ANY


def _plain(text: str) -> str:
    """Return ``text`` as WordPress writes it in an address, spaces apart."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", few_marks(text)))
    return text.lower()
