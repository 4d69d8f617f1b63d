"""What finds the lines that ask readers to do something: to follow a site elsewhere, to join."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import FOLLOWED, HOME, NETWORK, PREFERRED, STORE
from crawler.extract.furniture.appeals import brings_news, closing, is_appeal, is_certain
from crawler.extract.furniture.inviting import (
    ACCOUNT,
    CALL,
    CHANNELS,
    FOLLOW,
    FOLLOW_LINK,
    FOLLOW_US,
    FOLLOW_VERB,
    OFFER,
    OFFERED,
    OPENINGS,
    OUR_NEWS,
    OURS,
    PLEASE,
    behind_passing_on,
    first_word,
)
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import MAX_CHARS, QUOTES, is_all
from crawler.extract.furniture.spoken import is_spoken
from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_sentence, ends_with_stop, plain_lower, words

_SUBSCRIBE: Final = re.compile(
    rf"\W*+(?:{PLEASE}\W{{1,2}})?(?:untuk )?(?:subscribe|follow|like)\b", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\b(?:t|wa)\.me/\S+")
#: What is kept for some of them, as its first word.
_BARRED: Final = frozenset(words("konten artikel berita tulisan you please this"))
_LOCKED: Final = re.compile(
    r"(?:\w+ (?:ini|berikut(?:nya)?) (?:\w+ ){0,2}?(?:khusus|hanya|terkunci|dikunci|eksklusif)"
    r" (?:(?:\w+ )?(?:untuk|bagi) )?(?:pelanggan|member|(?:anggota|pengguna) (?:premium|terdaftar))"
    r"(?: (?:premium|berbayar|kami))?(?:[.!].{0,120})?"
    r"|(?:you must be|please) log(?:ged)? in to (?:view|read|see)\b.{0,40}"
    r"|this (?:content|article|post) is (?:restricted|for|only|available)\b.{0,20}"
    r"\b(?:members?|subscribers?)(?: only)?(?:[.!].{0,60})?)",
    re.IGNORECASE,
)
#: How long a line is that asks for something (characters).
_MAX_CALL: Final = 160


def newsletter(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield invitations: to follow the site elsewhere, to subscribe. No line is a quotation."""
    yield from sorted({*closing(lines, facts), *_anywhere(lines, facts)})


def _anywhere(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield the invitations that are certain wherever they stand."""
    for index in lines.odd:
        if _calls(lines[index]) or _leads_home(lines[index], facts):
            yield index
    for index, line in enumerate(lines):
        if line.media is not None:
            continue
        first = first_word(_asked(line.text))
        if (first in OPENINGS and _asks(line, facts)) or (first in _BARRED and _bars(line)):
            yield index


def _asks(line: Line, facts: Facts) -> bool:
    """Whether a line asks something in the site's own name, or to follow it on a channel."""
    if line.kind == "list" and not (line.links or OURS.search(line.text)):
        return facts.is_named_in(line.text) and _invites(line, facts)
    is_told = line.kind == "paragraph" and is_certain(line.text, facts)
    return is_told or _offers(line) or _invites(line, facts)


def _bars(line: Line) -> bool:
    """Whether a paragraph says that what follows is for those alone who log in, or pay."""
    is_told = line.kind == "paragraph" and is_all(_LOCKED, line.text)
    return is_told and not is_spoken(line.text)


def _leads_home(line: Line, facts: Facts) -> bool:
    """Whether a site asks something of its readers, and leads them to what is its own for it.

    Its home page, its program, its channel.
    """
    hrefs = [href for _, href in line.links]
    if len(line.text) <= _MAX_CALL and any(map(PREFERRED.search, hrefs)):
        return True
    if len(hrefs) == 1 and HOME.search(hrefs[0]) and facts.is_on_site(hrefs[0]):
        return is_appeal(line.text, facts) or brings_news(line.text)
    leads_out = bool(hrefs) and all(STORE.search(href) or FOLLOWED.search(href) for href in hrefs)
    return leads_out and is_appeal(line.text, facts)


def _invites(line: Line, facts: Facts) -> bool:
    """Whether a line asks to follow the site on one of the channels; no one's words do."""
    text = behind_passing_on(line.text)
    lowered = plain_lower(text)
    if _leads_to_account(line):
        return not is_spoken(text, facts)
    if not any(name in lowered for name in CHANNELS) or is_spoken(text, facts):
        return False
    is_ours = is_all(FOLLOW, text) and _is_invitation(text)
    is_ours = is_ours or is_all(FOLLOW_US, _ADDRESS.sub("", text)) or _names_account(text)
    is_ours = is_ours or (FOLLOW_VERB.match(text) is not None and is_appeal(text, facts))
    if is_ours or not _points_outside(line):
        return is_ours
    is_certain = OUR_NEWS.search(text) is not None and _leads_to_channel(line)
    return is_certain or FOLLOW_LINK.fullmatch(_asked(text)) is not None


def _leads_to_channel(line: Line) -> bool:
    """Whether a short line ends with a link to a channel: "Kabar terbaru di WhatsApp. Klik ini"."""
    last = line.pieces[-1].href
    return last is not None and len(line.text) <= _MAX_CALL and bool(FOLLOWED.search(last))


def _asked(text: str) -> str:
    """Return what stands behind a question: "Mau berita lebih cepat? Gabung Saluran …"."""
    return text.rpartition("? ")[2]


def _names_account(text: str) -> bool:
    """Whether a short text asks to follow an account that it names: "Follow Instagram @kabar"."""
    is_short = len(text) <= _MAX_CALL and not ends_with_stop(text)
    return is_short and bool(FOLLOW_VERB.match(text)) and bool(ACCOUNT.search(text))


def _leads_to_account(line: Line) -> bool:
    """Whether a line says "subscribe", as no Indonesian sentence does, and a network is linked."""
    return bool(_SUBSCRIBE.match(line.text)) and any(NETWORK.search(href) for _, href in line.links)


def _calls(line: Line) -> bool:
    """Whether a line ends with a link that asks to do something: "Tanpa iklan. Gabung Plus"."""
    if len(line.links) != 1 or line.pieces[-1].href is None or len(line.text) > _MAX_CALL:
        return False
    shown, href = line.links[0]
    if STORE.search(href) or (FOLLOWED.search(href) and shown == line.text):
        return not ends_with_stop(line.text)
    before = line.text.removesuffix(shown).rstrip()
    if href.startswith("mailto:"):
        return before.endswith("?")
    return (
        CALL.fullmatch(shown) is not None
        and before != line.text
        and (not before or ends_sentence(before) or before.endswith(":"))
    )


def _offers(line: Line) -> bool:
    """Whether a line offers news, and says how to have it: "daftar sekarang", "klik di sini"."""
    if len(line.text) > MAX_CHARS or OFFER.match(line.text) is None:
        return False
    return OFFERED.search(plain_lower(line.text)) is not None and not is_spoken(line.text)


def _is_invitation(text: str) -> bool:
    """Whether ``text`` speaks for the site: of what is ours, and not in someone's words."""
    if not OUR_NEWS.search(text) or text[0] in QUOTES:
        return False
    return not ends_with_stop(text) or OURS.search(text) is not None


def _points_outside(line: Line) -> bool:
    """Whether the line leads to where the site can be followed."""
    addresses = (line.text, *(href for _, href in line.links))
    return len(line.text) <= 2 * MAX_CHARS and any(map(FOLLOWED.search, addresses))
