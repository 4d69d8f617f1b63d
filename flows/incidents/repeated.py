"""Whether lines stand in so many articles that they are hardly theirs, and a person should look.

A plugin's line that no rule of extraction knows stands word for word in each article; a sentence
of an article's own hardly ever does. It knows lines and sites; nothing of pages.
"""

from collections.abc import Sequence
from typing import Final

from crawler import extract as extractor
from crawler.sites import Site
from flows.incidents.record import Healed, Seen, Sign
from flows.store import repeated
from flows.store.repeated import Repeated
from flows.store.statements import Connection
from flows.wording import counted

#: Of the newest articles so many, and such a share, hold a line that is told of.
_ARTICLES: Final = 5
_SHARE: Final = 0.1
#: Lines that a message shows, and how much of each (characters).
_SHOWN: Final = 3
_SHOWN_CHARS: Final = 100


def lines(connection: Connection, site: Site) -> list[Repeated]:
    """Return the lines that a person should look at: all but those that the site's block keeps."""
    kept = set(map(extractor.line_key, site.lines_kept))
    found = repeated.lines(connection, site.name, articles=_ARTICLES, share=_SHARE)
    return [one for one in found if extractor.line_key(one.line) not in kept]


def sign(found: Sequence[Repeated]) -> Sign:
    """Say whether that is an incident: one for a site, whatever the lines."""
    if not found:
        return Healed(cause="lines_repeated")
    many = counted(len(found), "line stands", "lines stand")
    message = f"{many} in many of the newest articles: {'; '.join(map(shown, found[:_SHOWN]))}"
    rest = "; …" if len(found) > _SHOWN else ""
    where = (
        "See warta.repeated_lines; lines_cut or lines_kept in WARTA_HOME/sites.toml settles them"
    )
    return Seen(cause="lines_repeated", message=f"{message}{rest}. {where}")


def shown(one: Repeated) -> str:
    """Return a line as people see it, with how many articles hold it."""
    text = one.line if len(one.line) <= _SHOWN_CHARS else f"{one.line[: _SHOWN_CHARS - 1]}…"
    return f"“{text}” ({one.articles:,} of {one.of_articles:,})"
