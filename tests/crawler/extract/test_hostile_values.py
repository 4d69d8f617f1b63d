"""Whatever an attribute, a node of JSON-LD or a post of REST says: nothing fails."""

import json
import random
from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from crawler.extract.stated.comments import count_in
from crawler.extract.stated.dates import from_text
from crawler.extract.text import words
from tests.crawler.extract.pages import BODY, TITLE, URL, page, site
from tests.crawler.extract.test_hostile import try_one

SEEDS = range(400)
VALUES = (
    *("", "-", "_", "--", "-_-", "post -", "_related", "-share-", "tags -", " ", "\t", "\x00"),
    *("0", "-1", "1.5", "1e999", "NaN", "²", "٣", "9" * 30, "1" * 5000, "true", "+1", "0x10"),
    *("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2024-05-03T10:00:00+25:00"),
    *("99/99/9999", "3 Mei 2024 10.00 WİB", "3 abrİl 2024", "янᲂ 3, 2024", "ſatu komentar"),
    *("http://[", "//[::1", "https://a:x/", "https://a:99999/", "http://", "///", "\\", "?", "#"),
    *("javascript:", "data:,", "/page/²", "?p=²", "a 1x,,", "1x", ", ,", ";", "::", "color:red;;"),
    *("display:", "{", "}", "[x", "]", "(", '"', "'", "<", ">", "&", "%zz", "%ud800", "\ud800"),
    *("\udfff", "\u200b", "\u200d", "\ufeff", "\u2028", "\u0301", "İ", "ß", "ﷺ", "Baca Juga:"),
    *("Oleh", "Editor:", "postid-", "postid-²", "single-paged-²", "home", "en-", "-en", "null"),
)
ATTRIBUTES = words(
    "class id style href src srcset data-src data-srcset datetime content title alt width height"
    " colspan rowspan start value n type role aria-label hidden lang dir cite data-page data-id"
    " action itemtype sizes poster inline block"
)
KINDS = {
    "class": "entry-content byline author fn post-date tags related comments-title page-links item",
    "itemprop": "author datePublished dateModified headline image name",
    "property": "article:published_time article:tag og:title og:url og:image author date",
    "rel": "canonical next prev shortlink alternate tag author category",
}
TAGS = words(
    "div p span a img time ul ol li table tr td h1 h2 h3 figure figcaption picture source video"
    " iframe blockquote aside nav header footer form input button select option dl dt pre abbr"
    " address strong noscript svg object x-y warta-cut -cut br hr meta link base"
)
KEYS = words(
    "@type @id @graph headline name url author publisher datePublished dateModified image keywords"
    " articleSection commentCount inLanguage mainEntityOfPage mainEntity itemListElement item"
    " position creator"
)
POST = words(
    "id link date date_gmt modified modified_gmt title yoast_head_json type status"
    " jetpack_featured_media_url"
)


def anything(chance: random.Random, depth: int = 0) -> Any:
    """Return a value of JSON, of the wrong type mostly."""
    kind = chance.randrange(8 if depth < 3 else 6)
    if kind == 6:
        return [anything(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 7:
        return {chance.choice(KEYS): anything(chance, depth + 1) for _ in range(4)}
    plain = (None, True, -1, 10**30, 1.5, float("inf"), float("nan"), "Person", "NewsArticle", URL)
    return chance.choice(plain if kind < 2 else VALUES)


def attributes(chance: random.Random) -> str:
    """Return some attributes of a tag."""
    said = {chance.choice(ATTRIBUTES): chance.choice(VALUES) for _ in range(chance.randrange(4))}
    name = chance.choice(list(KINDS))
    said[name] = f"{chance.choice(KINDS[name].split())} {said.get(name, '')}".strip()
    return "".join(f' {name}="{escape(value)}"' for name, value in said.items())


def element(chance: random.Random, depth: int = 0) -> str:
    """Return an element, and what is in it."""
    tag, inner = chance.choice(TAGS), escape(chance.choice(VALUES))
    if depth < 3:
        inner += "".join(element(chance, depth + 1) for _ in range(chance.randrange(3)))
    return f"<{tag}{attributes(chance)}>{inner}</{tag}>"


def hostile_page(chance: random.Random) -> bytes:
    """Return an article page of which much says what nobody would write."""
    told = {"@type": "NewsArticle"} | {name: anything(chance) for name in chance.sample(KEYS, 8)}
    stated = json.dumps(told).replace("<", "\\u003c")
    head = "".join(f"<meta{attributes(chance)}><link{attributes(chance)}>" for _ in range(4))
    head += f'<script type="application/ld+json">{stated}</script>'
    inner, before, after = ("".join(element(chance) for _ in range(4)) for _ in range(3))
    html = page(BODY + inner + BODY, head=head, around=(before, after))
    return html.encode("utf-8", "surrogatepass")


def hostile_post(chance: random.Random) -> bytes:
    """Return a post of REST of which much is of a wrong type."""
    term = {"taxonomy": chance.choice(("category", "post_tag")), "name": anything(chance)}
    term["link"] = anything(chance)
    told: dict[str, Any] = {"type": "post", "status": "publish", "title": {"rendered": TITLE}}
    told |= {name: anything(chance) for name in chance.sample(POST, 5)}
    told["content"] = {"rendered": BODY + element(chance)}
    told["_embedded"] = {
        "author": [{"name": anything(chance)}],
        "wp:term": [[term], anything(chance)],
        "wp:featuredmedia": [anything(chance)],
    }
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("media_type", "made"), [("text/html", hostile_page), ("application/json", hostile_post)]
)
def test_whatever_is_said(media_type: str, made: Callable[[random.Random], bytes]) -> None:
    """The same in each run; a seed that fails is named."""
    for seed in SEEDS:
        try:
            try_one(made(random.Random(seed)), media_type)
        except Exception as exc:
            exc.add_note(f"seed {seed}")
            raise


@pytest.mark.parametrize("name", ["-", "_", "--", "post -", "-_- entry-content", "-share -"])
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_a_name_without_a_letter_is_none(name: str, attribute: str) -> None:
    """Builders that join empty settings write such a class into each element."""
    for tag in ("p", "div", "span", "aside"):
        html = page(f"{BODY}<{tag} {attribute}='{name}'>Sawah.</{tag}>{BODY}")
        assert try_one(html.encode()).verdict == "good"


def test_no_page_marks_what_was_taken_away() -> None:
    """The mark is ours; an element of that name says what any other says."""
    html = page(f"{BODY}<p><warta-cut n=x>Sawah.</warta-cut></p><p><-cut n=x>Ladang.</p>")
    assert "Sawah." in try_one(html.encode()).body


def test_letters_that_are_others_only_where_case_is_ignored() -> None:
    """Expressions take ``İ`` for ``i`` and ``ſ`` for ``s``; tables of words do not."""
    at = from_text("3 Mei 2024 10.00 WİB", site().time_zone, None)
    assert at is not None
    assert at.isoformat() == "2024-05-03T10:00:00+07:00"
    assert from_text("3 de abrİl de 2024", site().time_zone, None) is None
    assert count_in("ſatu komentar") is None
