"""How XML is read that a stranger wrote: whatever it names is neither fetched nor put in.

It knows lxml; nothing of feeds and sitemaps.
"""

from typing import Final, TypedDict


class Options(TypedDict):
    """What lxml's parsers are told."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


#: Entities may name files, or each other until they fill the memory.
SAFELY: Final = Options(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
