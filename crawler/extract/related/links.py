"""The rule ``related_link``: links to other articles, inside the text, in whatever markup.

"Baca Juga : Judul Berita Lain" goes, and is kept as data; "Guru berkata siswa dapat baca juga
buku lama." and "Baca juga buku lama, pesan guru itu." stay. What decides is evidence, added up:
a separator, a link that is all the rest, where it points, capitals as in a headline, no full
stop. Words alone never do. A headline of this site that is linked and all of its paragraph needs no
marker.
"""

import re
from collections.abc import Sequence
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.reading.lines import Line, Media, beside
from crawler.extract.related.alone import alone, is_address, labelled, quoted
from crawler.extract.related.below import heads_titles, is_day, last_linked, last_titled, untick
from crawler.extract.related.evidence import ENOUGH, evidence, links_of, titles_of
from crawler.extract.related.inner import take_inner
from crawler.extract.related.labels import is_common_label, is_label, names_others
from crawler.extract.related.markers import Opening, mentioned, opening_of
from crawler.extract.related.pictures import captioned, without_caption, without_pictures
from crawler.extract.related.runs import headed, unheaded
from crawler.extract.related.sifted import Link, Sifted
from crawler.extract.related.titles import HEADLINE_WORDS, Titles
from crawler.extract.text import ends_with_stop, key

#: Words above several titles are no longer than this (characters).
_MAX_WORDS: Final = 40
#: Lines on each side of a heading among which another of its level is looked for.
_NEAR: Final = 60
#: A label and a headline are no longer than this (characters).
_MAX_POINTER: Final = 240
#: How WordPress ends the excerpt that stands below a title.
_EXCERPT: Final = re.compile(r"\[\s*(?:…|\.{3})\s*\]$")


def take_related(lines: Sequence[Line], facts: Facts) -> Sifted:
    """Take the links to other articles out of ``lines``."""
    found = Sifted(lines=list(lines))
    told = mentioned([line.text for line in lines], facts.site.related_markers)
    index = 0
    while index < len(lines):
        line = lines[index]
        if index in told:
            index = _take(lines, index, facts, found)
        elif titles := (unheaded if line.links else headed)(lines, index, facts):
            index = _take_list(lines, index, titles, found)
        else:
            _take_untold(line, index, facts, found)
        if (
            line.links
            and len(line.text) <= _MAX_POINTER * len(line.links)
            and found.lines[index] is line
        ):
            _take_pointer(lines, index, facts, found)
        index += 1
    _take_signs(lines, found)
    taken = [(link.index, link.url) for link in found.links]
    found.lines = without_pictures(found.lines, taken, facts)
    return found


def _take_list(lines: Sequence[Line], index: int, titles: Titles, found: Sifted) -> int:
    """Take lines of a title each, and the few words that head them; return the last line taken."""
    label = "" if lines[index].links else lines[index].text.rstrip(" :")
    if label:
        found.take(index, lines[index], label, [])
        index += 1
    for place, title in enumerate(titles, start=index):
        found.take(place, lines[place], label, [title])
    return index + len(titles) - 1


def _take_untold(line: Line, index: int, facts: Facts, found: Sifted) -> None:
    """Take a line that no marker opens: a card, a headline alone, an excerpt below one."""
    if line.media is not None and line.media.is_post:
        _take_card(line.media, index, facts, found)
    elif line.kind == "image":
        _take_caption(line, index, facts, found)
    elif line.kind == "paragraph" and (line.links or is_address(line.text)):
        if titles := alone(line, facts, is_listed=_is_listed(index, found)):
            label = _label_above(index, found, len(titles), facts)
            found.take(index, line, label, titles)
        elif is_address(line.text) and not (line.links and facts.is_file(line.text)):
            # WordPress was to show what stands there, and links what it could not
            found.lines[index] = Line("embed", "", media=Media(url=line.text, text=line.text))
    elif index and found.lines[index - 1] is None and _EXCERPT.search(line.text):
        found.take(index, line, "", [])


def _take_pointer(lines: Sequence[Line], index: int, facts: Facts, found: Sifted) -> None:
    """Take a line of a few words and a headline, or a headline set apart below a few words."""
    line = lines[index]
    label, titles = labelled(lines, index, facts)
    if not titles and (titles := quoted(lines, index, facts)):
        above = found.lines[index - 1] if index else None
        if above is not None and is_label(above, _MAX_WORDS) and line.kind == "list":
            label = above.text.rstrip(" :")
            found.take(index - 1, above, "", [])
        elif line.kind == "list":
            return
    if titles:
        found.take(index, line, label, titles)


def _take_signs(lines: Sequence[Line], found: Sifted) -> None:
    """Take the signs that set a link apart from its paragraph: "***", a line of their own."""
    for index in [index for index, _ in found.texts]:
        for place in (index - 1, index + 1):
            line = found.lines[place] if 0 <= place < len(lines) else None
            if line and line.group == lines[index].group and line.text and not key(line.text):
                found.take(place, line, "", [])


def _label_above(index: int, found: Sifted, count: int, facts: Facts) -> str:
    """Take a label that says what is below it, or is too common a word for a marker; return it.

    Above several titles (``count``) in one line any few words are one: "Pembaca juga menyukai".
    The picture of what the line links may stand between.
    """
    place = index - 1
    between = found.lines[place] if index else None
    if between is not None and between.media is not None and between.media.href:
        place -= 1
    above = found.lines[place] if place >= 0 else None
    if above is None:
        return ""
    is_told = is_label(above, _MAX_WORDS) and (count > 1 or names_others(above.text, facts))
    if not (is_told or is_common_label(above.text)):
        return ""
    found.take(place, above, "", [])
    return above.text.rstrip(" :")


def _is_listed(index: int, found: Sifted) -> bool:
    """Whether such a label stands above, or a title that was taken."""
    above = found.lines[index - 1] if index else None
    if above is not None:
        return is_common_label(above.text)
    return bool(found.links) and found.links[-1].index == index - 1


def _take_caption(line: Line, index: int, facts: Facts, found: Sifted) -> None:
    """Take the caption of a picture where that points at another article."""
    marker, titles = captioned(line, facts)
    if titles and line.media is not None:
        found.note(index, line.media.caption, marker, titles)
        found.lines[index] = without_caption(line)


def _take_card(card: Media, index: int, facts: Facts, found: Sifted) -> None:
    """Take a card of an article of this site; WordPress adds a frame that shows it to browsers."""
    if not card.url or not facts.is_on_site(card.url):
        return
    found.lines[index] = None
    titles: Titles = [(card.text, facts.absolute(card.url))] if card.text else []
    found.note(index, card.text, "", titles)


def _take(lines: Sequence[Line], index: int, facts: Facts, found: Sifted) -> int:
    """Judge the line at ``index``; return the index of the last line that was dealt with."""
    line = lines[index]
    opening = opening_of(line.text, facts.site.related_markers)
    if opening is not None and (not opening.rest or heads_titles(lines, index, opening, facts)):
        return _take_label(lines, index, opening, facts, found)
    if opening is not None and _is_step(lines, index, opening):
        return index
    if opening is not None and evidence(line, opening, facts) >= ENOUGH:
        found.take(index, line, opening.marker, links_of(line, opening, facts))
        return index
    take_inner(line, index, facts, found)
    return index


def _is_step(lines: Sequence[Line], index: int, opening: Opening) -> bool:
    """Whether an entry of few words, which leads nowhere, is a step among others of its list."""
    line = lines[index]
    if line.kind != "list" or line.links or len(opening.rest.split()) >= HEADLINE_WORDS:
        return False
    others = beside(lines, index)
    return any(other.group == line.group and not other.links for other in others)


def _take_label(
    lines: Sequence[Line], index: int, opening: Opening, facts: Facts, found: Sifted
) -> int:
    """Take a label that stands alone, and the titles under it; return the last line taken."""
    last = last_linked(lines, index, facts)
    if last == index:
        last = last_titled(lines, index, opening)
    is_told = opening.separator or opening.is_raised or _heads_a_cut(lines, index)
    if last == index and (not (opening.is_strong and is_told) or _heads_text(lines, index)):
        return index
    found.take(index, lines[index], opening.marker, [])
    for place in range(index + 1, last + 1):
        line = lines[place]
        titles = titles_of(line, facts) or ([(untick(line.text), None)] if line.text else [])
        if is_day(line) or (found.links and _is_below(titles, found.links[-1])):
            titles = []
        found.take(place, line, opening.marker, titles)
    return last


def _heads_text(lines: Sequence[Line], index: int) -> bool:
    """Whether a heading of such words heads a sentence, as another of its level does."""
    line = lines[index]
    if line.kind != "heading" or line.text[-1] == ":":
        return False
    near = range(max(0, index - _NEAR), min(len(lines) - 1, index + _NEAR))
    leading = [
        place
        for place in near
        if (lines[place].kind, lines[place].level) == ("heading", line.level)
        and ends_with_stop(lines[place + 1].text)
    ]
    return index in leading and len(leading) > 1


def _is_below(titles: Titles, above: Link) -> bool:
    """Whether what is linked is a word below a title, such as its date, linked as that is."""
    is_few = len(titles) == 1 and titles[0][0].count(" ") < HEADLINE_WORDS - 2
    return is_few and titles[0][1] is not None and titles[0][1] == above.url


def _heads_a_cut(lines: Sequence[Line], index: int) -> bool:
    """Whether what the label stands above went as an element already."""
    return index + 1 < len(lines) and lines[index + 1].cut is not None
