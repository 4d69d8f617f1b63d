"""The body out of its container, the rules applied, and with what a page states an extraction.

It is the same for a page and for what WordPress's REST interface gives.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import filterfalse
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from crawler.extract.boxes.cuts import Cut
from crawler.extract.boxes.elements import strip
from crawler.extract.credits import (
    behind_update,
    is_account,
    is_bare_name,
    is_editors,
    name_alone,
    names_in,
)
from crawler.extract.damage import is_unreadable
from crawler.extract.dateline import first_dateline
from crawler.extract.facts import Facts
from crawler.extract.finding.container import Container
from crawler.extract.finding.regions import around, bylines
from crawler.extract.furniture.captions import with_captions
from crawler.extract.reading.element import release
from crawler.extract.reading.lines import Line, blocks_of
from crawler.extract.reading.soup import soup_of
from crawler.extract.reading.walk import lines_of
from crawler.extract.records import Block, Extraction
from crawler.extract.rules import clean
from crawler.extract.stated.dates import from_text
from crawler.extract.stated.fields import language_of
from crawler.extract.stated.head import Head
from crawler.extract.verdict import Findings, judge

#: Texts between a name and its date, such as the parts of that, or a number of readers.
_BESIDE: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What is known before the body is read.

    Attributes:
        facts: for the rules.
        head: what the page states.
        fields: of the extraction, by name; those that the body tells are added.
        sources: of the fields.
        captured_at: when the page was shown, or None.
        is_whole: all bytes could be read.
        is_truncated: the page breaks off within the body.

    """

    facts: Facts
    head: Head
    fields: dict[str, Any]
    sources: dict[str, str]
    captured_at: datetime | None = None
    is_whole: bool = True
    is_truncated: bool = False


def read_body(container: Container | None, stated: Stated) -> Extraction:
    """Return the extraction of what ``container`` holds."""
    facts, fields, sources = stated.facts, stated.fields, stated.sources
    is_known = fields["published_at"] and not all(map(is_account, fields["authors"]))
    is_told = is_known and sources.get("published_at") != "url"
    shown = [] if is_told or container is None else list(bylines(container.node, facts.title or ""))
    if not facts.authors:
        facts = replace(facts, authors=_names_above(shown, facts))
    lines, cuts, is_cut = _inside(container, facts)
    cleaned = clean(lines, cuts, facts)
    blocks = blocks_of(cleaned.lines, facts)
    removed = (*cleaned.removed, *around(container, facts.title or "", len(cleaned.removed)))
    body = "\n\n".join(part for block in blocks for part in block.parts)
    _add_told(fields, sources, blocks, facts)
    fields["language"], sources["language"] = language_of(stated.head, body, facts)
    read = partial(from_text, zone=facts.site.time_zone, base=stated.captured_at)
    if not is_told:
        named = (cut.text for cut in cleaned.removed if cut.rule in ("byline", "post_meta"))
        texts = [*named, *shown]
        _add_bylines(fields, sources, filterfalse(is_editors, texts), read)
        if not fields["authors"]:
            _add_name(fields, sources, texts, stated, read)
        _add_bylines(fields, sources, texts, read)
    found = Findings(
        blocks=blocks,
        body=body,
        lines=[line for line in cleaned.lines if line is not None],
        head=stated.head,
        container=container,
    )
    holes = {
        "body_cut": is_cut,
        "text_unreadable": not stated.is_whole and is_unreadable(facts.title, blocks),
        "page_truncated": stated.is_truncated,
    }
    verdict, reasons = judge(found, facts, holes)
    if container is not None:
        share = f" ({container.share:.0%} of the page's paragraphs)"
        sources["body"] = container.how + (share if container.how != "json_ld" else "")
    return Extraction(
        verdict=verdict,
        reasons=reasons,
        blocks=blocks,
        related=cleaned.related,
        removed=removed,
        sources=MappingProxyType(sources),
        **fields,
    )


def _names_above(shown: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """Return the names between title and body, with a role or as they are: they may sign it."""
    texts = set(shown).difference(facts.labels)
    named = (names_in(text) or ((text,) if is_bare_name(text) else ()) for text in texts)
    return tuple(sorted({name for names in named for name in names}))


def _inside(container: Container | None, facts: Facts) -> tuple[list[Line], Sequence[Cut], bool]:
    """Return the container's lines, what was stripped from it, and whether it was too long."""
    if container is None:
        return [], (), False
    soup, is_cut = soup_of(container.node)
    cuts = strip(soup, facts)
    lines = with_captions(lines_of(soup))
    release(soup)
    return lines, cuts, is_cut


def _add_told(
    fields: dict[str, Any], sources: dict[str, str], blocks: tuple[Block, ...], facts: Facts
) -> None:
    """Add what the dateline tells."""
    parts = (part for block in blocks for part in block.parts)
    fields["dateline_place"], fields["agency"] = first_dateline(parts, facts.site.agencies)
    if fields["agency"]:
        sources |= {name: "dateline" for name in ("dateline_place", "agency") if fields[name]}


def _add_bylines(
    fields: dict[str, Any],
    sources: dict[str, str],
    texts: Iterable[str],
    read: Callable[[str], datetime | None],
) -> None:
    """Add the authors and the date that bylines in the text name, where the page states none."""
    for text in texts:
        if (at := read(text)) and _tells_more(at, fields["published_at"], sources):
            fields["published_at"], sources["published_at"] = at, "byline"
        names = names_in(behind_update(text))
        if names and (not fields["authors"] or _names_more(names, text, fields, sources)):
            fields["authors"], sources["authors"] = names, "byline"


def _names_more(
    names: tuple[str, ...], text: str, fields: dict[str, Any], sources: dict[str, str]
) -> bool:
    """Whether a byline names all authors of another one, and who wrote with them.

    Or a person, where an account alone was stated.
    """
    if all(map(is_account, fields["authors"])):
        is_person = not any(is_account(name.partition(" ")[0]) for name in names)
        return is_person and not is_editors(text)
    is_more = sources.get("authors") == "byline" and set(names) > set(fields["authors"])
    return is_more and not is_editors(text)


def _tells_more(at: datetime, known: datetime | None, sources: dict[str, str]) -> bool:
    """Whether a byline tells when at all, or the time of the day that an address states alone."""
    if known is None:
        return True
    return sources.get("published_at") == "url" and at.date() == known.date() and at != known


def _add_name(
    fields: dict[str, Any],
    sources: dict[str, str],
    texts: Sequence[str],
    stated: Stated,
    read: Callable[[str], datetime | None],
) -> None:
    """Add the author whose name alone stands above the text, beside a date or the site's name."""
    site = (stated.head.meta("og:site_name"), urlsplit(stated.facts.url).netloc)
    others = (*stated.facts.labels, *site, stated.facts.title or "")
    dated = [read(text) is not None for text in texts]
    for place, text in enumerate(texts):
        beside = dated[max(0, place - _BESIDE) : place + _BESIDE + 1]
        name = name_alone(text, is_dated=any(beside), others=others)
        if name:
            fields["authors"], sources["authors"] = (name,), "byline"
            return
