"""How many comments of readers a page counts, with the source."""

import re
from typing import Final

from crawler.extract.finding.index import COMMENT_FORMS, COMMENT_TITLES, COMMENTS, Index
from crawler.extract.stated.head import Head
from crawler.extract.text import fold

_COUNT: Final = re.compile(r"\b(\d{1,6}|one|satu|no|tidak ada|belum ada)\b", re.IGNORECASE)
_WORDS: Final = {"one": 1, "satu": 1, "no": 0, "tidak ada": 0, "belum ada": 0}


def comments_of(head: Head, index: Index) -> tuple[int | None, str]:
    """Return how many comments of readers the page counts, and the source."""
    stated = head.article.get("commentCount")
    listed = index.count(COMMENTS, "li", "div", "article")
    heading = index.first(COMMENT_TITLES)
    counted = count_in(fold(heading.text())) if heading is not None else None
    has_form = index.first(COMMENT_FORMS) is not None
    for source, number in (
        ("comments_title", counted),
        ("comment_list", listed or None),
        ("json_ld", stated if isinstance(stated, int) else None),
        ("comment_form", 0 if has_form else None),
    ):
        if number is not None:
            return number, source
    return None, ""


def count_in(text: str) -> int | None:
    """Return the number in a heading such as ``2 Komentar``, or None."""
    found = _COUNT.search(text)
    if found is None:
        return None
    word = found[1].lower()
    return int(word) if word.isdigit() else _WORDS.get(word)  # "ſatu" is told from "satu"
