"""What finds the lines that ask readers to do something: to follow a site elsewhere, to join."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import (
    FOLLOWED,
    GIVING,
    HOME,
    NETWORK,
    PLAIN,
    PREFERRED,
    STORE,
)
from crawler.extract.furniture.appeals import closing, is_appeal, is_certain
from crawler.extract.furniture.asking import (
    ACCOUNT,
    CALL,
    CHANNEL,
    ENGLISH,
    FIND,
    FOLLOW,
    OFFERED,
    OPENINGS,
    OUR_NEWS,
    PLACES,
    PLEASE,
    SHARING,
    TAKEN,
    US,
)
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import MAX_CHARS, is_all
from crawler.extract.furniture.requests import request_in
from crawler.extract.furniture.speech import is_someones, speaks
from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_sentence, ends_with_stop, plain_lower, words

_ADDRESS: Final = re.compile(r"(?:(?:https?://|www\.)\S+|\b(?:t|wa)\.me/\S+)")
_FIRST: Final = re.compile(r"\W*+([^\W\d_]+)")
#: What is to be done, behind an address and what softens that.
_VERB: Final = re.compile(
    rf"\W*+(?:{_ADDRESS.pattern}\W*+)*+(?:(?:{PLEASE}|selalu|jangan lewatkan)\W{{1,2}})?(?:untuk )?"
    r"([^\W\d_]+)",
    re.IGNORECASE,
)
#: What is asked before that: "Silakan dibagikan. Ikuti saluran kami: …".
_PASSED_ON: Final = re.compile(
    rf"\W*+(?:(?:{PLEASE}|bantu)\W{{1,2}}){{0,2}}{SHARING}[.!]\W*(?=\w)", re.IGNORECASE
)
#: What is done with a group that a line leads to, and with much else.
_ENTER: Final = "masuk"
_STOP: Final = re.compile(r"[.!?]")
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
#: What offers something, and names the site, says so much: it is no signature.
_SPACES: Final = 3
#: How long a line is that asks for something (characters).
_MAX_CALL: Final = 160


def newsletter(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield invitations: to follow the site elsewhere, to subscribe. No line is a quotation."""
    yield from sorted({*closing(lines, facts), *_anywhere(lines, facts)})


def _anywhere(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield the invitations that are certain wherever they stand."""
    for index, line in enumerate(lines):
        if line.links and (_calls(line) or _leads_home(line, facts)):
            yield index
        elif line.media is None:
            first = _word(_FIRST, _asked(line.text))
            if (first in OPENINGS and _asks(line, facts)) or (first in _BARRED and _bars(line)):
                yield index


def _asked(text: str) -> str:
    """Return what stands behind a question: "Mau berita lebih cepat? Gabung Saluran …"."""
    return text.rpartition("? ")[2]


def _word(which: re.Pattern[str], text: str) -> str:
    """Return the first word, or verb, of ``text`` in small letters: "Ikutilah" is "ikuti"."""
    found = which.match(text)
    return found[1].lower().removesuffix("lah") if found else ""


def _asks(line: Line, facts: Facts) -> bool:
    """Whether a line asks something in the site's own name, or to follow it on a channel."""
    if line.kind == "list" and not (line.links or US.search(plain_lower(line.text))):
        return facts.is_named_in(line.text) and _invites(line, facts)
    is_told = line.kind == "paragraph" and is_certain(line.text, facts)
    return is_told or _invites(line, facts)


def _bars(line: Line) -> bool:
    """Whether a paragraph says that what follows is for those alone who log in, or pay."""
    is_told = line.kind == "paragraph" and is_all(_LOCKED, line.text)
    return is_told and not is_someones(line.text)


def _leads_home(line: Line, facts: Facts) -> bool:
    """Whether a site asks something of its readers, and leads them to what is its own for it.

    Its home page, its program, its channel, its account.
    """
    hrefs = [href for _, href in line.links]
    if len(line.text) <= _MAX_CALL and any(map(PREFERRED.search, hrefs)):
        return True
    if any(map(GIVING.search, hrefs)) and _is_given(line.text, hrefs, facts):
        return True
    if len(hrefs) == 1 and PLAIN.search(hrefs[0]) and line.links[0][0] == line.text:
        return _is_offer(line, facts)
    if len(hrefs) == 1 and HOME.search(hrefs[0]) and facts.is_on_site(hrefs[0]):
        request = request_in(plain_lower(line.text))
        is_news = request is not None and request.brings_news and not is_someones(line.text)
        return is_news or is_appeal(line.text, facts)
    return all(_is_followed(href, facts) for href in hrefs) and is_appeal(line.text, facts)


def _is_followed(href: str, facts: Facts) -> bool:
    """Whether a site asks for programs, or has channels, where ``href`` leads, or an account.

    Articles link to what others write on networks: an account that is a site's own bears its name.
    """
    if STORE.search(href) or FOLLOWED.search(href):
        return True
    return NETWORK.search(href) is not None and facts.is_named_in(href)


def _is_offer(line: Line, facts: Facts) -> bool:
    """Whether a line, all of it a link, offers what is the site's: "Nikmati koran digital …"."""
    if line.kind != "paragraph" or line.text.count(" ") < _SPACES or ends_with_stop(line.text):
        return False
    is_own = facts.is_named_in(line.text) and facts.is_on_site(line.links[0][1])
    return is_own and TAKEN.match(line.text) is not None


def _is_given(text: str, hrefs: list[str], facts: Facts) -> bool:
    """Whether the site itself is given money where one of ``hrefs`` leads, as ``text`` says."""
    is_own = facts.is_named_in(" ".join([text, *hrefs]))
    return is_own and US.search(plain_lower(text)) is not None and speaks(text)


def _invites(line: Line, facts: Facts) -> bool:
    """Whether a line asks to follow the site, or offers its news; no one's words do."""
    passed_on = _PASSED_ON.match(line.text)
    text = _asked(line.text[passed_on.end() :] if passed_on else line.text)
    verb = _word(_VERB, text)
    if verb in ENGLISH and any(NETWORK.search(href) for _, href in line.links):
        return not is_someones(text, facts)
    lowered = plain_lower(text)
    if verb in FOLLOW and PLACES.search(lowered) and _is_ours(text, facts):
        return True
    if verb not in FIND | {_ENTER} or is_someones(text, facts):
        return False
    return (verb in FIND and _brings(text, lowered)) or _leads_there(line, lowered)


def _is_ours(text: str, facts: Facts) -> bool:
    """Whether what is to be followed is the site's, or a short text names an account."""
    told = _ADDRESS.sub("", text).strip(" :")
    is_short = len(text) <= _MAX_CALL and not ends_with_stop(text)
    is_account = is_short and ACCOUNT.search(text) is not None
    return is_appeal(told, facts) or (is_account and not is_someones(text, facts))


def _brings(text: str, lowered: str) -> bool:
    """Whether what brings readers news is all of ``text``: a channel, "daftar sekarang"."""
    if len(text) > MAX_CHARS or not OUR_NEWS.search(lowered):
        return False
    if OFFERED.search(lowered):
        return True
    is_certain = not ends_with_stop(text) or US.search(lowered) is not None
    return is_certain and CHANNEL.search(_STOP.split(lowered)[0]) is not None


def _leads_there(line: Line, lowered: str) -> bool:
    """Whether a line leads to where the site can be followed, and says so, or ends with that."""
    addresses = (line.text, *(href for _, href in line.links))
    if len(line.text) > 2 * MAX_CHARS or not any(map(FOLLOWED.search, addresses)):
        return False
    last = line.pieces[-1].href or line.text.rpartition(" ")[2]
    is_last = len(line.text) <= _MAX_CALL and FOLLOWED.search(last) is not None
    is_news = is_last and OUR_NEWS.search(lowered) and PLACES.search(lowered)
    return bool(is_news) or CHANNEL.search(lowered) is not None


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
