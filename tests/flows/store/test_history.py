"""Any order of ingestion ends in the same archive."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import on, temporary_database
from tests.flows import archive
from tests.flows.archive import Captured, Connection

_CONTENTS = "abc"


@st.composite
def histories(draw: st.DrawFn) -> list[Captured]:
    """Captures of a few articles, in the order in which they were made.

    A page that states no post id is the article's whose path it is. That is certain only at paths
    which no two posts share; where a slug is used again by another post, each page states its id.
    """
    pages: list[Captured] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        pages += draw(_captures_of(number))
    if draw(st.booleans()):
        pages += draw(_relay())
    if draw(st.booleans()):
        pages += draw(_swap())
    keys = draw(st.permutations(range(1, len(pages) + 1)))
    pages = [_with_key(page, UUID(int=key)) for page, key in zip(pages, keys, strict=True)]
    return sorted(pages, key=lambda page: (page.item.captured_at, page.capture.id))


def _with_key(page: Captured, key: UUID) -> Captured:
    return Captured(replace(page.capture, id=key), replace(page.item, capture_id=key))


@st.composite
def _captures_of(draw: st.DrawFn, number: int) -> list[Captured]:
    """An article at paths of its own: edited, moved, read as HTML or text, with and without id."""
    has_id = draw(st.booleans())
    paths = [f"/s/{number}-{place}" for place in range(draw(st.integers(1, 3)))]
    pages = []
    place = 0
    for hour in sorted(draw(st.lists(st.integers(0, 9), min_size=1, max_size=6))):
        step = draw(st.integers(0, 1)) if place + 1 < len(paths) else 0
        # whoever asks for the old path is led to the new one: that proves that they are one
        asked = [paths[place]] if step else []
        place += step
        asked += draw(st.lists(st.sampled_from(paths[: place + 1]), max_size=1))
        pages.append(
            archive.page(
                paths[place],
                draw(st.sampled_from(_CONTENTS)),
                hour=hour,
                post_id=number if has_id and draw(st.booleans()) else None,
                origin=draw(st.sampled_from(["html", "html", "text"])),
                asked=asked,
                related=draw(st.sampled_from([(), ("/s/1-0",), ("/s/2-0", "/s/3-0")])),
            )
        )
    return pages


@st.composite
def _relay(draw: st.DrawFn) -> list[Captured]:
    """A slug that one post leaves and others take over, perhaps to give it back."""
    hours = sorted(draw(st.lists(st.integers(0, 9), min_size=2, max_size=6, unique=True)))
    return [
        archive.page(
            "/s/relay",
            draw(st.sampled_from(_CONTENTS)),
            hour=hour,
            post_id=draw(st.integers(101, 103)),
        )
        for hour in hours
    ]


@st.composite
def _swap(draw: st.DrawFn) -> list[Captured]:
    """Two posts that swap their paths, and perhaps swap back."""
    pages = []
    for hour in sorted(draw(st.lists(st.integers(0, 9), min_size=2, max_size=5, unique=True))):
        is_swapped = draw(st.booleans())
        for post_id in (201, 202):
            side = (post_id == 201) != is_swapped
            pages.append(
                archive.page(
                    "/s/left" if side else "/s/right",
                    draw(st.sampled_from(_CONTENTS)),
                    hour=hour + (0 if post_id == 201 else 0.5),
                    post_id=post_id,
                )
            )
    return pages


def state(connection: Connection) -> list[object]:
    """All that an archive says which is not ours: beyond the digest, paths, links and sightings."""
    named = "coalesce(articles.post_id::text, articles.url)"
    return [
        archive.digest(connection),
        archive.all_rows(
            connection,
            f"SELECT {named}, alias.path, alias.from_at, alias.to_at FROM ingest.alias"
            " JOIN warta.articles ON articles.id = alias.article_id ORDER BY 1, 2",
        ),
        archive.all_rows(
            connection,
            f"SELECT {named}, first_seen_at, last_seen_at FROM warta.articles ORDER BY 1",
        ),
        archive.all_rows(
            connection,
            f"SELECT {named}, related_links.position, related_links.title,"
            " coalesce(target.post_id::text, target.url)"
            " FROM warta.related_links JOIN warta.articles ON articles.id = article_id"
            " LEFT JOIN warta.articles AS target ON target.id = target_article_id ORDER BY 1, 2",
        ),
    ]


@pytest.fixture(scope="module")
def long_lived(server: str, template: str) -> Iterator[Connection]:
    """A connection to a database that many histories use in turn."""
    with (
        temporary_database(server, template) as name,
        psycopg.connect(on(server, name)) as opened,
    ):
        yield opened


def _loaded(connection: Connection, batches: Sequence[Sequence[Captured]]) -> list[object]:
    archive.empty(connection)
    run_id = archive.begin(connection)
    for batch in batches:
        archive.put(connection, run_id, *batch)
    assert archive.ailments(connection) == {}
    return state(connection)


@pytest.mark.long
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), history=histories())
def test_any_order_of_ingestion_ends_in_the_same_archive(
    long_lived: Connection, data: st.DataObject, history: list[Captured]
) -> None:
    """Random orders, batches, duplicates and repeated loads end like one by one and in order.

    What can't be decided, and is therefore not generated: a page without post id at a path that
    two posts share in the course of time is given to the one that was met there at that time, as
    far as is known when it is loaded. Loaded before that post, it is another's for good.
    """
    shuffled = data.draw(st.permutations(history))
    shuffled += data.draw(st.lists(st.sampled_from(history), max_size=3))
    batches = []
    while shuffled:
        size = data.draw(st.integers(1, 6))
        batches.append(shuffled[:size])
        shuffled = shuffled[size:]
    assert _loaded(long_lived, batches) == _loaded(long_lived, [[page] for page in history])
