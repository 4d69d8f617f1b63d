"""What finds the lines above a text, and below: its title again, sections, who wrote it, when."""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.bylines import (
    AGO,
    BY_NAME,
    BYLINE_ABROAD,
    DATE_LINE,
    DATED_BY,
    REPORTED,
    UPDATED,
    WEEKDAY,
    named_in,
)
from crawler.extract.credits import is_bare_name, is_team
from crawler.extract.dateline import dateline_of
from crawler.extract.facts import Facts
from crawler.extract.furniture.elsewhere import links_elsewhere
from crawler.extract.furniture.finders import leads_to_tags
from crawler.extract.furniture.left import Left
from crawler.extract.furniture.phrases import CRUMBS, MAX_LABEL, is_all
from crawler.extract.furniture.signing import author_box
from crawler.extract.reading.lines import Line
from crawler.extract.text import ends_sentence, ends_with_stop, is_title_case, key

#: Lines at the top among which an excerpt of the text may stand, how long it is at the least, and
#: how one ends that was cut off.
_EXCERPTS: Final = 4
_MIN_EXCERPT: Final = 60
_CUT_CHARS: Final = 40
_CUT_OFF: Final = re.compile(
    r"\s*(?:…|\.{3}|\[\s*(?:…|\.{3})\s*\])\s*(?:(?:read more|selengkapnya)\W*)?$", re.IGNORECASE
)
#: What a fact looks like that stands beside others, and how many beside a byline make it one.
FACT: Final = re.compile(r"[^.:]{2,30}: ?\S.{0,80}")
_FACTS: Final = 2
#: Lines of a paragraph of facts on each side of one, and what is told of a text and its readers.
_MOST_FACTS: Final = 6
#: What is told of a book or a film alone: one such fact is enough.
_OF_A_WORK: Final = re.compile(
    r"\W*(?:penerbit|isbn|tebal|cetakan|tahun terbit|sutradara|pemain|pemeran|rumah produksi)\b",
    re.IGNORECASE,
)
#: How a date begins that ends as a sentence does: "Senin, 3 Maret 2025, 08.00 WIB."
_DAY_FIRST: Final = re.compile(rf"\W*(?:{WEEKDAY}|\d)", re.IGNORECASE)
#: Lines at the end below which no sentence is looked for.
_LAST: Final = 4
_SOURCE: Final = re.compile(r"\W*(?:sumber|tags?|topik|label|foto|baca|kategori)\b", re.IGNORECASE)
_WHOSE: Final = re.compile(
    rf"{_SOURCE.pattern}|\W*(?:dibaca|dilihat|rubrik|kanal|penulis|editor|views?)\b", re.IGNORECASE
)
_KINDS: Final = frozenset({"paragraph", "heading"})
#: Words of a section's name that nobody tells.
_LABEL_WORDS: Final = 2


def duplicate_title(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield the title where it stands again above the text, and is not its first sentence."""
    for index in range(lines.head if lines.titles else 0):
        line = lines[index]
        if line.media is None and key(line.text) in lines.titles and not _is_sentence(line, facts):
            yield index


def _is_sentence(line: Line, facts: Facts) -> bool:
    """Whether a paragraph tells as a sentence what the title says: "Kami minta maaf."."""
    is_told = line.kind == "paragraph" and ends_with_stop(line.text)
    return is_told and not is_title_case(line.text) and not ends_with_stop(facts.title or "")


def excerpt(lines: Left, _: Facts) -> Iterator[int]:
    """Yield a line above the text with which the next paragraphs begin: their excerpt, cut off."""
    for index, line in enumerate(lines[:_EXCERPTS]):
        last = line.text[-_CUT_CHARS:]
        is_cut = "…" in last or "..." in last
        end = _CUT_OFF.search(line.text, len(line.text) - len(last)) if is_cut else None
        text = line.text[: end.start()] if end else line.text
        if len(text) <= _MIN_EXCERPT or (end is None and ends_sentence(text)):
            continue
        rest = [other.text for other in lines[index + 1 : index + 1 + _EXCERPTS] if other.text]
        if any(" ".join(rest[at:]).startswith(text) for at in range(len(rest))):
            yield index
            return


def category_line(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield names of sections above the text.

    In plain text, which has no other sign, also few words above the title or a dateline.
    """
    if not lines.head:
        return
    labels = {key(label) for label in (*facts.labels, *facts.site.agencies)}
    bare = 0 if facts.has_links else _bare_head(lines, facts)
    for index in range(lines.head):
        text = lines[index].text
        words = [key(word) for word in re.split(r"[,/|»›>&]", text)]
        is_known = len(text) <= MAX_LABEL and words and labels.issuperset(words)
        if is_known or (index < bare and _is_label(lines[index])):
            yield index


def _bare_head(lines: Left, facts: Facts) -> int:
    """Return where the article can begin at the earliest: below its title, or with a dateline."""
    head = lines.head
    if head < len(lines) and dateline_of(lines[head].text, facts.site.agencies)[1]:
        return head
    return max((i for i in range(head) if key(lines[i].text) in lines.titles), default=0)


def _is_label(line: Line) -> bool:
    """Whether a line is a word or two in capitals: "Timur Tengah"."""
    text = line.text
    is_short = text.count(" ") < _LABEL_WORDS and not ends_sentence(text)
    return is_short and ":" not in text and is_title_case(text)


def breadcrumbs(lines: Left, _: Facts) -> Iterator[int]:
    """Yield the way from the home page, above the text."""
    yield from (i for i in range(lines.head) if is_all(CRUMBS, lines[i].text))


def navigation(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield what leads elsewhere, and the page's head where a body was cut out of it with that."""
    yield from sorted({*links_elsewhere(lines, facts), *_page_head(lines)})


def _page_head(lines: Left) -> Iterator[int]:
    """Yield what stands above the heading that is the title, and it, if no sentence does."""
    headings = (i for i, line in enumerate(lines) if line.kind == "heading")
    place = next((index for index in headings if key(lines[index].text) in lines.titles), 0)
    if not any(lines[i].kind == "paragraph" for i in lines.told if i < place):
        yield from (i for i in range(place + bool(place)) if lines[i].media is None)


def byline(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield who wrote it, and when, above the text or below."""
    head, foot = lines.head, _foot(lines, facts)
    dated = {i for i in range(head) if _is_dated(lines[i].text)}
    dated -= _subheadings(lines) | {i for i in dated if _is_fact(lines, i)} if dated else set()
    for index in lines.odd:
        line, text = lines[index], lines[index].text
        if line.kind not in _KINDS or len(text) > 2 * MAX_LABEL:
            if line.kind == "list" and index < head and _is_listed(lines, index, dated, facts):
                yield index
            continue
        is_named = not dated.isdisjoint(range(index - 2, index + 3)) and is_bare_name(text)
        is_above = index < head and (is_named or _tells_whose(lines, index, facts))
        is_bare = index in dated or (is_above and not _heads_below(lines, index))
        is_inside = head <= index < foot
        if is_bare or is_all(UPDATED, text) or (not is_inside and _is_labelled(lines, index)):
            yield index


def _subheadings(lines: Left) -> set[int]:
    """Return the days that head parts of a diary: a sentence stands below each of them.

    One above all of them may be when it was published, unless it is set as they are.
    """
    days = [i for i in lines.odd if _is_dated(lines[i].text) and not is_all(UPDATED, lines[i].text)]
    told = [i for i in days if i + 1 < len(lines) and ends_sentence(lines[i + 1].text)]
    within = [i for i in told if any(ends_sentence(line.text) for line in lines[:i])]
    first = {i for i in told if i not in within and lines.heads_text(i)}
    return first.union(within) if len(first) + len(within) > 1 else set()


def _heads_below(lines: Left, index: int) -> bool:
    """Whether a line heads what is told below it, and something is told above."""
    return lines.heads_text(index) and any(ends_with_stop(line.text) for line in lines[:index])


def _foot(lines: Left, facts: Facts) -> int:
    """Return where the foot begins: where an author is presented below the text, above that."""
    end = author_box(lines, facts)
    told = (i + 1 for i in reversed(lines.told) if i < end)
    foot = next(told, 0) if end < len(lines) else lines.foot
    return min(foot, max(0, len(lines) - _LAST))


def _is_listed(lines: Left, index: int, dated: set[int], facts: Facts) -> bool:
    """Whether an item is an author's name, or its list above the text is when, who and tags."""
    if key(lines[index].text) in lines.authors:
        return True
    group = {i for i in range(lines.head) if lines[i].group == lines[index].group}
    whens = {i for i in group if i in dated or AGO.fullmatch(lines[i].text)}
    whose = {i for i in group if named_in(lines[i].text) or _tells_whose(lines, i, facts)}
    tags = {i for i in group if leads_to_tags(lines[i])}
    is_below = any(key(line.text) in lines.titles for line in lines[:index])
    is_of_it = bool(whens and whose) or (len(whens) == 1 and is_below)
    return is_of_it and index not in tags and whens | whose | tags == group


def _tells_whose(lines: Left, index: int, facts: Facts) -> bool:
    """Whether a line above an article says by whom it is, without a role."""
    text = lines[index].text
    return is_all(BY_NAME, text) or key(text) in lines.authors or is_team(text, facts)


def _is_labelled(lines: Left, index: int) -> bool:
    """Whether a line tells whose the text is by a role, or as is done abroad."""
    text = lines[index].text
    if _names_someone(lines, index) or is_all(BYLINE_ABROAD, text):
        return True
    return is_all(REPORTED, text) and is_title_case(text)


def _is_dated(text: str) -> bool:
    """Whether a line tells when, and no more than by whom; or several things between bars."""
    if not any(map(str.isdigit, text)):
        return False
    if " | " in text and len(text) <= 2 * MAX_LABEL and not ends_with_stop(text):
        return any(is_all(DATE_LINE, part) for part in text.split(" | "))
    if ends_with_stop(text) and text.rstrip(" .")[-1:].islower():
        return False
    if is_all(DATED_BY, text):
        return True
    is_told = ends_with_stop(text) and not _DAY_FIRST.match(text)
    return not is_told and is_all(DATE_LINE, text)


def _is_fact(lines: Left, index: int) -> bool:
    """Whether a day is a fact among others of its paragraph: "Tayang: …", beside "Durasi: …"."""
    if FACT.fullmatch(lines[index].text) is None:
        return False
    near = lines[max(0, index - _MOST_FACTS) : index + _MOST_FACTS + 1]
    facts = (line.text for line in near if line.group == lines[index].group)
    others = [text for text in facts if FACT.fullmatch(text) and not _WHOSE.match(text)]
    return len([text for text in others if not (named_in(text) or _is_dated(text))]) >= _FACTS


def _names_someone(lines: Left, index: int) -> bool:
    """Whether a line is roles and names; in a heading, written as nothing else is.

    Among facts of something else they are of that: "Judul: …", "Penulis: …", "Penerbit: …".
    """
    names, line = named_in(lines[index].text), lines[index]
    things = (key(name) for name in names if " " in name)
    if not names or any(thing in title for thing in things for title in lines.titles):
        return False  # "Ilustrasi: Jembatan Lama" of an article that is about it
    if line.kind == "heading" and not all(map(is_bare_name, names)):
        return False
    beside = range(max(0, index - _FACTS), min(len(lines), index + _FACTS + 1))
    facts = [i for i in beside if FACT.fullmatch(lines[i].text) and not named_in(lines[i].text)]
    if any(_OF_A_WORK.match(lines[i].text) for i in facts):
        return False
    return len([i for i in facts if not _SOURCE.match(lines[i].text)]) < _FACTS
