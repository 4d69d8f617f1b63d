"""Proofs of behaviours that take more than a word: several answers, the clock, or an editor."""

import re

from tests.site import Site
from tests.site_tests.proving import REST, came, path


def clears_slowly(site: Site) -> None:
    site.misbehave("slow_bytes", piece_bytes=64, wait_s=0.05)
    assert came(site, wait_s=0.15, most=1500).raw.count(b"\r\n40\r\n") >= 2


def starts_late(site: Site) -> None:
    site.misbehave("slow_first_byte", wait_s=0.3)
    assert came(site, wait_s=0.1).is_late
    assert came(site).status == 200


def never_ends(site: Site) -> None:
    site.misbehave("endless_page")
    assert len(came(site, most=5_000_000).raw) >= 5_000_000


def moves_with_the_day(site: Site) -> None:
    site.misbehave("theme_change_overnight")
    before = came(site).text
    site.wordpress.advance(hours=15)
    assert ("td-post-content" in before, "tie-row" in came(site).text) == (True, True)


def limits(site: Site) -> None:
    site.misbehave("limit_of_requests", most=2)
    assert [came(site, "/robots.txt").status for _ in range(3)] == [200, 200, 429]
    site.wordpress.advance(minutes=1)
    assert came(site, "/robots.txt").status == 200


def goes_on(site: Site) -> None:
    site.misbehave("redirect_without_end")
    places = [came(site, f"{path(site)}?langkah={n}").header("Location") for n in (1, 2, 3)]
    assert [place[-1] for place in places] == ["2", "3", "4"]


def goes_round(site: Site) -> None:
    site.misbehave("redirect_loop")
    there = came(site).header("Location").removeprefix(site.base_url)
    assert came(site, there).header("Location") == site.base_url + path(site)


def chain_ends(site: Site) -> None:
    site.misbehave("redirect_chain", length=2)
    assert came(site).status == 302
    assert came(site, f"{path(site)}?langkah=2").status == 200


def redirects_home(site: Site) -> None:
    site.misbehave("redirect_home")
    assert came(site, "/tidak/ada").header("Location") == site.base_url + "/"
    assert came(site).status == 200


def keeps_its_etag(site: Site) -> None:
    site.misbehave("validator_that_never_changes")
    first = came(site).header("ETag")
    site.wordpress.edit(site.wordpress.live()[0])
    assert came(site, headers={"If-None-Match": first}).status == 304


def changes_its_etag(site: Site) -> None:
    site.misbehave("validator_that_always_changes")
    assert came(site).header("ETag") != came(site).header("ETag")


def repeats_itself(site: Site) -> None:
    headers = {"If-None-Match": came(site, "/feed/").header("ETag")}
    assert came(site, "/feed/", headers).status == 304
    site.misbehave("never_304")
    assert came(site, "/feed/", headers).status == 200


def validates(site: Site) -> None:
    site.misbehave("honest_page_validators")
    first = came(site).header("ETag")
    assert came(site, headers={"If-None-Match": first}).status == 304
    site.wordpress.comment(site.wordpress.live()[0])
    assert came(site, headers={"If-None-Match": first}).status == 200


def disagree(site: Site) -> None:
    site.misbehave("two_servers_that_disagree")
    where = path(site)
    old = came(site, where).body
    site.wordpress.edit(site.wordpress.live()[0])
    new, again = came(site, where).body, came(site, where).body
    assert (new != old, again == old) == (True, True)


def counts_wrongly(site: Site) -> None:
    site.misbehave("rest_totals_that_disagree", by=7)
    assert came(site, REST).header("X-WP-Total") == "13"


def numbers_of_others(site: Site) -> None:
    guids = re.compile(r"\?p=(\d+)</guid>")
    right = guids.findall(came(site, "/feed/").text)
    site.misbehave("feed_with_others_guids")
    wrong = guids.findall(came(site, "/feed/").text)
    assert sorted(wrong) == sorted(right)
    assert all(one != other for one, other in zip(wrong, right, strict=True))


def always_now(site: Site) -> None:
    site.wordpress.configure(seo="yoast")
    site.wordpress.advance(hours=5)
    site.misbehave("lastmod_is_always_now")
    text = came(site, "/post-sitemap.xml").text
    assert text.count(site.wordpress.now.strftime("%Y-%m-%dT%H:%M:%S")) == 6


def forever_deeper(site: Site) -> None:
    site.wordpress.configure(seo="yoast")
    site.misbehave("sitemaps_without_end")
    assert "?n=9<" in came(site, "/sitemap_index.xml?n=4").text


def shifts_times(site: Site) -> None:
    stamp = site.wordpress.live()[0].published_at
    wrong = f"{stamp.day:02}T{(stamp.hour + 7) % 24:02}:{stamp.minute:02}:{stamp.second:02}+00:00"
    site.misbehave("local_time_called_utc")
    assert wrong in came(site).text


def mixes_up(site: Site) -> None:
    site.misbehave("other_article_instead")
    first, second = site.wordpress.live()[:2]
    assert f"postid-{second.id}" in came(site, first.path).text


def stands_still(site: Site) -> None:
    site.misbehave("redirect_to_itself")
    assert came(site).header("Location") == site.base_url + path(site)


def caps(site: Site) -> None:
    site.misbehave("rest_caps_per_page", most=2)
    assert len(came(site, f"{REST}?per_page=100").json) == 2
