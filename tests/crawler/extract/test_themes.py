"""The simulator's themes and markups, every field compared with its truth."""

import urllib.request
from datetime import UTC, datetime

import pytest

from crawler.extract import extract
from crawler.sites import site_for_url
from tests.site import themes
from tests.site.model import Settings
from tests.site.server import serve
from tests.site.truth import Article, truth
from tests.site.wordpress import WordPress

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def differences(article: Article, links: list[tuple[str, str | None]]) -> list[str]:
    """Return in which fields the page of an article comes out other than it is."""
    with urllib.request.urlopen(article.url, timeout=20) as answer:  # noqa: S310 (loopback)
        payload = answer.read()
    found = extract(payload, url=article.url, site=site_for_url(article.url))
    pairs = {
        "verdict": (found.verdict, "good"),
        "title": (found.title, article.title),
        "body": (found.body_parts, article.body),
        "related": ([(link.title, link.url) for link in found.related], links),
        "section": (found.section, article.section),
        "authors": (found.authors, article.authors),
        "tags": (sorted(found.tags), sorted(article.tags)),
        "published_at": (found.published_at, article.published_at),
        "post_id": (found.post_id, article.post_id),
        "canonical_url": (found.canonical_url, article.url),
    }
    return [f"{article.path}: {name}: {a} != {b}" for name, (a, b) in pairs.items() if a != b]


@pytest.mark.parametrize("seo", ["core", "yoast"])
@pytest.mark.parametrize("theme", themes.NAMES)
def test_every_article_of_every_theme_comes_out_exactly(theme: str, seo: str) -> None:
    """Body, title, links, people, times, ids."""
    wordpress = WordPress(posts=25, seed=7, settings=Settings(theme=theme, seo=seo), now=NOW)
    with serve(wordpress, port=0):
        known = truth(wordpress)
        found = [
            line
            for number, article in known.articles.items()
            for line in differences(
                article,
                [(x.title, x.url) for x in known.related_links if x.post_id == number],
            )
        ]
    assert not found
