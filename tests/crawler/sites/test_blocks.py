"""The operator's own ``sites.toml``: blocks laid over the package's, without touching that."""

import os
from pathlib import Path
from zlib import crc32

import pytest

from crawler.sites import (
    POLITE_MIN_DELAY_S,
    Site,
    SiteError,
    site_for_url,
    site_to_crawl,
    strange_blocks,
)

PURNAWARTA = "https://purnawarta.com/iran/judul"


def said(folder: Path, text: str, url: str = PURNAWARTA) -> Site:
    """The site of ``url`` once a home's own file says ``text``."""
    path = folder / "sites.toml"
    path.write_text(text, "utf-8")
    second = crc32(text.encode())  # as time would tell one text from the last
    os.utime(path, (second, second))
    return site_for_url(url, environ={"WARTA_HOME": str(folder)})


def test_a_key_takes_the_place_of_the_same_one_and_no_other(tmp_path: Path) -> None:
    """What it does not name stays as the package has it, and so do other sites."""
    block = '[sites.purnawarta]\nlines_cut = ["Bagikan kabar ini"]\nlines_kept = ["Bersambung"]\n'
    site = said(tmp_path, block)
    assert site.lines_cut == {"Bagikan kabar ini"}
    assert site.lines_kept == {"Bersambung"}
    package = site_for_url(PURNAWARTA, environ={"WARTA_HOME": str(tmp_path / "none")})
    assert (site.agencies, site.hosts) == (package.agencies, package.hosts)
    assert said(tmp_path, block, "http://127.0.0.1/a").lines_cut == frozenset()
    found = site_to_crawl({"WARTA_HOME": str(tmp_path)})
    assert (found.name, found.lines_cut) == ("purnawarta", site.lines_cut)


def test_a_site_without_a_block_has_one_by_its_host(tmp_path: Path) -> None:
    """Or by any name, with its address."""
    by_host = '[sites."kabar.example"]\nagencies = ["Kabar"]\n'
    assert said(tmp_path, by_host, "https://kabar.example/a").agencies == ("Kabar",)
    by_name = '[sites.kabar]\nbase_url = "https://kabar.example"\nagencies = ["Kabar"]\n'
    assert said(tmp_path, by_name, "https://kabar.example/a").name == "kabar"


@pytest.mark.parametrize("name", ["kabar", "127.0.0.1", "127.0.0.1:8380"])
def test_a_site_on_this_machine_has_a_block_by_its_name_or_by_its_host(
    tmp_path: Path, name: str
) -> None:
    """Without effect or a word before; one that is somewhere else leads no crawl there."""
    environ = {
        "WARTA_HOME": str(tmp_path), "WARTA_SITE": "kabar",
        "WARTA_SITE_URL": "http://127.0.0.1:8380",
    }  # fmt: skip
    block = f'[sites."{name}"]\nbase_url = "https://kabar.example"\nlines_cut = ["Bagikan"]\n'
    said(tmp_path, f'{block}[sites.local]\nlanguage = "ms"\n')
    site = site_to_crawl(environ)
    assert (site.name, site.base_url) == ("kabar", "http://127.0.0.1:8380")
    assert (site.hosts, site.min_delay_s) == (("127.0.0.1:8380",), 0)
    assert site.lines_cut == {"Bagikan"}
    assert site.language == "ms"
    assert len(site.own.split(".")) == 2


def test_what_makes_another_text_of_a_page_has_a_digest(tmp_path: Path) -> None:
    """Of its own, so that a correction is never taken for an edit; what makes none has none."""
    assert site_for_url(PURNAWARTA, environ={"WARTA_HOME": str(tmp_path)}).own == ""
    quiet = '[sites.purnawarta]\nlines_kept = ["Bersambung"]\nmin_delay_s = 3\n'
    assert said(tmp_path, quiet).own == ""
    cut = '[sites.purnawarta]\nlines_cut = ["Bagikan kabar {}"]\n'
    first, second = said(tmp_path, cut.format("ini")), said(tmp_path, cut.format("itu"))
    assert first.own
    assert second.own
    assert first.own != second.own
    (tmp_path / "sites.toml").unlink()
    assert site_for_url(PURNAWARTA, environ={"WARTA_HOME": str(tmp_path)}).own == ""


@pytest.mark.parametrize(
    ("block", "url"),
    [
        ("[sites.purnawarta]\nmin_delay_s = 0.2", PURNAWARTA),
        ('[sites."kabar.example"]\nmin_delay_s = 0', "https://kabar.example"),
        ('[sites.local]\naliases = ["kabar.example"]', "http://127.0.0.1:8380"),
        ("", "https://local.example"),
    ],
)
def test_no_block_is_hasty_with_a_site_elsewhere(tmp_path: Path, block: str, url: str) -> None:
    """Nor the package's own of this machine, whose name a site elsewhere may have been given."""
    assert said(tmp_path, block, url).min_delay_s == POLITE_MIN_DELAY_S
    environ = {"WARTA_HOME": str(tmp_path), "WARTA_SITE_URL": url, "WARTA_SITE": "local"}
    assert site_to_crawl(environ).min_delay_s == POLITE_MIN_DELAY_S
    assert site_to_crawl({**environ, "WARTA_MIN_DELAY_S": "0"}).min_delay_s == POLITE_MIN_DELAY_S


def test_a_block_may_be_slower_than_that_and_hasty_here(tmp_path: Path) -> None:
    """As its owner pleases."""
    assert said(tmp_path, "[sites.purnawarta]\nmin_delay_s = 3").min_delay_s == 3
    block = "[sites.local]\nmin_delay_s = 0.2"
    assert said(tmp_path, block, "http://127.0.0.1:8380").min_delay_s == 0.2


def test_a_host_of_a_block_is_met_however_it_is_written(tmp_path: Path) -> None:
    """As in an address."""
    block = '[sites.purnawarta]\naliases = ["M.PurnaWarta.com:443"]\n'
    assert said(tmp_path, block, "https://m.purnawarta.com/a").name == "purnawarta"


def test_blocks_that_are_not_of_the_site_are_found(tmp_path: Path) -> None:
    """Those of other sites, and those by a name that nothing has."""
    environ = {"WARTA_HOME": str(tmp_path)}
    assert strange_blocks(environ) == []
    said(tmp_path, "[sites.purnawarta]\nlines_kept = ['Bersambung']\n[sites.nosuch]\n[sites.local]")
    assert strange_blocks(environ) == ["nosuch", "local"]
    environ["WARTA_SITE_URL"] = "http://127.0.0.1:8380"
    assert strange_blocks(environ) == ["purnawarta", "nosuch"]
    assert strange_blocks({**environ, "WARTA_SITE": "nosuch"}) == ["purnawarta"]


def test_the_file_of_the_readme_is_one(tmp_path: Path) -> None:
    """All that it shows is taken."""
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    text = readme.partition("```toml\n")[2].partition("```")[0]
    site = said(tmp_path, text)
    assert site.lines_cut
    assert site.lines_kept
    assert site.rules_off


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[sites.local", r"sites\.toml can't be read"),
        ("lines_cut = []", r"holds blocks of sites and nothing else, such as \[sites"),
        ("[sites]\nlocal = 3", r"'local' is no block; write \[sites.local\] above"),
        ("sites = 3", r"holds blocks of sites and nothing else"),
        ("[sites.purnawarta]\nline_cut = []", r"names 'line_cut'; there are agencies.*lines_cut"),
        ("[sites.purnawarta]\nlines_cut = 'Bagikan'", r"lines_cut is 'Bagikan': give a list"),
        ("[sites.purnawarta]\nlines_cut = [3]", r"lines_cut is \[3\]: give a list"),
        ("[sites.purnawarta]\nlines_kept = ['***']", "lines_kept holds a line without a letter"),
    ],
)
def test_what_it_says_wrongly_is_named(tmp_path: Path, text: str, message: str) -> None:
    """And what to write instead."""
    with pytest.raises(SiteError, match=message):
        said(tmp_path, text)
