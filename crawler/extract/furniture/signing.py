"""What finds the lines that end a text and are none of it: who signed it.

Editors sign with initials in brackets, ``(hen/red)``, the author's name alone, or ``***``.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from crawler.extract.credits import is_bare_name, is_team
from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left, Lines
from crawler.extract.text import ends_sentence, is_prose, key, words

#: Lines below the last sentence that may sign it, and how short a sentence is (characters).
_LAST: Final = 4
_SENTENCE: Final = 30
_MAX_SIGNED: Final = 60
#: What presents an author, and how much it may say (characters).
_PRESENTS: Final = re.compile(
    r"\W*(?:(?:tentang|profil|about)(?: penulis)?|ditulis oleh)\s*:?\s", re.IGNORECASE
)
_WRITER: Final = re.compile(
    r"\W*(?:tentang|profil|about)(?: the)? (?:penulis|author)\W*", re.IGNORECASE
)
_MAX_PRESENTED: Final = 600
#: What the person does who is presented, below a name that nothing else on the page states.
_WRITES: Final = re.compile(
    r"\b(?:menulis|penulis|jurnalis|wartawan|reporter|kontributor|kolumnis|redaktur|editor|writer"
    r"|writes|author|journalist)\b",
    re.IGNORECASE,
)
#: How such a text opens that leaves the name out: "Suka mengarang", "Lahir di Kotasari".
_ABOUT_ONE: Final = re.compile(
    r"\W*(?:suka|gemar|lahir|tinggal|bekerja|kini|alumn\w+|lulusan|dosen|guru|peneliti|pegiat"
    r"|pemerhati|mahasiswa|aktif)\b",
    re.IGNORECASE,
)
_OPENING_NAME: Final = re.compile(r"\W*((?:[A-Z][\w.’'-]*,? ){2,4})")
#: One word, or several with a stroke or the like between them; what serials end with is none.
_INITIALS: Final = re.compile(
    r"[(\[](?!(?:bersambung|tamat|selesai|habis)\b)(?=[^)\]]*[^\W\d_])"
    r"\w[\w.]{1,20}(?:\s?[/&|,-]\s?(?:\w[\w.]{1,20}|\*+)){0,4}[)\]]",
    re.IGNORECASE,
)
#: The same between dashes: "-red-".
_DASHED: Final = re.compile(r"[–—-][a-z]{2,3}(?:/[a-z]{2,5}){0,3}[–—-]")
#: A word that may say what a thing is, "(Rusak)", where it does not follow a sentence.
_LABEL: Final = re.compile(r"[(\[][A-Z]\w{3,}\.?[)\]]")
#: Whose text it is, whoever wrote it for them.
_DESKS: Final = frozenset(words("redaksi antara reuters xinhua anadolu bernama kyodo sputnik"))


def signature(lines: Left, facts: Facts) -> Iterator[int]:
    """Yield initials in brackets, the author's name and signs, where no sentence follows them."""
    end = author_box(lines, facts)
    yield from range(end, len(lines))
    for index in range(end - 1, max(-1, end - 1 - _LAST), -1):
        line = lines[index]
        if is_prose(line.text, at_least=_SENTENCE):
            return
        if line.kind != "paragraph" or len(line.text) > _MAX_SIGNED:
            continue
        is_signed = _signs(line.text, lines.authors) or is_team(line.text, facts)
        is_aside = is_signed and _is_aside(line.text, lines.authors, facts)
        if is_signed and not is_aside and not _is_label(lines, index):
            yield index


def _is_aside(text: str, authors: AbstractSet[str], facts: Facts) -> bool:
    """Whether a word in brackets is none of the names of who wrote it: "(Amin)", "(Gaduh)"."""
    if not authors or _LABEL.fullmatch(text) is None:
        return False
    word = key(text)
    is_desk = word in _DESKS or facts.is_named_in(text)
    return not is_desk and not any(word in name for name in authors)


def _is_label(lines: Lines, index: int) -> bool:
    """Whether a line is a word in which what stands above it goes on: no sentence ends there."""
    above = lines[index - 1].text if index else ""
    is_word = _LABEL.fullmatch(lines[index].text) is not None
    return is_word and bool(above) and not ends_sentence(above)


def author_box(lines: Left, facts: Facts) -> int:
    """Return where near the end an author is presented, with a few lines below it; else the end.

    It begins with the name, alone or in a heading, or with "Tentang Penulis".
    """
    for index in range(max((len(lines) + 1) // 2, len(lines) - _LAST), len(lines)):
        text = lines[index].text
        if len(text) > 2 * _MAX_SIGNED:
            continue
        label = _PRESENTS.match(text)
        name = text[label.end() :] if label else text
        below = lines[index + 1 :]
        is_told = key(name) in lines.authors or (
            _WRITER.fullmatch(text) is not None and _tells_of_one(below, lines.authors, facts)
        )
        is_told = is_told or (len(below) == 1 and _is_presented(name, below[0].text, facts))
        if is_told and sum(len(line.text) for line in below) <= _MAX_PRESENTED:
            return index
    return len(lines)


def _tells_of_one(below: Lines, authors: AbstractSet[str], facts: Facts) -> bool:
    """Whether what stands below "Tentang Penulis" tells of a person, where it is more than a line.

    An article on an old book has a heading of these words, too, and goes on with what is known.
    """
    if len(below) <= 1:
        return True
    told = below[0].text
    is_theirs = any(name and name in key(told) for name in authors) or facts.is_named_in(told)
    opens = _OPENING_NAME.match(told)
    is_named = opens is not None or is_bare_name(told)
    is_of_one = _ABOUT_ONE.match(told) is not None or _WRITES.search(told) is not None
    return is_theirs or is_named or is_of_one


def _is_presented(name: str, told: str, facts: Facts) -> bool:
    """Whether what stands below a bare name says what that person writes for the site."""
    is_theirs = told.startswith(name) and is_bare_name(name) and facts.is_named_in(told)
    return is_theirs and _WRITES.search(told) is not None


def _signs(text: str, authors: AbstractSet[str]) -> bool:
    """Whether ``text`` is a name or initials in brackets, one of ``authors``, or signs alone.

    Who edited it may stand behind an author: "Sari Wulan/Budi Raharja".
    """
    text = text.lstrip("* ") or text
    if _DASHED.fullmatch(text) or _INITIALS.fullmatch(text):
        return True
    if text[:1] in ("(", "[") and is_bare_name(text[1:-1]):
        return True
    first, stroke, second = text.partition("/")
    if stroke and is_bare_name(second.strip()) and key(first) in authors:
        return True
    name = key(text)
    return name in authors or (bool(text) and not name)
