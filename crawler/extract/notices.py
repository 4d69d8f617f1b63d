"""What stands in a page's place: of a server, a provider, a plugin, or who broke in.

It is told by its heading, all of it, on a page that states nothing of an article and tells little:
news has the same words in longer titles, "Situs Bank Desa Dalam Pemeliharaan, Warga Antre".
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.finding.container import Container
from crawler.extract.finding.index import Index
from crawler.extract.gates import told_in
from crawler.extract.records import Extraction
from crawler.extract.refusal import is_article_stated, title_parts
from crawler.extract.stated.head import Head
from crawler.extract.text import fold, plain_lower

#: A page with more text (characters) has more to say than why it is there.
_MAX_BODY: Final = 1_000
#: More in sentences that speak to no reader (characters) tells news.
_MAX_TOLD: Final = 300
#: A longer heading is none of those.
_MAX_HEADING: Final = 100
#: Of what shows a day as any page may: an error's time, too.
_SHOWN: Final = frozenset({"byline", "url"})
_SITE: Final = r"(?:situs|laman|website|web|halaman|site|page|domain)"
_HEADING: Final = re.compile(
    # of HTTP's status codes, what servers and networks in front of them call them
    r"(?:http )?(?:status |error |galat |kesalahan )?(?:[45]\d\d\W+)?"
    r"(?:forbidden|unauthorized|bad request|not acceptable|too many requests|bad gateway"
    r"|internal server error|service (?:temporarily )?unavailable|gateway time-?out"
    r"|backend fetch failed|access (?:denied|forbidden)|web server is down|host error"
    r"|connection timed out|origin is unreachable|a timeout occurred|ssl handshake failed)"
    r"(?:\W+error code \d{3})?"
    r"|(?:error |galat |kesalahan )?[45]\d\d|terlalu banyak permintaan"
    # of the rights to see a page
    r"|(?:akses|access)(?: anda)? (?:ditolak|dilarang|diblokir|dibatasi|denied)"
    r"|(?:akses anda|your access) (?:to this site|ke situs ini) (?:has been|telah)"
    r" (?:limited|dibatasi) (?:by the site owner|oleh pemilik situs)"
    r"|internet (?:positif|sehat|baik)|trust ?positif"
    rf"|{_SITE}(?: (?:ini|telah|sudah))* (?:diblokir|ditangguhkan|dinonaktifkan)"
    # of what broke, or was broken
    r"|(?:error|galat|kesalahan)(?: saat)? (?:establishing|membuat|menghubungkan|menyambung)"
    r" (?:a |ke )?(?:database|basis data)(?: connection)?|database error|galat basis data"
    r"|wordpress \W (?:error|galat|kesalahan)"
    r"|(?:hacked|defaced|owned|pwned)(?: by .{1,40})?"
    # of a site that is away, or is no more, or is not there yet
    rf"|(?:{_SITE}(?: (?:ini|kami))? )?(?:sedang )?(?:dalam |under |mode )?"
    r"(?:pemeliharaan|perbaikan|maintenance|construction)(?: mode| situs| terjadwal)?"
    r"|(?:kami|we|we['?]ll|we will)(?: akan| be)?(?: segera)? (?:kembali|back)(?: soon| segera)?"
    rf"|(?:{_SITE}(?: (?:ini|kami|baru))* )?(?:segera hadir|coming soon)"
    r"(?: dengan (?:wajah|tampilan) baru)?"
    rf"|(?:this )?{_SITE}(?: (?:ini|telah|sudah|has|is|name))* (?:kedaluwarsa|kadaluarsa|expired"
    r"|for sale|dijual|parked)"
    r"|welcome to nginx|apache2? .{0,20}default page(?:\W+it works)?|it works|iis windows server"
    # of one that it is not
    rf"|(?:anda|kamu) akan meninggalkan {_SITE}(?: ini| kami)?"
    rf"|you(?: are|['?]re) (?:about to leave|leaving) (?:our|this) {_SITE}"
)
#: What is all that such a page says, where nothing heads it: WordPress's own words.
_SAYS: Final = re.compile(
    r"there has been a critical error on (?:this|your) website\b"
    r"|(?:terjadi|ada) (?:galat|kesalahan) (?:serius|kritis|fatal) (?:di|pada) situs web\b"
    r"|briefly unavailable for scheduled maintenance\b"
)
#: What WordPress gives the page that it dies with.
_DEAD: Final = "error-page"


def notice(found: Extraction, head: Head, index: Index, place: Container | None) -> str | None:
    """Return what the page is of which ``found`` was read, where it is a notice; else None."""
    is_placed = place is not None and place.how != "density"
    if len(found.body) > _MAX_BODY or is_placed or _is_told(found, head):
        return None
    if sum(map(len, told_in(found))) > _MAX_TOLD:
        return None
    body = index.tree.body
    if body is not None and body.attributes.get("id") == _DEAD:
        return "error_page"
    if any(map(_HEADING.fullmatch, _headings(found, head, index))):
        return "notice_page"
    return "error_page" if _SAYS.match(plain_lower(found.body)) else None


def _is_told(found: Extraction, head: Head) -> bool:
    """Whether the page states that it is an article, or which one."""
    is_dated = (
        found.published_at is not None
        and found.sources["published_at"].partition(";")[0] not in _SHOWN
    )
    is_named = found.post_id is not None or "canonical_url" in found.sources
    return is_article_stated(head) or is_named or is_dated or bool(found.authors)


def _headings(found: Extraction, head: Head, index: Index) -> Iterator[str]:
    """Give what heads the page, in small letters without the signs that end it.

    Of the parts of a title the longest; a short one may be a section's.
    """
    shown = [fold(node.text(separator=" ")) for node in index.tagged("h1")]
    first = shown[0] if len(shown) == 1 else found.title or ""
    for text in (head.title, max(title_parts(head), key=len), first):
        yield plain_lower(text[:_MAX_HEADING]).strip(" !.?")
