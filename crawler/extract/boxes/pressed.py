"""What readers press: a button, a choice, or a link, by where it leads and what it says.

It judges one element; ``controls`` says what around it goes along.
"""

import re
from typing import Final

from crawler.extract.boxes.linked import is_alone
from crawler.extract.boxes.parts import HEADINGS
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import ACCOUNT, CHANNEL, SERVICE, SPACE, SUPPORT
from crawler.extract.furniture.asking import CALL
from crawler.extract.furniture.phrases import is_toggle, is_way_on
from crawler.extract.reading.element import Element

#: What a link that looks like a button is named.
_BUTTON: Final = re.compile(r"(?:^|[\s_-])(?:btn|button|tombol|cta)(?:$|[\s_-])", re.IGNORECASE)
#: What is filled in there.
_ACCOUNTS: Final = frozenset({"email", "password"})
_FOLLOW: Final = re.compile(r"(?:Ikuti|Follow|Klik)(?: \S+){0,4}", re.IGNORECASE)


def is_button(link: Element) -> bool:
    """Whether a link is named a button."""
    return _is_named(link) or link.attrs.get("role") == "button"


def _is_named(tag: Element) -> bool:
    return "class" in tag.attrs and _BUTTON.search(str(tag.attrs["class"])) is not None


def is_drawn_button(tag: Element) -> bool:
    """Whether ``tag``, no link and around none, is named a button, and says what those do.

    Other words may be those of a button that the article shows, or the heading of what it opens.
    """
    if not _is_named(tag):
        return False
    text = tag.opening
    if not (is_way_on(text) or is_toggle(text)) or tag.first("a", *HEADINGS):
        return False
    return is_alone(tag, text)


def is_control(tag: Element, facts: Facts) -> bool:
    """Whether readers press ``tag``: a button, a choice, a link made up as one or to an account."""
    if tag.name == "a":
        is_way = is_account(tag) or is_service(tag) or is_channel(tag) or is_own(tag, facts)
        return is_way or is_button(tag)
    return tag.name == "button" or tag.attrs.get("type") == "radio"


def is_account(link: Element) -> bool:
    """Whether a link leads to where readers log in, become members."""
    return ACCOUNT.search(link.href) is not None


def is_own(link: Element, facts: Facts) -> bool:
    """Whether a link leads to where the site itself sells space or asks for help."""
    is_asking = SPACE.search(link.href) or SUPPORT.search(link.href)
    return bool(is_asking) and facts.is_on_site(link.href)


def is_service(link: Element) -> bool:
    """Whether a link leads to where a program is to be had, or money is given."""
    return SERVICE.search(link.href) is not None


def leads_away(control: Element, facts: Facts) -> bool:
    """Whether a link leads to what is no site's own: an office, a form of others."""
    href = control.href
    is_outside = control.name == "a" and href.startswith("http") and not facts.is_on_site(href)
    return is_outside and not (is_service(control) or CHANNEL.search(href))


def is_channel(link: Element) -> bool:
    """Whether a link calls readers to where a site is followed: "Gabung sekarang"."""
    is_asking = CALL.fullmatch(link.said) or _FOLLOW.fullmatch(link.said)
    return bool(is_asking) and CHANNEL.search(link.href) is not None


def is_call(control: Element, facts: Facts) -> bool:
    """Whether a control by itself asks to join: "Gabung sekarang", a field for a password."""
    if control.name == "a" and (is_account(control) or is_service(control)):
        return True
    if SPACE.search(control.href) and is_own(control, facts):
        return True
    if control.name == "a" and is_channel(control) and not is_button(control):
        return False  # an article may name one
    fields = (part.attrs.get("type") for part in control.within("input"))
    return CALL.fullmatch(control.said) is not None or not _ACCOUNTS.isdisjoint(fields)
