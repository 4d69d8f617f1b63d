"""Search in Indonesian, over the documents that are made after a load."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import psycopg

from flows.derived import search
from flows.store import search as store
from tests.flows import archive
from tests.flows.archive import Connection, one, page
from tests.flows.archive import store as store_pages
from tests.flows.world import Archive, Said


def _found(connection: Connection, query: str) -> list[str]:
    hits = store.search(connection, query, max_rows=10)
    connection.commit()
    return [hit.title for hit in hits]


def test_words_are_found_by_their_stems(connection: Connection) -> None:
    """And matches are shown in the text around them; a title weighs more than a body."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Yaman", body="Kedua negara bekerja sama soal keamanan."),
        page("/a/2", post_id=2, title="Kerja sama keamanan", body="Isi lain."),
    )
    search.refresh(connection)
    assert _found(connection, "kerja sama keamanan")[0] == "Kerja sama keamanan"
    assert _found(connection, '"kerja sama" -yaman') == ["Kerja sama keamanan"]
    (hit,) = store.search(connection, "negara", max_rows=10)
    assert "«negara»" in hit.headline
    connection.commit()


FAMILIES: Final = (
    "merdeka kemerdekaan",
    "menteri kementerian",
    "tewas menewaskan",
    "kunjung mengunjungi kunjungan",
    "menandatangani ditandatangani tandatangan",
    "tolak menolak penolakan ditolak",
    "tembak menembak penembakan",
    "penjara dipenjara",
    "terima menerima penerimaan",
    "kirim mengirim pengiriman",
    "tulis menulis penulis",
    "pukul memukul dipukul",
    "sapu menyapu disapu",
    "kerja bekerja pekerjaan",
)


def test_any_word_of_a_family_finds_the_others(connection: Connection) -> None:
    """The root too where the stemmer cuts it (merdeka), or a prefix swallows its first letter."""
    families = [family.split() for family in FAMILIES]
    pages = [
        page(f"/a/{number}-{word}", post_id=100 * number + place, title=f"{number}", body=word)
        for number, family in enumerate(families, start=1)
        for place, word in enumerate(family)
    ]
    archive.store(connection, *pages)
    search.refresh(connection)
    for number, family in enumerate(families, start=1):
        for word in family:
            assert _found(connection, word) == [str(number)] * len(family), word


def test_a_query_may_say_only_what_there_must_not_be(connection: Connection) -> None:
    """The newest come first, page by page; no index of words is read for it."""
    days = (3, 1, 4, 2, 5)
    pages = [
        page(
            f"/iran/{day}", post_id=day, title=f"Kabar {day}", published_at=archive.at(24 * day),
            body="Pasar ramai." if day == 4 else "Pasar sepi.",
        )
        for day in days
    ]  # fmt: skip
    archive.store(connection, *pages, page("/a/9", post_id=9, title="Ramai"))
    search.refresh(connection)
    reads = (
        "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'search_document_by_stem'"
    )
    connection.execute("SELECT pg_stat_force_next_flush()")
    before = one(connection, reads)
    assert _found(connection, "-ramai") == ["Kabar 5", "Kabar 3", "Kabar 2", "Kabar 1"]
    asked = "SELECT array_agg(title) FROM warta.search(%s, 2, 'iran', skip => %s)"
    assert one(connection, asked, "-ramai -lain", 0) == ["Kabar 5", "Kabar 3"]
    assert one(connection, asked, "-ramai -lain", 2) == ["Kabar 2", "Kabar 1"]
    connection.execute("SELECT pg_stat_force_next_flush()")
    assert one(connection, reads) == before
    assert sorted(one(connection, asked, "kabar or -ramai", 0)) == ["Kabar 4", "Kabar 5"]
    assert one(connection, asked, "-pasar", 0) is None


def test_accents_and_odd_queries_do_no_harm(connection: Connection) -> None:
    """A query is what people type."""
    archive.store(connection, page("/a/1", post_id=1, title="Résumé Sana’a"))
    search.refresh(connection)
    assert _found(connection, "resume") == ["Résumé Sana’a"]
    for query in ("", "'", '"', "a & | !", "'; DROP TABLE ingest.article", "%s %(x)s", "\\"):
        assert _found(connection, query) in ([], ["Résumé Sana’a"])


def test_documents_follow_the_current_revision(connection: Connection) -> None:
    """A load leaves them stale; the refresh makes only those anew, and none of merged articles."""
    archive.store(connection, page("/a/1", post_id=1, title="lama"), page("/a/2", "b"))
    search.refresh(connection)
    archive.store(
        connection,
        page("/a/1", post_id=1, hour=1, title="baru"),
        page("/a/2", "b", post_id=1, hour=2, title="baru"),
    )
    before = one(connection, "SELECT xmin::text FROM ingest.search_document WHERE article_id = 1")
    search.refresh(connection)
    assert _found(connection, "baru") == ["baru"]
    assert _found(connection, "lama") == []
    documents = "SELECT count(*), min(xmin::text) FROM ingest.search_document"
    ((count, after),) = archive.all_rows(connection, documents)
    assert count == 1
    assert after != before
    search.refresh(connection)
    assert archive.all_rows(connection, documents) == [(1, after)]
    archive.end_as_ingests(connection)
    assert "search_not_current" not in archive.ailments(connection)
    connection.execute("UPDATE ingest.search_document SET revision = 1")
    assert "search_not_current" in archive.ailments(connection)


def test_two_processes_make_documents_without_waiting(
    connection: Connection, database: str
) -> None:
    """Each takes articles that the other has not taken."""
    archive.store(connection, page("/a/1", post_id=1), page("/a/2", post_id=2))
    with psycopg.connect(database) as other:
        assert store.refresh(other, max_rows=1) == 1
        connection.execute("SET lock_timeout = '1s'")
        assert store.refresh(connection, max_rows=10) == 1
        connection.commit()
    assert one(connection, "SELECT count(*) FROM ingest.search_document") == 2


def test_an_article_merged_while_its_document_was_made_is_found_once(
    connection: Connection, database: str
) -> None:
    """The load does not see what is about to be committed; the next refresh takes it away."""
    archive.store(connection, page("/a/1", post_id=1, title="Pasar"))
    search.refresh(connection)
    archive.store(connection, page("/a/2", title="Pasar"))
    with psycopg.connect(database) as other:
        assert store.refresh(other, max_rows=10) == 1
        archive.store(connection, page("/a/1", post_id=1, asked=("/a/2",), hour=1, title="Pasar"))
    assert one(connection, "SELECT count(*) FROM ingest.article_merge") == 1
    search.refresh(connection)
    assert _found(connection, "pasar") == ["Pasar"]


def test_a_word_is_one_whatever_its_apostrophes(connection: Connection) -> None:
    """In the archive and in the query; the headline shows what is written."""
    for number, name in enumerate(("Sana’a", "Sana'a", "Sanaa"), start=1):
        body = f"Warga {name} menolak."
        archive.store(connection, page(f"/a/{number}", post_id=number, title=name, body=body))
    search.refresh(connection)
    for query in ("Sana’a", "Sana'a", "sanaa", "SANA‘A"):
        hits = store.search(connection, query, max_rows=10)
        assert {hit.headline for hit in hits} == {
            "Warga «Sana’a» menolak.", "Warga «Sana'a» menolak.", "Warga «Sanaa» menolak.",
        }  # fmt: skip
    connection.commit()


STARS: dict[str, set[str]] = {
    "kerja*": {"Kerjasama"},
    "KERJAS* -pekerja": {"Kerjasama"},
    "kerjas**": {"Kerjasama"},
    "zq1zq kerjas*": {"Kerjasama"},  # by which the beginnings of words are known inside
    "kerja*sama": set(),  # within a word it stands for nothing
    "lama* OR kerjas*": {"Lamaran", "Kerjasama"},
    '"balai kerjasama des*"': {"Kerjasama"},
    "la*": set(),  # two letters are no word, and no beginning of one
}


def test_a_star_stands_for_the_rest_of_a_word(connection: Connection) -> None:
    """As it is written, not as its stem is; with the other operators too."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Kerjasama", body="Balai kerjasama desa."),
        page("/a/2", post_id=2, title="Pekerja", body="Upah."),
        page("/a/3", post_id=3, title="Lamaran", body="Surat."),
    )
    search.refresh(connection)
    assert {query: set(_found(connection, query)) for query in STARS} == STARS


def test_misspelt_names_are_understood(connection: Connection) -> None:
    """Only where nothing is found as it was asked; what the archive knows stays what it is."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Zelensky", body="Presiden Zelensky berpidato."),
        page("/a/2", post_id=2, title="Netanyahu", body="Presiden lain."),
    )
    search.refresh(connection)
    assert _found(connection, "Zelenski") == ["Zelensky"]
    assert _found(connection, "presiden Zelenskyy") == ["Zelensky"]
    assert _found(connection, "natanyahu") == ["Netanyahu"]
    assert _found(connection, "Zelenskylah") == ["Zelensky"]
    assert _found(connection, "Zelensky Netanyahu") == []
    assert _found(connection, "gubernur") == []
    assert store.search(connection, "Zelenski", max_rows=10, skip=1) == []
    connection.commit()


def test_a_misspelt_query_is_understood_once(connection: Connection) -> None:
    """Not once for each article that it finds."""
    archive.store(connection, *(page(f"/a/{n}", post_id=n, title="Zelensky") for n in range(1, 6)))
    search.refresh(connection)
    connection.execute("SET LOCAL track_functions = 'pl'")
    assert len(store.search(connection, "Zelenski", max_rows=10)) == 5
    calls = "SELECT calls FROM pg_stat_xact_user_functions WHERE funcname = 'asked'"
    assert one(connection, calls) == 2  # as it is written, and then as it may be meant


def test_younger_and_titled_articles_come_first(connection: Connection) -> None:
    """Of two that are alike otherwise."""
    years = [datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2024, 2023)]
    for number, at in enumerate(years, start=1):
        title = f"Gempa {at.year}"
        archive.store(connection, page(f"/a/{number}", post_id=number, title=title, body="Isi.",
                                       published_at=at))  # fmt: skip
    archive.store(connection, page("/a/4", post_id=4, title="Lain", body="Gempa.",
                                   published_at=years[1]))  # fmt: skip
    search.refresh(connection)
    assert _found(connection, "gempa")[:2] == ["Gempa 2024", "Gempa 2023"]
    pages = [store.search(connection, "gempa", max_rows=1, skip=skip) for skip in range(5)]
    assert [hit.title for hits in pages for hit in hits] == _found(connection, "gempa")
    connection.commit()


FILTERS: list[tuple[dict[str, Any], set[int]]] = [
    ({"section": "internasional"}, {1, 2}),
    ({"section": "internasional/iran"}, {2}),
    ({"section": "inter"}, set()),
    ({"since": archive.at(24)}, {2, 3}),
    ({"until": archive.at(24)}, {1}),
    ({"author": "BUDI  TARUKÁN"}, {3}),
    ({"site": "purnawarta"}, {1, 2, 3}),
    ({"site": "lain"}, set()),
]


def test_articles_are_filtered(connection: Connection) -> None:
    """By section and those below, time of publication, author in any spelling, site."""
    archive.store(
        connection,
        page("/internasional/a", post_id=1, published_at=archive.at(0)),
        page("/internasional/iran/b", post_id=2, published_at=archive.at(24)),
        page("/budaya/c", post_id=3, published_at=archive.at(48), authors=("Budi Tarukan",)),
    )
    search.refresh(connection)
    for given, numbers in FILTERS:
        hits = store.search(connection, "judul", max_rows=10, among=store.Filters(**given))
        assert {hit.article_id for hit in hits} == numbers, given
    connection.commit()


def _calls(connection: Connection, function: str, question: str) -> int:
    """How many times a search calls a function."""
    asked = "SELECT sum(calls)::int FROM pg_stat_xact_user_functions WHERE funcname = %s"
    with connection.transaction():  # within one, counts are not sent away
        connection.execute("SET LOCAL track_functions = 'all'")
        ((before,),) = connection.execute(asked, [function]).fetchall()
        connection.execute(f"SELECT * FROM warta.search({question})".encode())
        ((after,),) = connection.execute(asked, [function]).fetchall()
    return int(after) - int(before or 0)


def test_what_is_asked_for_is_worked_out_once(connection: Connection) -> None:
    """Not for each article that may match; and what matches nothing is not looked for twice."""
    pages = [page(f"/a/{n}", post_id=n, title="Kabar pasar") for n in range(1, 6)]
    archive.store(connection, *pages)
    search.refresh(connection)
    fewest = _calls(connection, "unaccent", "'-kabar', of_site => 'lain', by_author => 'Siapa'")
    assert _calls(connection, "unaccent", "'-kabar', by_author => 'Siapa'") == fewest
    assert _calls(connection, "newest_without", "'-kabar'") == 1


def test_documents_of_an_earlier_version_serve_until_they_are_made_anew(
    connection: Connection,
) -> None:
    """The migration does not stop the search."""
    archive.store(connection, page("/a/1", post_id=1, title="Lama"))
    search.refresh(connection)
    connection.execute(
        "UPDATE ingest.search_document SET recipe = 1, title_document = NULL, site = NULL,"
        " section = NULL, published_at = NULL, authors = NULL"
    )
    assert _found(connection, "lama") == ["Lama"]
    search.refresh(connection)
    assert one(connection, "SELECT recipe FROM ingest.search_document") == 4


def test_what_is_forgotten_is_not_even_a_word(connection: Connection) -> None:
    """Words that others have stay."""
    archive.store(
        connection,
        page("/a/1", post_id=1, title="Rahasia", body="Bersama."),
        page("/a/2", post_id=2, title="Umum", body="Bersama."),
    )
    search.refresh(connection)
    store.forget(connection, [1])
    known = "SELECT array_agg(word ORDER BY word) FROM ingest.search_word"
    assert one(connection, known) == ["bersama", "umum"]


def test_the_command_takes_the_filters(warta: Callable[..., Said], archive: Archive) -> None:
    """And says what is no time."""
    with psycopg.connect(archive.url) as connection:
        store_pages(
            connection, page("/b/1", post_id=1, published_at=datetime(2026, 1, 31, 17, tzinfo=UTC))
        )
        search.refresh(connection)
    day = (
        "search",
        "judul",
        "--section",
        "b/",
        "--author",
        "redaksi",
        "--site",
        "purnawarta",
        "--json",
    )
    assert len(json.loads(warta(*day, "--since", "2026-02-01", "--until", "2026-02-01").out)) == 1
    assert json.loads(warta(*day, "--until", "2026-01-31").out) == []
    assert json.loads(warta(*day, "--skip", "1").out) == []
    assert warta(*day, "--skip", 2**31).code == 2
    said = warta("search", "judul", "--since", "31/1/2026")
    assert said.code == 2
    assert "'31/1/2026' is no time: write 2026-01-31" in said.err
