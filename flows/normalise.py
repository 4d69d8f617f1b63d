"""One form for what pages write in many: text, URLs, names of places and people, a content hash.

Pure: no clock, file, network, database or framework.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

#: Soft hyphen, zero-width space, word joiner, byte order mark; NUL and other control characters;
#: halves of surrogate pairs.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_BREAKS: Final = re.compile(r" ?\n ?")
_BLANK: Final = re.compile(r"\n{3,}")
#: Scripts in which U+200C and U+200D change how letters join, by the start of a letter's name.
_JOINING: Final = (
    "ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "BALINESE",
    "JAVANESE", "SUNDANESE",
)  # fmt: skip
_FIXER: Final = TextFixerConfig(
    restore_byte_a0=True, replace_lossy_sequences=False, decode_inconsistent_utf8=True,
    fix_c1_controls=False,
)  # fmt: skip


#: How UTF-8 that was read as Latin-1 or Windows-1252 begins a letter; a text without these needs no
#: closer look, which takes a hundred times as long.
_LEADS: Final = re.compile("[\u00c2-\u00f4]")


def text(value: str) -> str:
    """Return ``value`` in NFC, white space folded, without what nobody sees.

    Line feeds stay, runs of them cut to one blank line; typographic quotes stay. Mojibake is
    repaired only where ``ftfy`` finds the text broken, and the repair leaves nothing broken.
    """
    cleaned = _cleaned(value)
    while cleaned != value:  # what is taken away may leave mojibake that was not seen before it
        value, cleaned = cleaned, _cleaned(cleaned)
    return cleaned


def _cleaned(value: str) -> str:
    value = _unbroken(value)
    value = _INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _JOINERS.sub(_needed_joiner, value) if _JOINERS.search(value) else value
    value = unicodedata.normalize("NFC", value)
    value = _BREAKS.sub("\n", _SPACES.sub(" ", re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", value)))
    return _BLANK.sub("\n\n", value).strip()


def _unbroken(value: str) -> str:
    """Return ``value`` with its mojibake repaired where that is certain."""
    if not _LEADS.search(value) or not is_bad(value):
        return value
    repaired = fix_encoding(value, _FIXER)
    is_certain = "\ufffd" not in repaired and not is_bad(repaired)
    return repaired if is_certain else value


def _needed_joiner(match: re.Match[str]) -> str:
    """Keep a joiner only between letters of a script that joins."""
    whole, place = match.string, match.start()
    before, after = whole[place - 1 : place], whole[place + 1 : place + 2]
    return match[0] if _joins(before) and _joins(after) else ""


def _joins(char: str) -> bool:
    return bool(char) and unicodedata.name(char, "").startswith(_JOINING)


#: Parameters that say where a reader came from, never what is shown.
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid"
    r"|ref|ref_src|ref_url|share|sharedby|nb|_ga|_gl|__twitter_impression|spm|cmpid|ocid|si"
    r"|amp|replytocom|noamp|outputtype|fb_\w+|like_comment|preview|unapproved|moderation-hash",
    re.IGNORECASE,
)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_PATH_SAFE: Final = "/:@!$&'()*+,;=~-._"


class UrlError(ValueError):
    """The text is no absolute ``http(s)`` URL."""


@lru_cache(maxsize=8192)
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


def _parts(value: str) -> tuple[str, str, str, str]:
    """Return scheme, host with port, path and query of the canonical form."""
    try:
        parts = urlsplit(_INVISIBLE.sub("", value).strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as exc:
        message = f"{value!r} is no URL: {exc}"
        raise UrlError(message) from exc
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        message = f"{value!r} is no absolute http(s) URL"
        raise UrlError(message)
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _DEFAULT_PORTS[scheme]) else f"{shown}:{port}"
    return scheme, netloc, _path(parts.path), _query(parts.query)


def _path(path: str) -> str:
    """Return a path percent-encoded one way, without AMP's suffix and the last slash."""
    plain = "/".join(_encoded(part) for part in path.split("/") if part)
    plain = re.sub(r"(?:^|/)amp$", "", plain)
    return f"/{plain}"


def _encoded(part: str) -> str:
    """Return a segment with only what must be percent-encoded, so ``%2F`` stays apart."""
    halves = re.split(r"(%2[fF])", part)
    done = (
        "%2F" if half.upper() == "%2F" else quote(unquote(half, errors="replace"), safe=_PATH_SAFE)
        for half in halves
    )
    return "".join(done)


def _query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, errors="replace")
        if not _TRACKING.fullmatch(name)
    ]
    return urlencode(kept)


#: One spelling a place, by its spellings without marks. What is not here keeps its own.
_PLACES: Final[Mapping[str, str]] = {
    spelling: name
    for name, spellings in {
        "Teheran": "tehran teheran",
        "Sana’a": "sanaa sana",
        "Damaskus": "damaskus damascus dimashq",
        "Baghdad": "baghdad bagdad",
        "Beirut": "beirut bairut",
        "Riyadh": "riyadh riyad",
        "Kairo": "kairo cairo",
        "Yerusalem": "yerusalem jerusalem",
        "Al-Quds": "alquds quds qudsalquds",
        "Tel Aviv": "telaviv",
        "Gaza": "gaza jalurgaza",
        "Doha": "doha",
        "Ankara": "ankara",
        "Istanbul": "istanbul",
        "Moskow": "moskow moscow moskwa",
        "Beijing": "beijing peking",
        "Washington": "washington washingtondc",
        "New York": "newyork",
        "London": "london",
        "Paris": "paris",
        "Jenewa": "jenewa geneva",
        "Wina": "wina vienna",
        "Kabul": "kabul",
        "Islamabad": "islamabad",
        "Najaf": "najaf",
        "Karbala": "karbala",
        "Mekkah": "mekkah mekah makkah mecca",
        "Madinah": "madinah medina",
        "Ramallah": "ramallah",
        "Tepi Barat": "tepibarat",
        "Jakarta": "jakarta",
        "Kuala Lumpur": "kualalumpur",
        "Brussel": "brussel brussels brussel",
        "Kiev": "kiev kyiv",
        "Tripoli": "tripoli",
        "Khartoum": "khartoum khartum",
        "Manama": "manama",
        "Muskat": "muskat muscat masqat",
        "Qom": "qom qum",
        "Mashhad": "mashhad masyhad",
        "Hodeidah": "hodeidah hudaydah alhudaydah hodeida",
    }.items()
    for spelling in spellings.split()
}


def place(value: str | None) -> str | None:
    """Return the normal form of a dateline's place; its own spelling where none is known."""
    if value is None:
        return None
    shown = text(value).strip(" ,.–—-")
    return _PLACES.get(_letters(shown), shown) or None


def _letters(value: str) -> str:
    """Return only the letters of ``value``, in small ones, without their marks."""
    apart = unicodedata.normalize("NFKD", value.casefold())
    return "".join(char for char in apart if char.isalpha() and not _is_mark(char))


def _is_mark(char: str) -> bool:
    """Whether ``char`` is written like a letter but serves as an apostrophe (ʿ, ʾ, ʼ)."""
    return unicodedata.category(char) == "Lm"


_BY: Final = re.compile(r"^(?:oleh|by|penulis|reporter|editor|pewarta)\b\s*:?\s*", re.IGNORECASE)
_NAME_PARTS: Final = frozenset({"bin", "binti", "al", "el", "van", "von", "de", "der"})


def author(value: str) -> str:
    """Return the normal form of an author's name: one space, no ``Oleh``, no shouting."""
    name = _BY.sub("", text(value).replace("\n", " ")).strip(" ,.;:–—-|")
    if name.isupper() and len(name) > 4 or name.islower():  # noqa: PLR2004, RUF021
        words = (
            word if word.lower() in _NAME_PARTS else word.capitalize() for word in name.split(" ")
        )
        return " ".join(words)
    return name


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
