"""Plain HTTP without help: no redirects followed, nothing decompressed, headers in their case."""

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.site.http import Headers


@dataclass(frozen=True, kw_only=True)
class Got:
    """An answer as it came, with the site's own address written `{home}`."""

    status: int
    headers: Headers
    body: str = field(repr=False)
    length: int

    def header(self, name: str) -> str:
        """A header's first value; empty where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")


def get(home: str, target: str, headers: Headers = (), method: str = "GET") -> Got:
    """Ask once."""
    parts = urlsplit(home)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request(method, target, headers=dict(headers))
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    pairs = tuple((name, _neutral(value, home)) for name, value in response.getheaders())
    text = body.decode("utf-8", errors="replace")
    return Got(status=response.status, headers=pairs, body=_neutral(text, home), length=len(body))


def _neutral(text: str, home: str) -> str:
    """Every way in which a site writes its own address, made one."""
    text = text.replace(home, "{home}").replace(home.replace("/", "\\/"), "{home}")
    bare = home.rpartition(":")[0]
    quoted = home.replace(":", "%3A").replace("/", "%2F")
    return text.replace(quoted, "{home}").replace(f'href="{bare}/', 'href="{bare}/')
