"""An HTML page to an extraction: what it states, and where its body is."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from crawler.extract.archived import unpacked
from crawler.extract.astray import is_astray
from crawler.extract.body import Stated, read_body
from crawler.extract.damage import is_truncated
from crawler.extract.decode import read_utf8
from crawler.extract.facts import Facts
from crawler.extract.finding.container import Container, by_name_alone, find_container
from crawler.extract.finding.cut_short import take_back
from crawler.extract.finding.index import Index
from crawler.extract.gates import gate
from crawler.extract.guard import tame
from crawler.extract.notices import notice
from crawler.extract.parts import Parts, parts_of
from crawler.extract.records import Extraction
from crawler.extract.refusal import refusal
from crawler.extract.shut import is_shut
from crawler.extract.sitepages import site_page
from crawler.extract.stated.address import (
    canonical_of,
    labels_of,
    post_id_of,
    post_ids_of,
    section_of,
)
from crawler.extract.stated.body import asks_for_script, is_cut_off, stated_body
from crawler.extract.stated.comments import comments_of
from crawler.extract.stated.fields import image_of, title_of
from crawler.extract.stated.head import Head, read_head
from crawler.extract.stated.people import authors_of
from crawler.extract.stated.tags import tags_of
from crawler.extract.stated.times import times_of
from crawler.sites import Site, site_for_url


def extract_html(
    html: bytes, *, url: str, site: Site, captured_at: datetime | None, is_whole: bool = True
) -> Extraction:
    """Return what the page ``html``, in UTF-8, holds; ``is_whole``: all its bytes could be read."""
    html = tame(html)
    tree = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    index = Index(tree)
    head = read_head(index, url)
    facts = Facts(site=site, url=url)
    fields, sources = _fields(head, index, html, facts, captured_at)
    if reason := refusal(head, index, url):
        return Extraction(
            verdict="not_article", reasons=(reason,), sources=MappingProxyType(sources), **fields
        )
    container = find_container(index)
    body = container if container and container.how != "density" else by_name_alone(index)
    if body and take_back(body.node, html):
        container = find_container(index := Index(tree))
    if fields["pages"] > 1 and (container is None or container.how == "density"):
        container = by_name_alone(index) or container  # a page of several may hold a line or two
    facts = replace(
        facts,
        title=fields["title"],
        lead_image=fields["lead_image_url"],
        authors=fields["authors"],
        labels=labels_of(fields["section"], head, index),
        names=head.site_names,
    )
    stated = Stated(
        facts=facts,
        head=head,
        fields=fields,
        sources=sources,
        captured_at=captured_at,
        is_whole=is_whole,
        is_truncated=container is not None and is_truncated(html, container.node),
    )
    found = read_body(container, stated)
    if _is_unread(found, container) and (place := stated_body(head)):
        found = read_body(place, replace(stated, is_truncated=is_cut_off(head)))
    reason = gate(found, head, index, container) or notice(found, head, index, container)
    if reason := reason or site_page(found, head, facts):
        return replace(found, verdict="not_article", reasons=(reason,))
    if found.verdict == "not_article":
        return found
    doubts = {
        "differs_from_address": is_astray(found, head, url),
        "text_withheld": is_shut(found, index, container),
    }
    reasons = (*found.reasons, *(reason for reason, is_so in doubts.items() if is_so))
    return replace(found, verdict="suspect", reasons=reasons) if any(doubts.values()) else found


def _is_unread(found: Extraction, container: Container | None) -> bool:
    """Whether the page shows no body, or no more than that a script is to show it.

    What else it shows stays, whatever it states: that may be a summary, or another text of the same
    name.
    """
    if "body_empty" in found.reasons:
        return found.pages == 1
    return container is not None and container.how == "density" and asks_for_script(found.body)


def parts_in(payload: bytes, *, url: str) -> Parts:
    """Return which page of a post the page ``payload`` at ``url`` is, and where others are."""
    index, html = _read(payload)
    head = read_head(index, url)
    canonical, _ = canonical_of(head, Facts(site=site_for_url(url), url=url))
    return parts_of(head, index, html, url, canonical)


def post_ids_in(payload: bytes) -> frozenset[int]:
    """Return each post id that the page ``payload`` states, wherever: right, they are one."""
    index, _ = _read(payload)
    return post_ids_of(read_head(index), index.tree)


def _read(payload: bytes) -> tuple[Index, bytes]:
    html, _ = read_utf8(unpacked(payload), None)
    html = tame(html)
    return Index(LexborHTMLParser(html)), html


def _fields(
    head: Head, index: Index, html: bytes, facts: Facts, captured_at: datetime | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields that the page states, by name, and their sources."""
    canonical, stated_by = canonical_of(head, facts)
    parts = parts_of(head, index, html, facts.url, canonical)
    canonical = parts.whole
    title = title_of(head, index, facts)
    published, modified = times_of(head, index, facts, captured_at)  # around the title
    found = {
        "title": title,
        "canonical_url": (canonical, stated_by),
        "section": section_of(canonical, head, index, facts),
        "post_id": post_id_of(head, index.tree),
        "published_at": published,
        "modified_at": modified,
        "authors": authors_of(head, index, facts),
        "tags": tags_of(head, index),
        "lead_image_url": image_of(head, index, facts),
        "comments_count": comments_of(head, index),
    }
    values: dict[str, Any] = {name: value for name, (value, _) in found.items()}
    sources = {name: source for name, (_, source) in found.items() if source}
    if parts.last > 1:
        sources["page"] = f"{parts.number} of {parts.last}"
    return values | {"page": parts.number, "pages": parts.last}, sources
