"""Whose a text is: names out of bylines, whatever the language. Pure functions on ``str``."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Final

from crawler.extract.bylines import MONTH, ROLES, UPDATED, WEEKDAY
from crawler.extract.facts import Facts
from crawler.extract.text import NETWORKS, fold, key, trimmed, words

_ROLE: Final = re.compile(
    r"^\W*(?:(?:(?:(?:di[a-z]{4,12}|written|posted|submitted|published) )?(?:oleh|by)|penulis"
    r"(?: tamu)?|reporter|editor|author|pewarta|kontributor|redaktur|penyunting"
    r"|(?:laporan|wartawan|jurnalis|rep|red|ed)(?=\s*:)"
    r"|autor(?:a|in|en|/in)?|auteur|verfasst von|geschrieben von"
    r"|escrito por|écrit par|publié par|story by|words by|reported by|text von)\b\s*[:：]?"
    r"|(?:作者|记者|記者|文|责任编辑|編輯|编辑|بقلم|كتب)\s*[:：/]\s*)\s*",
    re.IGNORECASE,
)
_EDITOR: Final = re.compile(r"\W*(?:editor|redaktur|penyunting|red|ed|ditinjau)\b", re.IGNORECASE)
#: The name that someone, or a desk, has on a site: "Editor Purna". Two words tell a person alone.
_CALLED: Final = re.compile(
    r"(?i:editor|redaktur|penyunting|reporter|pewarta|penulis|kontributor) [A-Z]\S*"
)
#: What else one is who wrote it: "Redaktur & Reporter : Sari Wulan".
_AND_ROLE: Final = re.compile(
    r"(?:redaktur|editor|penyunting|penulis)\s*(?:&|/|\bdan\b)\s*"
    r"(?=(?:reporter|penulis|pewarta|wartawan|kontributor|editor|redaktur)\s*[:：])",
    re.IGNORECASE,
)
#: Small words that introduce a name, and much else: "par", "von", "Eine Analyse von".
_BY_ABROAD: Final = re.compile(r"^\W*(?i:von|par|por|door|by|oleh)\s+(?=[^\W\d_a-z])")
_WORK_BY: Final = re.compile(
    r"^\W*(?:(?i:eine?|une?|an?) )?[^\W\d]{1,12} (?=(?:von|par|por|by|oleh)\s+[^\W\d_a-z])"
)
#: "16.02.2024, 16:20 von sariwulan".
_BEHIND_DATE: Final = re.compile(
    r"\d.*?\s(?:von|par|por|door|by|oleh)\s+([^\W\d][\w.’' -]{2,40})$", re.IGNORECASE
)
#: "최윤호 기자".
_KOREAN: Final = re.compile(r"^\W*([가-힣]{2,4})\s*(?:기자|특파원|논설위원)")
_NO_NAME: Final = re.compile(
    r"https?://|@|^(?:view|lihat|see|more|all) |^about |^tentang "
    r"|^(?:di(?:terjemah|alih|sunting|edit)\w*|penerjemah|translated) "
    r"|^[\w-]+\.(?:com|org|net|[a-z]{2})$",
    re.IGNORECASE,
)
#: A degree belongs to the name before it: "Budi Raharja, S.H., M.Si."
_DEGREE: Final = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.)+[A-Za-z]{0,4}\.?|MB?A|MSc|PhD|Jr|Sr|I{2,3}")
_JOINED: Final = re.compile(
    rf"\s*(?:,(?!\s*(?:{_DEGREE.pattern})\s*(?:[,;&/]|\bdan\b|\band\b|$))|[;&/]|\bdan\b|\band\b)\s*"
)
#: What ends the names in a byline: a bar, a day, a number.
_AFTER_NAMES: Final = re.compile(
    rf"\s*[|•·]|\s+[–—-]\s|,?\s*\b{WEEKDAY}\b|\d"
    r"|\s+(?:diterbitkan|terbit|dipublikasikan|tayang|diposting|pada|published|posted"
    r"|(?:last )?(?:updated|modified)|(?:terakhir )?(?:diperbarui|diperbaharui|diubah)"
    r"|more (?:from|by)|(?:kategori|category|rubrik|kanal|topik|hits|dilihat|dibaca)(?=\s*:))\b"
    rf"|(?:,?\s+(?:on|le|am|el|den)|(?<![\s,]))[\s,]*+\b{MONTH} \d"  # commas are read once
    r"|,?\s+(?:on|le|am|el|den)\s+(?:[^\W\d]{2,10}[.,]*\s+)?\d",
    re.IGNORECASE,
)
#: What divides what a byline tells.
_BAR: Final = re.compile(
    rf"\s*[|•·]\s*|(?<!ditinjau)(?:\s+|\s*/\s*)(?={ROLES}\s*:)",
    re.IGNORECASE,
)
#: Two to four words as names are written; what sites call their sections and themselves is none,
#: nor is what readers press to share.
_NAME: Final = re.compile(r"[A-Z][\w.’'-]*(?: (?:bin|binti|al|van|[A-Z][\w.’'-]*)){1,3}")
_SECTION: Final = re.compile(
    r"\b(?:berita|kabar|warta|news|redaksi|tim|admin|foto|video|info|utama|nasional|daerah|dunia"
    r"|internasional|politik|ekonomi|bisnis|hukum|olahraga|opini|timur|tengah|barat|utara|selatan"
    r"|kota|kabupaten|desa|pulau|baca|menit|share|update|top|home|beranda|detail|artikel|halaman"
    rf"|bagikan|salin|copy|link|tautan|cetak|print|email|{NETWORKS})\b",
    re.IGNORECASE,
)
_SITE_AFTER: Final = re.compile(r"(?<!\s)\s+[|•·–—-]\s+")
#: What stands behind a name in brackets: initials of who translated it.
_BRACKET: Final = re.compile(r"\s*\([^()]*\)\s*$")
_TEAM: Final = re.compile(r"(?:Tim|Redaksi)(?: (?:Redaksi|Liputan))?(?: |$)")
_AND: Final = re.compile(r",?\s+(?:and|und|dan|et|y)\s+|\s*[&;]\s*")
_PARTICLES: Final = frozenset(words("von van de der den del della di da la le bin binti al el ter"))
#: Words of what someone is, or writes for.
_OFFICE: Final = re.compile(
    r"\b(?:editor|editorial|reporter|correspondent|writers?|staff|contributor|columnist|analyst"
    r"|chief|senior|special|news|press|agency|agencies|today|times|post|media|magazine|university"
    r"|redakteur|redaktion|redakt[oö]r|korrespondent|journalist|journaliste|wartawan|jurnalis"
    r"|redaktur|kontributor|envoyés?|corresponsal|professor|director|wire|tv|radio)(?:in|s)?\b",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(r"\b(?:GmbH|Ltd|Inc|LLC|AG|PT|Tbk|Corp)\b")
_ACCOUNTS: Final = frozenset(words("admin administrator webmaster root user"))
_MAX_NAME: Final = 80
_MAX_WORDS: Final = 4


def name_of(text: str, *, is_whole: bool = False) -> str:
    """Return the name in a byline, empty when there is none; ``is_whole``: a site calls one so."""
    told = fold(unescape(text))
    if not (is_whole and _CALLED.fullmatch(told)):
        told = _BY_ABROAD.sub("", _ROLE.sub("", _AND_ROLE.sub("", told)))
    name = trimmed(told, " -–—|,.:）】")
    is_name = len(name) <= _MAX_NAME and any(map(str.isalpha, name)) and not _NO_NAME.search(name)
    return name if is_name else ""


def names_of(texts: Iterable[str], *, are_whole: bool = False) -> tuple[str, ...]:
    """Return the names that ``texts`` state, one or several each, without what they are."""
    return tuple(dict.fromkeys(name for text in texts for name in _named(text, is_whole=are_whole)))


@lru_cache(maxsize=1024)
def _named(text: str, *, is_whole: bool) -> tuple[str, ...]:
    """Return the names in a byline; a page states the same again and again, and a site few."""
    stated = name_of(text, is_whole=is_whole)
    return tuple(_apart(stated)) if stated else ()


def credited(text: str) -> tuple[str, ...]:
    """Return the names in an element that a page calls its byline: ``By Sari Wulan - Kabar``."""
    return names_of([before_site(_AFTER_NAMES.split(fold(text), maxsplit=1)[0])])


def before_site(text: str) -> str:
    """Return what stands before whose writer someone is: ``Sari Wulan - Purna Warta``."""
    return _SITE_AFTER.split(text, maxsplit=1)[0]


def _apart(name: str) -> Iterator[str]:
    """Yield the names that were written as one, each without the office behind it."""
    name = _BRACKET.sub("", name) or name
    if name.isascii() and name.isalpha():
        yield name
        return
    people = [person.strip() for person in _AND.split(name)]
    for person in people if _are_people(people) or "," in name else [name]:
        first, *rest = (part.strip() for part in person.split(","))
        kept = [first]
        others: list[str] = []
        for told in rest:
            part = _OFFICE.split(told, maxsplit=1)[0].strip()  # "Sari Wulan Reporter in Kotasari"
            if _DEGREE.fullmatch(part):
                kept.append(part)
            elif is_full_name(part):
                others.append(part)
        yield ", ".join(kept)
        yield from others


def _are_people(names: list[str]) -> bool:
    """Whether full names were written as one; an agency, or who has one name, may be the first."""
    first, *others = names
    is_one = first.isalpha() and first[0].isupper() and not names_place(first)
    return bool(others) and (is_one or is_full_name(first)) and all(map(is_full_name, others))


def is_full_name(text: str) -> bool:
    """Whether ``text`` is written as a name with a family's name is, and no office."""
    parts = text.partition(",")[0].split()
    told = [part for part in parts if part.lower() not in _PARTICLES]
    is_raised = all(part[0].isupper() or part[0] == '"' for part in told)
    return 1 < len(parts) <= _MAX_WORDS and is_raised and not _OFFICE.search(text)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a byline of the text, such as ``Oleh: Sari Wulan dan Budi Raharja``.

    A date may stand before them: ``16 Februari 2024 | Oleh: Sari Wulan``. An editor is asked for
    where nobody else is named.
    """
    if korean := _KOREAN.match(text):
        return (korean[1],)
    told = min(_roles_in(text), key=is_editors, default=None)
    if told is None:
        behind = _BEHIND_DATE.search(text)
        said = (_WORK_BY.sub("", part) for part in _BAR.split(text))
        abroad = (part for part in said if _BY_ABROAD.match(part))
        return credited(behind[1] if behind else next(abroad, ""))
    parts = _JOINED.split(_AFTER_NAMES.split(_ROLE.sub("", told), maxsplit=1)[0])
    return tuple(dict.fromkeys(name for part in parts if (name := name_of(part))))


def is_account(name: str) -> bool:
    """Whether ``name`` is that of an account that a program set up, and of nobody: "admin"."""
    return name.lower() in _ACCOUNTS


def is_bare_name(text: str) -> bool:
    """Whether all of ``text`` is written as a name, and is none of a section."""
    return _NAME.fullmatch(text) is not None and not names_place(text)


def names_place(text: str) -> bool:
    """Whether a word of ``text`` is that of a section, a region or what sites call themselves."""
    return _SECTION.search(text) is not None


def is_team(text: str, facts: Facts) -> bool:
    """Whether ``text`` says who writes for the site: "Tim Kabar Desa", "Sari - Kabar Desa"."""
    if len(text) > _MAX_NAME or text[-1:] == ".":
        return False
    if team := _TEAM.match(text):
        rest = text[team.end() :]
        return not rest or (rest.count(" ") < _MAX_WORDS and facts.is_named_in(rest))
    name, *site = _SITE_AFTER.split(text, maxsplit=1)
    return bool(site) and is_bare_name(name) and facts.is_named_in(site[0])


def behind_update(text: str) -> str:
    """Return what a byline that begins with when a text was touched says behind that, of others."""
    return _BAR.sub(" | ", text).partition(" | ")[2] if UPDATED.match(text) else text


def is_office(text: str) -> bool:
    """Whether ``text`` says what someone is: "Kontributor Kotasari", "Senior Editor"."""
    return _OFFICE.search(text) is not None


def is_company(name: str) -> bool:
    """Whether a name is that of whom a site belongs to: no person wrote it."""
    return _COMPANY.search(name) is not None


def is_editors(text: str) -> bool:
    """Whether a byline names who edited, and not who wrote: "Tag: sungai Editor: Sari Wulan"."""
    return all(map(_EDITOR.match, _roles_in(text) or [text]))


def _roles_in(text: str) -> list[str]:
    return list(filter(_ROLE.match, _BAR.split(_AND_ROLE.sub("", text))))


def name_alone(text: str, *, is_dated: bool, others: Iterable[str]) -> str:
    """Return the name that opens a byline without a role, empty when there is none.

    ``Sari Wulan | Kabar Desa``, ``Sari Wulan, 16 Februari 2024``: the site's name is beside it or,
    as ``is_dated`` says, a date. Not a name is what ``others`` hold: sections, the site.
    """
    name = (_AFTER_NAMES.split(text, maxsplit=1)[0] or _BAR.split(text)[-1]).strip(" ,–—-")
    office = name.rpartition(",")
    name = office[0] if _OFFICE.search(office[2]) else name
    known = [key(other) for other in others]
    behind = key(text[len(name) :])
    is_told = is_dated or any(behind and behind in other for other in known)
    if not is_told or not is_bare_name(name):
        return ""
    return "" if any(key(name) in other for other in known) else name
