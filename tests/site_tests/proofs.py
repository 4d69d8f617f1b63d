"""How each behaviour is seen on the wire: by name; a new one needs none."""

from collections.abc import Mapping

from tests.site_tests import proofs_by_hand as by_hand
from tests.site_tests.proving import (
    REST,
    Proof,
    asked_with,
    changes_the_site,
    frozen,
    holds,
    in_turns,
    is_gzip,
    same_as,
    says,
    shows,
    status,
)

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
    "endless_page": by_hand.never_ends,
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
    "feed_with_others_guids": by_hand.numbers_of_others,
    "feed_with_future_dates": holds("feed_with_future_dates", b" 2027 ", "/feed/"),
    "gone": status("gone", 410),
    "gzip_that_is_none": shows(
        "gzip_that_is_none",
        lambda got: "Content-Encoding: gzip" in got.head and got.body.startswith(b"<!doctype"),
    ),
    "gzip_twice": shows("gzip_twice", lambda got: is_gzip(got) and got.content[:2] == b"\x1f\x8b"),
    "gzipped_sitemap": shows("gzipped_sitemap", is_gzip, "/wp-sitemap.xml"),
    "home_instead": holds("home_instead", b'<body class="home blog'),
    "honest_page_validators": by_hand.validates,
    "huge_page": shows("huge_page", lambda got: len(got.body) > 2_000_000, megabytes=2),
    "huge_sitemap": shows(
        "huge_sitemap",
        lambda got: got.body.count(b"<url>") > 50_000,
        "/wp-sitemap-posts-post-1.xml",
    ),
    "invalid_utf8": holds("invalid_utf8", b"\xc3\x28\xff", "/feed/"),
    "lastmod_is_always_now": by_hand.always_now,
    "limit_of_requests": by_hand.limits,
    "local_time_called_utc": by_hand.shifts_times,
    "login_wall": holds("login_wall", b"Silakan masuk untuk membaca"),
    "lying_304": asked_with("lying_304", 304, {"If-None-Match": '"apa saja"'}),
    "meta_refresh": holds("meta_refresh", b'http-equiv="refresh"'),
    "missing_charset": shows(
        "missing_charset",
        lambda got: got.header("Content-Type") == "text/html" and b"charset" not in got.body[:300],
    ),
    "nested_sitemaps": holds("nested_sitemaps", b"/wp-sitemap-tahun.xml", "/wp-sitemap.xml"),
    "never_304": by_hand.repeats_itself,
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
    "one_post_id_on_all_pages": holds("one_post_id_on_all_pages", b"postid-999999", number=999999),
    "other_article_instead": by_hand.mixes_up,
    "other_theme": holds("other_theme", b"jeg_main_content"),
    "page_cut_short": shows(
        "page_cut_short", lambda got: got.is_whole and b"</html>" not in got.body
    ),
    "page_that_always_differs": holds("page_that_always_differs", b"data-nonce"),
    "publish_while_paging": changes_the_site("publish_while_paging", REST),
    "redirect_chain": by_hand.chain_ends,
    "redirect_home": by_hand.redirects_home,
    "redirect_loop": by_hand.goes_round,
    "redirect_off_site": says("redirect_off_site", "Location", "http://iklan.example/"),
    "redirect_to_file": says("redirect_to_file", "Location", "file:///etc/passwd"),
    "redirect_to_itself": by_hand.stands_still,
    "redirect_to_other_article": status("redirect_to_other_article", 301),
    "redirect_to_private_address": says(
        "redirect_to_private_address", "Location", "http://169.254.169.254/"
    ),
    "redirect_without_end": by_hand.goes_on,
    "redirect_without_location": shows(
        "redirect_without_location", lambda got: got.status == 301 and not got.header("Location")
    ),
    "reset_at_once": shows("reset_at_once", lambda got: got.is_reset and not got.body),
    "reset_in_mid_body": shows("reset_in_mid_body", lambda got: got.is_reset and not got.is_whole),
    "rest_answers_html": says("rest_answers_html", "Content-Type", "text/html", REST),
    "rest_caps_per_page": by_hand.caps,
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
    "rest_lists_nothing": shows("rest_lists_nothing", lambda got: got.json == [], REST),
    "rest_missing": status("rest_missing", 404, REST),
    "rest_needs_login": status("rest_needs_login", 401, REST),
    "rest_totals_that_disagree": by_hand.counts_wrongly,
    "rest_with_notice": shows(
        "rest_with_notice", lambda got: got.body.startswith(b"<br />\n<b>Notice"), REST
    ),
    "rest_with_links_elsewhere": shows(
        "rest_with_links_elsewhere", lambda got: "lama.example" in got.json[0]["link"], REST
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
    "sitemaps_without_end": by_hand.forever_deeper,
    "slow_bytes": by_hand.clears_slowly,
    "slow_first_byte": by_hand.starts_late,
    "soft_404": shows(
        "soft_404", lambda got: got.status == 200 and b"Halaman tidak ditemukan" in got.body
    ),
    "stale_cache": frozen("stale_cache", "/"),
    "stale_sitemap": frozen("stale_sitemap", "/wp-sitemap-posts-post-1.xml"),
    "theme_change_overnight": by_hand.moves_with_the_day,
    "too_many_requests": says("too_many_requests", "Retry-After", "120"),
    "too_many_requests_until_date": says("too_many_requests_until_date", "Retry-After", "GMT"),
    "too_many_requests_without_date": shows(
        "too_many_requests_without_date",
        lambda got: got.status == 429 and not got.header("Retry-After"),
    ),
    "touch_while_paging": changes_the_site("touch_while_paging", REST),
    "truncated_gzip": shows("truncated_gzip", lambda got: is_gzip(got) and got.is_whole),
    "two_servers_that_disagree": by_hand.disagree,
    "unasked_304": status("unasked_304", 304),
    "unavailable": says("unavailable", "Retry-After", "30", retry_after=30),
    "validator_that_always_changes": by_hand.changes_its_etag,
    "validator_that_never_changes": by_hand.keeps_its_etag,
    "windows_bytes": holds("windows_bytes", b"\x96 "),
    "wrong_charset": says("wrong_charset", "Content-Type", "ISO-8859-1"),
}
