"""One form for URLs, and what they say."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from crawler.hosts import DEFAULT_PORTS, netloc_of
from crawler.sites import Site
from flows.normalise.texts import INVISIBLE

#: Parameters that say where a reader came from, never what is shown.
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid"
    r"|ref|ref_src|ref_url|share|sharedby|nb|_ga|_gl|__twitter_impression|spm|cmpid|ocid|si"
    r"|amp|replytocom|noamp|outputtype|fb_\w+|like_comment|preview|unapproved|moderation-hash",
    re.IGNORECASE,
)
#: A segment that is as it should be.
_PLAIN: Final = re.compile(r"[A-Za-z0-9._~-]+")
_PATH_SAFE: Final = "/:@!$&'()*+,;=~-._"


class UrlError(ValueError):
    """The text is no absolute ``http(s)`` URL."""


def url(value: str) -> str:
    """Return the canonical form of an absolute URL.

    Scheme and host in small letters, no default port, fragment, tracking parameter, AMP suffix
    or trailing slash; percent-encoding one way; other parameters in their order.

    Raises:
        UrlError: ``value`` is no absolute ``http(s)`` URL.

    """
    scheme, netloc, path, query = _parts(value)
    return (
        urlunsplit((scheme, netloc, path, query, ""))
        if path != "/" or query
        else (f"{scheme}://{netloc}/")
    )


def is_amp(value: str) -> bool:
    """Whether a URL says that it is the AMP twin of another page."""
    if "amp" not in value and "outputtype" not in value:
        return False
    parts = urlsplit(value)
    is_named = parts.path.rstrip("/").endswith("/amp")
    return is_named or not {"amp", "outputtype"}.isdisjoint(dict(parse_qsl(parts.query, True)))  # noqa: FBT003


def site_path(value: str) -> str:
    """Return what identifies a page within its site: path and query of its canonical form.

    Raises:
        UrlError: ``value`` is no absolute ``http(s)`` URL.

    """
    _, _, path, query = _parts(value)
    return f"{path}?{query}" if query else path


def is_of(value: str, hosts: Collection[str]) -> bool:
    """Whether ``value`` is a URL of one of ``hosts`` (``host``, or ``host:port``)."""
    try:
        return _parts(value)[1] in hosts
    except UrlError:
        return False


def is_page_of(value: str, site: Site) -> bool:
    """Whether ``value`` can be a page of a site: of its hosts, and of its folder where it has one.

    What else is on the host is another site's, which may have posts of the same numbers.
    """
    if not is_of(value, site.hosts):
        return False
    path, home = _parts(value)[2], _parts(site.home_url)[2]
    return not site.folder or path == home or path.startswith(f"{home}/")


@lru_cache(maxsize=8192)
def _parts(value: str) -> tuple[str, str, str, str]:
    """Return scheme, host with port, path and query of the canonical form."""
    try:
        parts = urlsplit(INVISIBLE.sub("", value).strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as exc:
        message = f"{value!r} is no URL: {exc}"
        raise UrlError(message) from exc
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        message = f"{value!r} is no absolute http(s) URL"
        raise UrlError(message)
    return scheme, netloc_of(scheme, host, port), _path(parts.path), _query(parts.query)


def _path(path: str) -> str:
    """Return a path percent-encoded one way, without AMP's suffix and the last slash."""
    plain = "/".join(_encoded(part) for part in path.split("/") if part)
    plain = re.sub(r"(?:^|/)amp$", "", plain)
    return f"/{plain}"


def _encoded(part: str) -> str:
    """Return a segment with only what must be percent-encoded, so ``%2F`` stays apart."""
    if _PLAIN.fullmatch(part):
        return part
    halves = re.split(r"(%2[fF])", part)
    done = (
        "%2F" if half.upper() == "%2F" else quote(unquote(half, errors="replace"), safe=_PATH_SAFE)
        for half in halves
    )
    return "".join(done)


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, errors="replace")
        if not _TRACKING.fullmatch(name)
    ]
    return urlencode(kept)
