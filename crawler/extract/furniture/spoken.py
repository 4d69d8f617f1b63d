"""What says that a sentence is someone's words, or written somewhere: no site asks that."""

import re
from typing import Final

from crawler.extract.text import plain_lower

#: Someone's words, or what is written somewhere: what follows a comma may ask for something too
#: ("Ikuti kami, jawab tiga pertanyaan"), where nobody is said to speak.
_SPOKEN: Final = re.compile(
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
#: The same of verbs that ask as well, before a name or who that is: "…, jelas Sari Wulan".
_BY_NAME: Final = re.compile(
    r",\s*(?:jelas|sebut|tambah|lanjut|terang|harap|balas|jawab|sambung|pungkas|tutup|lirih|kutip)"
    r" (?:[A-Z]|(?:kepala|ketua|wakil|anggota|juru|direktur|menteri|gubernur|bupati|camat|lurah"
    r"|dokter|guru|warga|petani|pak|bu)\b)"
)
#: Or with "-nya", whatever the verb, where that ends the sentence: "…, pungkasnya."
_BY_THEM: Final = re.compile(
    r",\s*(?!(?:lain|selengkap|selanjut|berikut|sebelum|semua|khusus|terutama|biasa)nya\b)"
    r"[a-z]{3,12}nya\W*$"
)


def is_spoken(text: str) -> bool:
    """Whether ``text`` says who speaks, or where that is written."""
    lowered = plain_lower(text)
    if _SPOKEN.search(lowered) or _BY_THEM.search(lowered):
        return True
    return _BY_NAME.search(text) is not None
