"""What a site says to its readers in its own name: thanks, what it is, and its own requests.

Rules on elements ask it as well as those on lines. ``requests`` judges who asks something, and
``speech`` whose words they are; what is certain by where it leads ``invitations`` says.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.asking import WORK
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import MAX_CHARS
from crawler.extract.furniture.requests import is_own, request_in
from crawler.extract.furniture.rights import is_copyright
from crawler.extract.furniture.speech import is_someones
from crawler.extract.text import ends_with_stop, is_prose, plain_lower

#: The last lines of a text, among which the site may speak.
_FOOT: Final = 8
#: What one who tells asks of readers, as a letter does: an answer, nothing to follow or to give.
_ANSWERED: Final = re.compile(
    r"\W*(?:silakan )?(?:tulis|kirim|sampaikan|ajukan)(?:kan)?(?:lah)? (?:pendapat|tanggapan"
    r"|jawaban|keberatan|surat|saran|kritik|masukan)\b",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"\W*(?:terima ?kasih (?:banyak )?(?:anda )?(?:(?:karena )?(?:telah|sudah)|atas) (?:setia )?"
    r"(?:membaca|menyimak|mengikuti|mengunjungi|berkunjung|kunjungan)(?:nya)?\b"
    r"|thank(?:s| you) for reading\b)(?P<what>[^.!?]*)"
)
_READ: Final = re.compile(
    rf"^ ?(?:{WORK}|anda|hingga|sampai|(?:(?:ke|di) )?(?:kami|sini|situs|web\w*|laman|blog))\b"
)
_FAREWELL: Final = re.compile(
    rf"\W*(?:sampai (?:jumpa|bertemu)(?: lagi)? (?:di|pada|dalam) {WORK}\b.{{0,40}}"
    r"|salam,? redaksi\W*)"
)
#: What is the site's where it is named: "Sumber: Purna Warta", "Berita ini dimuat di …", a mail.
_SOURCE: Final = re.compile(
    rf"\W*(?:(?:sumber|foto)(?: (?:foto|gambar|{WORK}))?\s*:.{{1,60}}|{WORK} ini\b.*"
    r"|(?=[^@]*+@).*\S@\S+)"
)
#: What a program asks those who read this very page in a browser: no one else is told of theirs.
_BLOCKED: Final = re.compile(
    r"\W*(?:(?:sepertinya|tampaknya|kelihatannya|ups|oops|halo|hai"
    r"|(?:sistem )?kami (?:mendeteksi|melihat|mengetahui)(?: bahwa)?)\W+){0,2}"
    r"(?:(?:anda|kamu) (?:sedang |masih )?(?:memakai|menggunakan|mengaktifkan|memasang)"
    r"|(?:mohon |harap |silakan )?(?:matikan|nonaktifkan))"
    r" (?:pemblokir iklan|ad ?-?block(?:er)?s?)\b(?!\?)"
)
_COOKIES: Final = re.compile(
    r"\W*(?:(?:situs|laman|website|web|halaman|portal)(?: web)? (?:ini|kami)|kami)"
    r" (?:juga )?(?:memakai|menggunakan) (?:kuki|cookies?)"
    r"(?=\W*$| (?:untuk|agar|supaya|guna|demi|di|pada|dan|serta)\b)"
)
#: What a program that sends letters writes below each.
_MAILED: Final = re.compile(
    r"\W*(?:(?:anda|kamu) (?:telah )?(?:menerima|mendapat(?:kan)?) (?:surel|e-?mail|buletin) ini"
    r" karena|you (?:are receiving|received) this e-?mail because)\b"
)
_OF_NEWS: Final = r"(?:media|portal|situs|surat kabar|kantor berita)\b"
#: A sentence behind "Tentang Purna Warta:" may be what someone says of that.
_ABOUT: Final = re.compile(
    r"\W*(?:tentang|about) [^.:;!?]{2,40}: "
    rf"(?:(?:sebuah )?{_OF_NEWS}(?! (?:itu|ini|tersebut)\b)|(?!.*[.]\W*$))"
    rf"|\W*[^.:;,!?-]{{2,40}}? (?:adalah|merupakan|ialah) (?:\w+ ){{0,2}}{_OF_NEWS}"
)


def closing(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield what the site says to its readers below the last paragraph of the article."""
    for index in range(len(lines) - 1, max(0, len(lines) - 1 - _FOOT), -1):
        text = lines[index].text
        if is_appeal(text, facts):
            if not _is_told(lines, index, facts):
                yield index
        elif is_prose(text) and not is_copyright(text):
            return


def _is_told(lines: Left, index: int, facts: Facts) -> bool:
    """Whether the article itself asks: advice that it heads, or who tells it, of what is told.

    Or shows a letter that it announces, of a swindler's.
    """
    text = lines[index].text
    if _MAILED.match(plain_lower(text)) and index and lines[index - 1].text.endswith(":"):
        return True
    if not ends_with_stop(text) or facts.is_named_in(text) or is_certain(text, facts):
        return False
    if "kami" not in text.lower():
        return "redaksi" in text.lower() and index > 0 and lines.heads_text(index - 1)
    narrated = [line for line in lines[:index] if line.text.startswith("Kami ")]
    return len(narrated) > 1 and _ANSWERED.match(text) is not None


def is_appeal(text: str, facts: Facts) -> bool:
    """Whether a site thanks its readers in ``text``, or asks something of them in its own name."""
    if not 0 < len(text) <= MAX_CHARS or text[-1] == ":":
        return False
    lowered = plain_lower(text)
    return _is_of_site(text, lowered, facts) and not is_someones(text, facts)  # that looks at all


def _is_of_site(text: str, lowered: str, facts: Facts) -> bool:
    """Whether ``text`` thanks, takes leave, says whose it is or asks, in the site's own name."""
    if thanks := _THANKS.match(lowered):
        return not thanks["what"].strip() or _is_ours(text, thanks["what"], facts)
    is_told = _FAREWELL.fullmatch(lowered) or (
        _SOURCE.fullmatch(lowered) and facts.is_named_in(text)
    )
    is_told = is_told or any(what.match(lowered) for what in (_BLOCKED, _COOKIES, _MAILED))
    return bool(is_told) or _is_about(text, lowered, facts) or _asks(text, lowered, facts)


def _asks(text: str, lowered: str, facts: Facts) -> bool:
    request = request_in(lowered)
    return request is not None and is_own(request, text, facts)


def _is_about(text: str, lowered: str, facts: Facts) -> bool:
    """Whether a site says in ``text`` what it is: "Tentang Purna Warta: media warga"."""
    name = _ABOUT.match(lowered)
    return name is not None and facts.is_named_in(text[: name.end()])


def is_certain(text: str, facts: Facts) -> bool:
    """Whether a site asks something in ``text`` that no one else asks, wherever that stands."""
    lowered = plain_lower(text)  # asked first: it looks at the beginning alone
    request = request_in(lowered)
    is_sure = request.is_certain if request else _BLOCKED.match(lowered) is not None
    return is_sure and is_appeal(text, facts)


def _is_ours(text: str, told: str, facts: Facts) -> bool:
    """Whether what readers are thanked for is the site's."""
    return _READ.search(told) is not None or facts.is_named_in(text)
