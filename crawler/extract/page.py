"""An HTML page to an extraction: the steps, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from crawler.extract.address import canonical_of, labels_of, post_id_of, section_of
from crawler.extract.container import Container, find_container
from crawler.extract.damage import is_truncated, is_unreadable
from crawler.extract.dateline import dateline_of
from crawler.extract.dates import from_text
from crawler.extract.elements import Cut, strip
from crawler.extract.facts import Facts
from crawler.extract.fields import image_of, language_of, times_of, title_of
from crawler.extract.guard import tame
from crawler.extract.head import Head, read_head
from crawler.extract.index import Index
from crawler.extract.lines import Line, blocks_of
from crawler.extract.people import authors_of, comments_of, names_in, tags_of
from crawler.extract.records import Block, Extraction, Removed
from crawler.extract.regions import around
from crawler.extract.rules import clean
from crawler.extract.soup import soup_of
from crawler.extract.verdict import Findings, judge, refusal
from crawler.extract.walk import lines_of
from crawler.sites import Site


def extract_html(
    html: bytes, *, url: str, site: Site, captured_at: datetime | None, is_whole: bool = True
) -> Extraction:
    """Return what the page ``html``, in UTF-8, holds; ``is_whole``: all its bytes could be read."""
    html = tame(html)
    tree = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    head, index = read_head(tree), Index(tree)
    facts = Facts(site=site, url=url)
    fields, sources = _fields(head, index, facts, captured_at)
    if reason := refusal(head, html, url):
        return Extraction(
            verdict="not_article", reasons=(reason,), sources=MappingProxyType(sources), **fields
        )
    container = find_container(index)
    lines, cuts, is_cut = _inside(container)
    labels = labels_of(fields["section"], head, index)
    facts = replace(
        facts, title=fields["title"], lead_image=fields["lead_image_url"], labels=labels
    )
    from_byline = partial(from_text, zone=site.time_zone, base=captured_at)
    cleaned = clean(lines, cuts, facts)
    kept = [line for line in cleaned.lines if line is not None]
    blocks = blocks_of(cleaned.lines, facts)
    removed = (*cleaned.removed, *around(container, fields["title"] or "", len(cleaned.removed)))
    body = "\n\n".join(part for block in blocks for part in block.parts)
    _add_told(fields, sources, blocks, facts)
    fields["language"], sources["language"] = language_of(head, body, facts)
    _add_bylines(fields, sources, cleaned.removed, from_byline)
    found = Findings(
        title=fields["title"], blocks=blocks, body=body, lines=kept, head=head, container=container
    )
    holes = {
        "body_cut": is_cut,
        "text_unreadable": not is_whole and is_unreadable(fields["title"], blocks),
        "page_truncated": container is not None and is_truncated(html, container.node),
    }
    verdict, reasons = judge(found, facts, holes)
    if container is not None:
        sources["body"] = f"{container.how} ({container.share:.0%} of the page's paragraphs)"
    return Extraction(
        verdict=verdict,
        reasons=reasons,
        blocks=blocks,
        related=cleaned.related,
        removed=removed,
        sources=MappingProxyType(sources),
        **fields,
    )


def _fields(
    head: Head, index: Index, facts: Facts, captured_at: datetime | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields that the page states, by name, and their sources."""
    canonical = canonical_of(head, facts)
    published, modified = times_of(head, index, facts, captured_at)
    found = {
        "title": title_of(head, index),
        "canonical_url": canonical,
        "section": section_of(canonical[0], head, index, facts),
        "post_id": post_id_of(head, index.tree),
        "published_at": published,
        "modified_at": modified,
        "authors": authors_of(head, index),
        "tags": tags_of(head, index),
        "lead_image_url": image_of(head, index, facts),
        "comments_count": comments_of(head, index),
    }
    found["page"] = (None, index.page())
    values = {name: value for name, (value, _) in found.items() if name != "page"}
    return values, {name: source for name, (_, source) in found.items() if source}


def _inside(container: Container | None) -> tuple[list[Line], Sequence[Cut], bool]:
    """Return the container's lines, what was stripped from it, and whether it was too long."""
    if container is None:
        return [], (), False
    soup, is_cut = soup_of(container.node)
    cuts = strip(soup)
    lines = lines_of(soup)
    soup.decompose()  # its parts hold each other: the garbage collector would have to find them
    return lines, cuts, is_cut


def _add_told(
    fields: dict[str, Any], sources: dict[str, str], blocks: tuple[Block, ...], facts: Facts
) -> None:
    """Add what the dateline tells."""
    first = next((part for block in blocks for part in block.parts), "")
    fields["dateline_place"], fields["agency"] = dateline_of(first, facts.site.agencies)
    if fields["agency"]:
        sources |= {name: "dateline" for name in ("dateline_place", "agency") if fields[name]}


def _add_bylines(
    fields: dict[str, Any],
    sources: dict[str, str],
    removed: tuple[Removed, ...],
    read: Callable[[str], datetime | None],
) -> None:
    """Add the authors and the date that a byline in the text names, where the page states none."""
    bylines = [cut.text for cut in removed if cut.rule == "byline"]
    if not fields["published_at"] and (at := next(filter(None, map(read, bylines)), None)):
        fields["published_at"], sources["published_at"] = at, "byline"
    names = [name for text in bylines for name in names_in(text)]
    if names and not fields["authors"]:
        fields["authors"], sources["authors"] = tuple(dict.fromkeys(names)), "byline"
