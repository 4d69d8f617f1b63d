"""Sentences that ask for something, and whether the site itself asks that or someone else.

"Simak kabar lainnya di Purna Warta." is the site's; "Simak imbauan petugas." is the article's. What
decides is whose name stands there: that of the site, "kami", its other articles.
"""

import re
from typing import Final, NamedTuple

from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import BEGGED, DO, PLEASE, SEEK, TEXT, WORK
from crawler.extract.furniture.speech import is_someones
from crawler.extract.text import NETWORKS, ends_with_stop, is_prose, plain_lower

_REQUEST: Final = re.compile(
    r"\W*(?:(?P<when>(?:untuk|jika|bila|kalau|biar|agar|supaya) [^,.:;!?]{3,80}), )?"
    rf"(?:(?:untuk )?{WORK} (?:\w+ ){{1,3}})?"
    rf"(?:(?:{PLEASE}|terus|untuk|dan|juga"
    r"|anda (?:juga )?(?:bisa|dapat)|kamu (?:juga )?bisa)\W{1,3}){0,3}"
    rf"(?:(?P<do>{DO})|{SEEK})(?:lah)?\b"
)
#: When a site asks; offices ask too: "Jika air naik, hubungi kami".
_WHEN: Final = re.compile(
    rf"\b(?:{TEXT}|liputan|ulasan|pembaca"
    r"|(?:kabar|informasi|info|update)(?: \w+){0,2} (?:terbaru|terkini|menarik))\b"
    rf"|\bketinggalan(?=$| (?:{WORK})\b)"
)
_OURS: Final = re.compile(
    r"\b(?:kami|redaksi(?! \w+ (?:itu|tersebut)\b)|us|our|stay tuned)\b"
    rf"|\b{WORK}(?: \w+){{0,2}} lain(?:nya)?\b|\bkolom komentar\b"
    r"|\b(?:tinggalkan|tulis(?:kan)?|beri(?:kan)?) komentar(?: anda| kamu)?"
    rf"(?=[^\w ]|$| (?:di|pada|tentang|untuk|mengenai) (?:bawah|sini|kolom|{WORK})\b)"
    rf"|\b(?:pemberitahuan|notifikasi) (?:untuk|agar|supaya|biar) (?:{TEXT}|kabar)\b"
    r"|\bketinggalan (?:berita|kabar|artikel|update)\b|\btraktir penulis(?:nya)?\b"
    r"|\bdukung (?:terus )?jurnalis\w*\b.*\b(?:\w*donasi|qris|rekening|\w*langganan)\b"
)
#: Who is someone else's: "Dukung petani kami"; and "kami" as whom a request is for, or whose.
_OTHERS: Final = re.compile(r"\b(?P<who>(?:\w+ )?\w+) (?:kami|us)\b")
_FOR_US: Final = re.compile(
    rf"(?:{DO}|{SEEK})(?:lah)?|ke(?:pada)?|pada|dengan|bersama|oleh|untuk|di|dari|bagi|tim|with"
    rf"|{WORK}|tahu|survei|kuis|komunitas|buletin|newsletter|forum|grup|kerja|program|seri|to|for|on"
)
#: What a request of a sentence's length tells of besides "kami", who may be anyone.
_OF_SITE: Final = re.compile(
    rf"\b(?:{WORK}|kabar\w*|redaksi|situs|laman|web\w*|media|jurnalis\w*|pembaca|anda|kamu|komentar"
    r"|donasi|donatur|berdonasi|saweria|trakteer|terus (?:menulis|meliput)|\w*langganan|kanal"
    rf"|saluran|channel|akun|aplikasi|google|{NETWORKS}|e-?mail|surel|di sini|di bawah|klik|tombol"
    r"|our|stay tuned)\b|@\w"
)
#: Of what only the site itself speaks, where it asks for something to be done. A letter, or a
#: report, someone else sends ("Kirim tulisan ini kepada juri"); a school mends those of its own.
_SURE: Final = re.compile(
    r"^(?!.*\b(?:kirim(?:kan)?|teruskan|sampaikan|tulis(?:kan)?|laporkan|unduh|download)\b)"
    rf".*\b(?:{TEXT}|liputan|laporan) ini\b"
    r"|\b(?:jika|bila|kalau) bermanfaat\b"
    r"|\b(?:kesalahan|salah) ketik\b"
    rf"(?=\W*$| (?:kepada|ke) kami\b|.*\b(?:redaksi|{TEXT}|ctrl)\b)"
)
_CERTAIN: Final = re.compile(
    r"\bredaksi(?=\W*$| kami\b| (?:di|via|melalui|lewat|ke|untuk|pada|dengan)\b| ?[@:(\d])"
    rf"|{_SURE.pattern}|\bkolom komentar(?=\W*$| (?:di bawah|ini|berikut)\b)"
    r"|\b(?:saweria|trakteer)\b"
)
#: What readers are to have of it: news, as offices promise too.
_NEWS: Final = re.compile(
    rf"\b(?:untuk|agar|supaya|biar)\b.{{0,40}}\b(?:{TEXT}|liputan)"
    r"(?: \w+){0,3} (?:terkini|terbaru|terhangat|terpopuler|tercepat)\b"
)
#: What is asked of it: "Ada kekeliruan dalam berita ini? Hubungi meja koreksi kami."
_OF_THIS: Final = re.compile(rf"\b(?:{TEXT}|liputan|laporan) ini\b[^.!?]*\? ", re.IGNORECASE)
#: The words of a request that says no more: "Bergabunglah bersama kami sekarang juga."
_WORD: Final = re.compile(r"[a-z]+")
_ASKING: Final = re.compile(
    rf"(?:{_FOR_US.pattern}|{PLEASE}|kami|anda|kamu|kita|us|juga|dan|terus|selalu|sekarang|setiap"
    r"|hari|setia|segera|lewat|melalui|via|nomor|iklan|beriklan|memasang|yang|ini)(?:lah)?"
)
#: What is done with a post of a network: "Jangan lupa like dan share".
_NETWORKING: Final = re.compile(r"\b(?:like|share|subscribe|follow|komen)\b(?! yang\b)")
#: What opens a link to another article rather than a request: "Baca juga: …".
_JUGA: Final = (" juga", " pula")


class Request(NamedTuple):
    """What a sentence asks of someone, whoever asks.

    Attributes:
        told: all of it in small letters, without the question above it.
        when: on what occasion: "jika suka"; None for any.
        does: whether something is to be done; else looked at.

    """

    told: str
    when: str | None
    does: bool

    @property
    def is_certain(self) -> bool:
        """Whether no one but a site asks that, so that it need not stand below the text."""
        return (self.does and _CERTAIN.search(self.told) is not None) or self.brings_news

    @property
    def brings_news(self) -> bool:
        """Whether readers are to have news of it."""
        return _NEWS.search(self.told) is not None


def request_in(lowered: str) -> Request | None:
    """Return what a text in small letters asks for, behind a question; None where nothing."""
    told = lowered.rpartition("? ")[2]
    found = _REQUEST.match(told)
    return Request(told, found["when"], found["do"] is not None) if found else None


def asks(text: str) -> bool:
    """Whether ``text`` asks for something, in whoever's name."""
    return request_in(plain_lower(text)) is not None and not is_someones(text)


def is_own(request: Request, text: str, facts: Facts) -> bool:
    """Whether the site itself asks a ``request``, which ``text`` holds, by what it is about."""
    told, colon, _ = request.told.partition(":")
    if colon and told.endswith(_JUGA):
        return False
    if len(_NETWORKING.findall(told)) > 1 or (request.does and _SURE.search(told)):
        return True
    if request.does and _OURS.search(told) and _OF_THIS.search(text):
        return True
    is_named = facts.is_named_in(text)
    if _is_others(told) or not (is_named or _OURS.search(told)):
        return False
    if request.when and not (is_named or _WHEN.search(request.when) or _CERTAIN.search(told)):
        return False
    may_be_anyones = is_prose(text) or BEGGED.match(told) is not None or _tells_more(text)
    return is_named or not may_be_anyones or _OF_SITE.search(request.told) is not None


def _tells_more(text: str) -> bool:
    """Whether a sentence says more than whom to follow: "Ikuti kami memanen pada hari Sabtu."."""
    told = _WORD.findall(plain_lower(text.partition(",")[0]))
    return ends_with_stop(text) and len([word for word in told if not _ASKING.fullmatch(word)]) > 1


def _is_others(told: str) -> bool:
    """Whether "kami" are those whose something is, which no site has: "Dukung petani kami"."""
    whose = [found["who"] for found in _OTHERS.finditer(told)]
    ours = (
        who for who in whose if _FOR_US.fullmatch(who.rpartition(" ")[2]) or _OF_SITE.search(who)
    )
    return bool(whose) and next(ours, None) is None
