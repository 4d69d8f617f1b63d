"""Whether a site that answered before answers no more: its lists are not closed then.

It knows what the crawler said; nothing of why something was asked.
"""

from itertools import takewhile
from typing import Final

from crawler.captures import CaptureLine
from crawler.sites import Site
from flows.crawl.loop import CrawlLoop
from flows.wording import place

#: Answers that say no, from this status on.
_REFUSED: Final = 400
#: What is said in the place of a server that does not answer (RFC 9110, sections 15.6.3 to 15.6.5).
_AWAY: Final = frozenset({502, 503, 504})


def fell_silent(loop: CrawlLoop, site: Site) -> str | None:
    """Say that a site answers no more, where for no other reason a list could not be had.

    Of a crawl that lacks a list: all that it lacks were asked for after the last answer.
    """
    asked = [line for line in loop.lines if line.status is not None or line.fetched == "failed"]
    unheard = [*takewhile(_is_unheard, reversed(asked))]
    missed = [line for line in asked if line.kind == "listing" and not _is_had(line)]
    if not missed or any(line not in unheard for line in missed):
        return None
    return (
        f"{site.base_url} answers no more ({place(missed[0].url)}: {missed[0].reason}). "
        "The next run goes on from here."
    )


def _is_unheard(line: CaptureLine) -> bool:
    return line.status is None or line.status in _AWAY


def _is_had(line: CaptureLine) -> bool:
    return line.status is not None and line.status < _REFUSED
