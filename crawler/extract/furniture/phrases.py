"""What WordPress, themes and plugins write around an article, in English and Indonesian.

Each expression is asked for a whole line; ``finders`` says where such a line may stand.
"""

import re
from typing import Final

from crawler.extract.furniture.asking import PLEASE, SHARING, TEXT
from crawler.extract.text import NETWORKS, words

#: A label says no more, and nor does all that one of these looks at (characters).
MAX_LABEL: Final = 60
MAX_CHARS: Final = 250


def is_all(pattern: re.Pattern[str], text: str) -> bool:
    """Whether all of ``text`` is what ``pattern`` says; a long text is prose."""
    return 0 < len(text) <= MAX_CHARS and pattern.fullmatch(text) is not None


def exactly(*phrases: str) -> re.Pattern[str]:
    """Return what matches one of ``phrases`` and signs around it, in capitals or not."""
    return re.compile(rf"\W*(?:{'|'.join(phrases)})\W*", re.IGNORECASE)


#: What announces an advertisement, and all that may stand beside it: "Artikel berlanjut setelah
#: iklan", "SCROLL TO CONTINUE WITH CONTENT".
_ADS: Final = frozenset(
    words("iklan advertisement advertisements advertorial ad ads sponsored disponsori bersponsor")
)
_SCROLL: Final = frozenset(
    words("scroll gulir geser swipe lanjut lanjutkan dilanjutkan berlanjut continue")
)
_READING: Final = frozenset(
    words(
        "untuk ke di bawah setelah melanjutkan membaca baca artikel berita konten halaman ini"
        " sponsor berbayar info pemasangan pasang ruang laporkan tutup lewati berikut oleh google"
        " space slot banner x px dari mitra partner kami bersama report close skip by from our"
        " partners to for with after below resume reading read content story article this the"
    )
)
_TEXT: Final = frozenset(
    words("membaca baca artikel berita konten resume reading read content story article")
)
#: The same of what leads on: "Baca selengkapnya di halaman berikutnya", "Lihat semua komentar".
_SEE: Final = frozenset(
    words(
        "baca lihat simak tonton saksikan klik buka cek muat tampilkan lanjut lanjutkan halaman"
        " selengkapnya read view see show load continue keep"
    )
)
_MORE: Final = frozenset(
    words(
        "selengkapnya lengkapnya berikutnya selanjutnya semua banyak membaca komentar video"
        " more all reading full lengkap"
    )
)
_SEEN: Final = frozenset(
    words(
        "di ke sini bawah ini berikut juga lebih baca halaman foto galeri berita artikel tulisan"
        " pilihan redaksi editor lainnya menarik untuk cerita kisah page pages here the this story"
        " article"
    )
)
#: Of a text that is shown in part: "Bentangkan tulisan".
_UNFOLD: Final = frozenset(
    words("bentangkan buka tampilkan perluas sembunyikan tutup ciutkan expand show hide collapse")
)
_UNFOLDED: Final = frozenset(words("tulisan artikel berita teks isi konten text article story"))
_WHOLE: Final = frozenset(words("ini seluruh semua sebagian the this full all"))
#: Of how a text is heard: "Berita ini dapat didengar", "Klik untuk mendengarkan versi audio".
_HEARD: Final = frozenset(
    words("dengar dengarkan mendengar mendengarkan didengar didengarkan versi audio listen")
)
_HEARD_OF: Final = frozenset(
    words("artikel berita tulisan laporan konten teks suara article post story text")
)
_HEARING: Final = frozenset(
    words(
        "klik untuk ini dapat bisa kini juga dalam bentuk mode ke dari yang disorot di sini"
        " dibaca dibacakan oleh mesin otomatis click to this the highlighted"
    )
)
#: Of how long it takes to read: "Perkiraan waktu baca: 4 menit".
_MINUTES: Final = frozenset(words("menit min mins minute minutes"))
_READ: Final = frozenset(words("baca membaca dibaca bacaan read reading"))
_TAKING: Final = frozenset(
    words(
        "waktu lama durasi perkiraan estimasi sekitar kira butuh dibutuhkan untuk dalam selama"
        " kurang lebih dari artikel berita tulisan ini estimated time less than about to in this"
    )
)
_ROLL: Final = exactly(
    r"(?:scroll|gulir) (?:ke bawah(?: untuk (?:lanjut|melanjutkan))?|untuk (?:lanjut|melanjutkan)"
    r"|to continue)"
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> set[str]:
    """Return the words of ``text`` in small letters, numbers out."""
    return {word.lower() for word in _WORD.findall(text)}


def _is_made(told: set[str], *kinds: frozenset[str], beside: frozenset[str]) -> bool:
    """Whether there is a word of each of ``kinds`` and nothing but those and ``beside``."""
    return all(map(told.intersection, kinds)) and told <= beside.union(*kinds)


def is_ad_label(text: str) -> bool:
    """Whether ``text`` says that an advertisement follows, or that the text goes on below one."""
    told, beside = words_of(text), _SCROLL | _READING
    return _is_made(told, _ADS, beside=beside) or _is_made(told, _SCROLL, _TEXT, beside=beside)


def goes_on(text: str) -> bool:
    """Whether a label of an advertisement says that the text goes on below it."""
    return not words_of(text).isdisjoint(_SCROLL)


def is_scroll(text: str) -> bool:
    """Whether ``text`` is no more than a sign to scroll, above an advertisement."""
    return len(text) <= MAX_LABEL and _ROLL.fullmatch(text) is not None


def is_way_on(text: str) -> bool:
    """Whether a short ``text`` is a button's to see more of this, or to hear it."""
    if not 0 < len(text) <= MAX_LABEL:
        return False
    told, first = words_of(text), _WORD.search(text)
    if first is not None and first[0].lower() in _SEE:
        return _is_made(told, _SEE, _MORE, beside=_SEEN)
    return _is_made(told, _HEARD, _HEARD_OF, beside=_HEARING)


def is_toggle(text: str) -> bool:
    """Whether a short ``text`` is a button's that shows the rest of this, or hides it."""
    return len(text) <= MAX_LABEL and _is_made(words_of(text), _UNFOLD, _UNFOLDED, beside=_WHOLE)


def is_reading_time(text: str) -> bool:
    """Whether a short ``text`` is how many minutes a text takes to read."""
    is_short = len(text) <= MAX_LABEL and any(map(str.isdigit, text))
    return is_short and _is_made(words_of(text), _MINUTES, _READ, beside=_TAKING)


#: Where readers may send what they read, as buttons say it.
_TARGETS: Final = rf"{NETWORKS}|x|pinterest|tweet|copy link|salin tautan"
SHARE: Final = exactly(
    rf"{SHARING}(?: (?:this|ini|artikel ini|berita ini))?(?: (?:on|to|ke|di|via|lewat|melalui))?"
    rf"(?:\W+(?:{_TARGETS}|line|e-?mail))*",
    rf"{PLEASE} {SHARING}",
    rf"(?:(?:{_TARGETS})\W*)+",
    r"(?:ikuti|temukan|follow) (?:kami|us)(?: (?:di|on))?|sharing is caring|spread the love",
    r"click to share on .{1,30}|(?:like this|(?:menyukai|suka) ini)\s*:",
)
TAGS: Final = re.compile(
    r"\W*(?:tags?|tagar|topik(?: terkait)?|label)\s*(?:[:：].{0,300}|$)", re.IGNORECASE
)
HASHTAGS: Final = re.compile(r"(?:#[\w-]+[\s,]*){2,}")
CRUMBS: Final = re.compile(
    r"(?:(?:anda (?:berada )?di(?: ?sini)?|you are here)\s*:\s*)?"
    r"(?:home|beranda|depan)\s*[»›>/|→].{1,200}",
    re.IGNORECASE,
)
NAVIGATION: Final = exactly(
    r"[1-9] (?:dari|of) [1-9] (?:halaman|pages)",
    r"(?:halaman|pages?)\s*:?(?:\s*+\d{1,2}+(?!\d)){1,30}"
    r"(?:\s*(?:selanjutnya|berikutnya|next|(?:tampilkan|lihat|show) (?:semua|all)|semua))*",
    r"(?:ukuran (?:huruf|teks|tulisan|font)\W*)?a[+-]?(?:\s*a[+-]?){1,2}",
    rf"(?:{TEXT}|pos|halaman|this (?:post|article)) (?:ini )?(?:juga )?"
    r"(?:tersedia|is also available)(?: juga)? (?:dalam|in)(?: bahasa)?\W.{1,60}",
    r"daftar isi(?: \[?(?:tampilkan|sembunyikan)\]?)?|table of contents",
    r"(?:previous|next) (?:article|post)",
    r"(?:selanjutnya|berikutnya|next(?: page)?)\s*[→»›>]+",
    r"(?:apakah|seberapa) (?:(?:artikel|berita|tulisan|konten) ini (?:membantu|bermanfaat|berguna)"
    r"|(?:membantu|bermanfaat|berguna) (?:artikel|berita|tulisan|konten) ini)"
    r"(?: bagi (?:anda|kamu))?",
    r"beri(?:kan)? (?:nilai|rating|penilaian)(?: anda)?(?: (?:untuk|pada))?"
    rf" (?:{TEXT})(?: ini)?",
    r"(?:lihat|view) (?:peta (?:yang )?lebih besar|larger map)",
    r"\[gambas:[\w ]{1,40}\]",
    r"(?:artikel|pos|berita) (?:sebelumnya|selanjutnya|berikutnya)",
    rf"(?:{TEXT}|pos|this (?:entry|article|post)) (?:ini )?(?:adalah |is )?"
    r"(?:bagian|part)(?: ke)?[- ]\d+ (?:dari|of) \d+ .{1,120}",
    rf"(?:(?:lihat|tampilkan) (?:postingan|kiriman|unggahan|pos) ini (?:di|pada)"
    rf"|view this (?:post|photo|video) on) (?:{NETWORKS}|x)|a post shared by .{{1,80}}",
    r"skip to content|langsung ke (?:isi|konten)|lewati ke (?:isi|konten)",
    r"kembali ke (?:atas|beranda|halaman utama|indeks(?: berita)?)",
    r"(?:menemukan|ada) (?:kesalahan|salah|typo)\b.{0,60}\bctrl ?\+ ?enter"
    r"(?: untuk .{0,30}\b(?:kami|redaksi))?",
)
#: Which page this is: below a post a label; of a book, with many, it may head what is told.
PLACE: Final = exactly(
    r"\d{1,3}\s*(?:dari|of|/)\s*\d{1,3}\s*(?:halaman|pages?)",
    r"(?:halaman|hal|page)\s*\d{1,3}\s*(?:dari|of|/)\s*\d{1,3}",
)
#: What stands above videos that others chose; as a heading it may be the article's.
VIDEOS: Final = exactly(r"video (?:pilihan|terkait)(?: redaksi| editor)?")
#: What readers are asked below a text, and who is interviewed within one.
REACTION: Final = exactly(
    r"apa reaksi (?:anda|kamu)|what(?:'|’)?s your reaction|how do you feel",
    r"beri(?:kan)? (?:nilai|rating|penilaian)(?: anda)?",
)
#: What the next page of the post is about: "Halaman Selanjutnya: Kata Warga".
NEXT_PAGE: Final = re.compile(
    r"\W*(?:baca |lanjut ke )?halaman (?:selanjutnya|berikutnya)\s*[:：»>–-].{1,150}", re.IGNORECASE
)
#: What stands above a video, or where one stood: "Simak juga Video 'Banjir Surut':".
VIDEO: Final = re.compile(
    r"\W*(?:(?:saksikan|simak|tonton|lihat)!?(?: juga)? video\b|video\s*:).{1,200}", re.IGNORECASE
)
VIDEO_BELOW: Final = re.compile(
    r"\W*(?:saksikan|simak|tonton|lihat)!?(?: juga)? video\b[^.!?]{0,40}:", re.IGNORECASE
)
VIDEO_GAP: Final = re.compile(r"\[gambas:", re.IGNORECASE)
