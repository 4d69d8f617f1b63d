"""What an extraction yields, as values. Knows nothing of how a page is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

#: Bumped by hand when the same bytes may give another result, so that a changed extractor is
#: never mistaken for an edit.
#: "1", 2026-11-22: the first. "2", the same day: a lead image above the text is no block; cards of
#: own articles, invitations to follow and claims of copyright go; the body is looked for around the
#: title. "3", the same day: bodies in ``<div>`` and in wrappers named like boxes; headlines that
#: stand alone; excerpts of other articles; dates below the title and in addresses. "4", 2026-11-29:
#: titles in small letters below a label; forms of other words; invitations with a button; titles,
#: days and names on pages of any site, articles cut out of what surrounds them. Also
#: signatures, captions in paragraphs, what tells of a video. "5", the same day: what plugins and
#: page builders print, headings and notes that open at a click, boxes below the last sentence.
#: "6", the same day: what a site says in its own name, labels of what went, boxes above the text,
#: entries of other articles in any box, excerpts that are cut off. "7", the same day: boards of
#: numbers, credits above the text in any form, lists of headlines below a few words. "8", the same
#: day: headlines in a row without a label, lines that are paid for, requests that lead to a site's
#: program or quiz; lists of files stay; JSON-LD of another article is not believed. "9", the same
#: day: pages that ask for a password or a proof are none; boxes of articles in any element of their
#: own; a body that JSON-LD alone states; names beside each other, lines that styles keep;
#: lists of articles with excerpts or days, boxes that speak to readers in the site's name, lines of
#: tools between paragraphs, drawn buttons; all authors whom one line links. "10", the same day:
#: labels stay in lists and tables that tell more, sentences in an aside or beside a button that
#: leads to others, and what more verbs say that someone said; headlines that only begin or end as
#: the titles of refusals do; lists beside the densest element.
EXTRACTOR_VERSION: Final = "13"

Verdict = Literal["good", "suspect", "not_article"]
Kind = Literal["paragraph", "heading", "list", "quote", "table", "image", "embed"]


class Block(NamedTuple):
    """One piece of an article, in reading order.

    A named tuple, as a page makes some dozens: a frozen dataclass takes four times as long to make.

    Attributes:
        kind: what it is.
        text: of a paragraph, heading or quote; of an embed what stands in for it.
        level: of a heading, 1 to 6.
        items: of a list.
        is_ordered: whether a list is numbered.
        rows: of a table, cells by row.
        url: of an image or embed, absolute.
        alt: of an image.
        caption: of an image or embed.

    """

    kind: Kind
    text: str = ""
    level: int | None = None
    items: tuple[str, ...] = ()
    is_ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    url: str | None = None
    alt: str = ""
    caption: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What the block gives to the body: nothing for an image or an embed."""
        if self.kind in ("image", "embed"):
            return ()
        if self.kind == "list":
            return self.items
        if self.kind == "table":
            return tuple(" | ".join(row) for row in self.rows)
        return (self.text,)

    def as_json(self) -> dict[str, Any]:
        """Return the block as JSON values: its kind, and of the rest what it has."""
        found: dict[str, Any] = {"kind": self.kind}
        if self.kind == "list":
            found |= {"items": list(self.items), "is_ordered": self.is_ordered}
        elif self.kind == "table":
            found["rows"] = [list(row) for row in self.rows]
        optional = ("text", "level", "url", "alt", "caption")
        return found | {name: value for name in optional if (value := getattr(self, name))}


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """A link to another article that stood in the text, such as ``Baca Juga : …``.

    Attributes:
        title: of the other article, as written.
        url: absolute, or None where only the title was given.
        marker: the words that opened it as written, without their colon; of a box its heading.
        position: from 1, in the order of the page.

    """

    title: str
    url: str | None
    marker: str
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """Something that is not the article, and the rule that said so.

    Attributes:
        rule: a name from the closed list ``RULE_NAMES``.
        text: its text, white space folded; empty for readers' comments and for scripts.
        position: from 1: first what stood in the container, in order, then regions around it.

    """

    rule: str
    text: str = field(repr=False)
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """One page, understood.

    Attributes:
        verdict: ``good``, ``suspect`` (a person should look) or ``not_article``.
        reasons: short codes, such as ``body_short``; empty when the verdict is ``good``.
        title: of the article, as the page shows it.
        blocks: the article in reading order.
        related: links to other articles that stood in or beside the text.
        removed: everything that was taken away.
        dateline_place: as written, ``Sana’a`` of ``Sana’a, Purna Warta – …``.
        agency: of the dateline, as written.
        section: path of slugs, such as ``internasional/iran``.
        tags: names, as written.
        authors: names, as written.
        published_at: aware, or None.
        modified_at: aware, or None.
        canonical_url: absolute, as the page states it, or None.
        post_id: WordPress's.
        lead_image_url: absolute, or None.
        language: BCP 47.
        page: which of a post in several pages; 1 for all others.
        pages: how many the page tells of: all there are, or only the next one.
        comments_count: of readers; None where the page does not say.
        sources: field -> where its value came from, how sure that is, and who disagrees, such
            as ``json_ld; agree: title_tag; differ: open_graph (2024-02-16 00:00:00+07:00)``.
            ``page`` says which part of a post in several pages this is: ``2 of 3``.

    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    title: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    related: tuple[Related, ...] = ()
    removed: tuple[Removed, ...] = field(default=(), repr=False)
    dateline_place: str | None = None
    agency: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    canonical_url: str | None = None
    post_id: int | None = None
    lead_image_url: str | None = None
    language: str | None = None
    page: int = 1
    pages: int = 1
    comments_count: int | None = None
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def body_parts(self) -> tuple[str, ...]:
        """The text of the article: paragraphs, headings, list items, quotes, table rows."""
        return tuple(part for block in self.blocks for part in block.parts)

    @property
    def body(self) -> str:
        """``body_parts`` joined by a blank line."""
        return "\n\n".join(self.body_parts)
