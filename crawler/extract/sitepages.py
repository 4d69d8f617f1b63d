"""Pages of a site on itself, and of what it offers, where no class of theirs says so.

Such a page states that it is one in JSON-LD, or stands in the site's root under a name that sites
give to it by law or habit, its title the same. It is signed by nobody, and shows no day; plugins
state a day in JSON-LD for pages, too.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from crawler.extract.facts import Facts
from crawler.extract.records import Extraction
from crawler.extract.refusal import title_parts
from crawler.extract.stated.head import Head
from crawler.extract.text import words

_ON_ITSELF: Final = frozenset({"AboutPage", "ContactPage"})
#: What is asked for, sold or held; of goods what is offered, as plugins for ratings call posts so.
_OFFERED: Final = frozenset({"Event", "QAPage"})
_GOODS: Final = frozenset({"Product"})
_NAME: Final = re.compile(
    r"(?:tentang|siapa|profil)-kami|about(?:-us)?|profil-perusahaan"
    r"|kontak(?:-kami)?|hubungi-kami|contact(?:-us)?"
    r"|(?:susunan-|tim-|dewan-|box-)?redaksi"
    r"|pedoman-(?:pemberitaan-)?media-siber|kode-etik(?:-jurnalistik|-wartawan)?"
    r"|kebijakan-privasi|privacy(?:-policy)?|disclaimer|penafian|sanggahan"
    r"|syarat-(?:dan-)?ketentuan(?:-layanan)?|ketentuan-(?:layanan|penggunaan)"
    r"|terms(?:-of-(?:service|use)|-and-conditions)?"
    r"|(?:info-|pasang-)iklan|advertise|karier|karir|careers?|faq|newsletter|peta-situs|sitemap"
)
_BETWEEN: Final = re.compile(r"[\W_]+")
#: What any page may state of its day.
_UNSHOWN: Final = frozenset(words("json_ld url"))


def site_page(found: Extraction, head: Head, facts: Facts) -> str | None:
    """Return what page of the site the one is of which ``found`` was read; else None."""
    is_post = head.article or not {"single", "single-post"}.isdisjoint(head.body_classes)
    if is_post or found.authors or _is_dated(found):
        return None
    if found.published_at is None and head.nodes and head.meta("og:type").lower() != "article":
        if head.nodes_of(_ON_ITSELF):
            return "static_page"
        if head.nodes_of(_OFFERED) or any("offers" in node for node in head.nodes_of(_GOODS)):
            return "other_type"
    return "static_page" if _is_named(found, head, facts) else None


def _is_dated(found: Extraction) -> bool:
    source = found.sources.get("published_at", "").partition(";")[0]
    return found.published_at is not None and source not in _UNSHOWN


def _is_named(found: Extraction, head: Head, facts: Facts) -> bool:
    path = urlsplit(facts.url).path.removeprefix(facts.site.folder).strip("/").lower()
    if not _NAME.fullmatch(path):
        return False
    titles = (found.title or "", *title_parts(head))
    return any(_NAME.fullmatch(_BETWEEN.sub("-", title.lower()).strip("-")) for title in titles)
