"""The dateline: ``Sana’a, Purna Warta – …``, or ``Purna Warta, Sana’a – …``. Read, not removed."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from crawler.extract.bylines import DAY, WEEKDAY
from crawler.extract.text import words

_MAX_PLACE: Final = 60
#: Initials end with a stop, and no sentence: "Washington D.C."; another name may stand in brackets.
_PLACE: Final = (
    r"[^\W\d_](?:[^,;:.!?–—|()]|(?<=\b(?-i:[A-Z]))\.){0,40}?(?:\s*\([^\W\d_][^,;:.!?|()]{1,30}\))?"
)
#: What may stand behind it: "Doha (3/2), Purna Warta – …".
_DAY: Final = rf"(?:[\s,]*\(?(?:{WEEKDAY}[\s,]*)?(?:{DAY}|\d{{1,2}}/\d{{1,2}})\)?)?"
#: What may stand above the paragraph that a dateline opens: a correction, a summary in points.
_MAX_ABOVE: Final = 5
#: The longest word in small letters in a place's name (characters).
_MAX_SMALL: Final = 3
#: What opens a sentence that names someone, and no dateline.
_OPENERS: Final = frozenset(words("menurut kepada dari oleh kata kemudian lalu namun selain"))


@lru_cache(maxsize=64)
def _patterns(agencies: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return how agencies' names begin, in small letters, and what matches a dateline."""
    written = "|".join(r"\s*".join(map(re.escape, name.split())) for name in agencies)
    names = rf"(?:{written})(?:\.(?:com|net|org|co\.id|id)\b)?"
    before = (
        rf"(?P<place>{_PLACE}(?:,\s*(?!{WEEKDAY}\b){_PLACE})?){_DAY}"
        rf"\s*(?:[,–—-]\s*|\((?={names}\)\s*[–—-])|\s(?={names}\s*[–—-]))"
    )
    behind = rf",\s*(?!{WEEKDAY}\b)(?P<behind>{_PLACE})(?={_DAY}(?:\s*[–—]|\s+-))"
    firsts = frozenset(first for name in agencies for first in name.lower().split()[:1])
    return firsts, re.compile(
        rf"[\W_]*?(?:{before})?(?P<agency>{names})\)?(?:{behind})?{_DAY}"
        r"(?:(?P<dash>\s*[–—-])|(?=\s|:|\.\s|$))",
        re.IGNORECASE,
    )


def dateline_of(text: str, agencies: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return place and agency of the dateline that opens ``text``, as written, or Nones."""
    place, agency, _ = _read(text, agencies)
    return place, agency


def first_dateline(
    parts: Iterable[str], agencies: tuple[str, ...]
) -> tuple[str | None, str | None]:
    """Return place and agency of the dateline of a text, whose paragraphs ``parts`` are.

    Below a note or a summary it is known by its dash and by a name before that; what opens with a
    place and the agency may be a sentence on both there: "Dalam laporannya, Purna Warta – …".
    """
    for number, part in enumerate(islice(parts, 1 + _MAX_ABOVE)):
        place, agency, is_dashed = _read(part, agencies)
        if agency and (number == 0 or (place and is_dashed and _is_name(place))):
            return place, agency
    return None, None


def _is_name(place: str) -> bool:
    """Whether each word begins as names do: "Deir al-Balah", "Rio de Janeiro"."""
    told = place.replace("-", " ").split()
    is_whole = not any(word[0].islower() and len(word) > _MAX_SMALL for word in told)
    return is_whole and told[0].lower() not in _OPENERS


def _read(text: str, agencies: tuple[str, ...]) -> tuple[str | None, str | None, bool]:
    """Return place, agency, and whether a dash ends them."""
    if not agencies:
        return None, None, False
    opening = text[: _MAX_PLACE + 60]
    (firsts, dateline), lowered = _patterns(agencies), opening.lower()
    may_name = any(first in lowered for first in firsts)  # most name none
    found = dateline.match(opening) if may_name else None
    place = (found["place"] or found["behind"]) if found else None
    if found is None or (place and (place[0].islower() or not (found["place"] or _is_name(place)))):
        return None, None, False
    return (place.strip() if place else None), found["agency"], found["dash"] is not None
