"""Pictures and embeds inside an article: what they are and where they point."""

from dataclasses import dataclass
from typing import Final

from bs4 import Tag

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
        " telegram-post wp-embedded-content imgur-embed-pub pinterest-embed"
    )
)
_CAPTION_CLASSES: Final = frozenset(
    words(
        "wp-caption-text wp-element-caption caption image-caption img-caption photo-caption"
        " foto-caption jeg_caption td-caption caption-text gallery-caption"
    )
)
_FIGURE_CLASSES: Final = frozenset({"wp-caption", "wp-block-image", "jeg_featured"})
_EMOJI_CLASSES: Final = frozenset({"wp-smiley", "emoji"})
#: Where lazy loading puts an image's address, before ``src`` (a placeholder then).
_SOURCES: Final = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src")
#: What makes a figure more than one picture.
_COMPOUND: Final = ("figure", "table", "blockquote", "iframe", "video", "audio", "pre", "ul", "ol")


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A picture or an embed.

    Attributes:
        url: as written, or None.
        alt: of a picture.
        caption: folded.
        text: what stands in for an embed.

    """

    url: str | None = None
    alt: str = ""
    caption: str = ""
    text: str = ""


def classes_of(tag: Tag) -> list[str]:
    """Return the classes of ``tag``."""
    found = tag.attrs.get("class")
    if isinstance(found, str):
        return found.split()
    return list(found or ())


def is_embed(tag: Tag) -> bool:
    """Whether ``tag`` is what a social network gives to be embedded."""
    return bool(tag.attrs) and not _EMBED_CLASSES.isdisjoint(classes_of(tag))


def is_caption(tag: Tag) -> bool:
    """Whether ``tag`` is the caption of a picture or table."""
    if tag.name in ("figcaption", "caption"):
        return True
    return bool(tag.attrs) and not _CAPTION_CLASSES.isdisjoint(classes_of(tag))


def is_emoji(tag: Tag) -> bool:
    """Whether an image stands for a character of the text."""
    return not _EMOJI_CLASSES.isdisjoint(classes_of(tag))


def is_figure(tag: Tag) -> bool:
    """Whether ``tag`` holds one picture and its caption, and nothing else."""
    if tag.name != "figure" and _FIGURE_CLASSES.isdisjoint(classes_of(tag)):
        return False
    return tag.find(["img", "amp-img"]) is not None and tag.find(_COMPOUND) is None


def figure_of(tag: Tag) -> Media:
    """Return the picture of a figure with its caption."""
    picture = tag.find(["img", "amp-img"])
    captions = [fold(part.get_text(" ")) for part in tag.find_all(is_caption)]
    image = image_of(picture) if picture else Media()
    return Media(url=image.url, alt=image.alt, caption=" ".join(dict.fromkeys(captions)))


def image_of(tag: Tag) -> Media:
    """Return the picture of an ``<img>``."""
    urls = [str(tag.attrs[name]).strip() for name in _SOURCES if tag.attrs.get(name)]
    url = next((url for url in urls if not url.startswith("data:")), None)
    return Media(url=url, alt=fold(str(tag.attrs.get("alt") or "")))


def embed_of(tag: Tag) -> Media:
    """Return the embed: its address, and the text that stands in for it."""
    own = next((tag.attrs[name] for name in ("data-src", "src", "data") if tag.attrs.get(name)), "")
    url = str(own or tag.attrs.get("cite") or "").strip()
    if not url:
        inner = tag.find(["source", "iframe"], src=True)
        links = tag.find_all("a", href=True)
        found = inner.attrs["src"] if inner else links[-1].attrs["href"] if links else ""
        url = str(found).strip()
    return Media(url=url or None, text=fold(tag.get_text(" ")))
