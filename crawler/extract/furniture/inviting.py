"""How a site asks its readers to follow it elsewhere, in English and Indonesian.

``invitations`` says which lines that ask so are the site's own.
"""

import re
from typing import Final

from crawler.extract.text import words

#: What softens a request.
PLEASE: Final = r"(?:silakan|silahkan|yuk|ayo|mari|jangan lupa)"
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
#: What each of the following names, in small letters.
CHANNELS: Final = (
    "google news", "whatsapp", "telegram", "saluran ", "kanal ", "channel", "grup ", "instagram",
    "facebook", "tiktok", "youtube", "twitter", "threads", "linkedin",
)  # fmt: skip
#: How a line begins that one of the following may match, or ``appeals``: most begin otherwise.
OPENINGS: Final = frozenset(
    words(
        "silakan silahkan yuk ayo mari jangan untuk jika bila kalau ikuti dapatkan simak baca"
        " temukan cek klik gabung bergabung follow nantikan update like sukai subscribe kunjungi"
        " pantau https http www t wa dukung bantu aktifkan nyalakan hubungi kirim kirimkan"
        " sampaikan laporkan bagikan sebarkan teruskan berbagi masuk log daftar daftarkan"
        " tinggalkan tulis tuliskan beri berikan traktir pindai scan unduh download install pasang"
        " support share join"
    )
)
_FIRST: Final = re.compile(r"\W*+([^\W\d_]+)")


def first_word(text: str) -> str:
    """Return the first word of ``text`` in small letters, a request ("ikutilah") as it is else."""
    first = _FIRST.match(text)
    return first[1].lower().removesuffix("lah") if first else ""


_CHANNEL: Final = (
    r"(?:google news|(?:saluran|kanal|channel|grup|group) (?:resmi )?(?:whatsapp|wa|telegram)"
    r"|(?:whatsapp|wa|telegram) (?:channel|grup|group))"
)
FOLLOW: Final = re.compile(
    rf"\W*+(?:(?:{PLEASE}|jangan lewatkan)\W{{1,2}})?"
    r"(?:ikuti|dapatkan|simak|baca|temukan|cek|gabung|bergabung|follow|nantikan|update)(?:lah)?\b"
    rf"[^.!?]{{0,150}}\b(?:{_CHANNEL})\b.{{0,90}}",
    re.IGNORECASE,
)
#: The same of any network, for the site's own accounts.
_NETWORK: Final = (
    r"(?:instagram|facebook|tiktok|youtube|twitter|x|threads|telegram|whatsapp|linkedin)\b"
)
FOLLOW_US: Final = re.compile(
    rf"\W*+(?:{PLEASE}\W{{1,2}})?(?:untuk )?"
    r"(?:ikuti|follow|like|sukai|subscribe|kunjungi)(?:lah)?\b(?:"
    rf"[^.!?“”\"]{{0,60}}?\b(?:kami|redaksi|us)\b[^.!?“”\"]{{0,80}}\b{_NETWORK}"
    rf"|(?: \w+){{0,3}}?(?:[\s,&/]{{1,2}}(?:dan )?{_NETWORK}){{1,7}} (?:resmi )?(?:kami|redaksi)\b)"
    r"[^.!?“”\"]{0,90}[.!]?\W*",
    re.IGNORECASE,
)
#: How an invitation to follow an account begins, and the account.
FOLLOW_VERB: Final = re.compile(
    rf"\W*+(?:{PLEASE}\W{{1,2}})?(?:untuk )?"
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
    rf"\W*+(?:{PLEASE}\W{{1,2}})?"
    r"(?:ikuti|dapatkan|simak|baca|temukan|cek|klik|gabung|bergabung|follow)\b.{0,250}"
    rf"{_CHANNEL}.*",
    re.IGNORECASE,
)
OURS: Final = re.compile(r"\b(?:kami|redaksi)\b|\bgoogle news\W*$", re.IGNORECASE)
#: What is asked before that: "Silakan dibagikan. Ikuti saluran kami: …".
_PASSED_ON: Final = re.compile(
    rf"\W*+(?:(?:{PLEASE}|bantu)\W{{1,2}}){{0,2}}"
    r"(?:di)?-?(?:bagikan|sebarkan|share)[.!]\W*(?=\w)",
    re.IGNORECASE,
)


def behind_passing_on(text: str) -> str:
    """Return ``text`` without a request to pass it on before another one."""
    asked = _PASSED_ON.match(text)
    return text[asked.end() :] if asked else text


#: What news readers are offered: "Dapatkan berita terkini dengan satu akun".
OFFER: Final = re.compile(
    rf"\W*+(?:{PLEASE}\W{{1,2}})?(?:dapatkan|baca|ikuti|temukan|simak)"
    r" (?:berita|kabar|artikel)\b",
    re.IGNORECASE,
)
OFFERED: Final = re.compile(r"\b(?:daftar|gabung|langganan) sekarang\b|\bklik di ?sini\b")
#: What a link says that asks for something; "Daftar penerima bantuan" is a list of them.
CALL: Final = re.compile(
    r"(?:Gabung|Bergabung|Langganan|Berlangganan|Dukung|Donasi|Subscribe|Join|Sign up|Login|Masuk"
    r"|Daftar(?=$|[!.]| (?:jadi|menjadi|sebagai|untuk|sekarang|segera|gratis|dulu|di|ke|via|lewat"
    r"|dan|akun|anggota|member|buletin|newsletter)\b))"
    r"(?: \S+){0,4}[!.]?"
)
