"""Whose an imported page is: sites of one machine are told apart, as where one is followed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.importing.test_importing import TEXT, page
from tests.flows.world import Archive, Said
from tests.site import WordPress, serve

ONE, OTHER = "http://127.0.0.1:8091", "http://127.0.0.1:8092"
Give = Callable[..., Said]


@pytest.fixture
def give(warta: Callable[..., Said], tmp_path: Path) -> Give:
    """Imports a page of a site on this machine."""

    def command(url: str, title: str, **environ: str) -> Said:
        path = tmp_path / "a.html"
        path.write_text(page(title), "utf-8")
        return warta("import", path, "--url", url, **environ)

    return command


def test_pages_of_another_port_are_refused_until_someone_says_whose_they_are(
    archive: Archive, give: Give
) -> None:
    """They would be new versions of the first site's articles; both ways on are named."""
    assert give(f"{ONE}/a", "Pasar Apung Dibuka").code == 0
    said = give(f"{OTHER}/a", "Bendungan Retak di Hulu")
    assert said.code == 2
    assert f"{OTHER}/a is not of local, which is at {ONE}" in said.err
    assert f"WARTA_SITE_URL={OTHER} WARTA_SITE=NAME" in said.err
    assert "WARTA_SITE=local says so" in said.err
    at = {"WARTA_SITE_URL": OTHER}
    assert give(f"{OTHER}/a", "Bendungan Retak di Hulu", **at, WARTA_SITE="lain").code == 0
    titles = "SELECT site, title FROM warta.articles ORDER BY site"
    assert archive.rows(titles) == [
        {"site": "lain", "title": "Bendungan Retak di Hulu"},
        {"site": "local", "title": "Pasar Apung Dibuka"},
    ]
    assert give(f"{OTHER}/a", "Pasar Apung Ditutup", **at, WARTA_SITE="local").code == 0
    assert archive.rows(titles)[1] == {"site": "local", "title": "Pasar Apung Ditutup"}


@pytest.mark.parametrize("name", ["README.md", "passwd"])
def test_a_text_that_nobody_calls_an_article_s_is_none(
    archive: Archive, warta: Callable[..., Said], tmp_path: Path, name: str
) -> None:
    """By its suffix, or by an address: `import *` may meet anything."""
    path = tmp_path / name
    path.write_text(TEXT, "utf-8")
    said = warta("import", path)
    assert said.code == 2
    assert f"{path} does not say which page it is" in said.err
    assert archive.value("SELECT count(*) FROM warta.articles") == 0
    assert warta("import", path, "--url", "https://purnawarta.com/a").code == 0
    assert warta("import", path.rename(tmp_path / "a.txt")).code == 0
    assert archive.value("SELECT count(*) FROM warta.articles") == 2


def test_what_was_imported_is_not_followed_at_another_port(
    archive: Archive, give: Give, warta: Callable[..., Said]
) -> None:
    """Nor mixed with what is there."""
    assert give(f"{ONE}/a", "Pasar Apung Dibuka").code == 0
    with serve(WordPress(posts=2)) as site:
        said = warta("ingest", "--no-prefect", WARTA_SITE_URL=site.base_url)
    assert (said.code, f"but at {ONE}" in said.err) == (2, True)
    assert archive.value("SELECT count(*) FROM warta.articles") == 1
