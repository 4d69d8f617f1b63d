"""Whether the pages that a run asked for come in, and can be understood.

Lists may answer while all that they list fails: that is no matter of single pages, and shows in no
list. It knows how pages came out; nothing of how they are asked for.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.incidents.record import Healed, Seen, Sign
from flows.store.runs import Pages
from flows.wording import counted

#: One or two may be removed between list and page; of so many that fail the site is the cause.
_FAILING: Final = 3
#: A cache may still show one in ten.
_SHARE: Final = 0.9
#: From so many pages on, half of them not understood is the site's doing, not that of a page.
_PAGES: Final = 6
#: Ways to fail that a message names.
_SHOWN: Final = 3
_ADVICE: Final = (
    "Open it in a browser: if the article is there, the site shuts warta out, so ask its owner; if "
    "not, it is broken there, and the next runs ask again"
)


def complaint(pages: Sequence[Pages], unmet: int, *, is_open: bool) -> str | None:
    """Say that (nearly) all pages failed, and how; None where that does not show.

    ``unmet`` pages failed that had not failed before: in this run, or since a page last came in,
    as a run often asks for one alone. Where an incident ``is_open``, it takes none of them.
    """
    failed = [one for one in pages if one.how is not None]
    asked, failing = _sum(pages), _sum(failed)
    is_told = is_open or unmet >= _FAILING
    if not (failed and is_told and failing >= _SHARE * asked):
        return None
    how = ", ".join(f"{one.how} ×{one.pages}" for one in failed[:_SHOWN])
    what = f"{failing} of {counted(asked, 'page')} failed, while the lists answer"
    return f"{what}: {how}, such as {failed[0].example}. {_ADVICE}"


def signs(
    pages: Sequence[Pages], wrong: str | None, *, quarantined: int, strange: int
) -> Iterator[Sign]:
    """Say what of that is an incident, and what has healed: nothing does unless pages come in.

    ``wrong`` is the complaint; ``strange`` pages could not be understood, or were no article and
    did not say so, ``quarantined`` ones of them.
    """
    asked = _sum(pages)
    has_come_in = _sum([one for one in pages if one.how is None]) > quarantined
    if wrong:
        yield Seen(cause="all_pages_failing", message=wrong)
    elif has_come_in:
        yield Healed(cause="all_pages_failing")
    if has_come_in and strange * 2 < asked:
        yield Healed(cause="theme_changed")
    elif not wrong and asked >= _PAGES and strange * 2 >= asked:
        message = f"{strange} of {asked} pages could not be understood"
        yield Seen(cause="theme_changed", message=message)


def _sum(pages: Sequence[Pages]) -> int:
    return sum(one.pages for one in pages)
