"""A hash that is equal for equal content."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def content_sha256(fields: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an article's content, in hexadecimal.

    The fields are written as canonical JSON: keys sorted, no spaces, UTF-8, times in UTC. Equal
    content gives equal hashes in whatever order the fields come.
    """
    canonical = json.dumps(
        fields,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_as_json,
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    message = f"{type(value).__name__} is no content"
    raise TypeError(message)
