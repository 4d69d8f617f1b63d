"""What is a line by itself: pictures, embeds and tables of data."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from bs4.element import NavigableString

from crawler.extract.reading.element import Element, chars_in
from crawler.extract.reading.lines import Line, Links, Media, Piece, linked
from crawler.extract.text import fold, words

EMBED_TAGS: Final = frozenset(
    words(
        "iframe video audio object embed amp-iframe amp-youtube amp-video amp-audio amp-twitter"
        " amp-instagram amp-facebook amp-social-share"
    )
)
_EMBED_CLASSES: Final = frozenset(
    words(
        "twitter-tweet twitter-video instagram-media tiktok-embed fb-post fb-video reddit-card"
        " telegram-post wp-embedded-content imgur-embed-pub pinterest-embed text-post-media"
        " bluesky-embed wp-block-file fb-page fb-xfbml-parse-ignore"
    )
)
_CAPTION_CLASSES: Final = frozenset(
    words(
        "wp-caption-text wp-element-caption caption image-caption img-caption photo-caption"
        " foto-caption jeg_caption td-caption caption-text gallery-caption"
    )
)
_CAPTION_ENDS: Final = ("-caption", "_caption", "media-credit")
_HAVING: Final = ("wp-", "has-", "with-", "no-")
_FIGURE_CLASSES: Final = frozenset({"wp-caption", "wp-block-image", "jeg_featured"})
_WHOLE_TAGS: Final = frozenset({*EMBED_TAGS, "figure", "figcaption", "caption", "table"})
_WHOLE_CLASSES: Final = _EMBED_CLASSES | _CAPTION_CLASSES | _FIGURE_CLASSES
_POST_CARD: Final = "wp-embedded-content"
#: Of the picture that stands for a post, wherever its theme shows it.
_FEATURED: Final = "wp-post-image"
_EMOJI_CLASSES: Final = frozenset({"wp-smiley", "emoji"})
#: Where lazy loading puts an image's address, before ``src`` (a placeholder then).
_SOURCES: Final = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src")
#: What makes a figure more than one picture.
_COMPOUND: Final = frozenset(words("figure table blockquote iframe video audio pre ul ol"))
_PICTURES: Final = frozenset({"img", "amp-img"})
#: What a cell of data does not hold: a table around these arranges the page.
_LAYOUT: Final = frozenset(words("table div ul ol figure img iframe h1 h2 h3 h4"))
#: A cell longer than this is prose.
_MAX_CELL_CHARS: Final = 600
#: What styles call it, and what keeps lines as it does; how far up it is looked for, and in how
#: much of a style or a list of classes (characters), which each text in it is asked.
_KEEPING: Final = re.compile(r"\b(?:pre-line|pre-wrap|break-spaces)\b")
_NEAR: Final = 3
_MAX_STYLE: Final = 1_000


def may_be_whole(tag: Element) -> bool:
    """Whether ``tag`` may be a line by itself: what the tests below would say, told at once."""
    if tag.name in _WHOLE_TAGS:
        return True
    names = str(tag.attrs.get("class") or "")
    return "caption" in names or "credit" in names or not _WHOLE_CLASSES.isdisjoint(names.split())


def keeps_lines(text: NavigableString) -> bool:
    """Whether readers see ``text`` in the lines it is written in, as styles say near it."""
    if "\n" not in text.strip():
        return False
    near = [tag.attrs for tag in islice(text.parents, _NEAR)]
    told = (attrs[name] for attrs in near for name in ("style", "class") if name in attrs)
    return any(_KEEPING.search(str(said), 0, _MAX_STYLE) for said in told)


def is_embed(tag: Element) -> bool:
    """Whether ``tag`` is what a social network gives to be embedded."""
    return "class" in tag.attrs and not _EMBED_CLASSES.isdisjoint(tag.classes)


def is_caption(tag: Element) -> bool:
    """Whether ``tag`` is the caption of a picture or table."""
    if tag.name in ("figcaption", "caption"):
        return True
    return "class" in tag.attrs and any(map(_is_of_caption, tag.classes))


def _is_of_caption(name: str) -> bool:
    """Whether a class is that of a caption, and not of what has one: ``wp-caption``."""
    is_named = name.endswith(_CAPTION_ENDS) and not name.startswith(_HAVING)
    return is_named or name in _CAPTION_CLASSES


def is_emoji(tag: Element) -> bool:
    """Whether an image stands for a character of the text."""
    return not _EMOJI_CLASSES.isdisjoint(tag.classes)


def is_figure(tag: Element) -> bool:
    """Whether ``tag`` holds one picture and its caption, and nothing else."""
    if tag.name != "figure" and _FIGURE_CLASSES.isdisjoint(tag.classes):
        return False
    names = {part.name for part in tag.inner}
    return not names.isdisjoint(_PICTURES) and names.isdisjoint(_COMPOUND)


def figure_of(tag: Element, href: str | None = None) -> Media:
    """Return the picture of a figure with its caption; ``href`` is of a link around the figure."""
    parts = tag.inner
    captions = [part for part in parts if is_caption(part)]
    caption = " ".join(dict.fromkeys(part.said for part in captions))
    links = tuple(dict.fromkeys(link for part in captions for link in links_of(part)))
    image = next((part for part in parts if part.name in _PICTURES), None)
    if image is None:
        return Media(caption=caption, links=links)
    around = takewhile(lambda part: part is not tag, image.parents)
    href = next((str(part.attrs["href"]) for part in around if "href" in part.attrs), href)
    return replace(image_of(image, href), caption=caption, links=links)


def links_of(tag: Element) -> Links:
    """Return text and address of the links in ``tag`` that say something."""
    links = [part for part in tag.within("a") if "href" in part.attrs]
    return tuple((text, str(part.attrs["href"])) for part in links if (text := part.said))


def image_of(tag: Element, href: str | None = None) -> Media:
    """Return the picture of an ``<img>``; ``href`` is of the link around it."""
    urls = [str(tag.attrs[name]).strip() for name in _SOURCES if tag.attrs.get(name)]
    url = next((url for url in urls if not url.startswith("data:")), None)
    alt = fold(str(tag.attrs.get("alt") or ""))
    return Media(url=url, alt=alt, href=href, is_featured=_FEATURED in tag.classes)


def embed_of(tag: Element) -> Media:
    """Return the embed: its address, and the text that stands in for it."""
    own = next((tag.attrs[name] for name in ("data-src", "src", "data") if tag.attrs.get(name)), "")
    url = str(own or tag.attrs.get("cite") or "").strip()
    if not url:
        sources = _stated(tag.within("source", "iframe"), "src")
        links = _stated(tag.within("a"), "href")
        url = (sources[:1] or links[-1:] or [""])[0].strip()
    is_post = _POST_CARD in tag.classes
    return Media(url=url or None, text=tag.said, is_post=is_post)


def _stated(tags: Iterable[Element], name: str) -> list[str]:
    return [str(tag.attrs[name]) for tag in tags if name in tag.attrs]


def is_data_table(table: Element) -> bool:
    """Whether ``table`` has rows of several cells, and only short text in them."""
    if not _LAYOUT.isdisjoint(part.name for part in table.inner):
        return False
    rows = [list(row.within("td", "th")) for row in table.within("tr")]
    if not any(len(cells) > 1 for cells in rows):
        return False
    return all(_is_data_cell(cell) for cells in rows for cell in cells)


def _is_data_cell(cell: Element) -> bool:
    return len(list(cell.within("p"))) < 2 and chars_in(cell) <= _MAX_CELL_CHARS  # noqa: PLR2004


def row_line(row: Element, group: int) -> Line:
    """Return a table's row: its cells, and their text joined by `` | ``."""
    cells = list(row.within("td", "th"))
    texts = tuple(cell.said for cell in cells)
    pieces: list[Piece] = []
    for cell, text in zip(cells, texts, strict=True):
        if pieces:
            pieces.append(Piece(" | "))
        pieces.append(Piece(text, _href(cell, text)))
    joined = " | ".join(texts) if any(texts) else ""
    return Line("table", joined, tuple(pieces), group, cells=texts, links=linked(pieces))


def _href(cell: Element, text: str) -> str | None:
    """Return where the cell points when a link is all it holds."""
    link = next((link for link in cell.within("a") if "href" in link.attrs), None)
    if link is None or link.said != text:
        return None
    return str(link.attrs["href"])
