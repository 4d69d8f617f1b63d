"""The names in a WARC record's header that are our own, or that both reader and writer know."""

from typing import Final

#: Extension fields of our own in a WARC record's header (WARC 1.1, section 5.1 allows them).
KIND_FIELD: Final = "Warta-Kind"
REQUESTED_FIELD: Final = "Warta-Requested-URI"
FETCH_MS_FIELD: Final = "Warta-Fetch-Ms"
LISTED_FIELD: Final = "Warta-Listed"
#: On a further page of a post that was fetched with its first one: its number.
PART_FIELD: Final = "Warta-Part"
#: On that first page: the records that hold the further ones, by number.
PARTS_FIELD: Final = "Warta-Parts"
#: On a redirect that was followed: it is kept, and the exchange it led to is the capture.
HOP_FIELD: Final = "Warta-Hop"

#: WARC 1.1, section 6.7.2, and WARC 1.0: a payload that is that of another record, which holds it.
REVISIT_PROFILES: Final = tuple(
    f"http://netpreserve.org/warc/{version}/revisit/identical-payload-digest"
    for version in ("1.1", "1.0")
)
