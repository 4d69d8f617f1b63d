"""Boxes of figures that a service fills in on every page: hours of prayer, rates, scores, votes.

An article's own tables look alike. A service shows in several signs together, and in this, that
the article tells of nothing like it.
"""

import re
from dataclasses import dataclass
from typing import Final

from crawler.extract.bylines import MONTH
from crawler.extract.text import plain_lower, words

#: An article that has so many words of a subject tells of it.
_TOLD: Final = 3
#: Strings that name someone or something, each to the next sign or figure.
_NAME: Final = re.compile(r"[A-Z][^\d?!.:|]{3,40}")
#: Minutes of a match, and scores, as they are written.
_ASCII: Final = str.maketrans("′’‘–—−", "'''---")
#: What a poll counts.
_VOTES: Final = r"(?:suara|votes?|pemilih|responden)\b"


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """What one kind of box shows, and an article about the same.

    Attributes:
        shown: words of such a box, in small letters.
        least: how many different of them it says at least.
        figures: what stands beside them.
        least_figures: how many of those.
        told: words of an article about it, in small letters.
        is_named: whether an article about it also names what the figures are of.

    """

    shown: re.Pattern[str]
    least: int
    least_figures: int
    figures: re.Pattern[str]
    told: re.Pattern[str]
    is_named: bool = False

    def fills(self, text: str) -> bool:
        """Whether ``text``, the strings of a box, is what it shows."""
        is_shown = len(set(self.shown.findall(text))) >= self.least
        return is_shown and len(self.figures.findall(text)) >= self.least_figures

    def is_told(self, box: str, title: str, others: str) -> bool:
        """Whether an article of that ``title`` and text is about this, or what ``box`` names."""
        if self.told.search(plain_lower(title)):
            return True
        if self.is_named and any(name.strip(" –-") in others for name in _NAME.findall(box)):
            return True
        return sum(1 for _ in self.told.finditer(plain_lower(others))) >= _TOLD


def _any_of(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(listed))})\b")


_SERVICES: Final = (
    Service(
        shown=_any_of(
            r"imsak sh?ubuh fajr syuruq? dh?uha [dz]?z?h?uhur lohor ash?[ae]r magh?rib isya"
        ),
        least=4,
        least_figures=4,
        figures=re.compile(r"\b\d{1,2}[.:]\d\d\b"),
        told=_any_of(r"sh?[ao]lat imsak\w* a[dz]?zan puasa ramadh?an masjid tarawih"),
    ),
    Service(
        shown=_any_of(
            "kurs beli jual usd sgd eur jpy cny myr aud gbp sar hkd krw thb dolar euro yen yuan"
            " ringgit ihsg lq45 bitcoin ethereum"
        ),
        least=3,
        least_figures=2,
        figures=re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b|\b\d+[.,]\d\d\b"),
        told=_any_of("kurs valas valuta rupiah dolar emas saham ihsg bursa inflasi bitcoin kripto"),
        is_named=True,
    ),
    Service(  # of a match while it is played, and of others
        shown=re.compile(
            r"\bbabak [12]\b|\b\d{1,3}'(?!\w)|\b(?:skor|laga) langsung\b|\b(?:ft|ht)\b"
            r"|(?:^|\| )live(?: \||$)|\blive ?scores?\b"
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
        ),
        is_named=True,
    ),
    Service(  # of what readers voted for
        shown=re.compile(rf"[^?|]{{8,}}\?(?=.*(?:\d {_VOTES}|\b{_VOTES}\W+\d))"),
        least=1,
        least_figures=1,
        figures=re.compile(r"\d\s?%.*\d\s?%"),
        told=_any_of("jajak polling survei responden"),
        is_named=True,
    ),
)


def service_of(told: str) -> Service | None:
    """Return what fills in a box whose strings are ``told``, or None where nothing seems to."""
    text = told.translate(_ASCII).lower()
    return next((kind for kind in _SERVICES if kind.fills(text)), None)
