"""What analysts type is looked up: no table that grows with the archive is read from end to end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from flows.revisit import AGES
from flows.store.statements import statement
from tests.databases import on, temporary_database
from tests.flows import archive
from tests.flows.archive import Connection, one, page

LOOK_UPS = {
    "articles": [
        "ORDER BY published_at DESC LIMIT 5",
        "ORDER BY published_at DESC NULLS LAST LIMIT 5",
        "WHERE is_live AND published_at IS NOT NULL ORDER BY published_at DESC LIMIT 5",
        "WHERE published_at BETWEEN '2024-03-02' AND '2024-03-03'",
        "WHERE section = 's7' ORDER BY published_at DESC LIMIT 5",
        "WHERE section = 's7' AND published_at >= '2024-03-01' AND published_at < '2024-04-01'",
        "WHERE authors @> ARRAY['P 7']",
        "WHERE tags && ARRAY['tag 7', 'tag 8']",
        "WHERE id = 7",
        "WHERE site = 'purnawarta' AND post_id = 7",
        "WHERE url = 'https://purnawarta.com/s7/7'",
    ],
    "revisions": [
        "WHERE article_id = 7",
        "WHERE recorded_at > '2025-12-31' AND cause = 'edit'",
        "WHERE site = 'purnawarta' AND post_id = 7",
    ],
    "as_of('2030-01-01')": [
        "ORDER BY published_at DESC NULLS LAST LIMIT 5",
        "ORDER BY id LIMIT 2",
        "WHERE section = 's7' ORDER BY published_at DESC LIMIT 10",
        "WHERE published_at > '2024-05-23'",
        "WHERE id = 7",
        "WHERE site = 'purnawarta' AND post_id = 7",
        "WHERE url = 'https://purnawarta.com/s7/7'",
    ],
    "changes": [
        "WHERE article_id = 7 ORDER BY seq",
        "WHERE changed_at > '2025-12-31'",
        "WHERE operation = 'edit' ORDER BY seq DESC LIMIT 5",
        "JOIN warta.revisions USING (article_id, revision) WHERE article_id = 7",
        (
            "LEFT JOIN warta.revisions AS said ON said.article_id = changes.article_id"
            " AND said.revision = changes.current_revision WHERE seq > 100 ORDER BY seq LIMIT 10"
        ),
    ],
    "related_links": ["WHERE article_id = 7", "WHERE target_article_id = 7"],
    "linked_from": ["WHERE article_id = 7"],
    "removed_blocks": ["WHERE article_id = 7"],
    "sightings": ["WHERE article_id = 7"],
}
#: The others are small, or narrow: reading them whole may be the best.
BIG = {"capture", "change", "item", "related_link", "removed_block", "revision"}


@pytest.fixture(scope="module")
def filled(server: str, template: str) -> Iterator[Connection]:
    """So many articles that reading a table whole would not be the planner's choice."""
    with (
        temporary_database(server, template) as name,
        psycopg.connect(on(server, name)) as connection,
    ):
        pages = [
            page(f"/s{n % 50}/{n}", post_id=n, published_at=archive.at(n), authors=(f"P {n % 50}",),
                 tags=(f"tag {n % 50}", "semua"), related=(f"/s{n % 9}/7",), body="Isi " * 300)
            for n in range(1, 2000)
        ]  # fmt: skip
        archive.put(connection, archive.begin(connection), *pages)
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
        yield connection


@pytest.mark.parametrize(
    ("view", "rest"), [(view, rest) for view, all_of in LOOK_UPS.items() for rest in all_of]
)
def test_what_people_look_up_has_an_index(filled: Connection, view: str, rest: str) -> None:
    """Also where it is asked for by way of the contract."""
    (plan,) = one(filled, f"EXPLAIN (FORMAT json) SELECT * FROM warta.{view} {rest}")
    assert not BIG & set(read_whole(plan["Plan"]))


def test_counting_reads_no_texts(filled: Connection) -> None:
    """Articles of a day, and of a section, are counted from an index."""
    for key in ("published_at::date", "section"):
        query = f"EXPLAIN SELECT {key}, count(*) FROM warta.articles GROUP BY 1"
        plan = "\n".join(line for (line,) in archive.all_rows(filled, query))
        assert "Index Only Scan using revision_" in plan
        assert "Index Scan using revision_" not in plan


def test_what_to_look_at_again_is_chosen_without_a_look_at_texts(filled: Connection) -> None:
    """Of all that are young the age counts, and of those that are due the address."""
    given = {
        "site": archive.SITE.name, "now": archive.at(2000), "ages": list(AGES), "per_day": 5,
        "lasts": timedelta(days=999), "audited_after": timedelta(days=3), "audits": 1,
    }  # fmt: skip
    explain = f"EXPLAIN (FORMAT json) {statement('revisits_due')}".encode()
    (((plan,),),) = filled.execute(explain, given).fetchall()
    assert not BIG & set(read_whole(plan["Plan"]))


def test_what_a_page_was_sent_with_is_looked_up_by_its_article(filled: Connection) -> None:
    """Before it is asked for again, of as many articles as a day's visits are."""
    explain = f"EXPLAIN (FORMAT json) {statement('newest_of_articles')}".encode()
    (((plan,),),) = filled.execute(explain, {"article_ids": list(range(100))}).fetchall()
    assert not BIG & set(read_whole(plan["Plan"]))


def test_the_items_of_a_run_are_not_read_once_for_each_of_its_captures(filled: Connection) -> None:
    """As they were where the statistics knew earlier runs only: a slice took a second to report."""
    explain = f"EXPLAIN {statement('run_problems')}".encode()
    plan = str(filled.execute(explain, {"run_id": uuid4(), "max_rows": 10}).fetchall())
    assert "capture_of_run" in plan
    assert "item_of_run" not in plan


@pytest.mark.parametrize("name", ["seen_alike", "accepted_alike"])
def test_what_is_known_of_a_text_in_doubt_is_looked_up(filled: Connection, name: str) -> None:
    """For each page of a batch that is in doubt."""
    given = {"site": archive.SITE.name, "keys": [bytes([n]) * 32 for n in range(50)]}
    explain = f"EXPLAIN (FORMAT json) {statement(name)}".encode()
    (((plan,),),) = filled.execute(explain, given).fetchall()
    assert "item_in_" in str(plan)  # doubt, or quarantine while nothing waits there
    assert not BIG & set(read_whole(plan["Plan"]))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("expired_files", {"before": archive.at(2000), "site": None}),
        ("files_unnamed", {"files": [f"purnawarta/{n}.warc.gz" for n in range(500)]}),
    ],
)
def test_files_are_not_compared_with_all_captures_one_by_one(
    filled: Connection, name: str, given: dict[str, Any]
) -> None:
    """As they were where the archive had outgrown the server's memory for a list of its files."""
    with filled.transaction():
        filled.execute("SET LOCAL work_mem = '64kB'")
        explain = f"EXPLAIN {statement(name)}".encode()
        plan = str(filled.execute(explain, given).fetchall())
    assert "capture" in plan
    assert "SubPlan" not in plan


def read_whole(plan: dict[str, Any]) -> Iterator[str]:
    """Give the tables that a plan reads from end to end."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from read_whole(part)
