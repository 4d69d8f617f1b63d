"""How large a page may be, whoever brings it."""

from typing import Final

#: Bytes, without any coding: more is a bomb, or no article (a page is 60 to 150 KB).
PAGE_BYTES_MAX: Final = 50_000_000
