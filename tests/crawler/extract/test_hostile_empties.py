"""Elements that show nothing beside those that do, as ordinary pages have them: nothing fails."""

import json
import random
from typing import Any

from crawler.extract.text import words
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, URL, page
from tests.crawler.extract.test_hostile import PAGES, try_one

SHOWN = (
    *("", "", " ", "&nbsp;", "&#8203;", "<img src=/a.jpg>", "<svg></svg>", "<i class=icon></i>"),
    *("Sari Wulan", "Oleh", "8 Maret 2026", "Baca Juga:", "Tag:", "Foto: Budi", "3 Komentar", "1"),
    *(TITLE, "Warga menanam padi di sawah dekat desa itu.", "Ringkasan AI", "Bagikan", ":", "©"),
)
LINKS = tuple(
    f'<a rel="{rel}" href="{href}"{names}>{{}}</a>'
    for rel in ("", "author", "author", "tag", "category")
    for href in ("", "#", "/author/sari", "/tag/padi", "/desa/jembatan-lain-kotasari-rusak", URL)
    for names in ("", " class=btn", " class=fn", " class=post-page-numbers")
)
INLINE = (
    *LINKS,
    *(f"<{tag}>{{}}</{tag}>" for tag in ("b", "span", "time", "label", "button", "sup", "q")),
    "<time datetime=''>{}</time>",
    "<time datetime='2026-03-08'>{}</time>",
    *(f"<span class='{name}'>{{}}</span>" for name in ("author", "post-date", "fn", "byline-x")),
    *(f"<span itemprop={name}>{{}}</span>" for name in ("author", "datePublished", "headline")),
)
BLOCKS = (
    *(f"<{tag}>{{}}</{tag}>" for tag in ("p", "p", "h2", "div", "aside", "blockquote", "form")),
    *("<ul><li>{}</li><li></li></ul>", "<dl><dt></dt><dd>{}</dd></dl>", "<h1>{}</h1><h1></h1>"),
    *("<figure><img><figcaption>{}</figcaption></figure>", "<figure>{}</figure>"),
    *("<table><caption></caption><tr><td>{}</td><td></td></tr></table>", "<table>{}</table>"),
    *("<details class=k><summary></summary>{}</details>", "<section aria-label=''>{}</section>"),
    *(
        f"<div class='{name}'>{{}}</div>"
        for name in (
            "author vcard",
            "tags",
            "share",
            "related",
            "comments-title",
            "ai-summary",
            "k",
        )
    ),
    *("<iframe src=''></iframe>{}", "<picture><source></picture>{}", "<input>{}", "<br>{}"),
)
METAS = words("author og:title og:url og:image og:site_name article:tag twitter:label1")
KEYS = words("headline author image keywords articleBody datePublished publisher url")
STATED: tuple[Any, ...] = (
    *("", None, [], {}, [""], [None], [{}], {"name": ""}, {"@id": ""}),
    *(TITLE, {"name": "Sari"}),
)


def line(chance: random.Random) -> str:
    """Return what stands in one line."""
    told = (chance.choice(INLINE).format(chance.choice(SHOWN)) for _ in range(chance.randrange(4)))
    return chance.choice((" ", ", ", " dan ", " | ", "")).join((*told, chance.choice(SHOWN)))


def flow(chance: random.Random) -> str:
    """Return some blocks, one within another at times."""
    blocks = [chance.choice(BLOCKS).format(line(chance)) for _ in range(chance.randrange(5))]
    return chance.choice((*BLOCKS, "{}", "{}", "{}")).format("".join(blocks))


def head(chance: random.Random) -> str:
    """Return what a page states, part of it empty."""
    metas = (
        f'<meta property="{name}" content="{chance.choice(("", " ", TITLE))}">' for name in METAS
    )
    told = {"@type": "NewsArticle"} | {
        name: chance.choice(STATED) for name in chance.sample(KEYS, 4)
    }
    graphs: tuple[Any, ...] = (
        told,
        [told, {}],
        {"@graph": [told, {"@id": ""}]},
        {"@graph": []},
        "",
    )
    graph = chance.choice(graphs)
    return f'{"".join(metas)}<script type="application/ld+json">{json.dumps(graph)}</script>'


def test_pages_of_empty_elements_and_full_ones() -> None:
    """The same in each run; a seed that fails is named."""
    for seed in range(PAGES):
        chance = random.Random(seed)
        parts = (f"<p>{text}</p>{flow(chance)}" for text in (LEAD, SECOND, LAST))
        inner = chance.choice((BODY, "".join(parts), flow(chance)))
        html = page(inner, head=head(chance), around=(flow(chance), flow(chance)))
        try:
            try_one(html.encode())
        except Exception as exc:
            exc.add_note(f"seed {seed}")
            raise
