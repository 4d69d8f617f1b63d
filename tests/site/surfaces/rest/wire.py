"""How REST answers look on the wire: JSON as PHP writes it, headers, errors, `_fields`."""

import json
from typing import Any

from tests.site.http import Answer, Headers, Request
from tests.site.surfaces import headers
from tests.site.wordpress import WordPress

Json = dict[str, Any]
_EXPOSED: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link"),
    (
        "Access-Control-Allow-Headers",
        "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
    ),
)
_KIND: Headers = (
    ("Content-Type", "application/json; charset=UTF-8"),
    ("X-Robots-Tag", "noindex"),
)


class RestError(Exception):
    """What the API refuses, as WordPress words it."""

    def __init__(self, code: str, message: str, status: int, **data: object) -> None:
        """Keep what the answer needs; `data` stands beside the status."""
        super().__init__(message)
        self.code, self.message, self.status, self.data = code, message, status, data


def encode(value: object) -> bytes:
    """`value` as PHP's `json_encode`: slashes and everything beyond ASCII escaped, no spaces."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()


def success(
    site: WordPress,
    value: object,
    *,
    totals: Headers = (),
    link: str = "",
    has_allow: bool = True,
) -> Answer:
    """A 200; with a `link` of its own the default `Link` is gone, as `header()` replaces it."""
    head = [*_KIND, *(() if link else (headers.api(site),)), *_EXPOSED, *totals]
    if link:
        head.append(("Link", link))
    if has_allow:
        head.append(("Allow", "GET"))
    head.append(("Vary", "Origin"))
    return Answer(headers=tuple(head), body=encode(value))


def failure(site: WordPress, error: RestError) -> Answer:
    """An error's envelope."""
    allow: Headers = (("Allow", "GET"),) if error.status == 400 else ()
    head = (*_KIND, headers.api(site), *_EXPOSED, *allow, ("Vary", "Origin"))
    data = {"status": error.status, **error.data}
    body = encode({"code": error.code, "message": error.message, "data": data})
    return Answer(status=error.status, headers=head, body=body)


def select(item: Json, request: Request) -> Json:
    """What `_fields` leaves of an item (`id,title.rendered`); without it, everything."""
    asked = request.query.get("_fields", "")
    if not asked:
        return item
    fields = [name.strip() for name in asked.split(",") if name.strip()]
    return {
        key: chosen
        for key, value in item.items()
        if (chosen := _part(key, value, fields)) is not _NONE
    }


_NONE = object()


def _part(key: str, value: object, fields: list[str]) -> object:
    if key in fields:
        return value
    below = [name.removeprefix(f"{key}.") for name in fields if name.startswith(f"{key}.")]
    if not below or not isinstance(value, dict):
        return _NONE
    inner = {k: part for k, v in value.items() if (part := _part(k, v, below)) is not _NONE}
    return inner or _NONE
