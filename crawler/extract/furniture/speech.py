"""Who speaks in a sentence: someone whose words it is, no site's; or one who speaks to readers."""

import re
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import READER
from crawler.extract.text import plain_lower, words

#: What says that someone speaks, whoever follows; and what may ask as well, unless a name follows,
#: or who that is: "…, jelas Sari Wulan".
_SAYS: Final = "|".join(
    words(
        "kata ujar tutur ucap pinta seru imbuh teriak pekik sahut bisik bujuk rayu imbau himbau"
        " celetuk cetus gumam keluh tegas papar ungkap kenang tandas beber bunyi terdengar tertulis"
        " jerit isak ratap bentak perintah ancam tantang tuntut desak protes sindir kelakar canda"
        " gurau saran usul"
    )
)
_MAY_SAY: Final = "|".join(
    words("jelas sebut terang harap balas jawab sambung pungkas lirih kutip minta cerita sapa")
)
#: The same, where nothing but the name follows: "…, tambah Purna Warta ke daftar" asks.
_MAY_SAY_LAST: Final = "tambah|lanjut|tutup"
#: Someone's words, or what is written somewhere: what follows a comma may ask for something too
#: ("Ikuti kami, jawab tiga pertanyaan"), where nobody is said to speak.
_SPOKEN: Final = re.compile(
    r",\s*(?:tulis|ajak(?:an)?|seruan|imbauan|pesan|begitu|demikian|menurut)(?:nya|lah)?\b"
    rf"|[,!?]\s*(?:{_SAYS})(?:nya)?\b|,\s*(?:{_MAY_SAY}|{_MAY_SAY_LAST})nya\b"
    r"|,\s*(?!dukung|bantu|baca|simak|temui|kenal|untuk|dari|oleh|dan|bagi|ke|dengan|bersama|termasuk)"
    r"[a-z]{3,10} (?:para|si|sang|seorang|dia|ia|mereka)\b"
    r"|\b(?:itulah|begitulah|demikianlah)\b|\b(?:adalah|ialah|merupakan|menjadi) (?:tulisan|kalimat"
    r"|seruan|ajakan|pesan|slogan|semboyan|kata|ungkapan|judul)\b"
)
_BY_NAME: Final = re.compile(
    rf",\s*(?:{_MAY_SAY}|(?P<more>{_MAY_SAY_LAST}))"
    r" (?:(?P<who>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)(?(more)(?=,|\W*$))|(?:kepala|ketua|wakil"
    r"|anggota|juru|direktur|menteri|gubernur|bupati|camat|lurah|dokter|guru|warga|petani|pak|bu)\b)"
)
#: Or with "-nya", whatever the verb, where that ends the sentence: "…, pungkasnya."
_BY_THEM: Final = re.compile(
    r",\s*(?!(?:lain|selengkap|selanjut|berikut|sebelum|semua|khusus|terutama|biasa)nya\b)"
    r"[a-z]{3,12}nya\W*$"
)
#: What a line says that speaks to readers, and what none says that quotes someone.
_TO_READER: Final = re.compile(rf"\b(?:kami|redaksi|us|{READER})\b|\?$", re.IGNORECASE)
_OPENING: Final = ('"', "'", "“", "‘", "„", "«")
_QUOTES: Final = re.compile(r"[\"“”„«»]")


def speaks(text: str) -> bool:
    """Whether ``text`` speaks to readers, and quotes nobody."""
    if _TO_READER.search(text) is None or _QUOTES.search(text) is not None:
        return False
    return not is_spoken(text)


def is_someones(text: str, facts: Facts | None = None) -> bool:
    """Whether ``text`` opens with a quotation, or says who speaks: no site asks so."""
    return text.startswith(_OPENING) or is_spoken(text, facts)


def is_spoken(text: str, facts: Facts | None = None) -> bool:
    """Whether ``text`` says who speaks, or where that is written; the site itself asks."""
    lowered = plain_lower(text)
    if _SPOKEN.search(lowered) or _BY_THEM.search(lowered):
        return True
    named = _BY_NAME.search(text)
    is_own = named and named["who"] and facts and facts.is_named_in(named["who"])
    return named is not None and not is_own
