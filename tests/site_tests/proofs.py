"""How each behaviour is seen on the wire: by name; a new one needs none."""

from collections.abc import Callable, Mapping

from tests.site import Site
from tests.site_tests.wire import Exchange, exchange

Proof = Callable[[Site], None]
REST = "/wp-json/wp/v2/posts"


def path(site: Site) -> str:
    """The newest article's path."""
    return site.wordpress.live()[0].path


def came(
    site: Site,
    target: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    wait_s: float = 5,
    most: int = 1 << 30,
) -> Exchange:
    """What a target (the newest article, if none is given) answers."""
    return exchange(site.port, target or path(site), headers, wait_s=wait_s, most=most)


def shows(
    name: str, check: Callable[[Exchange], bool], target: str = "", **options: object
) -> Proof:
    """With the behaviour on, an answer passes the check; without it, it does not."""

    def proof(site: Site) -> None:
        where = target or path(site)
        assert not check(came(site, where)), f"{name}: nothing to see"
        site.misbehave(name, **options)
        assert check(came(site, where)), f"{name}: {came(site, where).head}"

    return proof


def status(name: str, number: int, target: str = "", **options: object) -> Proof:
    """The answer has a status that it has not otherwise."""
    return shows(name, lambda got: got.status == number, target, **options)


def holds(name: str, words: bytes, target: str = "", **options: object) -> Proof:
    """The body holds bytes that it does not hold otherwise."""
    return shows(name, lambda got: words in got.body, target, **options)


def says(name: str, header: str, words: str, target: str = "", **options: object) -> Proof:
    """A header holds words that it does not hold otherwise."""
    return shows(name, lambda got: words in got.header(header), target, **options)


def in_turns(name: str, key: Callable[[Exchange], object], expected: list[object]) -> Proof:
    """The same target, asked several times, answers in this order."""

    def proof(site: Site) -> None:
        where = path(site)
        site.misbehave(name)
        assert [key(came(site, where)) for _ in expected] == expected

    return proof


def asked_with(name: str, expected: int, headers: Mapping[str, str]) -> Proof:
    """A request with some headers gets a status that it gets not otherwise."""

    def proof(site: Site) -> None:
        where = path(site)
        assert came(site, where, headers).status != expected
        site.misbehave(name)
        assert came(site, where, headers).status == expected

    return proof


def same_as(name: str, asked: str, other: str) -> Proof:
    """A REST question gets the answer of another one."""

    def proof(site: Site) -> None:
        plain, expected = (came(site, REST + query).body for query in (asked, other))
        assert plain != expected
        site.misbehave(name)
        assert came(site, REST + asked).body == expected

    return proof


def changes_the_site(name: str, target: str) -> Proof:
    """Asking once changes what the site holds."""

    def proof(site: Site) -> None:
        where = target or path(site)
        before = len(site.wordpress.journal)
        site.misbehave(name)
        came(site, where)
        came(site, where)
        assert len(site.wordpress.journal) > before

    return proof


def changes_an_answer(name: str) -> Proof:
    """Some surface answers otherwise: the least that a behaviour must do."""

    def proof(site: Site) -> None:
        surfaces = (path(site), "/", REST, "/feed/", "/robots.txt", "/wp-sitemap.xml")
        before = [came(site, target).raw for target in surfaces]
        site.misbehave(name)
        assert [came(site, target).raw for target in surfaces] != before

    return proof


def frozen(name: str, target: str) -> Proof:
    """What was said first is said again after an article came out."""

    def proof(site: Site) -> None:
        site.misbehave(name)
        first = came(site, target).body
        site.wordpress.advance(minutes=1)
        site.wordpress.publish()
        assert came(site, target).body == first
        site.behave()
        assert came(site, target).body != first

    return proof


def is_gzip(got: Exchange) -> bool:
    """Whether the body's bytes are gzip."""
    return got.body.startswith(b"\x1f\x8b")


def _clears_slowly(site: Site) -> None:
    site.misbehave("slow_bytes", piece_bytes=64, wait_s=0.05)
    assert came(site, wait_s=0.15, most=1500).raw.count(b"\r\n40\r\n") >= 2


def _starts_late(site: Site) -> None:
    site.misbehave("slow_first_byte", wait_s=0.3)
    assert came(site, wait_s=0.1).is_late
    assert came(site).status == 200


def _never_ends(site: Site) -> None:
    site.misbehave("endless_page")
    assert len(came(site, most=5_000_000).raw) >= 5_000_000


def _moves_with_the_day(site: Site) -> None:
    site.misbehave("theme_change_overnight")
    before = came(site).text
    site.wordpress.advance(hours=15)
    assert ("td-post-content" in before, "tie-row" in came(site).text) == (True, True)


def _limits(site: Site) -> None:
    site.misbehave("limit_of_requests", most=2)
    assert [came(site, "/robots.txt").status for _ in range(3)] == [200, 200, 429]
    site.wordpress.advance(minutes=1)
    assert came(site, "/robots.txt").status == 200


def _goes_on(site: Site) -> None:
    site.misbehave("redirect_without_end")
    places = [came(site, f"{path(site)}?langkah={n}").header("Location") for n in (1, 2, 3)]
    assert [place[-1] for place in places] == ["2", "3", "4"]


def _goes_round(site: Site) -> None:
    site.misbehave("redirect_loop")
    there = came(site).header("Location").removeprefix(site.base_url)
    assert came(site, there).header("Location") == site.base_url + path(site)


def _chain_ends(site: Site) -> None:
    site.misbehave("redirect_chain", length=2)
    assert came(site).status == 302
    assert came(site, f"{path(site)}?langkah=2").status == 200


def _redirects_home(site: Site) -> None:
    site.misbehave("redirect_home")
    assert came(site, "/tidak/ada").header("Location") == site.base_url + "/"
    assert came(site).status == 200


def _keeps_its_etag(site: Site) -> None:
    site.misbehave("validator_that_never_changes")
    first = came(site).header("ETag")
    site.wordpress.edit(site.wordpress.live()[0])
    assert came(site, headers={"If-None-Match": first}).status == 304


def _changes_its_etag(site: Site) -> None:
    site.misbehave("validator_that_always_changes")
    assert came(site).header("ETag") != came(site).header("ETag")


def _repeats_itself(site: Site) -> None:
    headers = {"If-None-Match": came(site, "/feed/").header("ETag")}
    assert came(site, "/feed/", headers).status == 304
    site.misbehave("never_304")
    assert came(site, "/feed/", headers).status == 200


def _validates(site: Site) -> None:
    site.misbehave("honest_page_validators")
    first = came(site).header("ETag")
    assert came(site, headers={"If-None-Match": first}).status == 304
    site.wordpress.comment(site.wordpress.live()[0])
    assert came(site, headers={"If-None-Match": first}).status == 200


def _disagree(site: Site) -> None:
    site.misbehave("two_servers_that_disagree")
    where = path(site)
    old = came(site, where).body
    site.wordpress.edit(site.wordpress.live()[0])
    new, again = came(site, where).body, came(site, where).body
    assert (new != old, again == old) == (True, True)


def _counts_wrongly(site: Site) -> None:
    site.misbehave("rest_totals_that_disagree", by=7)
    assert came(site, REST).header("X-WP-Total") == "13"


def _always_now(site: Site) -> None:
    site.wordpress.configure(seo="yoast")
    site.wordpress.advance(hours=5)
    site.misbehave("lastmod_is_always_now")
    text = came(site, "/post-sitemap.xml").text
    assert text.count(site.wordpress.now.strftime("%Y-%m-%dT%H:%M:%S")) == 6


def _forever_deeper(site: Site) -> None:
    site.wordpress.configure(seo="yoast")
    site.misbehave("sitemaps_without_end")
    assert "?n=9<" in came(site, "/sitemap_index.xml?n=4").text


def _shifts_times(site: Site) -> None:
    stamp = site.wordpress.live()[0].published_at
    wrong = f"{stamp.day:02}T{(stamp.hour + 7) % 24:02}:{stamp.minute:02}:{stamp.second:02}+00:00"
    site.misbehave("local_time_called_utc")
    assert wrong in came(site).text


def _mixes_up(site: Site) -> None:
    site.misbehave("other_article_instead")
    first, second = site.wordpress.live()[:2]
    assert f"postid-{second.id}" in came(site, first.path).text


def _stands_still(site: Site) -> None:
    site.misbehave("redirect_to_itself")
    assert came(site).header("Location") == site.base_url + path(site)


def _caps(site: Site) -> None:
    site.misbehave("rest_caps_per_page", most=2)
    assert len(came(site, f"{REST}?per_page=100").json) == 2


PROOFS: Mapping[str, Proof] = {
    "agent_refused": asked_with("agent_refused", 403, {"User-Agent": "Scrapy/2.19"}),
    "bad_gateway": status("bad_gateway", 502),
    "blank_page": shows("blank_page", lambda got: not got.body.strip()),
    "byte_order_mark": holds("byte_order_mark", b"\n\n\xef\xbb\xbf<!doctype"),
    "challenge": holds("challenge", b"Checking if the site connection is secure"),
    "challenge_with_403": status("challenge_with_403", 403),
    "clock_hours_off": says("clock_hours_off", "Date", "08:00:00"),
    "content_length_too_great": shows(
        "content_length_too_great",
        lambda got: int(got.header("Content-Length") or 0) == len(got.body) + 1000,
    ),
    "content_length_too_small": shows(
        "content_length_too_small",
        lambda got: int(got.header("Content-Length") or 10**9) == len(got.body) - 1000,
    ),
    "database_error": holds("database_error", b"Error establishing a database connection"),
    "decompression_bomb": shows("decompression_bomb", is_gzip, megabytes=1),
    "delete_while_paging": changes_the_site("delete_while_paging", REST),
    "double_encoding": holds("double_encoding", "â\x80\x93".encode()),
    "edit_after_first_visit": changes_the_site("edit_after_first_visit", ""),
    "empty_answer": shows("empty_answer", lambda got: got.status == 200 and not got.body),
    "end_in_mid_body": shows(
        "end_in_mid_body", lambda got: not (got.is_whole or got.is_reset or len(got.raw) > 4000)
    ),
    "endless_page": _never_ends,
    "exploding_entities": holds("exploding_entities", b'<!ENTITY t9 "&t8;', "/wp-sitemap.xml"),
    "external_entity": holds("external_entity", b"file:///etc/hostname", "/wp-sitemap.xml"),
    "feed_after_blank_line": shows(
        "feed_after_blank_line", lambda got: got.body.startswith(b"\n<?xml"), "/feed/"
    ),
    "feed_as_html": says("feed_as_html", "Content-Type", "text/html", "/feed/"),
    "feed_closed": status("feed_closed", 403, "/feed/"),
    "feed_cut_short": shows("feed_cut_short", lambda got: b"</rss>" not in got.body, "/feed/"),
    "feed_is_empty": shows("feed_is_empty", lambda got: b"<item>" not in got.body, "/feed/"),
    "feed_not_well_formed": holds("feed_not_well_formed", b"Ekonomi & &nbsp;", "/feed/"),
    "feed_with_control_characters": holds(
        "feed_with_control_characters", b"<title>\x0b\x02", "/feed/"
    ),
    "feed_with_future_dates": holds("feed_with_future_dates", b" 2027 ", "/feed/"),
    "gone": status("gone", 410),
    "gzip_that_is_none": shows(
        "gzip_that_is_none",
        lambda got: "Content-Encoding: gzip" in got.head and got.body.startswith(b"<!doctype"),
    ),
    "gzip_twice": shows("gzip_twice", lambda got: is_gzip(got) and got.content[:2] == b"\x1f\x8b"),
    "gzipped_sitemap": shows("gzipped_sitemap", is_gzip, "/wp-sitemap.xml"),
    "home_instead": holds("home_instead", b'<body class="home blog'),
    "honest_page_validators": _validates,
    "huge_page": shows("huge_page", lambda got: len(got.body) > 2_000_000, megabytes=2),
    "huge_sitemap": shows(
        "huge_sitemap",
        lambda got: got.body.count(b"<url>") > 50_000,
        "/wp-sitemap-posts-post-1.xml",
    ),
    "invalid_utf8": holds("invalid_utf8", b"\xc3\x28\xff", "/feed/"),
    "lastmod_is_always_now": _always_now,
    "limit_of_requests": _limits,
    "local_time_called_utc": _shifts_times,
    "login_wall": holds("login_wall", b"Silakan masuk untuk membaca"),
    "lying_304": asked_with("lying_304", 304, {"If-None-Match": '"apa saja"'}),
    "meta_refresh": holds("meta_refresh", b'http-equiv="refresh"'),
    "missing_charset": shows(
        "missing_charset",
        lambda got: got.header("Content-Type") == "text/html" and b"charset" not in got.body[:300],
    ),
    "never_304": _repeats_itself,
    "no_framing": shows(
        "no_framing",
        lambda got: "Transfer-Encoding" not in got.head and "Content-Length" not in got.head,
    ),
    "not_found": status("not_found", 404),
    "not_found_that_flaps": in_turns(
        "not_found_that_flaps", lambda got: got.status, [404, 200, 404, 200]
    ),
    "not_http": shows("not_http", lambda got: got.raw.startswith(b"SSH-2.0")),
    "nothing_at_all": shows("nothing_at_all", lambda got: got.raw == b"\r\n"),
    "notice_before_page": shows(
        "notice_before_page", lambda got: got.body.startswith(b"<br />\n<b>Warning")
    ),
    "nul_bytes": holds("nul_bytes", b"\x00</h1>"),
    "other_article_instead": _mixes_up,
    "other_theme": holds("other_theme", b"jeg_main_content"),
    "page_cut_short": shows(
        "page_cut_short", lambda got: got.is_whole and b"</html>" not in got.body
    ),
    "page_that_always_differs": holds("page_that_always_differs", b"data-nonce"),
    "publish_while_paging": changes_the_site("publish_while_paging", REST),
    "redirect_chain": _chain_ends,
    "redirect_home": _redirects_home,
    "redirect_loop": _goes_round,
    "redirect_off_site": says("redirect_off_site", "Location", "http://iklan.example/"),
    "redirect_to_file": says("redirect_to_file", "Location", "file:///etc/passwd"),
    "redirect_to_itself": _stands_still,
    "redirect_to_other_article": status("redirect_to_other_article", 301),
    "redirect_to_private_address": says(
        "redirect_to_private_address", "Location", "http://169.254.169.254/"
    ),
    "redirect_without_end": _goes_on,
    "redirect_without_location": shows(
        "redirect_without_location", lambda got: got.status == 301 and not got.header("Location")
    ),
    "reset_at_once": shows("reset_at_once", lambda got: got.is_reset and not got.body),
    "reset_in_mid_body": shows("reset_in_mid_body", lambda got: got.is_reset and not got.is_whole),
    "rest_answers_html": says("rest_answers_html", "Content-Type", "text/html", REST),
    "rest_caps_per_page": _caps,
    "rest_cut_short": shows("rest_cut_short", lambda got: not got.body.endswith(b"]"), REST),
    "rest_error_with_200": holds("rest_error_with_200", b'{"code":"rest_unknown"', REST),
    "rest_forbidden": status("rest_forbidden", 403, REST),
    "rest_ignores_after": same_as(
        "rest_ignores_after", "?_fields=id&after=2100-01-01T00:00:00", "?_fields=id"
    ),
    "rest_ignores_modified_after": same_as(
        "rest_ignores_modified_after",
        "?_fields=id&modified_after=2100-01-01T00:00:00",
        "?_fields=id",
    ),
    "rest_ignores_offset": same_as("rest_ignores_offset", "?_fields=id&offset=3", "?_fields=id"),
    "rest_ignores_order": same_as(
        "rest_ignores_order", "?_fields=id&orderby=id&order=asc", "?_fields=id"
    ),
    "rest_ignores_page": same_as(
        "rest_ignores_page", "?_fields=id&per_page=2&page=2", "?_fields=id&per_page=2"
    ),
    "rest_in_utc_only": shows(
        "rest_in_utc_only", lambda got: got.json[0]["date"] == got.json[0]["date_gmt"], REST
    ),
    "rest_missing": status("rest_missing", 404, REST),
    "rest_needs_login": status("rest_needs_login", 401, REST),
    "rest_totals_that_disagree": _counts_wrongly,
    "rest_with_notice": shows(
        "rest_with_notice", lambda got: got.body.startswith(b"<br />\n<b>Notice"), REST
    ),
    "rest_without_content": shows(
        "rest_without_content", lambda got: got.json[0]["content"]["rendered"] == "", REST
    ),
    "rest_without_totals": shows(
        "rest_without_totals", lambda got: "X-WP-Total" not in got.names, REST
    ),
    "robots_crawl_delay": holds("robots_crawl_delay", b"Crawl-delay: 10", "/robots.txt"),
    "robots_disallows": holds("robots_disallows", b"Disallow: /internasional/", "/robots.txt"),
    "robots_disallows_all": holds("robots_disallows_all", b"Disallow: /\n", "/robots.txt"),
    "robots_failing": status("robots_failing", 500, "/robots.txt"),
    "robots_huge": shows("robots_huge", lambda got: len(got.body) > 500 * 1024, "/robots.txt"),
    "robots_is_html": holds("robots_is_html", b"<!doctype html>", "/robots.txt"),
    "robots_missing": status("robots_missing", 404, "/robots.txt"),
    "robots_redirects": says("robots_redirects", "Location", "cdn.example", "/robots.txt"),
    "server_error": status("server_error", 500),
    "silent_edit_after_first_visit": changes_the_site("silent_edit_after_first_visit", ""),
    "sitemap_is_html": holds("sitemap_is_html", b"<!doctype html>", "/wp-sitemap.xml"),
    "sitemap_moved": status("sitemap_moved", 301, "/wp-sitemap.xml"),
    "sitemap_with_foreign_hosts": holds(
        "sitemap_with_foreign_hosts", b"http://10.0.0.1/", "/wp-sitemap-posts-post-1.xml"
    ),
    "sitemaps_without_end": _forever_deeper,
    "slow_bytes": _clears_slowly,
    "slow_first_byte": _starts_late,
    "soft_404": shows(
        "soft_404", lambda got: got.status == 200 and b"Halaman tidak ditemukan" in got.body
    ),
    "stale_cache": frozen("stale_cache", "/"),
    "stale_sitemap": frozen("stale_sitemap", "/wp-sitemap-posts-post-1.xml"),
    "theme_change_overnight": _moves_with_the_day,
    "too_many_requests": says("too_many_requests", "Retry-After", "120"),
    "too_many_requests_until_date": says("too_many_requests_until_date", "Retry-After", "GMT"),
    "too_many_requests_without_date": shows(
        "too_many_requests_without_date",
        lambda got: got.status == 429 and not got.header("Retry-After"),
    ),
    "touch_while_paging": changes_the_site("touch_while_paging", REST),
    "truncated_gzip": shows("truncated_gzip", lambda got: is_gzip(got) and got.is_whole),
    "two_servers_that_disagree": _disagree,
    "unasked_304": status("unasked_304", 304),
    "unavailable": says("unavailable", "Retry-After", "30", retry_after=30),
    "validator_that_always_changes": _changes_its_etag,
    "validator_that_never_changes": _keeps_its_etag,
    "windows_bytes": holds("windows_bytes", b"\x96 "),
    "wrong_charset": says("wrong_charset", "Content-Type", "ISO-8859-1"),
}
