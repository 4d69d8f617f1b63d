"""Saves pages of the simulator as golden pages: ``python -m tests.golden.simulated``.

Each theme shows every markup of related links, articles with readers' comments, both languages of
WordPress, AMP twins, and pages that are no article. What is expected is the simulator's own truth.
Pages that are saved already are left alone.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from tests.golden.pages import EXPECTED, PAGES
from tests.site import themes, words
from tests.site.baca_juga import MARKUPS, WITH_LEAD
from tests.site.blocks import Block, Related, related_links
from tests.site.http import Request
from tests.site.model import Post, Settings
from tests.site.surfaces import route
from tests.site.truth import truth
from tests.site.wordpress import WordPress

NOW: Final = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
_OURS: Final = "https://purnawarta.com"
_OTHER: Final = "https://contoh.example"
#: Pages of a site that are no article, by what is in their place in the address.
_NONE: Final = ("/", "/{section}", "/tag/pangan", "/author/redaksi", "/?s=panen", "/tiada/ada")


def save(name: str, html: bytes, expected: dict[str, Any]) -> None:
    """Write a page and what is expected of it, unless it is there."""
    page, truth_of_it = PAGES / f"{name}.html.gz", EXPECTED / f"{name}.json"
    if page.exists():
        return
    page.parent.mkdir(parents=True, exist_ok=True)
    truth_of_it.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(gzip.compress(html, 9, mtime=0))
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    truth_of_it.write_text(f"{text}\n", "utf-8")


def site_of(theme: str, seed: int, home: str) -> WordPress:
    """A site of a theme, with an article for each pair of markups."""
    settings = Settings(
        theme=theme,
        language="id_ID" if seed % 2 else "en_US",
        seo="yoast" if seed % 3 else "core",
    )
    site = WordPress(posts=12, seed=seed, settings=settings, now=NOW, home=home)
    styles = [name for name in MARKUPS if (hash_of(name) + seed) % 2]
    rest = [name for name in MARKUPS if name not in styles]
    for first, second in zip(styles, rest * 2, strict=False):
        post = site.publish()
        blocks = [block for block in post.blocks if not isinstance(block, Related)]
        site.edit(post, _with(site, blocks, first, second))
    for number, post in enumerate(list(site.posts.values())[::4]):
        for _ in range(number + 1):
            site.comment(post)
    return site


def hash_of(name: str) -> int:
    """A number of a name, the same in every process."""
    return sum(map(ord, name))


def _with(site: WordPress, blocks: list[Block], first: str, second: str) -> tuple[Block, ...]:
    """Put two related blocks into a body: one after its first paragraph, one at its end."""
    related = [site.newsroom.related(style, _count(style)) for style in (first, second)]
    return (blocks[0], related[0], *blocks[1:], related[1])


def _count(style: str) -> int:
    """How many links a block of a markup holds; what hangs on a paragraph shows one."""
    return 1 if style in WITH_LEAD else 1 + len(style) % 3


def pages(theme: str, seed: int, home: str) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Give names, pages and expectations."""
    site = site_of(theme, seed, home)
    known = truth(site).articles
    every = [post for post in site.posts.values() if post.is_live]
    for post in every[8:]:
        html = fetched(site, post.path)
        yield f"{post.id}-{seed}", html, expected(site, post, known[post.id], html)
    for post in every[-2:]:
        html = fetched(site, f"{post.path}/amp")
        of_twin = expected(site, post, known[post.id], html)
        del of_twin["tags"]  # which a twin does not state
        yield f"{post.id}-{seed}-amp", html, of_twin | {"url": f"{home}{post.path}/amp"}
    for number, path in enumerate(_NONE):
        path = path.format(section=every[-1].section.partition("/")[0])  # noqa: PLW2901
        page = {"url": f"{home}{path}", "verdict": "not_article"}
        if number % 3 == seed % 3:
            yield f"none-{number}-{seed}", fetched(site, path), page


def fetched(site: WordPress, path: str) -> bytes:
    """What the site answers."""
    return route(site, Request(method="GET", target=path)).body


def expected(site: WordPress, post: Post, article: Any, html: bytes) -> dict[str, Any]:
    """What the truth says of an article, as far as its page states it."""
    links = related_links(post.blocks)
    modified = article.modified_at.astimezone(site.settings.timezone).isoformat()
    published = article.published_at.astimezone(site.settings.timezone).isoformat()
    found = {
        "url": article.url,
        "captured_at": site.now.isoformat(),
        "verdict": "good",
        "title": article.title,
        "body": list(article.body),
        "related": [{"title": link.title, "url": link.url(site.home)} for _, link in links],
        "markers": sorted({marker.strip(" :") for marker, _ in links}),
        "section": article.section,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published_at": published,
        "post_id": article.post_id,
        "canonical_url": article.url,
    }
    if modified.encode() in html and modified != published:
        found["modified_at"] = modified
    if site.home == _OURS:
        found["dateline_place"] = _place(article.body[0])
    return found


def _place(first: str) -> str | None:
    """The place that the newsroom put before its agency, if it put one."""
    known = (place for place in words.PLACES if place.dateline.startswith(place.name))
    return next((p.name for p in known if first.startswith(f"{p.name}, {words.AGENCY}")), None)


def main() -> None:
    """Save what is not saved yet."""
    for seed, theme in enumerate(themes.NAMES, start=1):
        for name, html, page in pages(theme, seed, _OTHER if seed % 3 == 0 else _OURS):
            save(f"{theme}/{name}", html, page)


if __name__ == "__main__":
    main()
