"""What the links of an element are: titles of other articles, buttons, ways back from footnotes."""

import re
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import Final

from bs4 import Tag
from bs4.element import PageElement

from crawler.extract.facts import Facts
from crawler.extract.markers import opening_of
from crawler.extract.media import chars_in, classes_of, opening_text, tags_in, text_of
from crawler.extract.soup import BLOCKS
from crawler.extract.text import ends_with_stop, fold, is_prose, words

#: Text and address of each link.
Links = list[tuple[str, str]]
#: A linked text of four words is a title; sentences link fewer.
_TITLE_SPACES: Final = 3
#: What a link that looks like a button is named, what it may stand in, and how much that may say.
_BUTTON: Final = re.compile(r"(?:^|[-_])(?:btn|button|tombol|cta)(?:$|[-_])", re.IGNORECASE)
_BOXES: Final = frozenset(words("div section aside center"))
_LINES: Final = frozenset(words("p div"))
_ACTIONS: Final = frozenset(words("a button label input"))
HEADINGS: Final = frozenset(words("h1 h2 h3 h4 h5 h6"))
_MAX_INVITATION: Final = 240
#: How far up from what is chosen the box of all choices is looked for.
_MAX_CLIMB: Final = 5
#: How long a question is that stands beside what may be chosen (characters).
_QUESTION: Final = 120
#: Where readers log in or become members.
_ACCOUNT: Final = re.compile(
    r"/(?:wp-login\.php|log-?in|masuk|regist(?:er|rasi)|daftar|langganan|subscribe|membership)\b/?"
    r"(?:$|\?)"
)
#: Where a site's program is to be had, or money is given.
_SERVICE: Final = re.compile(
    r"//(?:www\.)?(?:play\.google\.com|apps\.apple\.com|saweria\.co|trakteer\.id|ko-fi\.com"
    r"|buymeacoffee\.com|patreon\.com|paypal\.me)/"
)
#: What a box around a button may say, all told (characters).
_MAX_CONTROLS: Final = 130
#: What else a line says of which a part is a date or a name (characters).
_MAX_REMARK: Final = 60
#: Entries that a list of articles has at most, and what else stands in it.
_MAX_ENTRIES: Final = 30
_MAX_OTHERS: Final = 2
_PAIR: Final = 2
_OF_CARD: Final = HEADINGS | {"img"}
#: What an entry says, with its title and excerpt (characters), and among which links that is.
_MAX_ENTRY: Final = 600
_MAX_LINKS: Final = 6
_ACCORDION: Final = re.compile(r"accordion|akordeon|faq|spoiler", re.IGNORECASE)
_RECORDING: Final = re.compile(r"\.(?:mp[34]|m4[av]|m3u8|webm|og[gv])(?:$|\?)")


def links_in(tag: Tag) -> Links:
    """Return text and address of the links in ``tag``, itself included."""
    return [(fold(text_of(link)), str(link.attrs.get("href") or "")) for link in named(tag, "a")]


def named(tag: Tag, name: str) -> Iterable[Tag]:
    """Return the elements of a name in ``tag``, or itself when it is one."""
    return [tag] if tag.name == name else tags_in(tag, name)


def linked_title(link: Tag) -> str:
    """Return the title of another article that ``link`` shows: all of its line, no few words."""
    text = fold(text_of(link))
    is_elsewhere = not str(link.attrs.get("href") or "#").startswith("#")
    is_long = text.count(" ") >= _TITLE_SPACES
    return text if is_long and is_elsewhere and _is_alone(link, text) else ""


def _is_alone(link: Tag, text: str) -> bool:
    """Whether a link, which shows ``text``, is all of its line."""
    whole = link
    while whole.parent is not None and fold(text_of(whole.parent)) == text:
        whole = whole.parent
        if whole.name in BLOCKS:
            return True
    return _is_border(whole.previous_sibling) and _is_border(whole.next_sibling)


def _is_border(neighbour: PageElement | None) -> bool:
    """Whether what stands beside a link ends its line."""
    return neighbour is None or (isinstance(neighbour, Tag) and neighbour.name in BLOCKS)


def is_way_back(link: Tag) -> bool:
    """Whether a link leads from a footnote back to where it was called: "↩︎"."""
    is_within = str(link.attrs.get("href") or "").startswith("#")
    text = link.get_text() if is_within else ""
    return bool(text.strip()) and not any(map(str.isalnum, text))


def is_of_player(link: Tag) -> bool:
    """Whether a link of a few words, alone on its line, leads to a recording: a player's."""
    if _RECORDING.search(str(link.attrs.get("href") or "")) is None:
        return False
    shown = fold(text_of(link))
    return shown.count(" ") < _TITLE_SPACES and _is_alone(link, shown)


def is_listing(box: Tag, facts: Facts) -> bool:
    """Whether entries are all that ``box`` holds, two or more, each headed by another article.

    A few words may stand before them, and behind: a heading, "Lihat semua".
    """
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if not 1 < len(parts) <= _MAX_ENTRIES or any(part.name == "p" for part in parts):
        return False
    if not _entry(parts[1], facts):  # what is asked of each box of a page builder, and seldom so
        return False
    entries = [_entry(part, facts) for part in parts]
    others = [part for part, entry in zip(parts, entries, strict=True) if not entry]
    is_list = len(set(filter(None, entries))) > 1 and len(others) <= _MAX_OTHERS
    return is_list and all(_is_remark(fold(text_of(part))) for part in others)


def is_pointer(box: Tag, facts: Facts) -> bool:
    """Whether a named ``box`` holds the title of another article alone, below a few words.

    None that are a marker: such a box is read by its lines.
    """
    parts = [part for part in box.contents if isinstance(part, Tag)]
    if len(parts) != _PAIR or not box.attrs or not (href := _entry(parts[1], facts)):
        return False
    label, title = (fold(text_of(part)) for part in parts)
    is_bare = any(shown == title for shown, there in links_in(parts[1]) if there == href)
    is_marked = opening_of(label, facts.site.related_markers) is not None
    return is_bare and not is_marked and len(label) > 0 and _is_remark(label)


def _entry(part: Tag, facts: Facts) -> str:
    """Return where the first title in ``part`` leads, if that is another article of the site.

    Bare links in a list may be the article's own; an entry with a picture or a heading is none.
    """
    if len(opening_text(part, _MAX_ENTRY)) > _MAX_ENTRY:  # asked first: it reads no more
        return ""
    links = islice(named(part, "a"), _MAX_LINKS)
    link = next(filter(linked_title, links), None)
    is_bare = part.name == "li" and not any(inner.name in _OF_CARD for inner in tags_in(part))
    if link is None or is_bare:
        return ""
    href = str(link.attrs["href"])
    return href if "#" not in href and facts.is_on_site(href) else ""


def _is_remark(text: str) -> bool:
    return len(text) <= _MAX_REMARK and not ends_with_stop(text)


def _is_button(link: Tag) -> bool:
    return any(map(_BUTTON.search, classes_of(link))) or link.attrs.get("role") == "button"


def is_control(tag: Tag) -> bool:
    """Whether readers press ``tag``: a button, a choice, a link made up as one or to an account."""
    if tag.name == "a":
        return _is_button(tag) or _is_account(tag) or _is_service(tag)
    return tag.name == "button" or tag.attrs.get("type") == "radio"


def _is_account(link: Tag) -> bool:
    return _ACCOUNT.search(str(link.attrs.get("href") or "")) is not None


def _is_service(link: Tag) -> bool:
    return _SERVICE.search(str(link.attrs.get("href") or "")) is not None


def asked_by(control: Tag, soup: Tag) -> Tag | None:
    """Return the box in which ``control`` asks readers to do something; None for others."""
    return _invitation(control, soup) if control.name == "a" else _ballot(control, soup)


def _ballot(control: Tag, soup: Tag) -> Tag | None:
    """Return the box in which readers vote with ``control``, no form around it; None for others."""
    around = takewhile(lambda tag: tag is not soup, islice(control.parents, _MAX_CLIMB))
    box = next((tag for tag in around if tag.name in _BOXES and _has_choices(tag)), None)
    text = fold(text_of(box)) if box is not None else ""
    if box is None or not 0 < len(text) <= _MAX_INVITATION:
        return None
    is_told = any(is_prose(fold(text_of(part))) for part in named(box, "p"))
    return None if is_told else box_around(box, soup, len(text) + _QUESTION)


def _has_choices(box: Tag) -> bool:
    """Whether ``box`` offers something to choose between: two buttons of a radio, two labels."""
    choices = sum(1 for part in tags_in(box, "input") if part.attrs.get("type") == "radio")
    return max(choices, sum(1 for _ in tags_in(box, "label"))) > 1


def _invitation(link: Tag, soup: Tag) -> Tag | None:
    """Return the box that a button or the way to log in ends, or that link's line; None for others.

    "Dukung kami. Donasi Anda berarti. [Donasi]" is no article's, whatever the names of the box.
    """
    shown = fold(text_of(link))
    if shown.count(" ") >= _TITLE_SPACES or not (shown or _is_service(link)):
        return None
    is_pressed = _is_account(link) or (link.parent is not None and link.parent.name in BLOCKS)
    is_alone = _is_alone(link, shown) or (is_pressed and _is_among_links(link))
    return box_around(link, soup, _MAX_INVITATION) if is_alone else None


def _is_among_links(link: Tag) -> bool:
    """Whether other links are all that stands on the line of one: "[Masuk] [Daftar]"."""
    sides = (link.previous_siblings, link.next_siblings)
    return all(_is_border(next(filter(_is_other, side), None)) for side in sides)


def _is_other(part: PageElement) -> bool:
    """Whether something beside a link is no link and not blank."""
    return part.name != "a" if isinstance(part, Tag) else not str(part).isspace()


def opens_text(button: Tag) -> bool:
    """Whether a button is the heading of what it opens, as in an accordion."""
    parent = button.parent
    if parent is not None and parent.name in HEADINGS:
        return True
    return any(map(_ACCORDION.search, classes_of(button)))


def controls_around(button: Tag, soup: Tag) -> Tag:
    """Return the box of ``button``, with the few words of what it is for.

    "Apakah artikel ini membantu? [Ya] [Tidak]", "Ukuran Huruf: [A-] [A+]".
    """
    box = box_around(button, soup, _MAX_CONTROLS)
    return button if any(map(_is_told, tags_in(box, "li"))) else box


def _is_told(part: Tag) -> bool:
    """Whether an entry of a list is the article's: text alone, or in paragraphs."""
    return is_item(part) or next(tags_in(part, "p", *HEADINGS), None) is not None


def is_item(part: Tag) -> bool:
    """Whether an entry of a list holds text alone: no link, button or label of what may be done."""
    return not any(inner.name in _ACTIONS for inner in tags_in(part))


def line_around(tag: Tag) -> Tag:
    """Return the line in which ``tag``, a date or a name, stands, or ``tag`` where that tells more.

    "Terakhir diperbarui pada [12 Mei 2026] oleh [Sari]".
    """
    line = tag
    while line.parent is not None and line.name not in BLOCKS:
        line = line.parent
    text = fold(text_of(line))
    if line.name not in _LINES or ends_with_stop(text):
        return tag
    return line if len(text) - len(fold(text_of(tag))) <= _MAX_REMARK else tag


def box_around(tag: Tag, soup: Tag, most: int) -> Tag:
    """Return the outermost box of ``soup`` around ``tag`` that says no more than ``most``.

    That is no part of half of the text; what holds ``tag`` alone counts as a box.
    """
    shown = fold(text_of(tag))
    limit = min(most, chars_in(soup) // 2)
    box, here = tag, tag.parent
    while here is not None and here is not soup and here.parent is not soup:
        text = fold(text_of(here))
        if text != shown and (here.name not in _BOXES or len(text) > limit):
            break
        box, here = here, here.parent
    return box
