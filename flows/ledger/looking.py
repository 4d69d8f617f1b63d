"""Look for articles that the site names no more: are they gone, or only not named?

A strategy on the crawl loop. Proof of gone is a page that answers 404 or 410, and REST that knows
no such public post while it answers for another one; without REST, a page that is missing twice,
a day apart. It knows answers; what follows from them for the archive, ``flows.reconcile`` says.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from crawler import discovery
from crawler.captures import Capture, CaptureLine
from crawler.plan import Fetch, Listed
from flows.crawl.loop import Answer, CrawlLoop
from flows.crawl.terms import Terms
from flows.normalise import site_path
from flows.records import NOT_ASKED
from flows.store.gone import Absent, Checked

#: Articles that one list can ask for by number.
PER_LIST: Final = 100
_MISSING: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
#: What REST says of a post that was removed for good, and of one in the trash or made a draft:
#: WordPress refuses the latter to strangers (WP_REST_Posts_Controller::get_item_permissions_check).
_NO_SUCH_POST: Final = frozenset({"rest_post_invalid_id", "rest_forbidden"})


class Naming:
    """Ask REST by number which of the absent articles it still names.

    Attributes:
        loop: the crawl.
        unnamed: those that it does not name.

    """

    def __init__(self, terms: Terms, absent: Sequence[Absent]) -> None:
        """Take what is to be asked for; articles without a number are not named by any."""
        self.loop = CrawlLoop(terms)
        self._rest_url = terms.door.site.rest_url
        self._numbered = [one for one in absent if one.post_id is not None]
        self.unnamed = list(absent)

    def run(self) -> None:
        """Ask; raises what the loop does."""
        self.loop.run(self._ask)

    def _ask(self) -> None:
        numbers = [one.post_id for one in self._numbered if one.post_id is not None]
        for start in range(0, len(numbers), PER_LIST):
            url = discovery.named_url(self._rest_url, numbers[start : start + PER_LIST])
            self.loop.ask(Fetch(url=url, kind="listing"), self._hear)

    def _hear(self, answer: Answer) -> None:
        capture = answer.capture
        if capture is None or capture.status != HTTPStatus.OK:
            return
        try:
            named = {found.post_id for found in discovery.read_posts(capture.payload)}
        except discovery.ListingError:
            return
        self.unnamed = [one for one in self.unnamed if one.post_id not in named]


class Looking:
    """Ask for each absent article: its page first, then REST, or the page again.

    Attributes:
        loop: the crawl.
        checked: how each was found; what could not be asked for is not among them.
        in_vain: when each was asked for whose page did not say whether it is there.
        proven: numbers of those that are gone by what was seen now; empty without REST.

    """

    def __init__(self, terms: Terms, absent: Sequence[Absent], known_post: int | None) -> None:
        """Take what is to be asked for, and a post that REST must answer for; None: no REST."""
        self.loop = CrawlLoop(terms)
        self._site = terms.door.site
        self._rest_url = self._site.rest_url
        self._absent = list(absent)
        self._known_post = known_post
        self.checked: list[Checked] = []
        self.in_vain: dict[int, datetime] = {}
        self.proven: set[int] = set()

    def run(self) -> None:
        """Ask; raises what the loop does."""
        self.loop.run(self._ask_known if self._known_post is not None else self._ask_pages)

    def _ask_known(self) -> None:
        url = discovery.post_url(self._rest_url, self._known_post or 0)
        self.loop.ask(Fetch(url=url, kind="probe"), self._hear_known)

    def _hear_known(self, answer: Answer) -> None:
        """Go on only where REST answers for a post that is known to be there."""
        said = _said(answer.capture)
        if said.get("id") == self._known_post:
            self._ask_pages()

    def _ask_pages(self) -> None:
        for one in self._absent:
            url = f"{self._site.home_url}/?p={one.post_id}"
            if one.url:
                url = f"{self._site.base_url}{site_path(one.url)}"
            then = self._hear_page(one, url)
            listed = Listed(post_id=one.post_id)
            self.loop.ask(Fetch(url=url, kind="page", listed=listed), then)

    def _hear_page(self, one: Absent, url: str) -> Callable[[Answer], None]:
        def hear(answer: Answer) -> None:
            line = answer.line
            if not _is_telling(line):
                self._pass_over(one, line)
            elif line.status not in _MISSING:
                self._note(one, answer, is_missing=False)
            elif self._known_post is None or one.post_id is None:
                self.loop.ask(
                    Fetch(url=url, kind="page"), lambda again: self._hear_again(one, again)
                )
            else:
                probe = Fetch(url=discovery.post_url(self._rest_url, one.post_id), kind="probe")
                self.loop.ask(probe, lambda said: self._hear_post(one, answer, said))

        return hear

    def _hear_post(self, one: Absent, page: Answer, said: Answer) -> None:
        if said.line.reason in NOT_ASKED:  # the next run asks for both again
            return
        is_gone = _said(said.capture).get("code") in _NO_SUCH_POST
        self._note(one, page, is_missing=is_gone)
        if is_gone:
            self.proven.add(one.article_id)

    def _hear_again(self, one: Absent, answer: Answer) -> None:
        """Believe a 404 no page that answers otherwise when it is asked again."""
        if _is_telling(answer.line):
            self._note(one, answer, is_missing=answer.line.status in _MISSING)
        else:
            self._pass_over(one, answer.line)

    def _pass_over(self, one: Absent, line: CaptureLine) -> None:
        if line.reason not in NOT_ASKED:
            self.in_vain[one.article_id] = line.captured_at

    def _note(self, one: Absent, answer: Answer, *, is_missing: bool) -> None:
        line = answer.line
        self.checked.append(
            Checked(
                article_id=one.article_id,
                at=line.captured_at,
                is_missing=is_missing,
                capture_id=line.id,
            )
        )


def _is_telling(line: CaptureLine) -> bool:
    """Whether an answer says something of the page: failures and refusals do not."""
    return line.id is not None and line.status in {*_MISSING, HTTPStatus.OK}


def _said(capture: Capture | None) -> dict[str, Any]:
    """Return the JSON object of an answer; empty where it is none."""
    if capture is None:
        return {}
    try:
        said = json.loads(capture.payload)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
