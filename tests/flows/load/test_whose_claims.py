"""What number a page is taken for, and which articles can't have the one that they state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from crawler.captures import Capture
from crawler.plan import Listed, Named
from flows.dedupe import Shown, strangers
from flows.load.items import item_of
from flows.records import Item
from tests.flows.archive import HOST, SITE

PATH = "/iran/kapal-tanker-tiba"
AT = datetime(2026, 3, 1, 8, 15, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=5)
BODY = "<p>Kapal tanker itu tiba di pelabuhan pada Selasa pagi setelah sembilan hari di laut.</p>"


def shown(  # noqa: PLR0913 (what pages differ in)
    *,
    number: int = 2,
    loop: int | None = None,
    at: datetime | str | None = AT,
    ago: str = "",
    canonical: str = PATH,
    url: str = PATH,
    rest: Named | None = None,
) -> Item:
    """The item of a page that was asked for at ``PATH``."""
    stated = at.isoformat() if isinstance(at, datetime) else at
    time = f'<meta property="article:published_time" content="{stated}">' if at else ""
    form = f"<input type=hidden name=comment_post_ID value={loop}>" if loop else ""
    page = (
        f"<!doctype html><html lang=id><head><title>Kapal Tanker Tiba</title>{time}"
        f'<link rel=canonical href="{HOST}{canonical}"></head><body class="single postid-{number}">'
        f"<article><h1>Kapal Tanker Tiba</h1>{ago}<div class=entry-content>{BODY * 4}</div>"
        f"</article>{form}</body></html>"
    ).encode()
    capture = Capture(
        id=uuid4(),
        kind="page",
        url=f"{HOST}{url}",
        requested_url=f"{HOST}{PATH}",
        status=200,
        headers={"content-type": "text/html; charset=UTF-8"},
        body=page,
        payload_sha256=b"",
        captured_at=LATER + timedelta(seconds=7),
        listed=Listed(post_id=rest.post_id if rest else 9, rest=rest),
    )
    item = item_of(capture, SITE)
    assert item is not None
    return item


def told(item: Item) -> object:
    """The number that an item is taken for, or why it waits."""
    return item.content.post_id if item.content else item.reasons


DISAGREES = ("post_id_disagrees",)
REST = Named(post_id=7, published_at=AT)
LEDGER = Named(post_id=7, modified_at=AT)
OTHER = "/iran/berita-lain"
HOUR = AT.replace(minute=0, second=0)  # 15:00 in the site's zone
REST_HOUR = Named(post_id=7, published_at=HOUR)
NIGHT = Named(post_id=7, published_at=AT.replace(hour=20))  # the next day, in the site's zone
AGO = "<div class=byline>3 jam yang lalu</div>"
PAGES: dict[str, tuple[dict[str, Any], object]] = {
    "a feed's guid is from elsewhere": ({}, 2),
    "REST says the same": ({"number": 7, "rest": REST}, 7),
    "the same time": ({"rest": REST}, 7),
    "the same minute": ({"rest": REST, "at": AT.replace(second=0)}, 7),
    "no time": ({"rest": REST, "at": None}, 7),
    "another time": ({"rest": REST, "at": LATER}, DISAGREES),
    "another time, and its own sources disagree": ({"rest": REST, "at": LATER, "loop": 7}, 7),
    "younger than the last change of what is listed": ({"rest": LEDGER, "at": LATER}, DISAGREES),
    "no younger": ({"rest": LEDGER}, 7),
    "the same day": ({"rest": REST, "at": "2026-03-01"}, 7),
    "the same day where the site is": ({"rest": NIGHT, "at": "2026-03-02"}, 7),
    "another day": ({"rest": REST, "at": "2026-03-02"}, DISAGREES),
    "another day where the site is": ({"rest": NIGHT, "at": "2026-03-01"}, DISAGREES),
    "so long ago": ({"rest": REST, "at": None, "ago": AGO}, 7),
    "a time of another zone": ({"rest": REST, "at": "2026-03-01T08:15:30"}, 7),
    "a time of India's": ({"rest": REST, "at": "2026-03-01T13:45:30"}, 7),
    "a time of Nepal's": ({"rest": REST, "at": "2026-03-01T14:00:30"}, 7),
    "a time of Newfoundland's": ({"rest": REST, "at": "2026-03-01T04:45:30"}, 7),
    "a time of no zone": ({"rest": REST, "at": "2026-03-01T14:30:30"}, DISAGREES),
    "a time of a zone beyond the last": ({"rest": REST, "at": "2026-03-02T00:15:30"}, DISAGREES),
    "another time of another zone": ({"rest": REST, "at": "2026-03-01T08:16:30"}, DISAGREES),
    "younger by a zone than the last change": ({"rest": LEDGER, "at": "2026-03-01T22:15:30"}, 7),
    "it says that it is at another address": ({"rest": REST, "canonical": OTHER}, DISAGREES),
    "moved since": ({"rest": REST, "url": OTHER, "canonical": OTHER}, 7),
    "led to another article": ({"rest": REST, "url": OTHER, "canonical": OTHER, "at": LATER}, 2),
    "led to another article of the same full hour": (
        {"rest": REST_HOUR, "url": OTHER, "canonical": OTHER, "at": HOUR}, 2
    ),
    "led elsewhere, without a time": (
        {"rest": REST, "url": OTHER, "canonical": OTHER, "at": None}, 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_whose_a_page_is_that_states_another_number_than_was_listed(page: str) -> None:
    """It states 2; REST lists 7 there, if anything."""
    given, expected = PAGES[page]
    assert told(shown(**given)) == expected


def test_only_what_rest_says_is_past_doubt() -> None:
    """What only the page states may be doubted."""
    assert shown(rest=REST).is_certain
    assert not shown().is_certain


def one(name: str, *, certain: bool = False, **given: Any) -> Shown:
    """An article as a page shows it, unlike all others but for what is given."""
    values: dict[str, Any] = {
        "key": (UUID(int=ord(name)), 1),
        "paths": frozenset({f"/{name}"}),
        "title": f"Judul {name}",
        "published_at": AT + timedelta(minutes=ord(name)),
        "parts": frozenset({f"Satu {name}", f"Dua {name}", f"Tiga {name}"}),
        "is_certain": certain,
    }
    return Shown(**(values | given))


KNOWN = one("k", certain=True, key=None)
HALF = frozenset({"Satu k", "Dua k", "Empat"})
FULL = AT.replace(minute=0, second=0)
CLAIMS: dict[str, tuple[list[Shown], str]] = {
    "alone": ([one("a")], ""),
    "two": ([one("a"), one("b")], "ab"),
    "one that is known, and another": ([KNOWN, one("a")], "a"),
    "one that REST tells of, and another": ([one("a", certain=True), one("b")], "b"),
    "met before": ([KNOWN, one("a", paths=frozenset({"/a", "/k"}))], ""),
    "met before by way of a third": (
        [KNOWN, one("a", paths=frozenset({"/a", "/k"})), one("b", paths=frozenset({"/a"}))], ""
    ),
    "moved, with another title and text": ([KNOWN, one("a", published_at=KNOWN.published_at)], ""),
    "of the same full hour": (
        [replace(KNOWN, published_at=FULL), one("a", published_at=FULL)], "a"
    ),
    "of the same full hour and title": (
        [replace(KNOWN, published_at=FULL), one("a", published_at=FULL, title=KNOWN.title)], ""
    ),
    "moved and dated anew": ([KNOWN, one("a", parts=HALF)], ""),
    "of the same title": ([KNOWN, one("a", title=KNOWN.title)], "a"),
    "of the same title, without a time": (
        [KNOWN, one("a", title=KNOWN.title, published_at=None)], ""
    ),
    "without words": ([KNOWN, one("a", parts=frozenset())], "a"),
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
def test_which_articles_can_t_have_the_number_that_they_state(claim: str) -> None:
    """All that is about an article does not become other at once."""
    shown, expected = CLAIMS[claim]
    assert strangers(shown) == {(UUID(int=ord(name)), 1) for name in expected}
