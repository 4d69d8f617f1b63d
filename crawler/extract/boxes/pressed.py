"""What readers press: a button, a choice, or a link, by where it leads and what it says.

It judges one element; ``controls`` says what around it goes along.
"""

import re
from typing import Final

from bs4 import Tag

from crawler.extract.boxes.linked import HEADINGS, is_alone
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import ACCOUNT, CHANNEL, SERVICE, SPACE, SUPPORT
from crawler.extract.furniture.asking import CALL
from crawler.extract.furniture.phrases import MAX_LABEL, is_toggle, is_way_on
from crawler.extract.reading.media import classes_of, opening_text, tags_in, text_of
from crawler.extract.text import fold

#: What a link that looks like a button is named.
_BUTTON: Final = re.compile(r"(?:^|[-_])(?:btn|button|tombol|cta)(?:$|[-_])", re.IGNORECASE)
#: What is filled in there.
_ACCOUNTS: Final = frozenset({"email", "password"})
_FOLLOW: Final = re.compile(r"(?:Ikuti|Follow|Klik)(?: \S+){0,4}", re.IGNORECASE)


def is_button(link: Tag) -> bool:
    """Whether a link is named a button."""
    return any(map(_BUTTON.search, classes_of(link))) or link.attrs.get("role") == "button"


def is_drawn_button(tag: Tag) -> bool:
    """Whether ``tag``, no link and around none, is named a button, and says what those do.

    Other words may be those of a button that the article shows, or the heading of what it opens.
    """
    if not any(map(_BUTTON.search, classes_of(tag))):
        return False
    text = opening_text(tag, MAX_LABEL)
    if not (is_way_on(text) or is_toggle(text)) or next(tags_in(tag, "a", *HEADINGS), None):
        return False
    return is_alone(tag, text)


def is_control(tag: Tag, facts: Facts) -> bool:
    """Whether readers press ``tag``: a button, a choice, a link made up as one or to an account."""
    if tag.name == "a":
        ways = (is_account, is_service, is_channel)
        return is_button(tag) or any(way(tag) for way in ways) or is_own(tag, facts)
    return tag.name == "button" or tag.attrs.get("type") == "radio"


def is_account(link: Tag) -> bool:
    """Whether a link leads to where readers log in, become members."""
    return ACCOUNT.search(str(link.attrs.get("href") or "")) is not None


def is_own(link: Tag, facts: Facts) -> bool:
    """Whether a link leads to where the site itself sells space or asks for help."""
    href = str(link.attrs.get("href") or "")
    return bool(SPACE.search(href) or SUPPORT.search(href)) and facts.is_on_site(href)


def is_service(link: Tag) -> bool:
    """Whether a link leads to where a program is to be had, or money is given."""
    return SERVICE.search(str(link.attrs.get("href") or "")) is not None


def leads_away(control: Tag, facts: Facts) -> bool:
    """Whether a link leads to what is no site's own: an office, a form of others."""
    href = str(control.attrs.get("href") or "")
    is_outside = control.name == "a" and href.startswith("http") and not facts.is_on_site(href)
    return is_outside and not (is_service(control) or CHANNEL.search(href))


def is_channel(link: Tag) -> bool:
    """Whether a link calls readers to where a site is followed: "Gabung sekarang"."""
    if CHANNEL.search(str(link.attrs.get("href") or "")) is None:
        return False
    shown = fold(text_of(link))
    return CALL.fullmatch(shown) is not None or _FOLLOW.fullmatch(shown) is not None


def is_call(control: Tag, facts: Facts) -> bool:
    """Whether a control by itself asks to join: "Gabung sekarang", a field for a password."""
    if control.name == "a" and (is_account(control) or is_service(control)):
        return True
    if SPACE.search(str(control.attrs.get("href") or "")) and is_own(control, facts):
        return True
    if control.name == "a" and is_channel(control) and not is_button(control):
        return False  # an article may name one
    fields = (part.attrs.get("type") for part in tags_in(control, "input"))
    return CALL.fullmatch(fold(text_of(control))) is not None or not _ACCOUNTS.isdisjoint(fields)
