"""Which site a URL is of, and what a setting may say."""

from pathlib import Path

import pytest

from crawler.hosts import is_loopback
from crawler.sites import Site, SiteError, site_for_url, site_to_crawl

REST = "language='id'\nrelated_markers=[]\nmin_delay_s=1\n"


@pytest.mark.parametrize(
    "url",
    [
        "https://purnawarta.com",
        "https://purnawarta.com/iran/judul",
        "http://www.purnawarta.com/",
        " HTTPS://PurnaWarta.COM:443/a ",
        "https://purnawarta.com./",
    ],
)
def test_a_host_of_a_block_is_that_site(url: str) -> None:
    site = site_for_url(url)
    assert (site.name, site.base_url) == ("purnawarta", "https://purnawarta.com")
    assert site.hosts == ("purnawarta.com", "www.purnawarta.com")
    assert (site.language, str(site.time_zone)) == ("id", "Asia/Jakarta")
    assert "Purna Warta" in site.agencies
    assert not site.is_loopback


@pytest.mark.parametrize(
    ("url", "netloc"),
    [
        ("http://127.0.0.1:8000/a", "127.0.0.1:8000"),
        ("http://localhost", "localhost"),
        ("http://wp.localhost:81", "wp.localhost:81"),
        ("http://[::1]:8000", "[::1]:8000"),
        ("http://127.8.9.10", "127.8.9.10"),
    ],
)
def test_any_loopback_address_is_the_local_site(url: str, netloc: str) -> None:
    site = site_for_url(url)
    assert (site.name, site.base_url, site.hosts) == ("local", f"http://{netloc}", (netloc,))
    assert site.is_loopback
    assert site.min_delay_s == 0


def test_any_other_host_is_a_site_named_by_its_host() -> None:
    site = site_for_url("https://Berita.Example:8443/a")
    assert (site.name, site.hosts) == ("berita.example", ("berita.example:8443",))
    assert site.min_delay_s == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "purnawarta.com",
        "ftp://purnawarta.com",
        "https://",
        "https:///a",
        "http://[::1",
        "http://a:x",
    ],
)
def test_what_is_no_url_of_a_site_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(SiteError, match="URL"):
        site_for_url(url)


@pytest.mark.parametrize("host", ["köln.example", "KÖLN.example.", "ko\u0308ln.example"])
def test_a_name_with_letters_of_its_own_is_the_one_that_the_dns_has(host: str) -> None:
    site = site_for_url(f"https://{host}/a")
    assert site == site_for_url("https://xn--kln-sna.example/b")
    assert (site.name, site.hosts) == ("xn--kln-sna.example", ("xn--kln-sna.example",))


def test_a_host_that_cant_name_a_site_is_refused() -> None:
    with pytest.raises(SiteError, match="can't be the name of a site"):
        site_for_url("https://späße.example/")


def test_the_site_to_crawl_is_purnawarta_unless_told() -> None:
    assert site_to_crawl({}).name == "purnawarta"
    assert site_to_crawl({"WARTA_SITE_URL": ""}).name == "purnawarta"
    assert site_to_crawl({"WARTA_SITE_URL": "http://127.0.0.1:1"}).name == "local"


def test_a_name_overrides_the_name_alone() -> None:
    site = site_to_crawl({"WARTA_SITE": "percobaan"})
    assert (site.name, site.base_url) == ("percobaan", "https://purnawarta.com")


@pytest.mark.parametrize("name", ["../etc", "A B", "-a", "a" * 101, "a/b"])
def test_a_name_that_is_no_part_of_a_file_name_is_refused(name: str) -> None:
    with pytest.raises(SiteError):
        site_to_crawl({"WARTA_SITE": name})


@pytest.mark.parametrize(
    ("wish", "url", "delay_s"),
    [
        ("5", "", 5),
        ("0", "", 1),
        ("0.2", "", 1),
        ("0", "http://127.0.0.1", 0),
        ("0.25", "http://127.0.0.1", 0.25),
    ],
)
def test_a_wish_for_haste_is_granted_on_this_machine_only(
    wish: str, url: str, delay_s: float
) -> None:
    environ = {"WARTA_MIN_DELAY_S": wish, "WARTA_SITE_URL": url}
    assert site_to_crawl(environ).min_delay_s == delay_s


@pytest.mark.parametrize("wish", ["soon", "-1", "nan", "inf", "1e9"])
def test_a_delay_that_is_none_is_refused(wish: str) -> None:
    with pytest.raises(SiteError, match="WARTA_MIN_DELAY_S"):
        site_to_crawl({"WARTA_MIN_DELAY_S": wish})


@pytest.mark.parametrize("end", ["?a=b", "/#x", "/kabar?p=1"])
@pytest.mark.parametrize("front", ["", "sari:rahasia@"])
def test_an_address_of_more_than_a_site_is_refused(front: str, end: str) -> None:
    """Each would be taken for the site itself; a password is not repeated."""
    for url in {f"http://{front}127.0.0.1{end}", f"http://{front or 'a@'}127.0.0.1/"}:
        with pytest.raises(SiteError, match="WARTA_SITE_URL is more than") as told:
            site_to_crawl({"WARTA_SITE_URL": url})
        assert "rahasia" not in str(told.value)


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("localhost", True),
        ("a.localhost", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("purnawarta.com", False),
    ],
)
def test_this_machine_is_told_from_others(host: str, *, is_it: bool) -> None:
    assert is_loopback(host) is is_it


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sites = 1",
        "[defaults]\n[sites.local]",
        f"[defaults]\ntime_zone='Nowhere/Else'\nagencies=[]\n{REST}[sites.local]",
        f"[defaults]\ntime_zone='Asia/Jakarta'\nagencies=3\n{REST}[sites.local]",
    ],
)
def test_an_unusable_file_of_sites_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text)
    with pytest.raises(SiteError, match=r"sites\.toml"):
        site_for_url("http://127.0.0.1", path=path)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("time_zone='Nowhere/Else'", "time_zone is 'Nowhere/Else': give one such as"),
        ("time_zone=''", "time_zone is '': give one such as"),
        ("agencies=3", "agencies is 3: give a list"),
        ("rules_off='tags'", "rules_off is 'tags': give a list"),
        ("archives=[1]", r"archives is \[1\]: give a list"),
        ("min_delay_s='slow'", "min_delay_s is 'slow': give a number of seconds"),
        ("min_delay_s=-1", "min_delay_s is -1: give a number of seconds"),
        ("lines_cut='Bagikan'", "lines_cut is 'Bagikan': give a list"),
        ("lines_cut=['!']", "lines_cut holds a line without a letter"),
        ("language=3", "language is 3: give a text, such as 'id'"),
        ("language='Bahasa Indonesia'", "language is 'Bahasa Indonesia': give a tag, such as 'id'"),
        ("base_url=3", "base_url is 3: give a text, such as 'https"),
        ("aliases='m.berita.example'", "aliases is 'm.berita.example': give a list"),
        ("aliases=['https://m.berita.example']", "aliases names 'https://m.*: give a host"),
        ("aliases=['a:x']", "'https://a:x' is not a URL"),
    ],
)
def test_what_a_block_can_not_say_is_told_with_what_it_can(
    tmp_path: Path, line: str, why: str
) -> None:
    """In words, not in those of Python."""
    path = tmp_path / "sites.toml"
    path.write_text(
        f"[defaults]\ntime_zone='Asia/Jakarta'\nagencies=[]\n{REST}[sites.local]\n{line}"
    )
    with pytest.raises(SiteError, match=f"'local' in sites.toml is unusable: {why}"):
        site_for_url("http://127.0.0.1", path=path)
    path.with_name("other.toml").write_text("[defaults]\n[sites.local]")
    with pytest.raises(SiteError, match="unusable: time_zone is missing"):
        site_for_url("http://127.0.0.1", path=path.with_name("other.toml"))


def test_a_missing_file_of_sites_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"none\.toml"):
        site_for_url("http://127.0.0.1", path=tmp_path / "none.toml")


def test_a_new_site_is_a_block_and_no_code(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(
        "[defaults]\ntime_zone='Asia/Jakarta'\nlanguage='id'\nagencies=[]\nrelated_markers=[]\n"
        "min_delay_s=1\n[sites.berita]\nbase_url='https://berita.example'\naliases=['m.berita.example']\n"
        "agencies=['Berita']\nlanguage='ms'\n"
    )
    site = site_for_url("https://m.berita.example/a", path=path)
    assert isinstance(site, Site)
    assert (site.name, site.language, site.agencies) == ("berita", "ms", ("Berita",))
    assert site.hosts == ("berita.example", "m.berita.example")


def test_further_lists_of_a_site_are_its_own_addresses(tmp_path: Path) -> None:
    """As paths or whole."""
    path = tmp_path / "sites.toml"
    block = "[sites.berita]\nbase_url='https://berita.example'\nagencies=[]\narchives=['/iran/']\n"
    path.write_text(f"[defaults]\ntime_zone='Asia/Jakarta'\n{REST}{block}")
    assert site_for_url("https://berita.example", path=path).archives == (
        "https://berita.example/iran/",
    )


def test_a_wordpress_in_a_folder_has_its_lists_there(tmp_path: Path) -> None:
    """By its address, or by its block; paths of articles are those of the host."""
    path = tmp_path / "sites.toml"
    block = "[sites.berita]\nbase_url='https://berita.example/kabar/'\nagencies=[]\n"
    path.write_text(f"[defaults]\ntime_zone='Asia/Jakarta'\n{REST}{block}")
    site = site_for_url("https://berita.example/kabar/iran/judul", path=path)
    assert (site.base_url, site.home_url) == (
        "https://berita.example", "https://berita.example/kabar",
    )  # fmt: skip
    given = site_to_crawl({"WARTA_SITE_URL": "http://127.0.0.1:8380/kabar/"})
    assert (given.name, given.hosts) == ("local", ("127.0.0.1:8380",))
    assert given.feed_url == "http://127.0.0.1:8380/kabar/feed/"
    assert given.rest_url == "http://127.0.0.1:8380/kabar/wp-json/"
    assert site_for_url("http://127.0.0.1:8380/kabar/judul").folder == ""


def test_rules_of_extraction_are_switched_off_by_name(tmp_path: Path) -> None:
    """A name that no rule has is refused, and those that there are are named."""
    path = tmp_path / "sites.toml"
    block = "[sites.berita]\nbase_url='https://berita.example'\nagencies=[]\nrules_off=['{}']\n"
    start = f"[defaults]\ntime_zone='Asia/Jakarta'\n{REST}"
    path.write_text(start + block.format("copyright"))
    assert site_for_url("https://berita.example", path=path).rules_off == {"copyright"}
    other = tmp_path / "others.toml"
    other.write_text(start + block.format("copyrights"))
    with pytest.raises(SiteError, match=r"berita.*rules_off names 'copyrights'; there are .*tags"):
        site_for_url("https://berita.example", path=other)
