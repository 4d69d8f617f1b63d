"""What finds the form for readers below a text, and what they wrote there."""

from collections.abc import Iterator
from typing import Final

from crawler.extract.bylines import AGO, DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.elsewhere import leads_within
from crawler.extract.furniture.left import Left, Lines
from crawler.extract.furniture.phrases import MAX_LABEL, exactly, is_all
from crawler.extract.text import is_prose

#: What heads readers' comments, and as well what anyone says of a poem, of a player.
_LABEL: Final = exactly("komentar|comments?")
_START: Final = exactly(
    r"(?:komentar|comments?)(?: (?:facebook|pembaca|anda))?|facebook comments?",
    r"leave a (?:reply|replay|comment|response)(?: to .{1,60}?)?(?:\s*cancel reply)?",
    r"tinggalkan (?:balasan|komentar)(?: anda)?(?:\s*(?:batalkan|membatalkan) balasan)?",
    r"(?:beri|tulis|kirim|berikan|tambahkan|isi) (?:komentar|tanggapan)(?: anda)?",
    r"(?:post|write|add) a comment",
)
_LINE: Final = exactly(
    r"your email address will not be published\.?(?:\s*required fields are marked \*?)?",
    r"required fields are marked \*?",
    r"alamat (?:surel|email) anda tidak akan dipublikasikan\.?(?:\s*ruas yang wajib.*)?",
    r"ruas yang wajib (?:di ?tandai|diisi ditandai) ?\*?",
    r"(?:comment|name|e-?mail|website|komentar|nama|surel|situs web|url) ?\*?",
    r"save my name, email,? and website in this browser.*",
    r"simpan nama(?: saya)?, (?:e-?mail|surel|alamat).*",
    r"(?:post|submit|kirim|memberikan) (?:comment|komentar)",
    r"(?:cancel reply|batalkan balasan|membatalkan balasan)",
    r"notify me of (?:follow-up comments|new posts) by email",
    r"beri ?tahu saya (?:akan )?(?:tindak lanjut komentar|pos baru) melalui surel",
    r"you must be logged in to post a comment",
    r"please enter your (?:comment|name|email).*",
    r"you have entered an incorrect email address",
    r"anda harus masuk (?:untuk berkomentar|log).*",
    r"this site uses akismet.*|situs ini menggunakan akismet.*",
    "Δ|this field is for validation purposes.*",
)
_COMMENTS: Final = exactly(
    r"(?:\d+|one|satu) (?:comments?|komentar|responses?|tanggapan|balasan|thoughts?)"
    r"(?: (?:on|to|pada|untuk|tentang) .{1,200})?",
    r"(?:no|tidak ada|belum ada) (?:comments?|komentar)(?: yet)?",
    r"be the first to comment(?: on .{1,200})?",
    r"jadilah (?:yang|orang) pertama .{0,20}komentar.{0,30}",
)
_REPLY: Final = exactly("balas|reply|suka|like")
#: What is no shorter, and ends as a sentence does, is one (characters).
_SENTENCE: Final = 30


def _form_start(lines: Left) -> int:
    """Return where the comment form begins: a heading of one, and no article after it.

    So it is looked for below the last paragraph alone.
    """
    places = range(_last_told(lines), len(lines))
    starts = {i for i in places if is_all(_START, lines[i].text) and not leads_within(lines[i])}
    found, below = len(lines), _Below()
    for index in range(len(lines) - 1, min(starts, default=len(lines)) - 1, -1):
        text = lines[index].text
        is_label = index in starts and is_all(_LABEL, text)
        if index in starts and not below.tells_more and (not is_label or below.is_of_readers):
            found = index
        below.add(text)
    return found


class _Below:
    """What stands below a line: each is looked at once, from the last one on."""

    def __init__(self) -> None:
        self._is_of_form = self._has_sentence = self._has_paragraph = False
        self._is_told = self._is_readers = False

    def add(self, text: str) -> None:
        """Look at the line above those that were looked at."""
        if is_all(_LINE, text):
            self._is_of_form = True
        elif not self._has_paragraph:
            self._has_sentence = self._has_sentence or is_prose(text, at_least=_SENTENCE)
            self._has_paragraph = is_prose(text)
        if text and not self._is_readers and not is_all(_LABEL, text):
            self._is_told = True
            kinds = (_LINE, _START, _REPLY, AGO, DATE_LINE)
            self._is_readers = any(is_all(kind, text) for kind in kinds)

    @property
    def tells_more(self) -> bool:
        """Whether sentences stand there; below a form's own words it takes a paragraph."""
        return self._has_paragraph if self._is_of_form else self._has_sentence

    @property
    def is_of_readers(self) -> bool:
        """Whether nothing does, or what readers write: by a form's words, a time."""
        return not self._is_told or self._is_readers


def _last_told(lines: Left) -> int:
    """Return the index of the last line that is a paragraph, and none of a form; 0 for none."""
    return next((i for i in reversed(lines.told) if not is_all(_LINE, lines[i].text)), 0)


def comment_form(lines: Left, _: Facts) -> Iterator[int]:
    """Yield the form for readers, which ends the page."""
    start = _form_start(lines)
    if start == len(lines):
        start = _bare_form_start(lines)
    yield from range(start, len(lines))


def _bare_form_start(lines: Lines) -> int:
    """Return where a form without a heading begins, known by its telling sentences."""
    start = len(lines)
    while start and is_all(_LINE, lines[start - 1].text or "-"):
        start -= 1
    told = any(len(line.text) > MAX_LABEL // 2 for line in lines[start:])
    return start if told else len(lines)


def reader_comments(lines: Left, _: Facts) -> Iterator[int]:
    """Yield what readers wrote: from the heading that counts it to the form."""
    end = _form_start(lines)
    if end == len(lines):
        return
    for index in range(end - 1, -1, -1):
        if lines[index].text and is_all(_COMMENTS, lines[index].text):
            yield from range(index, end)
            return
