"""Words above links to articles: whether the site heads others with them, or the article its own.

A few words head either. "More on this story" says that others stand below; "Inilah kronologi
perkara itu" that the article goes on with what it links.
"""

import re
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.phrases import words_of
from crawler.extract.reading.lines import Line
from crawler.extract.related.markers import opening_of
from crawler.extract.text import ends_sentence, words

#: What a heading of other articles is made of, and which of these words tell that it is one.
_TELLING: Final = frozenset(
    words(
        "berita kabar lain lainnya terkait terpopuler populer dibaca terkini terbaru rekomendasi"
        " sorotan trending viral redaksi editor suka menyukai"
        " news more also related recommended popular latest trending like editors"
    )
)
_TOLD: Final = frozenset(
    words(
        "baca simak bacaan artikel tulisan liputan kisah cerita video tontonan foto topik pilihan"
        " untuk anda kami kamu juga dari dan yang di ini hari pekan minggu paling banyak mungkin"
        " pembaca"
        " read article articles story stories coverage posts topics top most on this our site from"
        " the you may might for s"
    )
)
#: What else may: "Artikel di rubrik ini"; a heading of what is told says none of these words.
_OF_READING: Final = frozenset(
    words("dibaca baca bacaan simak artikel tulisan liputan topik rubrik lanjut juga read articles")
)
#: What may stand beside these words where all are such: "Ikuti Isu Ini", "Sedang Hangat".
_OF_LABELS: Final = frozenset(words("dilihat sedang hangat serupa ikuti isu headline"))
#: The same with what they are about, or whose they are: "More on this story from our desk".
_MORE_ON: Final = re.compile(
    r"\W*(?:more (?:on|from|in|about|stories|news)|read more"
    r"|(?:berita|kabar|artikel|tulisan) lain(?:nya)?)\b",
    re.IGNORECASE,
)
#: A word that heads links to other articles, and is everywhere in prose.
_COMMON: Final = re.compile(r"\W*(?:terkait|rekomendasi|pilihan|lainnya|related)\W*", re.IGNORECASE)
#: A few words, none of a sentence: "Bacaan lain".
_WORDS: Final = re.compile(r"[^\W\d_][^\d.,;:?!\"“”()]*:?")
_MAX_WORDS: Final = 40
_FEW: Final = 4
_COUNTED: Final = (
    r"(?:\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|beberapa|sejumlah|sederet"
    r"|deretan)"
)
#: What the article goes on with: "Berikut daftarnya", "Inilah lima berita terpopuler pekan ini". A
#: verb announces where a sentence ends with it; what is no text, only where it is presented.
_ANNOUNCES: Final = re.compile(
    r"\b(?:berikut(?!nya\b)\w*|daftar(?:nya| lengkap\w*)|inilah|ini dia|(?:di|me)?rangkum\w*"
    r"|ringkasan\w*|(?:yakni|yaitu|adalah|antara lain|di antaranya|terdiri(?: dari| atas)?"
    r"|di bawah(?: ini)?)(?=\W*$)"
    rf"|(?:{_COUNTED}|daftar)"
    r" (?:berita|kabar|artikel|tulisan|laporan|liputan|cerita|kisah|judul|topik)"
    rf"|{_COUNTED} (?:peristiwa|kejadian|fakta|hal)(?! (?:itu|ini|tersebut)\b))\b"
    rf"|^\W*(?:{_COUNTED} (?:peristiwa|kejadian|fakta|hal)|daftar (?:itu|ini|tersebut|\w+ yang))\b",
    re.IGNORECASE,
)
#: A few words above what happened, told link by link, above a list, or what is referred to:
#: "Daftar lagu", "Sumber tulisan".
_LISTING: Final = re.compile(
    r"\b(?:kronologi\w*|lini ?masa|rentetan|urutan|perjalanan (?:kasus|perkara)|daftar\w*"
    r"|sumber|rujukan|referensi|catatan kaki|karya|seri"
    rf"|{_COUNTED} (?:peristiwa|kejadian|fakta|hal))\b",
    re.IGNORECASE,
)
#: The last sentence of an announcement, which may be none of it: "Selamat membaca."
_TO_READERS: Final = re.compile(
    r"\W*(?:selamat|yuk|ayo|mari|silakan|simak|baca)(?:lah)?(?:\W+\w+){0,2}\W*", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]* ")


def is_few(text: str, *, most: int = _FEW) -> bool:
    """Whether ``text`` is up to ``most`` words, none of a sentence."""
    is_short = 0 < len(text) <= _MAX_WORDS and text.count(" ") < most
    return is_short and text[0].isupper() and _WORDS.fullmatch(text) is not None


def is_label(line: Line, most: int) -> bool:
    """Whether a line of ``most`` characters says something, and is no sentence and no link."""
    is_short = 0 < len(line.text) <= most and not line.links
    return is_short and line.kind == "paragraph" and not ends_sentence(line.text)


def is_common_label(text: str) -> bool:
    """Whether ``text`` is too common a word for a marker: it heads what is a title alone."""
    return _COMMON.fullmatch(text) is not None


def names_others(label: str, facts: Facts) -> bool:
    """Whether a heading says that other articles stand below, and nothing of what they tell."""
    opening = opening_of(label, facts.site.related_markers)
    told = words_of(label)
    is_made = not told.isdisjoint(_TELLING) and told <= _TELLING | _TOLD
    return is_made or _MORE_ON.match(label) is not None or bool(opening and not opening.rest)


def may_name_others(label: str) -> bool:
    """Whether a word of ``label`` is of what may be read, as other articles are, or all may be."""
    told = words_of(label)
    is_made = bool(told) and told <= _TOLD | _OF_LABELS
    return is_made or not told.isdisjoint(_TELLING | _OF_READING)


def announces(above: str = "", *, heading: str = "") -> bool:
    """Whether the last sentence of what is above, or a heading, says what the article lists."""
    if _ANNOUNCES.search(heading) or _LISTING.search(heading):
        return True
    return _ANNOUNCES.search(last_said(above)) is not None


def last_said(text: str) -> str:
    """Return the last sentence that tells something: "Berikut rangkumannya. Selamat membaca."."""
    *before, last = _SENTENCE_END.split(text)[-2:]
    return before[0] if before and _TO_READERS.fullmatch(last) else last
