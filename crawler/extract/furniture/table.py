"""Rules on lines: what themes and plugins write around an article, known by its wording.

They serve plain text, where no element tells anything, and pages whose markup does not.
Each takes whole lines, never parts of a paragraph, and only where such a line can stand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture import (
    above,
    advertisements,
    counters,
    finders,
    forms,
    invitations,
    named,
    printed,
    signing,
)
from crawler.extract.furniture.left import Left
from crawler.removal import Rule

Finder = Callable[[Left, Facts], Iterator[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRule:
    """A rule on lines.

    Attributes:
        name: from the closed list of rules.
        find: yields the indices of the lines that go.
        example: lines of which the first goes; one that begins with ``/`` is a picture.
        keeps: lines that look alike and stay.

    """

    name: Rule
    find: Finder
    example: tuple[str, ...]
    keeps: tuple[str, ...]


_LEAD: Final = (
    "Warga Desa Sukamaju memperbaiki jembatan lama yang rusak diterjang banjir pada awal pekan ini."
)
RULES: Final[tuple[LineRule, ...]] = (
    LineRule(  # first: the others look where a text begins and ends
        name="lines_cut",
        find=named.lines_cut,
        example=("KABAR Kotasari  nomor 1.204, untuk warga.", _LEAD),
        keeps=("Kabar Kotasari nomor 7, untuk warga desa.", _LEAD),
    ),
    LineRule(
        name="other",
        find=printed.printed,
        example=("Warning: Undefined variable $padi in /www/wp-config.php on line 12", _LEAD),
        keeps=("Warning: Kereta in the city stopped on line 12", _LEAD),
    ),
    LineRule(
        name="reader_comments",
        find=forms.reader_comments,
        example=("2 Komentar", "Setuju!", "Mantap.", "Tinggalkan Balasan"),
        keeps=("2 Komentar", "Setuju!"),
    ),
    LineRule(
        name="comment_form",
        find=forms.comment_form,
        example=("Leave a Reply", "Your email address will not be published."),
        keeps=("Leave a Reply", _LEAD),
    ),
    LineRule(
        name="breadcrumbs",
        find=above.breadcrumbs,
        example=("Anda di sini: Beranda » Nasional » Politik", _LEAD),
        keeps=("Beranda rumah itu luas", _LEAD),
    ),
    LineRule(
        name="newsletter",
        find=invitations.newsletter,
        example=("Ikuti berita terbaru kami di Google News", _LEAD),
        keeps=("Ikuti jejak kakeknya, Sari belajar menenun", "Google News dibuka di desa itu."),
    ),
    LineRule(
        name="byline",
        find=above.byline,
        example=("Oleh: Sari Wulan", _LEAD),
        keeps=("Oleh karena itu warga pindah", _LEAD),
    ),
    LineRule(
        name="category_line",
        find=above.category_line,
        example=("Internasional", _LEAD),
        keeps=("Internasional Bergerak", _LEAD),
    ),
    LineRule(
        name="duplicate_title",
        find=above.duplicate_title,
        example=("Judul: Berita", _LEAD),
        keeps=(_LEAD, "Judul: Berita"),
    ),
    LineRule(
        name="other",
        find=above.excerpt,
        example=(f"{_LEAD[:70]}…", _LEAD),
        keeps=(_LEAD, f"{_LEAD[:40]} kembali."),
    ),
    LineRule(
        name="share_buttons",
        find=finders.share_buttons,
        example=("Bagikan ke WhatsApp", _LEAD),
        keeps=("Bagikan makanan itu kepada tetangga", _LEAD),
    ),
    LineRule(
        name="advertisement",
        find=advertisements.advertisement,
        example=("ADVERTISEMENT", _LEAD),
        keeps=("Iklan rokok dilarang", _LEAD),
    ),
    LineRule(
        name="copyright",
        find=finders.copyright_claim,
        example=("Copyright © KABAR 2026", ""),
        keeps=("Hak cipta lagu itu dipegang penciptanya.", "Pada 2026 panen naik."),
    ),
    LineRule(
        name="navigation",
        find=above.navigation,
        example=("Halaman: 1 2 3", _LEAD),
        keeps=("Halaman rumah itu luas", _LEAD),
    ),
    LineRule(
        name="tags",
        find=finders.tags,
        example=("Tag: padi, sawah", ""),
        keeps=(_LEAD, "Topik: padi dan sawah dibahas bersama."),
    ),
    LineRule(
        name="post_meta",
        find=counters.counters,
        example=("1.204 kali dibaca", _LEAD),
        keeps=(
            "Dibaca 12 murid, buku itu kembali.",
            _LEAD,
            "12 dibaca Sari",
            "Suara 41 orang lagi",
        ),
    ),
    LineRule(
        name="lead_image",
        find=finders.lead_image,
        example=("/uploads/2024/02/padi-1024x576.jpg", _LEAD),
        keeps=(_LEAD, "/uploads/2024/02/padi.jpg"),
    ),
    LineRule(  # last, when nothing is left below the text but it
        name="author_box",
        find=signing.signature,
        example=("(hen/red)", "Video pilihan"),
        keeps=(_LEAD, "(Bersambung)"),
    ),
)
