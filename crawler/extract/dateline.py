"""The dateline: ``Sana’a, Purna Warta – …``. Read, never removed."""

import re
from functools import lru_cache
from typing import Final

_MAX_PLACE: Final = 60
_PLACE: Final = r"[^\W\d_][^,;:.!?–—|()]{0,40}?"


@lru_cache(maxsize=64)
def _pattern(agencies: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in agencies)
    return re.compile(
        rf"[\W_]*?(?:(?P<place>{_PLACE}(?:,\s*{_PLACE})?)\s*(?:[,–—-]\s*|\s(?=(?:{names})\s*[–—-])))?"
        rf"(?P<agency>{names})(?=\s|[–—:-]|$)",
        re.IGNORECASE,
    )


def dateline_of(text: str, agencies: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return place and agency of the dateline that opens ``text``, as written, or Nones."""
    if not agencies:
        return None, None
    found = _pattern(agencies).match(text[: _MAX_PLACE + 60])
    if found is None:
        return None, None
    place = found["place"]
    if place is not None and place[0].islower():
        return None, None
    return (place.strip() if place else None), found["agency"]
