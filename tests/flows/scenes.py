"""What each behaviour and story of the simulator may cost, and what brings the archive in step.

It knows numbers alone; ``test_scenarios`` plays the scenes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from tests.site.behaviours.chain import PATHS, catalogue

Heals = Literal["at once", "ingest", "reconcile", "audit"]

#: The pages of articles: neither lists, nor robots.txt, nor what WordPress has of its own.
PAGES: Final = "/[!wfrp]*/*"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A behaviour or a story, and what may come of it.

    Attributes:
        options: of the behaviour.
        beside: what else is wrong.
        settings: of the site.
        code: the exit code while it lasts.
        news: requests that the news may cost while it lasts; of pages, each of them.
        again: requests of the run after that.
        heals: what brings the archive in step: nothing more; the next ingest, once the site
            behaves; the next reconcile; an audit days later, where no list tells of it.

    """

    options: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0
    news: int
    again: int
    heals: Heals = "at once"


PAGE: Final = Scene(news=1, again=0)
#: Asked for three times, and again by the next run.
FAILING: Final = Scene(code=3, news=3, again=3, heals="ingest")
#: What is no article is asked for once a run.
STRANGE: Final = Scene(code=3, news=1, again=1, heals="ingest")
MISSING: Final = replace(STRANGE, code=0)
#: A page and six redirects.
ROUND: Final = replace(FAILING, news=6, again=6)
#: Feed, list and two pages; then the feed alone.
LISTS: Final = Scene(news=4, again=1)
WAITING: Final = "too_many_requests too_many_requests_until_date too_many_requests_without_date"
WAIT: Final = Scene(code=3, news=4, again=2, heals="ingest")
#: By the feed's pages, which tell of no edit.
NO_REST: Final = replace(LISTS, news=6, heals="reconcile")
#: REST's answer may be better in the next run, so it is asked again.
BROKEN_REST: Final = replace(LISTS, code=3, news=6, again=3, heals="ingest")
ROBOTS: Final = replace(LISTS, news=5)
NO_ROBOTS: Final = Scene(code=4, news=3, again=3, heals="ingest")
#: The only list of changes.
SITEMAP: Final = replace(LISTS, beside=("rest_forbidden",), settings={"wordpress": "6.5.2"}, news=6)
#: Such sitemaps are left for the feed.
NO_SITEMAP: Final = replace(SITEMAP, heals="reconcile")


def _all(scene: Scene, names: str) -> dict[str, Scene]:
    return dict.fromkeys(names.split(), scene)


SCENES: Final[dict[str, Scene]] = {
    **_all(FAILING, "bad_gateway content_length_too_great end_in_mid_body not_http nothing_at_all"),
    **_all(FAILING, "reset_at_once reset_in_mid_body server_error truncated_gzip unavailable"),
    **_all(
        STRANGE, "bill_instead blank_page challenge challenge_with_403 database_error empty_answer"
    ),
    **_all(STRANGE, "endless_page gzip_twice home_instead invalid_utf8 login_wall page_cut_short"),
    **_all(STRANGE, "redirect_off_site redirect_to_file redirect_to_private_address"),
    **_all(STRANGE, "redirect_without_location soft_404 unasked_304 windows_bytes"),
    **_all(MISSING, "gone not_found"),
    **_all(ROUND, "redirect_loop redirect_to_itself redirect_without_end"),
    **_all(WAIT, WAITING),
    **_all(NO_REST, "rest_answers_html rest_forbidden rest_missing rest_needs_login"),
    **_all(NO_REST, "rest_lists_nothing rest_with_links_elsewhere"),
    **_all(BROKEN_REST, "rest_cut_short rest_error_with_200 rest_with_notice"),
    **_all(SITEMAP, "gzipped_sitemap sitemap_with_foreign_hosts sitemaps_without_end"),
    **_all(SITEMAP, "stale_sitemap"),
    **_all(NO_SITEMAP, "exploding_entities external_entity huge_sitemap lastmod_is_always_now"),
    **_all(NO_SITEMAP, "sitemap_is_html sitemap_moved"),
    **_all(ROBOTS, "robots_huge robots_missing"),
    **_all(NO_ROBOTS, "robots_failing robots_is_html robots_redirects"),
    "decompression_bomb": replace(STRANGE, options={"megabytes": 60}),
    "delete_while_paging": replace(LISTS, again=2),
    # the site's own text, until it is mended there
    "double_encoding": replace(PAGE, heals="audit"),
    "edit_after_first_visit": replace(PAGE, again=1),
    # what changed, and what came out, where no feed is there to name it
    "feed_closed": replace(LISTS, again=2),
    **_all(replace(LISTS, news=5), "feed_is_empty feed_with_future_dates"),
    "huge_page": replace(PAGE, options={"megabytes": 3}),
    "limit_of_requests": replace(WAIT, options={"most": 1}, heals="at once"),
    "nested_sitemaps": replace(SITEMAP, news=7),
    "not_found_that_flaps": replace(PAGE, again=1),
    "local_time_called_utc": replace(PAGE, heals="audit"),
    "other_article_instead": replace(LISTS, code=3, again=3, heals="ingest"),
    "publish_while_paging": replace(LISTS, again=3, heals="ingest"),
    "redirect_chain": replace(PAGE, news=5),
    "redirect_to_other_article": replace(LISTS, code=3, news=14, again=13, heals="ingest"),
    "rest_ignores_order": replace(LISTS, news=7),
    **_all(replace(LISTS, news=6), "rest_counts_nothing rest_without_totals"),
    "robots_crawl_delay": replace(ROBOTS, options={"seconds": 0.05}),
    "robots_disallows": replace(ROBOTS, code=3, news=4, heals="ingest"),
    "robots_disallows_all": replace(NO_ROBOTS, news=1, again=1),
    "silent_edit_after_first_visit": replace(PAGE, heals="audit"),
    "slow_bytes": replace(PAGE, options={"piece_bytes": 16_384, "wait_s": 0.01}),
    "slow_first_byte": replace(PAGE, options={"wait_s": 0.1}),
    "theme_change_overnight": replace(LISTS, options={"at": "00:00"}),
    "touch_while_paging": replace(LISTS, again=3),
}
#: Of pages too, but no page's own: they concern the site, or change what others say.
_WHOLE: Final = {
    *WAITING.split(),
    "limit_of_requests",
    "other_article_instead",
    "other_theme",
    "redirect_to_other_article",
    "theme_change_overnight",
    "two_servers_that_disagree",
}
_GONE: Final = replace(PAGE, news=0, heals="reconcile")
_UNTOLD: Final = replace(PAGE, news=0)
#: Stories that end otherwise than with one page that is fetched.
TOLD: Final[dict[str, Scene]] = {
    **_all(_GONE, "deletion deletion_said_aloud unpublishing slug_change_then_deletion"),
    **_all(_UNTOLD, "scheduled_post missed_schedule comment_only"),
    "slug_reused": replace(PAGE, heals="reconcile"),
    "edit_with_unchanged_modified": replace(_UNTOLD, heals="audit"),
}


def path_of(name: str) -> str:
    """Return what a behaviour concerns: its own lists, or the pages of articles."""
    return PAGES if PATHS[name] == "*" else PATHS[name]


def of_site() -> dict[str, Scene]:
    """Return the scenes of behaviours that concern lists, robots.txt, or all of the site."""
    names = [name for name in catalogue() if path_of(name) != PAGES or name in _WHOLE]
    return {name: SCENES.get(name, LISTS) for name in names}


def of_pages() -> dict[str, dict[str, Scene]]:
    """Return the scenes of behaviours that concern a page, together where they end alike."""
    found = defaultdict[str, dict[str, Scene]](dict)
    for name in [name for name in catalogue() if name not in of_site()]:
        scene = SCENES.get(name, PAGE)
        found[f"exit code {scene.code}, in step by: {scene.heals}"][name] = scene
    return found


def of_editors(names: Mapping[str, object]) -> dict[str, dict[str, Scene]]:
    """Return the scenes of stories, together where they end alike."""
    found = defaultdict[str, dict[str, Scene]](dict)
    for name in names:
        scene = TOLD.get(name, PAGE)
        found[f"in step by: {scene.heals}"][name] = scene
    return found
