"""Titles of other articles, and what programs set beside one: its day, an excerpt that is cut off.

Asked of boxes and of lines alike. Where nothing but words tells what a line is, a title must be
written as a headline; within a box of such entries, four words are one.
"""

import re
from typing import Final

from crawler.extract.bylines import AGO, DATE_LINE
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import FILE, MEDIA, TAG_PAGE, TERM_PAGE
from crawler.extract.furniture.phrases import is_all
from crawler.extract.text import ends_with_stop, is_title_case, key

#: Title and URL of each article that is pointed at.
Titles = list[tuple[str, str | None]]
#: A linked text of four words is a title; sentences link fewer.
TITLE_SPACES: Final = 3
#: A capitalised text of so many words is a headline rather than a name.
HEADLINE_WORDS: Final = 5
#: Longer than any headline.
MAX_TITLE: Final = 220
#: The part of an address that is made of a headline, without a number before that; letters of it.
_SLUG: Final = re.compile(r"(?:\d+-)?([^/?#]+)/?(?:[?#].*)?$")
_MIN_SLUG: Final = 16
_CUT_OFF: Final = ("…", "...", "[…]", "[...]")


def is_title(shown: str) -> bool:
    """Whether what is linked may be the title of an article: no name, no sentence."""
    return shown.count(" ") >= TITLE_SPACES and not ends_with_stop(shown)


def is_headline(shown: str, href: str, facts: Facts) -> bool:
    """Whether what is linked is written as a headline is, or is that of where it leads."""
    if len(shown.split()) < HEADLINE_WORDS or ends_with_stop(shown):
        return False
    return is_title_case(shown) or names_article(shown, href, facts)


def is_named_by(shown: str, href: str) -> bool:
    """Whether an address is made of what is linked: the headline of the page that it leads to."""
    found = _SLUG.search(href)
    slug, told = key(found[1]) if found else "", key(shown)
    return len(slug) >= _MIN_SLUG and (told.startswith(slug) or slug.startswith(told))


def is_named_beyond(shown: str, href: str, told: str) -> bool:
    """Whether an address is made of all that is ``told``, of which only the first is linked."""
    found = _SLUG.search(href) if told.startswith(shown) and told != shown else None
    return found is not None and key(shown) != key(told) == key(found[1])


def names_article(shown: str, href: str, facts: Facts) -> bool:
    """Whether an address is made of what is linked, and is none of a picture of the article's."""
    return is_named_by(shown, href) and not shows_media(href, facts)


def shows_media(href: str, facts: Facts) -> bool:
    """Whether a link leads to a picture, a recording or a document, as those of an article do.

    WordPress makes the address of a picture's page of its caption, and puts it below the article's.
    """
    url = facts.absolute(href) or ""
    is_below = url.startswith(f"{facts.url.rstrip('/')}/")
    return is_below or any(form.search(url) for form in (MEDIA, FILE))


def leads_elsewhere(href: str, facts: Facts) -> bool:
    """Whether a link leads to a page of the site, and to no place on one."""
    return "#" not in href and facts.is_on_site(href)


def is_ours(shown: str, href: str, facts: Facts) -> bool:
    """Whether a link shows a headline, and leads to an article of this site."""
    if not is_headline(shown, href, facts) or not leads_elsewhere(href, facts):
        return False
    return not TERM_PAGE.search(href) and not TAG_PAGE.search(href)


def is_day(text: str) -> bool:
    """Whether ``text`` says when something was published, or how long ago."""
    return is_all(DATE_LINE, text) or AGO.fullmatch(text) is not None


def is_generated(text: str) -> bool:
    """Whether ``text`` is a day, or was cut off: no editor ends a sentence so."""
    return is_cut_off(text) or is_day(text.strip(" ()–—-|,·•"))


def is_cut_off(text: str) -> bool:
    """Whether a program ended an excerpt."""
    return text.endswith(_CUT_OFF)
