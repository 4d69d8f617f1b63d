"""What finds the lines that a rule takes, one function a rule; ``table`` lists them.

Here stand ways to share, tags, claims of rights and the lead image; what knows more
of a text (its head, its end, who speaks) has a file of its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import LICENCE, PLAIN, SHARED, TAG_PAGE, TERM_PAGE
from crawler.extract.furniture.asking import TEXT
from crawler.extract.furniture.left import Left, Lines
from crawler.extract.furniture.phrases import (
    HASHTAGS,
    MAX_CHARS,
    SHARE,
    TAGS,
    is_all,
)
from crawler.extract.furniture.rights import (
    closes,
    is_copyright,
    is_held,
    is_taken_over,
    leads_to_mirrors,
    without_address,
)
from crawler.extract.reading.lines import Line
from crawler.extract.reading.pictures import picture_key
from crawler.extract.text import ends_sentence, ends_with_stop, key

#: The last lines of a text, which may be the page's foot.
_FOOT: Final = 8
#: How such a claim begins that may stand between two paragraphs.
_ANYWHERE: Final = ("Dilarang", "©", "Pengungkapan:", "Disclosure:", "DISCLAIMER", "Disclaimer")
_ADDRESS: Final = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
#: What is such a claim wherever it stands near the end, before more about who wrote.
_SURE: Final = re.compile(
    r"copyright\b[^.!?]{0,40}\d{4}"
    rf"|(?:{TEXT}) ini .{{0,40}}\b(?:tayang|terbit|dimuat) di \w+\.\w+",
    re.IGNORECASE,
)
#: What WordPress writes below an article in its feed, which another site shows.
_FEED: Final = re.compile(
    r"the post .+ appeared first on .+|(?:artikel|pos|tulisan) .+ (?:pertama kali )?"
    r"(?:tampil|muncul|terbit)(?: pertama kali)? (?:di|pada) .+",
    re.IGNORECASE,
)
#: What files an article.
_FILED: Final = re.compile(
    r"\W*(?:kategori|category|rubrik|posted in|filed under|tagged)\b", re.IGNORECASE
)
_MAX_BUTTON: Final = 12
#: What stands beside links to tags; a player's club, what someone is, is more than that.
_LABEL: Final = re.compile(
    r"\W*(?:(?:tags?|tagar|topik|label|kata kunci)(?: terkait)?\W*)?", re.IGNORECASE
)
#: "Topik terkait:" (characters).
_TAG_LABEL: Final = 16


def share_buttons(lines: Left, _: Facts) -> Iterator[int]:
    """Yield the names of networks to share with."""
    said = (i for i in lines.odd if is_all(SHARE, lines[i].text) or _is_shared(lines[i]))
    hits = {index for index in said if not lines.is_headed(index)}
    sure = {i for i in hits if {i - 1, i + 1} & hits}
    for index in sorted(hits):
        text = lines[index].text
        is_asked = key(text).startswith(("share", "bagikan"))
        if index in sure or " " in text or lines[index].links or is_asked:
            yield index
            below = index + 1
            while below not in hits and index in sure and _is_button(lines, below):
                yield below
                below += 1


def _is_shared(line: Line) -> bool:
    """Whether a line is links that share it, and next to nothing beside: "Click To Tweet"."""
    if line.free > _TAG_LABEL or not all(SHARED.search(href) for _, href in line.links):
        return False
    return any(href and SHARED.search(href) for _, href, _ in line.pieces)


def _is_button(lines: Lines, index: int) -> bool:
    """Whether a line below others to share with is one word, as "Email" and "Salin" are."""
    text = lines[index].text if index < len(lines) else ""
    return 0 < len(text) <= _MAX_BUTTON and text.isalpha()


def tags(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield lists of tags around the text: by their words, or by where all their links lead.

    By both within it.
    """
    for index in lines.odd:
        line = lines[index]
        if index < len(lines) - _FOOT:
            is_certain = index < lines.head or is_all(TAGS, line.text)
            if is_certain and leads_to_tags(line) and not _is_listed(lines, index):
                yield index
            continue
        told = is_all(TAGS, line.text) or is_all(HASHTAGS, line.text)
        is_told = told and (index >= lines.foot or bool(line.links))
        is_filed = leads_to_tags(line) or (line.links and _leads_to_sections(line, facts))
        is_tags = (is_told and not ends_sentence(line.text)) or is_filed
        if is_tags and not (lines.is_headed(index) or _is_listed(lines, index)):
            yield index


def _is_listed(lines: Lines, index: int) -> bool:
    """Whether an entry is of a list that the text leads to, or that says more: "Ayu (Palagan)"."""
    line = lines[index]
    if line.kind != "list":
        return False
    group = [i for i, other in enumerate(lines) if other.group == line.group]
    above = lines[group[0] - 1].text if group[0] else ""
    is_led = above.endswith(":") and not is_all(TAGS, above)
    return is_led or not all(leads_to_tags(lines[i]) for i in group)


def leads_to_tags(line: Line) -> bool:
    """Whether a line is links to pages of tags and next to nothing beside."""
    linked = line.links
    if not linked or line.free > 2 * _TAG_LABEL:
        return False
    if _FILED.match(line.text):
        return all(TERM_PAGE.search(href) for _, href in linked)
    if ends_with_stop(line.text):
        return False
    said = "".join(piece.text for piece in line.pieces if piece.href is None)
    return _LABEL.fullmatch(said) is not None and all(TAG_PAGE.search(href) for _, href in linked)


def _leads_to_sections(line: Line, facts: Facts) -> bool:
    """Whether a line says where the article is filed: "Kategori: Internasional, Yaman"."""
    if line.free > _TAG_LABEL or _FILED.match(line.text) is None:
        return False
    return all(PLAIN.search(href) and facts.is_on_site(href) for _, href in line.links)


def copyright_claim(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield claims of rights: below the text, or anywhere if the sign or a ban opens one.

    Addresses of the site stand below what announces them.
    """
    foot = _foot(lines)
    is_led = False
    for index, line in enumerate(lines):
        text = line.text
        is_sure = index >= len(lines) - _FOOT and _SURE.match(text) is not None
        if index < foot and not (is_sure or text.startswith(_ANYWHERE)):
            continue
        is_led = (leads_to_mirrors(text) and _is_address(lines, index + 1)) or (
            is_led and _is_address(lines, index)
        )
        if (
            is_led
            or _claims(line)
            or (index >= lines.foot and line.kind != "list" and closes(text))
            or (index >= lines.foot and is_held(text, facts))
        ):
            yield index


def _is_address(lines: Lines, index: int) -> bool:
    return index < len(lines) and _ADDRESS.fullmatch(lines[index].text) is not None


def _foot(lines: Left) -> int:
    """Return where the page's foot begins: below the last paragraph that claims nothing."""
    first = max(0, len(lines) - _FOOT)
    told = (i for i in reversed(lines.told) if i < first or not _claims(lines[i]))
    return max(first, next(told, -1) + 1)


def _claims(line: Line) -> bool:
    """Whether a line claims a right, names the licence, or whose the text is, or the feed."""
    text = without_address(line.text)
    if not 0 < len(text) <= MAX_CHARS:
        return False
    if is_copyright(text) or (line.kind == "paragraph" and is_taken_over(text)):
        return True
    if line.links and any(href and LICENCE.search(href) for _, href, _ in line.pieces):
        return True
    return len(line.links) > 1 and _FEED.fullmatch(line.text) is not None


def lead_image(lines: Lines, facts: Facts) -> Iterator[int]:
    """Yield the lead image above the text, where some themes show it; alone it is the article."""
    above = next((i for i, line in enumerate(lines) if line.kind != "image"), 0)
    wanted = picture_key(facts.lead_image or "")
    for index in range(above):
        media = lines[index].media
        if media and (media.is_featured or picture_key(facts.absolute(media.url) or "-") == wanted):
            yield index
