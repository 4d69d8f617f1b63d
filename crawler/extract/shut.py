"""Articles whose text is not shown: to members alone, to some countries, or to nobody any more.

The frame is that of the article, title and day included; a sentence or two stand where its text
was. They are told by the element in which a plugin says so in the text's place, by how they speak
of the text that they stand for, or by a beginning that breaks off above a wall.
"""

import re
from typing import Final

from crawler.extract.finding.container import Container
from crawler.extract.finding.index import Index
from crawler.extract.records import Extraction
from crawler.extract.text import fold, plain_lower

#: More text (characters) is more than says why it is not there, or more than a beginning.
_MAX_SAID: Final = 400
_MAX_SENTENCE: Final = 160
#: What says so takes fewer blocks.
_MAX_BLOCKS: Final = 6
#: Of the text, what such an element must hold.
_SHARE: Final = 0.8
#: In what plugins for members and lockers say so: nothing of an article stands in it.
_MESSAGE: Final = (
    ".pmpro_content_message, .mepr-unauthorized-message, .rcp_restricted, .onp-sl-content-locker,"
    " .wc-memberships-restriction-message, .wc-memberships-content-restricted-message,"
    " .leaky_paywall_message, .swpm-post-not-logged-in-msg, .um-locked-content, .ihc-locker-wrap,"
    " .armpay_restriction_message, .s2member-message, .restrict-content-message"
)
_WALL: Final = (
    '[class~="paywall"], [id="paywall"], [class*="paywall-"], [class*="regwall"],'
    ' [class*="piano-offer"], [class*="subscribe-wall"], [class*="subscription-wall"]'
)
_SAYS: Final = re.compile(
    r"(?:(?:mohon )?maaf\W+|sorry\W+)?"
    r"(?:(?:isi|konten|artikel|tulisan|berita|naskah|halaman|post) ini (?:sudah |telah |kini )?"
    r"(?:(?:hanya|khusus) (?:untuk|bagi)|hanya (?:dapat|bisa|tersedia)|terkunci|ditarik|dihapus"
    r"|dicabut|diturunkan|tidak (?:lagi )?(?:tersedia|dapat (?:dibuka|diakses|ditampilkan)))"
    r"|(?:anda|kamu) (?:tidak berwenang|tidak berhak|harus (?:masuk|menjadi anggota|berlangganan))"
    r"|(?:this|the) (?:content|article|post|page) is (?:restricted|locked|only|for|no longer|not)"
    r"|you (?:must|need to) be (?:a member|logged in|a subscriber)"
    r"|you are (?:not authorized|unauthorized))\b"
)


def is_shut(found: Extraction, index: Index, place: Container | None) -> bool:
    """Whether the text that ``found`` holds stands for another that is not shown."""
    if place is None or len(found.blocks) > _MAX_BLOCKS:
        return False
    body = found.body
    if not 0 < len(body) <= _MAX_SAID:
        return False
    if len(body) <= _MAX_SENTENCE and _SAYS.match(plain_lower(body)):
        return True
    said = place.node.css_first(_MESSAGE)
    if said is not None and len(fold(said.text())) >= len(body) * _SHARE:
        return True
    is_broken = len(found.body_parts) == 1 and body.endswith(("…", "...", "[…]"))
    return is_broken and index.tree.css_first(_WALL) is not None
