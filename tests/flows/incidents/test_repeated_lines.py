"""Lines that stand in many articles: told of once, and settled by a line in one's own file."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from flows.checkup.weekly import checkup
from flows.derived import duplicates
from flows.reprocess.findings import Asked
from flows.reprocess.flow import reprocess
from flows.reprocess.spread import spread_over
from flows.runs.report import RunReport, Verdict
from tests.benchmarks.duplicates.prose import Prose
from tests.flows import archive
from tests.flows.archive import Connection, all_rows, page
from tests.flows.world import World
from tests.site.blocks import Heading, Items, Paragraph

LEAK = "Titip celengan kabar 12 kali agar juru tulis terus menulis"
TRUE = "Kolom ini terbit tiap pekan sejak tahun 1998."
OPEN = "SELECT cause, message FROM warta.incidents WHERE closed_at IS NULL"


def kept(connection: Connection, *articles: list[dict[str, Any]]) -> None:
    """Load articles of these blocks, numbered from 1, each with a text of its own before them."""
    for number, blocks in enumerate(articles, start=1):
        body = Prose(number).article(150)
        said = json.dumps([paragraph(body), *blocks])
        at = archive.at(number)
        one = page(f"/a/{number}", post_id=number, body=body, blocks=said, published_at=at)
        archive.store(connection, one)
    duplicates.refresh(connection)


def paragraph(text: str) -> dict[str, Any]:
    """A paragraph."""
    return {"kind": "paragraph", "text": text}


def lines(connection: Connection) -> list[tuple[Any, ...]]:
    """The lines, each with how many articles hold it."""
    query = "SELECT line, articles FROM warta.repeated_lines ORDER BY 2 DESC, 1"
    return all_rows(connection, query)


def test_a_line_is_the_same_whatever_its_case_and_numbers(connection: Connection) -> None:
    """As the newest article has it; with where it stands, how often, since when."""
    texts = ["Dibaca 7 kali", "DIBACA 1.204 kali", "Dibaca 12,5 kali"]
    kept(connection, *([paragraph(text)] for text in texts), [paragraph("Dibaca kali")])
    assert all_rows(connection, "SELECT * FROM warta.repeated_lines") == [(
        "purnawarta", "Dibaca 12,5 kali", 3, 4, 0.75, 0, 3, [3, 2, 1],
        [f"{archive.HOST}/a/{number}" for number in (3, 2, 1)], archive.at(1), archive.at(3),
    )]  # fmt: skip


def test_items_headings_and_lines_of_a_paragraph_are_lines(connection: Connection) -> None:
    """Quotes, rows of tables, captions and what is long are none; nor are signs."""
    blocks = [
        paragraph(f"Satu\n{'Panjang ' * 50}\n***"),
        {"kind": "heading", "text": "Dua", "level": 2},
        {"kind": "list", "items": ["Tiga", "Empat"], "is_ordered": False},
        {"kind": "quote", "text": "Kata orang"},
        {"kind": "table", "rows": [["Harga", "Rp"]]},
        {"kind": "image", "url": "https://x.example/a.jpg", "caption": "Foto"},
        {"kind": "embed", "text": "Video"},
    ]
    kept(connection, blocks, blocks, blocks)
    assert lines(connection) == [("Dua", 3), ("Empat", 3), ("Satu", 3), ("Tiga", 3)]


def test_what_an_article_says_twice_it_says_once(connection: Connection) -> None:
    """Three articles are needed; copies of one text count as one, and what is gone as none."""
    kept(connection, *([paragraph("Satu"), paragraph("Satu")] for _ in range(2)))
    assert lines(connection) == []
    copy = page(
        "/a/3", "3", post_id=3, body=Prose(2).article(150), blocks=json.dumps([paragraph("Satu")])
    )
    archive.store(connection, copy)
    duplicates.refresh(connection)
    assert lines(connection) == []
    other = page(
        "/a/4", "4", post_id=4, body=Prose(4).article(150), blocks=json.dumps([paragraph("Satu")])
    )
    archive.store(connection, other)
    duplicates.refresh(connection)
    assert lines(connection) == [("Satu", 3)]
    connection.execute("UPDATE ingest.article SET is_live = FALSE, gone_at = now() WHERE id = 1")
    assert lines(connection) == []


@pytest.fixture
def leaking(world: World) -> World:
    """An archive in whose articles a plugin wrote, and editors wrote the same sentence in all."""
    wordpress = world.site.wordpress
    for number, post in enumerate(wordpress.live()):
        leak = LEAK.replace("12", str(number)).upper() if number % 2 else LEAK
        item = Items(items=(leak, "Butir")) if number % 3 == 0 else Paragraph(markup=leak)
        wordpress.edit(post, (*post.blocks, Paragraph(markup=TRUE), Heading(words="Akhir"), item))
    world.run()
    return world


def checked(world: World) -> RunReport:
    """The weekly look, here and now."""
    return checkup(world.settings, world.url, clock=world.now, sample=0)


def settle(world: World, **keys: list[str]) -> None:
    """Write one's own file."""
    block = "".join(f"{key} = {json.dumps(lines)}\n" for key, lines in keys.items())
    (world.home / "sites.toml").write_text(f"[sites.local]\n{block}", "utf-8")


def read_again(world: World) -> Verdict:
    """Read all captures again, and load what is read as a person expects it."""
    settings = world.settings
    report = reprocess(
        settings,
        world.url,
        asked=Asked(promote=True, expect=frozenset({"paragraph_removed", "paragraph_changed"})),
        spread=spread_over(settings, world.url, settings.site(), jobs=1),
        clock=world.now,
        golden=lambda: None,
    )
    return report.run.verdict


def test_a_plugins_line_goes_and_an_editors_stays(leaking: World) -> None:
    """From the incident to an archive without the line, and with no request."""
    report = checked(leaking)
    assert (report.verdict.state, report.verdict.exit_code) == ("ok", 0)
    (incident,) = leaking.rows(OPEN)
    assert incident["cause"] == "lines_repeated"
    for told in ("4 lines stand in many", "Akhir", "(15 of 15)", "warta.repeated_lines"):
        assert told in incident["message"]
    settle(leaking, lines_cut=[f"  {LEAK}"], lines_kept=[TRUE.upper(), "Akhir", "Butir"])
    asked = leaking.value("SELECT count(*) FROM ingest.capture")
    verdict = read_again(leaking)
    assert verdict.state == "ok"
    assert "15 of 15 pages were read otherwise, and corrected" in verdict.reason
    assert leaking.rows(OPEN) == []
    bodies = [row["body"] for row in leaking.rows("SELECT body FROM warta.articles")]
    assert not any(LEAK[:20].lower() in body.lower() for body in bodies)
    assert all(TRUE in body for body in bodies)
    cut = "SELECT count(DISTINCT article_id) FROM warta.removed_blocks WHERE rule = 'lines_cut'"
    assert leaking.value(cut) == 15
    causes = "SELECT DISTINCT cause FROM warta.revisions"
    assert {row["cause"] for row in leaking.rows(causes)} == {"first", "correction"}
    assert leaking.value("SELECT count(*) FROM ingest.capture") == asked
    assert leaking.ailments() == {}


def test_a_page_seen_again_is_a_correction_and_no_edit(leaking: World) -> None:
    """Where the line was named, and nobody read the captures again."""
    settle(leaking, lines_cut=[LEAK])
    wordpress = leaking.site.wordpress
    wordpress.advance(hours=1)
    touched = wordpress.touch(wordpress.live()[0])
    leaking.run()
    (last,) = leaking.rows(
        "SELECT cause, extractor_version FROM warta.revisions WHERE post_id = %s AND revision = 2",
        touched.id,
    )
    assert last["cause"] == "correction"
    assert "." in last["extractor_version"]


@pytest.mark.parametrize("look", [lambda world: checked(world).verdict, read_again])
def test_lines_that_are_the_articles_are_told_of_no_more(
    leaking: World, look: Callable[[World], Verdict]
) -> None:
    """They stay in the text, and in the view; whichever run looks first closes the incident."""
    checked(leaking)
    assert [row["cause"] for row in leaking.rows(OPEN)] == ["lines_repeated"]
    settle(leaking, lines_kept=[LEAK, TRUE, "Akhir", "Butir"])
    assert look(leaking).state == "ok"
    assert leaking.rows(OPEN) == []
    with psycopg.connect(leaking.url) as connection:
        assert len(lines(connection)) >= 4
