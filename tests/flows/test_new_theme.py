"""A site that looks different the next morning says the same: no article is revised."""

from collections import Counter
from itertools import pairwise

import pytest

from crawler import extract as extractor
from crawler.extract import Extraction
from crawler.sites import site_for_url
from flows.normalise import content_of
from tests.flows.world import Worlds
from tests.site import Settings, WordPress, serve, themes
from tests.site.http import Request
from tests.site.surfaces import route

HOME = "https://purnawarta.com"
LANGUAGES = {"yoast": "en_US", "core": "id_ID"}


def contents(theme: str, seo: str) -> dict[int, bytes]:
    """The hash of what each article of a site says in a theme."""
    settings = Settings(theme=theme, seo=seo, language=LANGUAGES[seo])
    site = WordPress(posts=24, seed=5, settings=settings, home=HOME)
    return {post.id: hash_of(site, post.path) for post in site.posts.values() if post.is_live}


def hash_of(site: WordPress, path: str) -> bytes:
    """The hash of what the page at a path says."""
    page = route(site, Request(method="GET", target=path)).body
    return content_hash(extracted(page, f"{HOME}{path}"), f"{HOME}{path}")


def extracted(page: bytes, url: str) -> Extraction:
    """What a page holds."""
    return extractor.extract(page, url=url, site=site_for_url(url))


def content_hash(found: Extraction, url: str) -> bytes:
    """The hash of an article."""
    return content_of(found, site_for_url(url), url=url, media_type="text/html").sha256


@pytest.mark.parametrize("seo", LANGUAGES)
def test_all_themes_say_the_same(seo: str) -> None:
    """Every article has one content, whichever of the themes shows it."""
    found = [contents(theme, seo) for theme in (*themes.NAMES, themes.NAMES[0])]
    assert found[0]
    for one, other in pairwise(found):
        assert one == other


def test_a_new_theme_makes_no_revision(worlds: Worlds) -> None:
    """All posts were saved and look different: every page is fetched, nothing is written."""
    wordpress = WordPress(posts=20, settings=Settings(theme="newspaper"))
    with serve(wordpress) as site:
        world = worlds(site)
        world.run()
        before = world.digest(), world.counts()
        wordpress.advance(hours=1)
        wordpress.configure(theme="jnews")
        for post in wordpress.live():
            wordpress.touch(post)
        report = world.run()
        outcomes = Counter({count.outcome: count.items for count in report.outcomes})
        assert outcomes == {"unchanged": 20}
        assert (world.digest(), world.counts()) == before


@pytest.mark.parametrize(
    "shown",
    [
        "/wp-content/uploads/2024/02/padi-1024x576.jpg",
        "/wp-content/uploads/2024/02/padi-scaled.jpg",
        "https://i0.wp.com/purnawarta.com/wp-content/uploads/2024/02/padi.jpg?resize=640%2C360",
        "/wp-content/uploads/2024/02/padi.jpg.webp",
    ],
)
def test_the_lead_image_above_the_text_is_no_block_whatever_its_size(shown: str) -> None:
    """What is said of it is kept with what was removed."""
    head = f'<meta property="og:image" content="{HOME}/wp-content/uploads/2024/02/padi.jpg">'
    figure = f'<figure><img src="{shown}"><figcaption>Panen padi</figcaption></figure>'
    pages = [
        f"<head>{head}</head><body class='single postid-7'><article><h1>Padi</h1>{above}"
        f"<div class='entry-content'>{within}<p>{'Panen raya dimulai di desa itu. ' * 9}</p>"
        "</div></article>"
        for above, within in ((figure, ""), ("", figure))
    ]
    outside, inside = (extracted(page.encode(), f"{HOME}/desa/padi") for page in pages)
    assert content_hash(outside, f"{HOME}/a") == content_hash(inside, f"{HOME}/a")
    assert [(cut.rule, cut.text) for cut in inside.removed][:1] == [("lead_image", "Panen padi")]
    assert "Panen padi" in {cut.text for cut in outside.removed}


def test_a_lead_image_that_is_all_there_is_stays() -> None:
    """A caricature has nothing else."""
    picture = "/wp-content/uploads/2024/02/padi.jpg"
    page = (
        f'<head><meta property="og:image" content="{picture}"></head><body class="single postid-7">'
        f'<h1>Padi</h1><div class="entry-content"><img src="{picture}"></div>'
    )
    found = extracted(page.encode(), f"{HOME}/lainnya/karikatur/padi")
    assert [block.kind for block in found.blocks] == ["image"]
