"""The rules on elements, as a table: what one that looks like boilerplate may hold.

``suspicion`` says what an element looks like, ``guilt`` weighs it by this table, ``elements`` takes
it away. ``python -m pytest tests/crawler/extract/test_elements.py`` tries each example.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crawler.extract.boxes import spared
from crawler.extract.facts import Facts
from crawler.extract.reading.element import Element


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementRule:
    """When an element that looks like boilerplate is.

    Attributes:
        max_free_chars: it may hold this much text outside of links, or
        min_link_share: this share of its text must be links.
        free_chars_a_title: how much more it may hold for each title that it links, an excerpt;
            half of it for a single one outside of an ``<article>``.
        max_spoken_chars: it may hold this much that asks readers for something, outside of links.
        max_share: of the container's text, what it may hold at most outside of links.
        spares: whether an element tells more than its name says.
        takes_line: the line around it goes with it, where that says no more.
        may_show_others: it may be a list of other articles, whose heading goes with it.
        is_vague: it says where an element stands rather than what it is.
        keeps_text: what it takes is kept; readers' words are only counted.
        example: HTML that the rule takes.
        keeps: HTML that looks alike and stays.

    """

    max_free_chars: int
    min_link_share: float = 2.0
    free_chars_a_title: int = 0
    max_spoken_chars: int = 0
    max_share: float = 0.5
    spares: Callable[[Element, Facts], bool] = spared.nothing
    takes_line: bool = False
    may_show_others: bool = False
    is_vague: bool = False
    keeps_text: bool = True
    example: str = ""
    keeps: str = ""


_PROSE: Final = "Warga desa itu bergotong royong memperbaiki jembatan lama. " * 6
RULES: Final[dict[str, ElementRule]] = {
    "comment_form": ElementRule(
        max_free_chars=2_000,
        max_share=0.9,
        example='<div id="respond"><h3>Leave a Reply</h3><form><textarea></textarea></form></div>',
        keeps='<div class="response"><p>Wali kota menjawab surat warga.</p></div>',
    ),
    "reader_comments": ElementRule(
        max_free_chars=1_000_000,
        max_share=0.9,
        keeps_text=False,
        example='<div id="comments"><ol><li>Setuju sekali!</li></ol></div>',
        keeps='<div class="commentary"><p>Menurut pengamat, panen akan naik.</p></div>',
    ),
    "related_link": ElementRule(
        max_free_chars=90,
        min_link_share=0.5,
        free_chars_a_title=400,
        spares=spared.unlinked,
        may_show_others=True,
        example='<div class="related-posts"><h4>Berita Terkait</h4><a href="/a">Judul</a></div>',
        keeps=f'<div class="related"><p>{_PROSE}</p></div>',
    ),
    "share_buttons": ElementRule(
        max_free_chars=60,
        min_link_share=0.8,
        max_spoken_chars=180,
        spares=spared.unlinked,
        example='<div class="sharedaddy"><h3>Bagikan ini:</h3><a href="/x?share=x">X</a></div>',
        keeps=f'<div class="share"><p>{_PROSE}</p></div>',
    ),
    "author_box": ElementRule(
        max_free_chars=1_500,
        max_share=0.35,
        example='<div class="author-box"><h4>Sari Wulan</h4><p>Wartawan sejak 2010.</p></div>',
        keeps=f'<div class="authority"><p>{_PROSE}</p></div>',
    ),
    "tags": ElementRule(
        max_free_chars=40,
        min_link_share=0.6,
        spares=spared.mostly_told,
        example='<div class="post-tags">Tag: <a href="/tag/padi">padi</a></div>',
        keeps=f'<div class="tags"><p>{_PROSE}</p></div>',
    ),
    "newsletter": ElementRule(
        max_free_chars=400,
        max_share=0.35,
        example='<div class="newsletter"><p>Dapatkan kabar tiap pagi.</p><form></form></div>',
        keeps=f'<div class="newsletter"><p>{_PROSE}{_PROSE}</p></div>',
    ),
    "advertisement": ElementRule(
        max_free_chars=160,
        min_link_share=0.7,
        is_vague=True,
        example='<div class="code-block"><ins class="adsbygoogle"></ins><small>Iklan</small></div>',
        keeps=f'<div class="ad"><p>{_PROSE}</p></div>',
    ),
    "breadcrumbs": ElementRule(
        max_free_chars=200,
        min_link_share=0.4,
        example='<div class="breadcrumbs"><a href="/">Beranda</a> » <a href="/n">N</a></div>',
        keeps=f'<div class="crumbs"><p>{_PROSE}</p></div>',
    ),
    "navigation": ElementRule(
        max_free_chars=60,
        min_link_share=0.5,
        is_vague=True,
        example='<div class="page-links">Halaman: <span>1</span> <a href="/2">2</a></div>',
        keeps=f'<div class="menu"><p>{_PROSE}</p></div>',
    ),
    "byline": ElementRule(
        max_free_chars=160,
        min_link_share=0.7,
        spares=spared.introduction,
        takes_line=True,
        example='<p class="byline">Oleh Sari Wulan, 16 Februari 2024</p>',
        keeps=f'<div class="penulis"><p>{_PROSE}</p></div>',
    ),
    "post_meta": ElementRule(
        max_free_chars=300,
        min_link_share=0.6,
        spares=spared.results,
        takes_line=True,
        example='<div class="post-views">1.204 kali dibaca</div>',
        keeps=f'<div class="entry-footer"><p>{_PROSE}</p></div>',
    ),
    "hidden": ElementRule(
        max_free_chars=200,
        min_link_share=0.8,
        max_share=0.3,
        is_vague=True,
        example='<span class="screen-reader-text">Lewati ke isi</span>',
        keeps=f'<div class="hidden"><p>{_PROSE}</p></div>',
    ),
    "sidebar": ElementRule(
        max_free_chars=60,
        min_link_share=0.5,
        spares=spared.set_apart,
        may_show_others=True,
        is_vague=True,
        example='<aside class="widget"><h3>Populer</h3><a href="/p">Judul</a></aside>',
        keeps=f"<aside><p>{_PROSE}</p></aside>",
    ),
    "site_header": ElementRule(
        max_free_chars=220,
        max_share=0.3,
        example='<header class="site-header"><a href="/">Warta</a></header>',
        keeps=f"<header><p>{_PROSE}</p></header>",
    ),
    "site_footer": ElementRule(
        max_free_chars=220,
        max_share=0.3,
        is_vague=True,
        example='<footer class="site-footer">Hak cipta 2024</footer>',
        keeps=f"<footer><p>{_PROSE}</p></footer>",
    ),
    "other": ElementRule(
        max_free_chars=300,
        max_share=0.3,
        is_vague=True,
        example="<form><input name=s><button>Cari</button></form>",
        keeps=f"<form><p>{_PROSE}</p></form>",
    ),
}
#: What WordPress itself calls a widget, a theme has put there: no editor's text.
WIDGET: Final = ElementRule(
    max_free_chars=600,
    max_share=0.3,
    example='<section id="text-2" class="widget widget_text"><p>Dukung kami!</p></section>',
    keeps=f'<div class="widget"><p>{_PROSE}</p></div>',
)
