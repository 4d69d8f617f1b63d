"""What is there twice, what is the same, and what only looks like it. Pure.

It takes what a batch holds, and texts; what is stored, and what becomes of it, the store knows.
"""

from flows.dedupe.batch import (
    Shown,
    are_alike,
    deduped,
    is_telling,
    joined,
    page_keys,
    parts_of,
    strangers,
)

__all__ = [
    "Shown",
    "are_alike",
    "deduped",
    "is_telling",
    "joined",
    "page_keys",
    "parts_of",
    "strangers",
]
