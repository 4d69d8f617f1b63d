"""What a site says to its readers, in its own name: thanks, and requests that no news makes.

"Simak kabar lainnya di Purna Warta." is one where it ends a text; "Simak imbauan petugas." is the
article's. What decides is who speaks: the request names the site, "kami", or its other articles.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.inviting import PLEASE
from crawler.extract.furniture.left import Lines
from crawler.extract.furniture.phrases import MAX_CHARS, QUOTES
from crawler.extract.furniture.spoken import is_spoken
from crawler.extract.text import is_prose, plain_lower

#: The last lines of a text, among which the site may speak.
_FOOT: Final = 8
_WORK: Final = (
    r"(?:berita|artikel|kabar|informasi|info|tulisan|konten|liputan|laporan|update|ulasan)"
)
#: What is to be shared; a letter, or a report, someone else sends: "Kirim tulisan ini kepada juri".
_THIS_WORK: Final = (
    r"^(?!.*\b(?:kirim(?:kan)?|teruskan|sampaikan|tulis(?:kan)?|laporkan|unduh|download)\b)"
    r".*\b(?:berita|artikel|tulisan|konten|liputan|laporan) ini\b"
)
#: In whose text it stands: a school mends those of its letters.
_TYPO: Final = (
    r"\b(?:kesalahan|salah) ketik\b"
    r"(?=\W*$| (?:kepada|ke) kami\b|.*\b(?:redaksi|artikel|berita|tulisan|ctrl)\b)"
)
_BEFORE: Final = (
    r"\W*(?:(?P<when>(?:untuk|jika|bila|kalau) [^,.:;!?]{3,80}), )?"
    rf"(?:(?:untuk )?{_WORK} (?:\w+ ){{1,3}})?"
    rf"(?:(?:{PLEASE}|terus|untuk|dan|juga"
    r"|anda (?:juga )?(?:bisa|dapat)|kamu (?:juga )?bisa)\W{1,3}){0,3}"
)
_SEEK: Final = (
    r"baca|simak|lihat|cek|temukan|nantikan|pantau|ikuti|dapatkan|tonton|saksikan|dengarkan"
    r"|kunjungi|klik|buka(?! (?:\d|pukul|jam|setiap|tiap|mulai))|stay tuned"
    r"|jangan (?:lewatkan|sampai ketinggalan)"
)
_DO: Final = (
    r"gabung|bergabung|langganan|berlangganan|subscribe|follow|join|like|sukai|dukung|support|bantu"
    r"|unduh|download|install|pasang|aktifkan|nyalakan|hubungi|kirim(?:kan)?|sampaikan|laporkan"
    r"|bagikan|sebarkan|teruskan|berbagi|share|masuk (?:ke|dengan) akun|log ?in|daftar(?:kan)?"
    r"|tinggalkan|tulis(?:kan)?|beri(?:kan)?|traktir|pindai|scan"
)
_ASKS: Final = re.compile(rf"{_BEFORE}(?:(?P<do>{_DO})|{_SEEK})(?:lah)?\b")
_OURS: Final = re.compile(
    r"\b(?:kami|redaksi(?! \w+ (?:itu|tersebut)\b)|us|our|stay tuned)\b"
    rf"|\b{_WORK}(?: \w+){{0,2}} lain(?:nya)?\b|\bkolom komentar\b"
    r"|\b(?:tinggalkan|tulis(?:kan)?|beri(?:kan)?) komentar(?: anda| kamu)?"
    rf"(?=[^\w ]|$| (?:di|pada|tentang|untuk|mengenai) (?:bawah|sini|kolom|{_WORK})\b)"
    r"|\bketinggalan (?:berita|kabar|artikel|update)\b"
)
#: What anyone asks for: "Bantu kami menjaga hutan ini", "Beri kami waktu".
_BEGGED: Final = re.compile(
    r"\W*(?:mari )?(?:bantu|dukung|beri(?:kan)?(?! tahu\b)|berbagi|kirim(?:kan)?|pasang)\b"
)
#: When a site asks it; offices ask too: "Jika air naik, hubungi kami".
_WHEN: Final = re.compile(
    r"\b(?:berita|artikel|tulisan|konten|liputan|ulasan|pembaca"
    r"|(?:kabar|informasi|info|update)(?: \w+){0,2} (?:terbaru|terkini|menarik))\b"
)
#: Who is someone else's: "Dukung petani kami"; and "kami" as whom a request is for, or whose.
_SOMEONES: Final = re.compile(r"\b(?P<who>(?:\w+ )?\w+) (?:kami|us)\b")
_FOR_US: Final = re.compile(
    rf"(?:{_DO}|{_SEEK})(?:lah)?|ke(?:pada)?|pada|dengan|bersama|oleh|untuk|di|dari|bagi|tim|with"
    rf"|{_WORK}|tahu|survei|kuis|komunitas|buletin|newsletter|forum|grup|kerja|program|seri|to|for|on"
)
#: What readers are to have of it: news, as offices promise too.
_NEWS: Final = re.compile(
    r"\b(?:untuk|agar|supaya|biar)\b.{0,40}\b(?:berita|artikel|liputan)"
    r"(?: \w+){0,3} (?:terkini|terbaru|terhangat|terpopuler)\b"
)
#: Of what only the site itself speaks, where it asks for something to be done.
_CERTAIN: Final = re.compile(
    r"\bredaksi(?=\W*$| kami\b| (?:di|via|melalui|lewat|ke|untuk|pada|dengan)\b| ?[@:(\d])"
    rf"|{_TYPO}|{_THIS_WORK}|\bkolom komentar(?=\W*$| (?:di bawah|ini|berikut)\b)"
    r"|\b(?:saweria|trakteer)\b"
)
#: What a request of a sentence's length tells of besides "kami", who may be anyone.
_OF_SITE: Final = re.compile(
    rf"\b(?:{_WORK}|kabar\w*|redaksi|situs|laman|web\w*|media|jurnalis\w*|pembaca|anda|kamu|komentar"
    r"|donasi|donatur|berdonasi|terus (?:menulis|meliput)|\w*langganan|kanal|saluran|channel|akun"
    r"|aplikasi|google|whatsapp|telegram|instagram|facebook|tiktok|youtube|twitter|threads|e-?mail|surel"
    r"|di sini|di bawah|klik|tombol|our|stay tuned)\b|@\w"
)
_THIS: Final = re.compile(rf"{_THIS_WORK}|\b(?:jika|bila|kalau) bermanfaat\b|{_TYPO}")
_THANKS: Final = re.compile(
    r"\W*(?:terima ?kasih (?:banyak )?(?:anda )?(?:(?:karena )?(?:telah|sudah)|atas) (?:setia )?"
    r"(?:membaca|menyimak|mengikuti|mengunjungi|berkunjung|kunjungan)(?:nya)?\b"
    r"|thank(?:s| you) for reading\b)(?P<what>[^.!?]*)"
)
_READ: Final = re.compile(
    rf"^ ?(?:{_WORK}|anda|hingga|sampai|(?:(?:ke|di) )?(?:kami|sini|situs|web\w*|laman|blog))\b"
)
_FAREWELL: Final = re.compile(
    rf"\W*(?:sampai (?:jumpa|bertemu)(?: lagi)? (?:di|pada|dalam) {_WORK}\b.{{0,40}}"
    r"|salam,? redaksi\W*)"
)
#: What is the site's where it is named: "Sumber: Purna Warta", "Berita ini dimuat di …", a mail.
_SOURCE: Final = re.compile(
    rf"\W*(?:(?:sumber|foto)(?: (?:foto|gambar|{_WORK}))?\s*:.{{1,60}}|{_WORK} ini\b.*|.*\S@\S+)"
)
_OF_NEWS: Final = r"(?:media|portal|situs|surat kabar|kantor berita)\b"
#: A sentence behind "Tentang Purna Warta:" may be what someone says of that.
_ABOUT: Final = re.compile(
    r"\W*(?:tentang|about) [^.:;!?]{2,40}: "
    rf"(?:(?:sebuah )?{_OF_NEWS}(?! (?:itu|ini|tersebut)\b)|(?!.*[.]\W*$))"
    rf"|\W*[^.:;,!?-]{{2,40}}? (?:adalah|merupakan|ialah) (?:\w+ ){{0,2}}{_OF_NEWS}"
)
#: What is done with a post of a network: "Jangan lupa like dan share".
_NETWORKING: Final = re.compile(r"\b(?:like|share|subscribe|follow|komen)\b")
#: What opens a link to another article rather than a request: "Baca juga: …".
_JUGA: Final = (" juga", " pula")


def closing(lines: Lines, facts: Facts) -> Iterator[int]:
    """Yield what the site says to its readers below the last paragraph of the article."""
    for index in range(len(lines) - 1, max(0, len(lines) - 1 - _FOOT), -1):
        if is_appeal(lines[index].text, facts):
            yield index
        elif is_prose(lines[index].text):
            return


def is_appeal(text: str, facts: Facts) -> bool:
    """Whether a site thanks its readers in ``text``, or asks something of them in its own name."""
    if not 0 < len(text) <= MAX_CHARS or text[0] in QUOTES or text[-1] == ":":
        return False
    lowered = plain_lower(text)
    return _is_of_site(text, lowered, facts) and not is_spoken(text, facts)  # that looks at all


def _is_of_site(text: str, lowered: str, facts: Facts) -> bool:
    """Whether ``text`` thanks, takes leave, says whose it is or asks, in the site's own name."""
    if thanks := _THANKS.match(lowered):
        return not thanks["what"].strip() or _is_ours(text, thanks["what"], _READ, facts)
    is_told = _FAREWELL.fullmatch(lowered) or (
        _SOURCE.fullmatch(lowered) and facts.is_named_in(text)
    )
    return bool(is_told) or _is_about(text, lowered, facts) or _asks(text, lowered, facts)


def _is_about(text: str, lowered: str, facts: Facts) -> bool:
    """Whether a site says in ``text`` what it is: "Tentang Purna Warta: media warga"."""
    name = _ABOUT.match(lowered)
    return name is not None and facts.is_named_in(text[: name.end()])


def is_certain(text: str, facts: Facts) -> bool:
    """Whether a site asks something in ``text`` that no one else asks, wherever that stands."""
    lowered = plain_lower(text).rpartition("? ")[2]
    found = _ASKS.match(lowered)  # asked first: it looks at the beginning alone
    if found is None or not is_appeal(text, facts):
        return False
    is_told = found["do"] is not None and _CERTAIN.search(lowered) is not None
    return is_told or _NEWS.search(lowered) is not None


def brings_news(text: str) -> bool:
    """Whether ``text`` asks for something that brings news, in whoever's name."""
    return asks(text) and _NEWS.search(plain_lower(text)) is not None


def asks(text: str) -> bool:
    """Whether ``text`` asks for something, in whoever's name."""
    lowered = plain_lower(text)
    return _ASKS.match(lowered.rpartition("? ")[2]) is not None and not is_spoken(text)


def _asks(text: str, lowered: str, facts: Facts) -> bool:
    """Whether what stands behind a question, or before a colon, is a request of the site's own."""
    told, colon, _ = lowered.rpartition("? ")[2].partition(":")
    found = _ASKS.match(told)
    if found is None or (colon and told.endswith(_JUGA)):
        return False
    is_ours = _is_ours(text, told, _OURS, facts) and not _is_someones(told)
    is_anyones = is_prose(text) or _BEGGED.match(told) is not None
    if is_ours and is_anyones and not facts.is_named_in(text):
        is_ours = _OF_SITE.search(lowered) is not None
    if found["when"] and not _WHEN.search(found["when"]) and not facts.is_named_in(text):
        is_ours = is_ours and _CERTAIN.search(told) is not None
    if is_ours or len(_NETWORKING.findall(told)) > 1:
        return True
    return found["do"] is not None and _THIS.search(told) is not None


def _is_ours(text: str, told: str, ours: re.Pattern[str], facts: Facts) -> bool:
    return ours.search(told) is not None or facts.is_named_in(text)


def _is_someones(told: str) -> bool:
    """Whether "kami" are those whose something is, which no site has: "Dukung petani kami"."""
    whose = [found["who"] for found in _SOMEONES.finditer(told)]
    ours = (
        who for who in whose if _FOR_US.fullmatch(who.rpartition(" ")[2]) or _OF_SITE.search(who)
    )
    return bool(whose) and next(ours, None) is None
