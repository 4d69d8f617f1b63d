"""A post as WordPress's REST interface gives it, to an extraction: the same rules as for a page.

``content.rendered`` is what themes show within their container, inline "Baca Juga" included. What
is not in the answer (authors and tags without ``_embed``) is not asked for.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.body import Stated, read_body
from crawler.extract.credits import name_of
from crawler.extract.facts import Facts
from crawler.extract.finding.container import Container
from crawler.extract.guard import tame
from crawler.extract.records import Extraction
from crawler.extract.stated.address import choose_section, names_of_section, path_section
from crawler.extract.stated.choose import choose
from crawler.extract.stated.dates import from_iso
from crawler.extract.stated.head import Head
from crawler.extract.text import fold
from crawler.sites import Site

_JSON: Final = json.JSONDecoder()
#: White space, and the byte order mark of UTF-8.
_BEFORE_JSON: Final = b" \t\r\n\xef\xbb\xbf"
#: What makes the verdict believe that this is an article: the answer says so.
_HEAD: Final = Head(body_classes=frozenset({"single-post"}))


def is_post(payload: bytes) -> bool:
    """Whether ``payload`` looks like the answer for one post: told without reading it all."""
    return payload.lstrip()[:1] == b"{" and b'"rendered"' in payload and b'"content"' in payload


def posts_in(payload: bytes) -> Iterator[bytes]:
    """Give each post of a saved answer as it lies there: the only one, or those of a list.

    What is cut off comes as it is.
    """
    if payload.lstrip(_BEFORE_JSON)[:1] not in {b"{", b"["}:
        return
    text = payload.decode("utf-8-sig", "replace")
    end = 0
    while (start := text.find("{", end)) >= 0:
        try:
            end = _JSON.raw_decode(text, start)[1]
        except (ValueError, RecursionError):
            end = len(text)
        if is_post(post := text[start:end].encode()):
            yield post


def html_of(payload: bytes) -> str:
    """Return what themes show of a post within their container; nothing where it is no post."""
    post = _read(payload)
    return _rendered(post, "content") if post else ""


def extract_post(
    payload: bytes, *, url: str, site: Site, captured_at: datetime | None
) -> Extraction:
    """Return what the JSON of a post holds; ``url`` is taken where it names no link."""
    post = _read(payload)
    if post is None:
        return Extraction(verdict="not_article", reasons=("media_type",))
    fields, sources = _fields(post, site)
    if reason := _refusal(post):
        return Extraction(
            verdict="not_article", reasons=(reason,), sources=MappingProxyType(sources), **fields
        )
    tree = LexborHTMLParser(tame(f"<body>{_rendered(post, 'content')}".encode("utf-8", "ignore")))
    facts = Facts(
        site=site,
        url=fields["canonical_url"] or url,
        title=fields["title"],
        lead_image=fields["lead_image_url"],
        authors=fields["authors"],
        labels=_labels(post, fields["section"]),
    )
    stated = Stated(
        facts=facts, head=_HEAD, fields=fields, sources=sources, captured_at=captured_at
    )
    body = tree.body
    return read_body(Container(node=body, how="rest", share=1.0) if body else None, stated)


def _read(payload: bytes) -> dict[str, Any] | None:
    """Return the post, also where it is the only one of a list; None where it is none."""
    try:
        found = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    is_it = isinstance(found, dict) and isinstance(found.get("content"), dict)
    return found if is_it and isinstance(found["content"].get("rendered"), str) else None


def _refusal(post: dict[str, Any]) -> str | None:
    """Return why the post is no article, or None."""
    kind, status = post.get("type", "post"), post.get("status", "publish")
    if kind != "post":
        return {"page": "static_page", "attachment": "attachment_page"}.get(str(kind), "other_type")
    if status != "publish":
        return "not_published"
    return "password_page" if post["content"].get("protected") is True else None


def _fields(post: dict[str, Any], site: Site) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields that the answer states, by name, and their sources."""
    link = Facts(site=site, url=site.base_url).absolute(_text(post.get("link")))
    seo = post.get("yoast_head_json")
    seo = seo if isinstance(seo, dict) else {}
    number = post.get("id")
    found: dict[str, tuple[Any, str]] = {
        "title": (_plain(_rendered(post, "title")) or None, "rest"),
        "canonical_url": (link, "rest"),
        "section": choose_section([("path", path_section(link or "")), ("rest", _category(post))]),
        "post_id": (number if isinstance(number, int) and number > 0 else None, "rest"),
        "published_at": _time(post, "date", site),
        "modified_at": _time(post, "modified", site),
        "authors": choose([("rest", _authors(post)), ("yoast", _names([seo.get("author")]))]),
        "tags": (tuple(_names_of(_terms(post, "post_tag"))), "rest"),
        "lead_image_url": choose([("rest", _image(post)), ("yoast", _first_image(seo))]),
    }
    values = {name: value for name, (value, _) in found.items()}
    values["authors"] = values["authors"] or ()
    return values, {name: source for name, (value, source) in found.items() if value}


def _text(value: object) -> str:
    return fold(value) if isinstance(value, str) else ""


def _rendered(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    text = value.get("rendered") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _plain(html: str) -> str:
    body = LexborHTMLParser(html).body
    return fold(body.text()) if body else ""


def _time(post: dict[str, Any], name: str, site: Site) -> tuple[datetime | None, str]:
    """Return a time in the site's zone; without ``_gmt`` it is local time there."""
    stated = from_iso(_text(post.get(f"{name}_gmt")), UTC)
    local = from_iso(_text(post.get(name)), site.time_zone)
    return (stated.astimezone(site.time_zone) if stated else local), "rest"


def _embedded(post: dict[str, Any], name: str) -> list[Any]:
    """Return what the answer holds of what it refers to."""
    embedded = post.get("_embedded")
    found = embedded.get(name) if isinstance(embedded, dict) else None
    return found if isinstance(found, list) else []


def _terms(post: dict[str, Any], taxonomy: str) -> Iterator[dict[str, Any]]:
    for group in _embedded(post, "wp:term"):
        for term in group if isinstance(group, list) else []:
            if isinstance(term, dict) and term.get("taxonomy") == taxonomy:
                yield term


def _names_of(nodes: Iterator[Any] | list[Any]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, dict) and (name := _plain(_text(node.get("name")))):
            yield name


def _names(values: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values if (name := name_of(_text(value)))))


def _authors(post: dict[str, Any]) -> tuple[str, ...]:
    return _names(list(_names_of(_embedded(post, "author"))))


def _category(post: dict[str, Any]) -> str | None:
    links = (_text(term.get("link")) for term in _terms(post, "category"))
    return next((path for link in links if (path := path_section(link, is_archive=True))), None)


def _image(post: dict[str, Any]) -> str | None:
    media = next(iter(_embedded(post, "wp:featuredmedia")), None)
    shown = media.get("source_url") if isinstance(media, dict) else None
    return _text(shown) or _text(post.get("jetpack_featured_media_url")) or None


def _first_image(seo: dict[str, Any]) -> str | None:
    images = seo.get("og_image")
    first = images[0] if isinstance(images, list) and images else None
    return _text(first.get("url")) or None if isinstance(first, dict) else None


def _labels(post: dict[str, Any], section: str | None) -> tuple[str, ...]:
    categories = _names_of(_terms(post, "category"))
    return tuple(dict.fromkeys([*names_of_section(section), *categories]))
