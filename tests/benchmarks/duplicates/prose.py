"""Invented Indonesian news prose, put together word by word: no two articles share a sentence.

An event is a list of facts. Told twice, the facts are the same and the sentences are not.
"""

import random
from dataclasses import dataclass, field
from typing import Final

_NAMES: Final = (
    "Sulman Padrawan", "Warida Kelana", "Hafna Siraju", "Rustaji Mendung", "Melati Tarumbai",
    "Zubir Wijanarka", "Kartika Osmali", "Ilwan Basrah", "Yamanu Hadirat", "Nurlaila Sekarani",
    "Darman Fahiri", "Tegar Wirasana", "Salmah Ubaidah", "Bonar Siregarsa", "Putri Andalan",
)  # fmt: skip
_PLACES: Final = (
    "Zarandu", "Mar’asin", "Telukmanis", "Kota Lumaru", "Bandar Seruni", "Wadi Kamra",
    "Pulau Gelintang", "Nurwasi", "Tanjung Arai", "Lembah Sahira", "Gunung Payung", "Kuala Inderan",
)  # fmt: skip
_OFFICES: Final = (
    "menteri pertahanan", "juru bicara pemerintah", "kepala kepolisian", "ketua parlemen",
    "gubernur", "duta besar", "wali kota", "panglima angkatan laut", "direktur bank sentral",
    "pengamat politik", "kepala badan bencana", "rektor universitas",
)  # fmt: skip
_THINGS: Final = (
    "gencatan senjata", "perundingan dagang", "bendungan", "jalur kereta", "anggaran riset",
    "pelabuhan", "rumah sakit", "pemilihan umum", "harga pangan", "kapal tanker", "perbatasan",
    "bantuan obat", "sekolah", "pengungsi", "serangan udara", "kilang minyak", "perjanjian damai",
    "hutan bakau", "jaringan listrik", "vaksin", "tarif impor", "pasukan cadangan", "naskah kuno",
    "air bersih", "industri semen", "lahan sawah", "wisata bahari", "satelit cuaca", "upah buruh",
    "sidang pengadilan", "mata uang", "pabrik pupuk", "latihan perang", "gempa bumi", "banjir",
)  # fmt: skip
_VERBS: Final = (
    ("menunda", "menangguhkan", "mengundurkan"), ("menolak", "menampik", "tidak menerima"),
    ("mengumumkan", "menyatakan", "menyampaikan"), ("meninjau", "memeriksa", "mengamati"),
    ("membahas", "merundingkan", "membicarakan"), ("mendukung", "menyokong", "menyetujui"),
    ("mengecam", "mengutuk", "menyesalkan"), ("memperbaiki", "membenahi", "memulihkan"),
    ("menghentikan", "menyudahi", "mengakhiri"), ("memperluas", "menambah", "mengembangkan"),
    ("menyelidiki", "mengusut", "menelusuri"), ("melindungi", "menjaga", "mengamankan"),
)  # fmt: skip
_ADJECTIVES: Final = (
    "baru", "besar", "mendesak", "sementara", "bersama", "regional", "penting", "rahasia", "lama",
    "resmi", "terbuka", "kecil", "nasional", "militer", "ekonomi", "pesisir", "utara", "selatan",
    "mahal", "darurat", "tahunan", "terpadu", "modern", "lintas batas",
)  # fmt: skip
_TIMES: Final = (
    "pada Senin pagi", "sejak pekan lalu", "menjelang akhir tahun", "setelah rapat tertutup",
    "dalam beberapa bulan terakhir", "pada malam hari", "di tengah hujan deras", "tanpa penjelasan",
    "untuk ketiga kalinya", "sebelum tengah hari", "selama masa panen", "pada awal musim kemarau",
    "seusai salat Jumat", "menurut jadwal semula", "di hadapan wartawan", "lewat siaran radio",
)  # fmt: skip
_LINKS: Final = (
    "sementara itu", "namun", "selain itu", "karena itu", "meskipun demikian", "di sisi lain",
    "akibatnya", "sebelumnya", "dalam kesempatan itu", "menanggapi hal tersebut", "kemudian",
)  # fmt: skip
_GROUPS: Final = (
    "warga", "para nelayan", "kelompok perempuan", "serikat pekerja", "pedagang pasar", "mahasiswa",
    "petani", "tentara", "relawan", "pengusaha", "para ulama", "dokter", "sopir truk", "guru",
)  # fmt: skip
#: Words of a sentence, on average.
SENTENCE: Final = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something that happened: who did what to which thing, where, and how many were concerned."""

    name: str
    office: str
    verb: tuple[str, ...]
    thing: str
    place: str
    number: int
    group: str


@dataclass(slots=True)
class Prose:
    """Writes: the same seed gives the same texts."""

    seed: int
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def event(self, facts: int) -> list[Fact]:
        """Facts about a few people, places and things."""
        pick = self._random
        names, places = pick.sample(_NAMES, 3), pick.sample(_PLACES, 2)
        things = pick.sample(_THINGS, 5)
        return [
            Fact(
                name=pick.choice(names),
                office=pick.choice(_OFFICES),
                verb=pick.choice(_VERBS),
                thing=pick.choice(things),
                place=pick.choice(places),
                number=pick.randint(12, 9800),
                group=pick.choice(_GROUPS),
            )
            for _ in range(facts)
        ]

    def told(self, event: list[Fact]) -> str:
        """The event as one of many would tell it: other sentences, another order."""
        facts = event[:1] + self._random.sample(event[1:], len(event) - 1)
        sentences = [self._sentence(fact) for fact in facts]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        return "\n\n".join(paragraphs)

    def title(self, event: list[Fact]) -> str:
        """A headline for the event: one of several that fit."""
        fact = event[0]
        verb = self._random.choice(fact.verb)
        text = self._random.choice((
            f"{fact.name} {verb} {fact.thing}", f"{fact.office} {verb} {fact.thing}",
            f"{fact.thing} di {fact.place}: {fact.name} {verb} usul",
        ))  # fmt: skip
        return text.title()

    def article(self, words: int) -> str:
        """An article of about so many words, about an event of its own."""
        return self.told(self.event(max(2, words // SENTENCE)))

    def passage(self, words: int) -> str:
        """So many words about something else."""
        return " ".join(self.article(2 * words + 2 * SENTENCE).split()[:words])

    def word(self) -> str:
        """Any word, as an editor might put it in."""
        pick = self._random
        phrase = pick.choice((
            pick.choice(_THINGS), pick.choice(_ADJECTIVES), pick.choice(pick.choice(_VERBS)),
            pick.choice(_GROUPS), pick.choice(_PLACES), pick.choice(_TIMES),
        ))  # fmt: skip
        return pick.choice(phrase.split())

    def _sentence(self, fact: Fact) -> str:
        pick = self._random
        verb, time = pick.choice(fact.verb), pick.choice(_TIMES)
        thing = f"{fact.thing} {pick.choice(_ADJECTIVES)}"
        who = pick.choice((fact.name, f"{fact.office} {fact.name}", f"{fact.name}, {fact.office}"))
        number = f"{fact.number} {fact.group}"
        shape = pick.randrange(7)
        link = pick.choice(_LINKS)
        match shape:
            case 0:
                text = f"{who} {verb} {thing} di {fact.place} {time}, kata {number}"
            case 1:
                text = f"{time} {number} di {fact.place} melihat {who} {verb} {thing}"
            case 2:
                text = f"{link} {thing} di {fact.place} membuat {who} {verb} rencana {number}"
            case 3:
                text = f"“{thing} itu menyangkut {number},” ujar {who} yang {verb} usul {time}"
            case 4:
                text = f"{link} sebanyak {number} meminta {who} {verb} {thing} {time}"
            case 5:
                text = f"di {fact.place} {who} {verb} {thing}, {link} {number} menunggu {time}"
            case _:
                text = f"{who} tidak hanya {verb} {thing} tetapi juga menemui {number} {time}"
        return f"{text[0].upper()}{text[1:]}."
