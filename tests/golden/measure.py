"""What is right and what is wrong about an extracted text: the same measure for every extractor."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Final

#: What WordPress writes over and into the form for readers' comments, in its two languages here.
_FORM: Final = (
    "Leave a Reply", "Leave a comment", "Cancel reply", "Your email address will not be published",
    "Required fields are marked", "Save my name, email, and website in this browser",
    "Tinggalkan Balasan", "Batalkan balasan", "Alamat email Anda tidak akan dipublikasikan",
    "Ruas yang wajib ditandai", "Simpan nama, email, dan situs web saya pada peramban ini",
    "Post Comment", "Kirim Komentar",
)  # fmt: skip


@dataclass(kw_only=True)
class Score:
    """Counts over pages.

    Attributes:
        articles: pages that hold an article; the others count in ``verdicts`` alone.
        exact: texts that are the article's, letter for letter.
        labels: words such as ``Baca Juga`` that were left in a text.
        headlines: titles of other articles that were left.
        forms: phrases of the comment form that were left.
        lost: paragraphs, items, headings, quotes and rows of the article that are missing.
        verdicts: pages rightly taken for an article, or for none.

    """

    pages: int = 0
    articles: int = 0
    exact: int = 0
    labels: int = 0
    headlines: int = 0
    forms: int = 0
    lost: int = 0
    parts: int = 0
    links: int = 0
    titles: int = 0
    dates: int = 0
    dated: int = 0
    authors: int = 0
    authored: int = 0
    verdicts: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add up."""
        names = [one.name for one in fields(self)]
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})


def score(expected: dict[str, Any], found: dict[str, Any]) -> Score:
    """Measure one page: ``found`` has a body, and may have a title, authors, a time, a verdict."""
    is_article = expected["verdict"] != "not_article"
    is_found = found.get("verdict", "good") != "not_article"
    if not is_article:
        return Score(pages=1, verdicts=int(not is_found))
    text, truth = key(found["body"]), key(expected["body"])
    titles = {link["title"] for link in expected["related"]}
    wanted = [part for part in expected["body"] if key([part])]
    return Score(
        pages=1,
        articles=1,
        exact=int(text == truth),
        labels=sum(_surplus(label, text, truth) for label in _labels(expected)),
        headlines=sum(_surplus(title, text, truth) for title in titles),
        forms=sum(_surplus(phrase, text, truth) for phrase in _FORM),
        lost=sum(key([part]) not in text for part in wanted),
        parts=len(wanted),
        links=len(expected["related"]),
        titles=int(key([found.get("title") or ""]) == key([expected["title"]])),
        verdicts=int(is_found),
        **_stated(expected, found),
    )


def _stated(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, int]:
    """Compare what only some pages state: when, and by whom."""
    counts: dict[str, int] = {}
    if expected.get("published_at"):
        counts |= {"dated": 1, "dates": int(_is_time(expected, found.get("published_at")))}
    if expected.get("authors"):
        mine = sorted(key([name]) for name in found.get("authors") or ())
        theirs = sorted(key([name]) for name in expected["authors"])
        counts |= {"authored": 1, "authors": int(mine == theirs)}
    return counts


def _is_time(expected: dict[str, Any], found: str | None) -> bool:
    """Whether the moments are the same; for one without a clock, the days."""
    if not found:
        return False
    wanted, mine = datetime.fromisoformat(expected["published_at"]), datetime.fromisoformat(found)
    if mine.tzinfo is None or not (mine.hour or mine.minute):
        return mine.date() == wanted.date()
    return mine.replace(second=0) == wanted.replace(second=0)


def _labels(expected: dict[str, Any]) -> set[str]:
    return {label for label in expected.get("markers", ()) if label.strip(" :")}


def _surplus(phrase: str, text: str, truth: str) -> int:
    """Return how many times more often a phrase stands in a text than it should."""
    wanted = key([phrase])
    return max(text.count(wanted) - truth.count(wanted), 0) if wanted else 0


def key(parts: Iterable[str]) -> str:
    """Return only letters and digits: extractors differ in spaces, marks of lists, and quotes."""
    return "".join(map(_letters, parts))


@cache
def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
