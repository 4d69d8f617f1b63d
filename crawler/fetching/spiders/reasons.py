"""Why there is no answer, in words that a person can read.

It knows the exceptions of Scrapy, Twisted and OpenSSL; no request of ours.
"""

import re
from typing import Final

from OpenSSL import SSL

from crawler.captures import CaptureError

#: How Scrapy begins to say that a time is up: with the address, which stands beside the reason.
_GETTING: Final = re.compile(r"^Getting \S+ ")


def in_a_line(exc: BaseException | None) -> str:
    """Name what went wrong by its class and its message."""
    if (refused := _tls_refused(exc)) is not None:
        return f"tls_failed: {refused}"
    name = "body_unusable" if isinstance(exc, CaptureError) else type(exc).__name__
    text = _GETTING.sub("", " ".join(str(exc).split()))[:300]
    return f"{name}: {text}" if text else name


def _tls_refused(exc: BaseException | None) -> str | None:
    """Return what OpenSSL found wrong, however often it was wrapped; None where it is not that."""
    while exc is not None:
        for failure in getattr(exc, "reasons", ()):
            if isinstance(failure.value, SSL.Error) and failure.value.args:
                return ", ".join(reason for *_, reason in failure.value.args[0])
        exc = exc.__cause__
    return None
