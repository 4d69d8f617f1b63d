"""Rules on elements: BeautifulSoup strips from the container what is not the article.

A telling name alone does not condemn an element: what it holds must fit. A share bar holds next
to no text outside of links, a related box is mostly links, and nothing that holds most of the
container's text is boilerplate, whatever its name. What goes leaves a mark in its place, so that
the order of everything taken away is that of the page.
"""

from dataclasses import dataclass
from typing import Final

from bs4 import BeautifulSoup, Tag

from crawler.extract.media import classes_of, is_embed, is_figure
from crawler.extract.names import is_content, rule_of
from crawler.extract.text import fold, is_prose

#: The name of the element that stands where one was taken away.
MARK: Final = "warta-cut"


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementRule:
    """When an element that looks like boilerplate is.

    Attributes:
        max_free_chars: it may hold this much text outside of links, or
        min_link_share: this share of its text must be links.
        max_share: of the container's text, what it may hold at most.
        example: HTML that the rule takes.
        keeps: HTML that looks alike and stays.

    """

    max_free_chars: int
    min_link_share: float = 2.0
    max_share: float = 0.5
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
        example='<div id="comments"><ol><li>Setuju sekali!</li></ol></div>',
        keeps='<div class="commentary"><p>Menurut pengamat, panen akan naik.</p></div>',
    ),
    "related_link": ElementRule(
        max_free_chars=90,
        min_link_share=0.5,
        example='<div class="related-posts"><h4>Berita Terkait</h4><a href="/a">Judul</a></div>',
        keeps=f'<div class="related"><p>{_PROSE}</p></div>',
    ),
    "share_buttons": ElementRule(
        max_free_chars=60,
        min_link_share=0.8,
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
        example='<div class="page-links">Halaman: <span>1</span> <a href="/2">2</a></div>',
        keeps=f'<div class="menu"><p>{_PROSE}</p></div>',
    ),
    "byline": ElementRule(
        max_free_chars=160,
        min_link_share=0.7,
        example='<p class="byline">Oleh Sari Wulan, 16 Februari 2024</p>',
        keeps=f'<div class="penulis"><p>{_PROSE}</p></div>',
    ),
    "post_meta": ElementRule(
        max_free_chars=160,
        min_link_share=0.6,
        example='<div class="post-views">1.204 kali dibaca</div>',
        keeps=f'<div class="entry-footer"><p>{_PROSE}</p></div>',
    ),
    "hidden": ElementRule(
        max_free_chars=200,
        min_link_share=0.8,
        max_share=0.3,
        example='<span class="screen-reader-text">Lewati ke isi</span>',
        keeps=f'<div class="hidden"><p>{_PROSE}</p></div>',
    ),
    "sidebar": ElementRule(
        max_free_chars=60,
        min_link_share=0.5,
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
        example='<footer class="site-footer">Hak cipta 2024</footer>',
        keeps=f"<footer><p>{_PROSE}</p></footer>",
    ),
    "other": ElementRule(
        max_free_chars=300,
        max_share=0.3,
        example="<form><input name=s><button>Cari</button></form>",
        keeps=f"<form><p>{_PROSE}</p></form>",
    ),
}
_SILENT: Final = frozenset(
    "script style noscript template svg link meta input textarea select math ins".split()
)
_BY_TAG: Final = {
    "nav": "navigation",
    "aside": "sidebar",
    "form": "other",
    "header": "site_header",
    "footer": "site_footer",
    "button": "other",
    "amp-ad": "advertisement",
    "dialog": "other",
}
_NEVER: Final = frozenset("body html main article p-content".split())
_INLINE: Final = frozenset("span a strong em b i small font u".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """An element that was taken away.

    Attributes:
        rule: that said so.
        text: folded.
        links: text and address of the links in it.
        label: its heading: what stands before the first link.

    """

    rule: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    label: str = ""


def strip(soup: BeautifulSoup) -> list[Cut]:
    """Take out of ``soup`` what is not the article; a mark with the number of its cut stays."""
    cuts: list[Cut] = []
    total = 0
    todo = [child for child in reversed(soup.contents) if isinstance(child, Tag)]
    while todo:
        tag = todo.pop()
        if tag.name in _SILENT:
            tag.decompose()
            continue
        rule = _suspicion(tag)
        if rule is not None:
            total = total or len(soup.get_text())
            if _is_guilty(tag, RULES[rule], total):
                _take(soup, tag, rule, cuts)
                continue
        todo += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
    return cuts


def _suspicion(tag: Tag) -> str | None:
    """Return the rule that the tag, its names or its role suggest, or None."""
    attrs = tag.attrs
    if not attrs:
        return _BY_TAG.get(tag.name)
    if tag.name in _NEVER or is_embed(tag):
        return None
    names = " ".join(classes_of(tag))
    if identity := attrs.get("id"):
        names = f"{names} {identity}"
    if names and is_content(names):
        return None
    found = rule_of(names) if names else None
    return found or _BY_TAG.get(tag.name) or ("hidden" if _is_hidden(tag) else None)


def _is_hidden(tag: Tag) -> bool:
    if "hidden" in tag.attrs or tag.attrs.get("aria-hidden") == "true":
        return True
    style = str(tag.attrs.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _is_guilty(tag: Tag, rule: ElementRule, total: int) -> bool:
    """Whether what ``tag`` holds fits the rule."""
    if tag.find(is_figure) is not None and not tag.find("a"):
        return False
    text = fold(tag.get_text(" "))
    linked = sum(len(fold(link.get_text(" "))) for link in tag.find_all("a"))
    linked = len(text) if tag.name == "a" else linked
    if total and len(text) > max(total * rule.max_share, 200):
        return False
    if len(text) - linked <= rule.max_free_chars:
        return True
    return linked >= len(text) * rule.min_link_share and not is_prose(text, at_least=2_000)


def _take(soup: BeautifulSoup, tag: Tag, rule: str, cuts: list[Cut]) -> None:
    text = fold(tag.get_text(" "))
    if not text and rule != "reader_comments":
        tag.decompose()
        return
    links = tuple(
        (fold(link.get_text(" ")), str(link.attrs["href"]))
        for link in ([tag] if tag.name == "a" else tag.find_all("a"))
        if link.attrs.get("href")
    )
    links = tuple(link for link in links if link[0])
    label = text.partition(links[0][0])[0].strip() if links else ""
    mark = soup.new_tag(MARK)
    mark.attrs["n"] = str(len(cuts))
    if tag.name in _INLINE:
        mark.attrs["inline"] = ""
    cuts.append(Cut(rule=rule, text=text, links=links, label=label))
    tag.replace_with(mark)
    tag.decompose()
