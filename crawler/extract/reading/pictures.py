"""Whether two addresses are those of one picture. It knows WordPress's names for its sizes."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

#: What WordPress adds to a name: a size, the mark of one made smaller, turned, or edited. One that
#: was copied has several, but not without end.
_ADDED: Final = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,13}){1,9}(?=\.\w{2,5}$)")
#: What plugins that make pictures smaller put behind it.
_CONVERTED: Final = re.compile(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$")
_UPLOADS: Final = "/uploads/"


@lru_cache(maxsize=1024)
def picture_key(url: str) -> str:
    """Return what all sizes of a picture share, served by the site or by a network for it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = _CONVERTED.sub(r"\1", unquote(parts.path))
    before, uploads, name = path.partition(_UPLOADS)
    shared = name if uploads else f"{parts.netloc}{before}"
    return _ADDED.sub("", shared)
