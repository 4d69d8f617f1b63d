"""What WordPress, themes and plugins write around an article, in English and Indonesian.

Each expression is asked for a whole line; ``furniture`` says where such a line may stand.
"""

import re
from typing import Final

from crawler.extract.text import ends_with_stop, words


def _exactly(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(phrases)})\W*", re.IGNORECASE)


FORM_START: Final = _exactly(
    r"(?:komentar|comments?)(?: (?:facebook|pembaca|anda))?|facebook comments?",
    r"leave a (?:reply|comment|response)(?: to .{1,60}?)?(?:\s*cancel reply)?",
    r"tinggalkan (?:balasan|komentar)(?: anda)?(?:\s*(?:batalkan|membatalkan) balasan)?",
    r"(?:beri|tulis|kirim|berikan|tambahkan|isi) (?:komentar|tanggapan)(?: anda)?",
    r"(?:post|write|add) a comment",
)
FORM_LINE: Final = _exactly(
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
COMMENTS: Final = _exactly(
    r"(?:\d+|one|satu) (?:comments?|komentar|responses?|tanggapan|balasan|thoughts?)"
    r"(?: (?:on|to|pada|untuk|tentang) .{1,200})?",
    r"(?:no|tidak ada|belum ada) (?:comments?|komentar)(?: yet)?",
    r"be the first to comment(?: on .{1,200})?",
    r"jadilah (?:yang|orang) pertama .{0,20}komentar.{0,30}",
)
#: What announces an advertisement, and all that may stand beside it: "Artikel berlanjut setelah
#: iklan", "SCROLL TO CONTINUE WITH CONTENT".
_ADS: Final = frozenset(
    words("iklan advertisement advertisements advertorial ads sponsored disponsori")
)
_SCROLL: Final = frozenset(words("scroll gulir geser swipe lanjut lanjutkan berlanjut continue"))
_READING: Final = frozenset(
    words(
        "untuk ke di bawah setelah melanjutkan membaca baca artikel berita konten halaman ini"
        " info pemasangan pasang"
        " to for with after below resume reading read content story article this the"
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_ad_label(text: str) -> bool:
    """Whether ``text`` says that an advertisement follows, or that the text goes on below one."""
    told = {word.lower() for word in _WORD.findall(text)}
    if not told or not told <= _ADS | _SCROLL | _READING:
        return False
    return bool(told & _ADS) or (bool(told & _SCROLL) and bool(told & _READING))


SHARE: Final = _exactly(
    r"(?:share|bagikan|sebarkan)(?: (?:this|ini|artikel ini|berita ini))?"
    r"(?: (?:on|to|ke|di|via|lewat|melalui))?"
    r"(?: (?:facebook|twitter|x|whatsapp|telegram|line|email|linkedin|pinterest))?",
    r"(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|instagram|tiktok|youtube|threads"
    r"|tweet|copy link|salin tautan)\W*)+",
    r"(?:ikuti|temukan|follow) (?:kami|us)(?: (?:di|on))?|sharing is caring|spread the love",
    r"click to share on .{1,30}",
)
#: What each of the following names, in small letters.
CHANNELS: Final = (
    "google news", "whatsapp", "telegram", "saluran ", "kanal ", "channel", "grup ", "instagram",
    "facebook", "tiktok", "youtube", "twitter", "threads", "linkedin",
)  # fmt: skip
#: How a line that one of the following may match begins: most begin otherwise.
INVITING: Final = re.compile(
    r"\W*(?:silakan|silahkan|yuk|ayo|mari|jangan lupa|jangan lewatkan|untuk|ikuti|dapatkan|simak"
    r"|baca|temukan|cek|klik|gabung|bergabung|follow|nantikan|update|like|sukai|subscribe|kunjungi"
    r"|pantau|https?://|www\.|(?:t|wa)\.me/)",
    re.IGNORECASE,
)
_CHANNEL: Final = (
    r"(?:google news|(?:saluran|kanal|channel|grup|group) (?:resmi )?(?:whatsapp|wa|telegram)"
    r"|(?:whatsapp|wa|telegram) (?:channel|grup|group))"
)
FOLLOW: Final = re.compile(
    r"\W*(?:(?:silakan|silahkan|yuk|ayo|mari|jangan lupa|jangan lewatkan)\W{1,2})?"
    r"(?:ikuti|dapatkan|simak|baca|temukan|cek|gabung|bergabung|follow|nantikan|update)(?:lah)?\b"
    rf"[^.!?]{{0,150}}\b(?:{_CHANNEL})\b.{{0,90}}",
    re.IGNORECASE,
)
#: Someone's words, or what is written somewhere: what follows a comma may ask for something too
#: ("Ikuti kami, jawab tiga pertanyaan"), where nobody is said to speak.
SPOKEN: Final = re.compile(
    r",\s*(?:tulis|ajak|pesan|begitu|demikian)(?:nya|lah)?\b"
    r"|[,!?]\s*(?:kata|ujar|tutur|ucap|pinta|seru|imbuh|teriak|pekik|sahut|bisik|bujuk|rayu|imbau"
    r"|himbau|celetuk|cetus|gumam|keluh|tegas|papar|ungkap|kenang|tandas|beber|bunyi|terdengar"
    r"|tertulis|jerit|isak|ratap|bentak|perintah|ancam|tantang|tuntut|desak|protes|sindir|kelakar"
    r"|canda|gurau|saran|usul)(?:nya)?\b"
    r"|,\s*(?:jawab|sebut|tambah|lanjut|jelas|terang|minta|cerita|sambung|sapa|kutip)nya\b"
    r"|,\s*(?!dukung|bantu|baca|simak|temui|kenal|untuk|dari|oleh|dan|bagi|ke|dengan|bersama|termasuk)"
    r"[a-z]{3,10} (?:para|si|sang|seorang|dia|ia|mereka)\b"
    r"|\b(?:itulah|begitulah|demikianlah)\b|\b(?:adalah|ialah|merupakan|menjadi) (?:tulisan|kalimat"
    r"|seruan|ajakan|pesan|slogan|semboyan|kata|ungkapan|judul)\b"
)
#: The same of any network, for the site's own accounts.
_NETWORK: Final = (
    r"(?:instagram|facebook|tiktok|youtube|twitter|x|threads|telegram|whatsapp|linkedin)\b"
)
FOLLOW_US: Final = re.compile(
    r"\W*(?:(?:silakan|silahkan|yuk|ayo|mari|jangan lupa)\W{1,2})?(?:untuk )?"
    r"(?:ikuti|follow|like|sukai|subscribe|kunjungi)(?:lah)?\b(?:"
    rf"[^.!?“”\"]{{0,60}}?\b(?:kami|redaksi|us)\b[^.!?“”\"]{{0,80}}\b{_NETWORK}"
    rf"|(?: \w+){{0,3}}?(?:[\s,&/]{{1,2}}(?:dan )?{_NETWORK}){{1,7}} (?:resmi )?(?:kami|redaksi)\b)"
    r"[^.!?“”\"]{0,90}[.!]?\W*",
    re.IGNORECASE,
)
#: How an invitation to follow an account begins, and the account.
FOLLOW_VERB: Final = re.compile(
    r"\W*(?:(?:silakan|yuk|ayo|mari|jangan lupa)\W{1,2})?(?:untuk )?"
    r"(?:ikuti|follow|like|sukai|subscribe|kunjungi|pantau)(?:lah)?\b",
    re.IGNORECASE,
)
ACCOUNT: Final = re.compile(r"(?:^|[\s(])@\w[\w.]+")
#: Whose news the reader is to follow; without it the sentence may be anyone's.
OUR_NEWS: Final = re.compile(
    r"\b(?:berita|kabar|informasi|info|artikel|update|konten|news|kami|redaksi|ikuti)\b",
    re.IGNORECASE,
)
#: The same in several sentences, which a link to such a place makes certain.
FOLLOW_LINK: Final = re.compile(
    rf"\W*(?:ikuti|dapatkan|simak|baca|temukan|cek|klik|gabung|bergabung|follow)\b.{{0,250}}"
    rf"{_CHANNEL}.*",
    re.IGNORECASE,
)
OURS: Final = re.compile(r"\b(?:kami|redaksi)\b|\bgoogle news\W*$", re.IGNORECASE)
_CLAIM: Final = re.compile(
    r"\W*(?:(?:copyright|hak cipta)\b[^.!?]{0,30})?"
    r"(?:©|\(c\)\s*(?:19|20)\d\d|\b(?:19|20)\d\d\b|dilindungi|all rights? reserved).{0,120}",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"copyright|hak cipta", re.IGNORECASE)
#: What no sentence holds.
_SIGNS: Final = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|dilindungi undang|rights? reserved", re.IGNORECASE
)
#: Agencies write it under each article.
NO_COPYING: Final = re.compile(
    r"\W*dilarang (?:keras )?(?:meng(?:ambil|utip|gandakan|copy|kopi|unggah|gunakan)|menyalin"
    r"|memperbanyak|men(?:ayangkan|erbitkan|yebarkan|yebarluaskan|distribusikan|jiplak)"
    r"|mem(?:publikasikan|uat|plagiat|produksi)|mereproduksi)\b,? (?:[\w/]+,? ){0,8}?"
    r"(?:konten|isi|artikel|berita|tulisan|materi|naskah)\b.{0,160}"
    r"\btanpa (?:se)?(?:izin|persetujuan)\b.{0,80}",
    re.IGNORECASE,
)
#: Where a text was shown first: "Artikel ini telah tayang di Kabar.com dengan judul …".
SHOWN_FIRST: Final = re.compile(
    r"\W*(?:artikel|berita|tulisan|konten) ini (?:(?:telah|sudah|pernah|pertama kali) ){1,3}"
    r"(?:di)?(?:tayang|terbit|muat|tayangkan|terbitkan|publikasikan) (?:di|pada|oleh)\b.{1,200}",
    re.IGNORECASE,
)


#: What a site will not answer for, or is paid for: its own text, and links in it.
_DISCLAIMED: Final = re.compile(
    r"\W*(?:(?:pengungkapan|disclosure)\s*: )?"
    r"(?:seluruh |semua )?"
    r"(?:isi|konten|opini|pendapat|pandangan|artikel|berita|tulisan|suara|tautan)"
    r"\b.{0,160}"
    r"(?:tanggung ?jawab (?:penulis|pengirim)|(?:mewakili|mencerminkan) (?:pandangan|sikap|pendapat"
    r"|kebijakan)(?: resmi)? redaksi|dengan bantuan (?:kecerdasan buatan|ai|mesin)\b"
    r"|boleh (?:diterbitkan|dimuat|dikutip) (?:ulang )?dengan|memberi kami komisi"
    r"|kami (?:dapat )?(?:menerima|mendapat)"
    r" komisi)"
    r".{0,120}",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(r"\W*(?:disclaimer|penafian)(?:\s*[:：]|\W*$)", re.IGNORECASE)


def _disclaims(text: str) -> bool:
    return _DISCLAIMED.fullmatch(text) is not None and not SPOKEN.search(text)


def is_copyright(text: str) -> bool:
    """Whether all of ``text`` claims a right or disclaims a duty, and is no sentence about one."""
    if NO_COPYING.fullmatch(text):
        return SPOKEN.search(text) is None
    if _DISCLAIMER.match(text) or _disclaims(text):
        return True
    if SHOWN_FIRST.fullmatch(text):
        return not ends_with_stop(text) or " dengan judul " in text
    if _CLAIM.fullmatch(text) is None:  # asked first: it looks at the beginning alone
        return False
    is_told = _SIGNS.search(text) is not None
    return is_told or (not ends_with_stop(text) and _RIGHTS.search(text) is not None)


TAGS: Final = re.compile(
    r"\W*(?:tags?|tagar|topik(?: terkait)?|label)\s*(?:[:：].{0,300}|$)", re.IGNORECASE
)
#: Where tags lead.
TAG_PAGE: Final = re.compile(r"/(?:tags?|tagar|topik|topic|label|indeks-tag)/[^/]+/?$|[?&]tag=")
#: What a link says that asks for something.
CALL: Final = re.compile(
    r"(?:Gabung|Bergabung|Langganan|Berlangganan|Dukung|Donasi|Subscribe|Join|Sign up|Login"
    r"|Masuk|Daftar)"
    r"(?: \S+){0,4}[!.]?"
)
HASHTAGS: Final = re.compile(r"(?:#[\w-]+[\s,]*){2,}")
CRUMBS: Final = re.compile(r"(?:home|beranda|depan)\s*[»›>/|→].{1,200}", re.IGNORECASE)
NAVIGATION: Final = _exactly(
    r"(?:halaman|pages?)\s*:?(?:\s*\d+){1,30}"
    r"(?:\s*(?:selanjutnya|berikutnya|next|(?:tampilkan|lihat|show) (?:semua|all)|semua))*",
    r"(?:ukuran (?:huruf|teks|tulisan|font)\W*)?a[+-]?(?:\s*a[+-]?){1,2}",
    r"(?:artikel|berita|tulisan|pos|halaman|this (?:post|article)) (?:ini )?(?:juga )?"
    r"(?:tersedia|is also available)(?: juga)? (?:dalam|in)(?: bahasa)?\W.{1,60}",
    r"(?:apa reaksi (?:anda|kamu)|what(?:'|’)?s your reaction|how do you feel)",
    r"daftar isi(?: \[?(?:tampilkan|sembunyikan)\]?)?|table of contents",
    r"(?:previous|next) (?:article|post)",
    r"(?:selanjutnya|berikutnya|next(?: page)?)\s*[→»›>]+",
    r"(?:baca |lihat |lanjut ke )?halaman (?:selanjutnya|berikutnya)",
    r"(?:klik untuk )?(?:(?:men)?dengar(?:kan)?|listen to)(?: versi)?"
    r" (?:artikel|berita|tulisan|audio|suara|this (?:article|post|story))(?: ini)?",
    r"(?:lihat|tampilkan|baca|show|view) (?:semua|all)(?: (?:halaman|pages?))?",
    r"beri(?:kan)? (?:nilai|rating|penilaian)(?: anda)?(?: (?:untuk|pada))?"
    r"(?: (?:artikel|berita|tulisan|konten))?(?: ini)?",
    r"(?:lihat|view) (?:peta (?:yang )?lebih besar|larger map)",
    r"(?:saksikan|simak|tonton|lihat)!?(?: juga)? video"
    r"(?: pilihan| redaksi| editor| lengkapnya| lainnya| menarik)*"
    r"(?: berikut(?: ini)?| di bawah(?: ini)?| ini)?",
    r"\[gambas:[\w ]{1,40}\]",
    r"continue reading|show more|lanjut(?:kan)? membaca|tampilkan lebih banyak",
    r"(?:artikel|pos|berita) (?:sebelumnya|selanjutnya|berikutnya)",
    r"(?:tulisan|artikel|berita|pos|this (?:entry|article|post)) (?:ini )?(?:adalah |is )?"
    r"(?:bagian|part)(?: ke)?[- ]\d+ (?:dari|of) \d+ .{1,120}",
    r"skip to content|langsung ke (?:isi|konten)|lewati ke (?:isi|konten)",
    r"kembali ke (?:atas|beranda|halaman utama)|read more|selengkapnya",
    r"(?:baca|lihat) selengkapnya(?: di sini)?",
    r"lihat (?:semua )?komentar|(?:muat|lihat|load) (?:lebih banyak|more)",
    r"(?:menemukan|ada) (?:kesalahan|salah|typo)\b.{0,60}\bctrl ?\+ ?enter",
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
