"""Boxes of figures that a service fills in on every page: hours of prayer, rates, scores, votes.

An article's own lists look alike: sums that were seized, wages, hours, rounds, votes. So a box has
to say itself which service it is, and the article nothing of the kind.
"""

import re
from dataclasses import dataclass
from typing import Final

from crawler.extract.bylines import MONTH
from crawler.extract.text import plain_lower, words

#: Strings that name someone or something, each to the next sign or figure.
_NAME: Final = re.compile(r"[A-Z][^\d?!.:|]{3,40}")
#: Minutes of a match, and scores, as they are written.
_ASCII: Final = str.maketrans("′’‘–—−", "'''---")


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """What one kind of box shows, and an article about the same.

    Attributes:
        said: the words by which it says what it is, all of them, in small letters.
        shown: words of such a box, in small letters.
        least: how many different of them it says at least.
        figures: what stands beside them.
        least_figures: how many of those.
        told: words of an article about the same or what is near it, in small letters.
        is_named: whether an article about it also names what the figures are of.

    """

    said: tuple[re.Pattern[str], ...]
    shown: re.Pattern[str]
    least: int
    least_figures: int
    figures: re.Pattern[str]
    told: re.Pattern[str]
    is_named: bool = False

    def fills(self, text: str) -> bool:
        """Whether ``text``, the strings of a box, is what it shows."""
        is_said = all(word.search(text) for word in self.said)
        is_shown = is_said and len(set(self.shown.findall(text))) >= self.least
        return is_shown and len(self.figures.findall(text)) >= self.least_figures

    def is_told(self, box: str, title: str, others: str) -> bool:
        """Whether an article of that ``title`` and text is about this, or what ``box`` names."""
        if self.told.search(plain_lower(f"{title} {others}")):
            return True
        return self.is_named and any(name.strip(" –-") in others for name in _NAME.findall(box))


def _any_of(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(listed))})\b")


_CURRENCIES: Final = "usd sgd eur jpy cny myr aud gbp sar hkd krw thb dolar euro yen yuan ringgit"
#: What a poll counts, as a program says it.
_VOTES: Final = re.compile(
    r"\b\d[\d.]* (?:suara (?:masuk|terkumpul)|votes?|pemilih)\b"
    r"|\btotal (?:suara|votes?|pemilih)\W+\d"
)
#: What it says that shows hours of prayer: this, or all five.
_PRAYERS: Final = re.compile(
    r"\b(?:jadwal|waktu|jam)(?: [a-z]+)? (?:sh?[ao]lat|imsak\w*)\b|\bprayer times?\b"
    r"|^(?=.*\bsh?ubuh\b)(?=.*\b(?:[dz]?z?h?uhur|lohor)\b)(?=.*\bash?[ae]r\b)(?=.*\bmagh?rib\b)"
    r".*\bisya\b"
)
_SERVICES: Final = (
    Service(
        said=(_PRAYERS,),
        shown=_any_of(
            r"imsak sh?ubuh fajr syuruq? dh?uha [dz]?z?h?uhur lohor ash?[ae]r magh?rib isya"
        ),
        least=4,
        least_figures=4,
        figures=re.compile(r"\b\d{1,2}[.:]\d\d\b"),
        told=_any_of(
            r"sh?[ao]lat imsak\w* a[dz]?zan puasa ramadh?an tarawih berbuka sahur masjid mushala"
            r" musala surau bedug haji umrah jemaah jamaah"
        ),
    ),
    Service(
        said=(_any_of("beli"), _any_of("jual"), _any_of(_CURRENCIES)),
        shown=_any_of(f"kurs beli jual {_CURRENCIES} ihsg lq45 bitcoin ethereum"),
        least=3,
        least_figures=2,
        figures=re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b|\b\d+[.,]\d\d\b"),
        told=_any_of(
            f"{_CURRENCIES} kurs valas valuta rupiah emas perak saham ihsg bursa inflasi bitcoin"
            " kripto ekspor impor upah gaji devisa bank"
        ),
        is_named=True,
    ),
    Service(  # of a match while it is played, and of others
        said=(),
        shown=re.compile(
            r"\b(?:skor|laga) langsung\b|(?:^|\| )live(?: \||$)|\blive ?scores?\b"
            r"|\b(?:hasil|jadwal) (?:pertandingan|laga)\b"
        ),
        least=1,
        least_figures=1,
        figures=re.compile(
            r"[a-z] (?:\| )?\d{1,2}(?: (?:\| )?[-:] (?:\| )?|-)\d{1,2}"
            rf" (?:\| )?(?!{MONTH}\b)[a-z]"
        ),
        told=_any_of(
            "skor pertandingan laga liga klasemen gol sepak turnamen kejuaraan piala olahraga"
            " babak final juara atlet lomba"
        ),
        is_named=True,
    ),
    Service(  # of what readers voted for
        said=(_VOTES,),
        shown=re.compile(r"[^?|]{8,}\?"),
        least=1,
        least_figures=1,
        figures=re.compile(r"\d\s?%.*\d\s?%"),
        told=_any_of(
            r"jajak polling survei responden referendum pemilu\w* musyawarah suara pemungutan"
            r" memilih dipilih terpilih pilihan pemilihan"
        ),
        is_named=True,
    ),
)


def service_of(told: str) -> Service | None:
    """Return what fills in a box whose strings are ``told``, or None where nothing seems to."""
    text = told.translate(_ASCII).lower()
    return next((kind for kind in _SERVICES if kind.fills(text)), None)
