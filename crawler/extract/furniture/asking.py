"""The words of a request, by their part in it: what is to be done, with what, where, for whom.

``requests`` reads sentences by them. English and Indonesian; in small letters where nothing else is
said.
"""

import re
from typing import Final

from crawler.extract.text import NETWORKS, words

#: What softens a request.
PLEASE: Final = r"(?:silakan|silahkan|yuk|ayo|mari|jangan lupa)"
#: What readers are asked to look at; to look for news at; and to follow.
_SEEK: Final = (
    "baca simak lihat cek temukan nantikan pantau ikuti dapatkan tonton saksikan dengarkan"
    " kunjungi klik"
)
FIND: Final = frozenset(
    words("ikuti dapatkan simak baca temukan cek klik gabung bergabung follow nantikan update")
)
FOLLOW: Final = frozenset(words("ikuti follow like sukai subscribe kunjungi pantau"))
#: The same, as no Indonesian sentence says it.
ENGLISH: Final = frozenset(words("subscribe follow like"))
#: What else they are asked to do: come along, help, set up, tell, pass on.
_DO: Final = (
    "gabung bergabung langganan berlangganan subscribe follow join like sukai dukung support bantu"
    " traktir unduh download install pasang aktifkan nyalakan pindai scan login daftar daftarkan"
    " hubungi kirim kirimkan sampaikan laporkan tinggalkan tulis tuliskan beri berikan bagikan"
    " sebarkan teruskan berbagi share"
)
#: Which of these anyone asks: "Bantu kami menjaga hutan ini", "Beri kami waktu".
BEGGED: Final = re.compile(
    r"\W*(?:mari )?(?:bantu|dukung|beri(?:kan)?(?! tahu\b)|berbagi|kirim(?:kan)?|pasang)\b"
)
#: To pass something on, where nothing else is asked: "Silakan dibagikan".
SHARING: Final = r"(?:di)?-?(?:bagikan|sebarkan|share)"
SEEK: Final = (
    rf"{'|'.join(words(_SEEK))}|buka(?! (?:\d|pukul|jam|setiap|tiap|mulai))|stay tuned"
    r"|jangan (?:lewatkan|sampai ketinggalan)"
)
DO: Final = rf"{'|'.join(words(_DO))}|log in|masuk (?:ke|dengan) akun"
#: How a line begins that may ask: most begin otherwise. An address may stand before the request.
OPENINGS: Final = FIND.union(
    words(f"{_SEEK} {_DO} buka stay jangan log masuk silakan silahkan yuk ayo mari selalu"),
    words("untuk jika bila kalau https http www t wa"),
)
#: What a link says that asks for something; "Daftar penerima bantuan" is a list of them.
CALL: Final = re.compile(
    r"(?:Gabung|Bergabung|Langganan|Berlangganan|Dukung|Donasi|Subscribe|Join|Sign up|Login|Masuk"
    r"|Daftar(?=$|[!.]| (?:jadi|menjadi|sebagai|untuk|sekarang|segera|gratis|dulu|di|ke|via|lewat"
    r"|dan|akun|anggota|member|buletin|newsletter)\b))"
    r"(?: \S+){0,4}[!.]?"
)
#: How an offer of a site is taken up: no "Baca" and no "Lihat", which may lead to more of what is
#: told.
TAKEN: Final = re.compile(
    r"\W*(?:beli|pesan|belanja|dengar(?:kan)?|putar|tonton|daftar|ikuti?|(?:ber)?gabung|mulai|coba"
    r"|unduh|pasang|amankan|klaim|dapatkan|nikmati|(?:ber)?langganan|kunjungi|jelajahi|listen|watch"
    r"|buy|join|subscribe)\b",
    re.IGNORECASE,
)
#: Who reads, and what is theirs: "suaramu". Listed, since "bertemu" and "menjamu" end alike.
_THEIRS: Final = (
    "suara pendapat perasaan reaksi cerita kisah pengalaman komentar opini tanggapan jawaban"
    " pilihan pertanyaan kritik saran ide karya tulisan foto video nama nomor email surel akun"
    " ponsel gawai perangkat layar genggaman peramban inbox minat kota desa daerah lingkungan"
    " sekolah kampus rumah hari pagi pekan langganan dukungan donasi sumbangan bantuan kesempatan"
    " keluarga teman sahabat diri hidup impian harapan kesukaan favorit bisnis usaha wawasan"
    " pengetahuan untuk pada kepada bagi dengan bersama tentang"
)
READER: Final = rf"(?:anda|kamu|kalian|your?|(?:{'|'.join(words(_THEIRS))})mu)"
#: What a site calls its text; all that it makes, and whose news readers are to follow.
TEXT: Final = "artikel|berita|tulisan|konten"
WORK: Final = rf"(?:{TEXT}|kabar|informasi|info|liputan|laporan|update|ulasan)"
OUR_NEWS: Final = re.compile(rf"\b(?:{WORK}|news|kami|redaksi|ikuti)\b")
US: Final = re.compile(r"\b(?:kami|redaksi)\b|\bgoogle news\W*$")
#: Where a site is followed, and where its news is to be had; an account there.
PLACES: Final = re.compile(rf"google news|saluran |kanal |channel|grup |{NETWORKS}")
CHANNEL: Final = re.compile(
    r"\b(?:google news|(?:saluran|kanal|channel|grup|group) (?:resmi )?(?:whatsapp|wa|telegram)"
    r"|(?:whatsapp|wa|telegram) (?:channel|grup|group))\b"
)
OFFERED: Final = re.compile(r"\b(?:daftar|gabung|langganan) sekarang\b|\bklik di ?sini\b")
ACCOUNT: Final = re.compile(r"(?:^|[\s(])@\w[\w.]+")
