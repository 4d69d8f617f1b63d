"""What claims a right to a text, or disclaims a duty: "Hak cipta dilindungi", "Disclaimer: …".

It judges one line's words; ``finders`` says where such a line may stand.
"""

import re
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import TEXT
from crawler.extract.furniture.phrases import MAX_LABEL, is_all
from crawler.extract.furniture.speech import is_someones, is_spoken
from crawler.extract.text import ends_with_stop

_CLAIM: Final = re.compile(
    r"\W*(?:(?:copyright|hak cipta)\b(?:[^.!?]|\.(?=[^\W\d_])){0,40})?"
    r"(?:©|\(c\)\s*(?:19|20)\d\d|\b(?:19|20)\d\d\b|dilindungi|all rights? reserved).{0,120}",
    re.IGNORECASE,
)
#: What a sentence says of someone's work: which one it is, since when it is so, why.
_OF_A_WORK: Final = re.compile(
    r"[^.!?©]*\b(?:itu|tersebut|tadi|sejak|setelah|sesudah|sebelum|ketika|selama|karena|sehingga"
    r"|agar|supaya|tetapi|tapi|namun|sedangkan|meski(?:pun)?|walau(?:pun)?)\b",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"copyright|hak cipta", re.IGNORECASE)
#: What no sentence holds.
_SIGNS: Final = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|dilindungi undang|rights? reserved", re.IGNORECASE
)
#: Whose permission that is, where one is named; that for an exam is a school's, in small letters.
_GIVEN: Final = (
    r"(?:$|[^\w ]|(?: ter(?:tulis|lebih)| resmi| dahulu| dari| pihak){0,4}"
    r"(?:$|[^\w ]| (?:redaksi|kami|penerbit|pemegang|situs|dan|atau|(?-i:[A-Z]))))"
)
#: Agencies write it under each article.
_NO_COPYING: Final = re.compile(
    r"\W*dilarang (?:keras )?"
    r"(?:meng(?:ambil|utip|gandakan|copy|kopi|unggah|gunakan)|menyalin"
    r"|memperbanyak|men(?:ayangkan|erbitkan|yebarkan|yebarluaskan|distribusikan|jiplak)"
    r"|mem(?:publikasikan|uat|plagiat|produksi)|mereproduksi)\b,? (?:[\w/]+,? ){0,8}?"
    rf"(?:{TEXT}|materi|isi (?:situs|laman|halaman|website) ini)\b.{{0,160}}"
    rf"\btanpa (?:se)?(?:izin|persetujuan)\b{_GIVEN}.{{0,80}}",
    re.IGNORECASE,
)
#: The same in few words, as signs and notices say it too.
_NO_QUOTING: Final = re.compile(
    r"\W*dilarang (?:keras )?meng(?:utip|opi|copy)(?: isi)?"
    r" tanpa (?:izin(?: redaksi)?|menyebut(?:kan)? sumber)\W*",
    re.IGNORECASE,
)
#: Where a text was shown first: "Artikel ini telah tayang di Kabar.com dengan judul …".
_SHOWN_FIRST: Final = re.compile(
    rf"\W*(?:{TEXT}) ini (?:(?:telah|sudah|pernah|pertama kali) ){{1,3}}"
    r"(?:di)?(?:tayang|terbit|muat|tayangkan|terbitkan|publikasikan) (?:di|pada|oleh)\b.{1,200}",
    re.IGNORECASE,
)
#: Where it is, behind what is said of it.
_AT: Final = re.compile(r"[\s,(]+https?://\S+$")
#: Whose text a site has taken over: "Sumber berita: Jaringan Media Kotasari".
_FROM: Final = re.compile(rf"\W*sumber (?:{TEXT}|naskah)\s*[:：][^.!?]{{1,60}}", re.IGNORECASE)
#: What a site will not answer for, or is paid for: its own text, and links in it.
_DISCLAIMED: Final = re.compile(
    r"\W*(?:(?:pengungkapan|disclosure)\s*: )?"
    r"(?:seluruh |semua )?"
    rf"(?:{TEXT}|isi|opini|pendapat|pandangan|suara|tautan)"
    r"\b(?!(?: \w+){0,3} itu\b).{0,160}"
    r"(?:tanggung ?jawab (?:penulis|pengirim)|(?:mewakili|mencerminkan) (?:pandangan|sikap|pendapat"
    r"|kebijakan)(?: resmi)? redaksi|dengan bantuan (?:kecerdasan buatan|ai|mesin(?=\W*$))\b"
    r"|boleh (?:diterbitkan|dimuat|dikutip) (?:ulang )?dengan"
    r"|(?:situs|laman|portal|media|web\w*) (?:ini|kami) boleh di(?:sebar\w*|salin|kutip|muat|pakai)"
    r" (?:ulang )?(?:asal(?:kan)?|selama|dengan)\b|memberi kami komisi"
    r"|ini (?:merupakan|adalah) (?:\w+ )?kiriman (?:dari )?pembaca\b"
    r"|kami (?:dapat )?(?:menerima|mendapat)"
    r" komisi)"
    r".{0,120}",
    re.IGNORECASE,
)
#: By what an agency says that it works, and where else its pages are to be had.
_OURS: Final = ("Our ", "Standar ", "Pedoman ")
_STANDARDS: Final = re.compile(
    r"(?:Our (?:Standards|Principles|Code of \w+)|(?:Standar|Pedoman) Kami)\s*:.{0,60}"
    r"\b(?:Principles|Standards|Code|Guidelines|Prinsip Kepercayaan|Kode Etik"
    r"|(?:Pedoman|Standar|Prinsip) (?:Media|Pemberitaan|Jurnalis\w*|Redaksi))\b.{0,40}",
    re.IGNORECASE,
)
_MIRRORS: Final = re.compile(
    r"[^.!?]{0,60}\b(?:(?:this|our|\w+[’']s) (?:web ?)?site|situs (?:web )?(?:ini|kami))\b"
    r"[^.!?]{0,60}\b(?:mirror|alternat(?:e|ive|if)|cermin)\b[^.!?]{0,40}:",
    re.IGNORECASE,
)
#: How an advertiser says that he pays: "Konten di bawah ini disajikan oleh Advertiser. …".
WORKS: Final = (
    *("Konten ", "Artikel ", "Berita ", "Tulisan ", "Materi ", "Isi ", "Halaman "),
    *("ADVERTORIAL ", "Advertorial ", "Pengungkapan", "Disclosure"),
)
_PAID: Final = re.compile(
    r"[^.!?]{2,60}? (?:menerima|mendapat(?:kan)?|memperoleh) komisi [^.!?]{0,80}"
    r"\b(?:artikel|halaman|tulisan|konten) ini\W*"
    r"|(?:(?:advertorial|pengungkapan|disclosure)\W+)?\w+ (?:di (?:bawah|atas) )?ini"
    r" (?:(?:di(?:sajikan|sediakan|buat|persembahkan) oleh"
    r"|merupakan|adalah) (?:advertiser|pengiklan|sponsor|iklan|advertorial)|disponsori"
    r"|(?:(?:dapat|bisa|mungkin|juga) ){0,2}(?:me)?(?:muat|ngandung|nyertakan|berisi)"
    r" (?:tautan|link) afiliasi"
    r"(?=\W*$|[.!]\W*(?:kami|redaksi)\b|[^.!?]*\b(?:kami|komisi)\b)[^.!?]{0,90}"
    r"|di(?:persembahkan|sponsori) oleh [^.,!?]{2,40})"
    r"(?: (?:kami|berbayar))?(?:[.!](?: (?!.*\b(?:itu|menurut)\b)"
    r"(?:isi|redaksi|seluruh|jurnalis|wartawan)\b.{0,150})?)?",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(r"\W*(?:disclaimer|penafian)(?:\s*[:：]|\W*$)", re.IGNORECASE)
#: Of what a site speaks behind that; a song may have that title.
_OF_DUTY: Final = re.compile(
    rf"\b(?:{TEXT}|isi|opini|pendapat|pandangan|informasi|data|gambar|situs|laman|web\w*|redaksi"
    r"|kami|penulis|pembaca|tanggung ?jawab|nasihat|saran|rekomendasi|keputusan|investasi|risiko"
    r"|hiburan|fikti?f|fiksi|komisi|afiliasi|site|article|content|information|advice|opinions?"
    r"|views|we|our|authors?)\b",
    re.IGNORECASE,
)
#: That another's work is shown: "© 1974 Penerbit Randu, dikutip dengan izin ahli waris".
_ALLOWED: Final = re.compile(
    r"\b(?<!boleh )(?<!hanya )(?<!harus )di(?:kutip|muat|pakai|gunakan|terjemahkan|cetak)"
    r"(?: ulang| kembali)? (?:dengan|atas|se)\s?izin (?!redaksi|kami|tertulis)\w",
    re.IGNORECASE,
)


def leads_to_mirrors(text: str) -> bool:
    """Whether all of ``text`` says that the site is to be had at the addresses below it."""
    return text.endswith(":") and _MIRRORS.fullmatch(text) is not None


def is_paid(text: str) -> bool:
    """Whether all of ``text`` says of this text, or the next, that an advertiser pays for it."""
    return _PAID.fullmatch(text) is not None and not is_spoken(text)


def closes(text: str) -> bool:
    """Whether all of ``text`` says what a site says below an article, and an article says too."""
    return is_all(_NO_QUOTING, text) or (text.startswith(_OURS) and is_all(_STANDARDS, text))


def is_held(text: str, facts: Facts) -> bool:
    """Whether all of ``text`` says that the site has the rights: "Hak cipta Kabar Desa"."""
    is_short = len(text) <= MAX_LABEL and _RIGHTS.match(text) is not None
    return is_short and _RIGHTS.fullmatch(facts.without_names(text)) is not None


def without_address(text: str) -> str:
    """Return ``text`` without the address that ends it, which may be longer than all it says."""
    return _AT.sub("", text) if "://" in text else text


def is_taken_over(text: str) -> bool:
    """Whether all of ``text`` says from whom a site has this one."""
    return is_all(_FROM, text)


def is_copyright(text: str) -> bool:
    """Whether all of ``text`` claims a right or disclaims a duty, and is no sentence about one."""
    if _NO_COPYING.fullmatch(text):
        return not is_someones(text)
    if _disclaims(text):
        return True
    if _SHOWN_FIRST.fullmatch(text):
        return not ends_with_stop(text) or " dengan judul " in text
    if _CLAIM.fullmatch(text) is None:  # asked first: it looks at the beginning alone
        return False
    if is_someones(text) or _OF_A_WORK.match(text) or _ALLOWED.search(text):
        return False
    is_told = _SIGNS.search(text) is not None
    return is_told or (not ends_with_stop(text) and _RIGHTS.search(text) is not None)


def _disclaims(text: str) -> bool:
    """Whether ``text`` disclaims a duty: by a label, or a label and what a site disclaims."""
    if label := _DISCLAIMER.match(text):
        return label.end() == len(text) or _OF_DUTY.search(text, label.end()) is not None
    return _DISCLAIMED.fullmatch(text) is not None and not is_spoken(text)
