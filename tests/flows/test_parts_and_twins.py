"""Further pages of a post, and AMP twins: one article, which says what its own page says."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.captures import capture, coding
from flows.importing.flow import import_files
from flows.importing.sources import Source
from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, page, paragraphs
from tests.flows.world import Archive
from tests.site import WordPress, themes
from tests.site.blocks import PageBreak
from tests.site.http import Request
from tests.site.surfaces import route

HOME = "https://purnawarta.com"
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PATH = "/nasional/desa/jembatan-lama"
Import = Callable[..., dict[str, int]]


@pytest.fixture
def keep(archive: Archive, tmp_path: Path) -> Import:
    """Imports a page as of an hour; says what became of it."""

    def keep(html: str | bytes, url: str, *, hour: int) -> dict[str, int]:
        path = tmp_path / f"{hour}.html"
        body = html if isinstance(html, bytes) else html.encode()
        path.write_bytes(body + f"<!-- {hour} -->".encode())
        source = Source(path=path, url=url, captured_at=AT.replace(hour=hour))
        reports = import_files(archive.settings, archive.url, [source], clock=lambda: AT)
        return {x.outcome: x.items for report in reports for x in report.outcomes}

    return keep


@pytest.mark.parametrize("theme", themes.NAMES)
def test_the_pages_of_a_post_are_one_article(theme: str, archive: Archive, keep: Import) -> None:
    """In every theme: whichever comes first, the article is there when all pages are."""
    site = WordPress(posts=3, home=HOME)
    site.configure(theme=theme)
    post = site.live()[0]
    first, *rest = post.blocks
    post = site.edit(post, (first, PageBreak(), *rest))
    pages = [
        route(site, Request(method="GET", target=post.path + tail)).body for tail in ("", "/2")
    ]
    url = f"{HOME}{post.path}"
    assert keep(pages[1], f"{url}/2", hour=1) == {"page_part": 1}
    assert keep(pages[0], url, hour=2) == {"inserted": 1}
    assert keep(pages[1], f"{url}/2", hour=3) == {"page_part": 1}
    (row,) = archive.rows("SELECT url, body, revision FROM warta.articles")
    assert (row["url"], row["revision"]) == (url, 1)
    assert row["body"] == "\n\n".join(post.text)


@pytest.mark.parametrize(
    ("tail", "more", "is_part"),
    [
        ("/2", '<span class="post-page-numbers current">2</span>', True),
        (
            "/2/",
            '<a class="post-page-numbers" href="/x/">1</a><b class="post-page-numbers">2</b>',
            True,
        ),
        ("/2", f'<meta property="og:url" content="{HOME}{PATH}">', True),
        ("/2", "", False),
        ("-2", '<a class="post-page-numbers" href="/x/2">2</a>', False),
    ],
)
def test_a_number_at_the_end_of_an_address_needs_a_witness(
    tail: str,
    more: str,
    *,
    is_part: bool,
    keep: Import,
) -> None:
    """Some sites' addresses end with the number of the post."""
    html = page(paragraphs(LEAD, SECOND) + more)
    outcome = "page_part" if is_part else "inserted"
    assert keep(html, f"{HOME}{PATH}{tail}", hour=1) == {outcome: 1}


def twin(*texts: str) -> str:
    """The AMP page of an article: no tags, no id."""
    return (
        f'<html amp><head><title>{TITLE}</title><link rel="canonical" href="{HOME}{PATH}"></head>'
        f'<body><article><h1 class="amp-wp-title">{TITLE}</h1>'
        f'<div class="amp-wp-article-content">{paragraphs(*texts)}</div></article></body></html>'
    )


@pytest.mark.parametrize("address", [f"{PATH}/amp", f"{PATH}?amp=1", f"{PATH}/amp/"])
def test_an_amp_twin_makes_no_revision(address: str, archive: Archive, keep: Import) -> None:
    """Before and after the article's own page, of the same content or another."""
    own = page(paragraphs(LEAD, SECOND) + '<a rel="tag" href="/tag/x">x</a>')
    assert keep(own, HOME + PATH, hour=1) == {"inserted": 1}
    before = archive.digest(), archive.counts()
    assert keep(twin(LEAD, SECOND), HOME + address, hour=2) == {"unchanged": 1}
    assert keep(own, HOME + PATH, hour=3) == {"unchanged": 1}
    assert keep(twin(LEAD, LAST), HOME + address, hour=4) == {"unchanged": 1}
    assert (archive.digest(), archive.counts()) == before


def test_an_amp_twin_stands_in_until_the_page_comes(archive: Archive, keep: Import) -> None:
    """It may be all that others captured."""
    assert keep(twin(LEAD, SECOND), f"{HOME}{PATH}/amp", hour=2) == {"inserted": 1}
    assert archive.value("SELECT url FROM warta.articles") == HOME + PATH
    assert keep(page(paragraphs(LEAD, SECOND)), HOME + PATH, hour=1) == {"older_capture": 1}
    (row,) = archive.rows("SELECT origin, revision FROM warta.articles")
    assert row == {"origin": "html", "revision": 2}


def test_a_page_is_taken_out_of_its_coding_once(
    keep: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To find out that it has no further pages costs no second time."""
    decoded: list[str] = []

    def decode(body: bytes, headers: Mapping[str, str], where: str) -> bytes:
        decoded.append(where)
        return coding.decode(body, headers, where)

    monkeypatch.setattr(capture, "decode", decode)
    assert keep(page(paragraphs(LEAD, SECOND)), HOME + PATH, hour=1) == {"inserted": 1}
    assert decoded == [HOME + PATH]
