"""Why there is no answer, in words that a person can read.

It knows the exceptions of Scrapy, Twisted and OpenSSL; no request of ours.
"""

from OpenSSL import SSL

from crawler.captures import CaptureError


def in_a_line(exc: BaseException | None) -> str:
    """Name what went wrong by its class and its message."""
    if (refused := _tls_refused(exc)) is not None:
        return f"tls_failed: {refused}"
    name = "body_unusable" if isinstance(exc, CaptureError) else type(exc).__name__
    text = " ".join(str(exc).split())[:300]
    return f"{name}: {text}" if text else name


def _tls_refused(exc: BaseException | None) -> str | None:
    """Return what OpenSSL found wrong, however often it was wrapped; None where it is not that."""
    while exc is not None:
        for failure in getattr(exc, "reasons", ()):
            if isinstance(failure.value, SSL.Error) and failure.value.args:
                return ", ".join(reason for *_, reason in failure.value.args[0])
        exc = exc.__cause__
    return None
