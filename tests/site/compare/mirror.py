"""A simulator that holds the same posts as a real site, rebuilt through the real site's REST."""

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tests.site.blocks import Block, PageBreak, Raw
from tests.site.compare import wire
from tests.site.model import Author, Comment, Media, Post, Section, Settings, Tag
from tests.site.surfaces import excerpts
from tests.site.wordpress import WordPress

Json = dict[str, Any]
_TAGS = re.compile(r"<[^>]+>")


def rebuild(home: str) -> WordPress:
    """The real site's content in a simulator with the same settings, as far as they show."""
    root = _json(home, "/wp-json/")
    seo = "yoast" if wire.get(home, "/sitemap_index.xml").status == 200 else "core"
    feed = wire.get(home, "/feed/").body
    some = _json(home, "/wp-json/wp/v2/categories?per_page=1")
    version = re.search(r"\?v=([\d.]+)<", feed)
    settings = Settings(
        name=root["name"], tagline=root["description"], zone=root["timezone_string"],
        theme="plain", language="en_US" if "<language>en-US" in feed else "id_ID", seo=seo,
        wordpress=version[1] if version else "6.1.9",
        excerpt_more="continue_reading" if "more-link" in feed else "brackets",
        has_category_base="/category/" in some[0]["link"],
        robots=_robots(home, seo), has_full_text_feeds="<content:encoded>" in feed,
    )  # fmt: skip
    site = WordPress(posts=0, settings=settings, now=datetime.now(UTC).replace(microsecond=0))
    _people_and_terms(site, home)
    comments = _comments(home)
    for item in _all(home, "/wp-json/wp/v2/posts"):
        site.load(_post(site, item, comments.get(item["id"], ())))
    return site


def _json(home: str, target: str) -> Any:
    return json.loads(wire.get(home, target).body)


def _all(home: str, route: str) -> list[Json]:
    items: list[Json] = []
    page = 1
    while True:
        answer = wire.get(home, f"{route}?per_page=100&page={page}")
        items += json.loads(answer.body)
        if page >= int(answer.header("X-WP-TotalPages") or 1):
            return items
        page += 1


def _robots(home: str, seo: str) -> tuple[str, ...]:
    """The lines that the site's owner added; they are settings."""
    usual = ("User-agent: *", "Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php", "")
    lines = wire.get(home, "/robots.txt").body.split("\n")
    own = [line for line in lines if line not in usual and not line.startswith("Sitemap:")]
    return tuple(line for line in own if seo == "core" or line != "Disallow:")


def _people_and_terms(site: WordPress, home: str) -> None:
    for item in _all(home, "/wp-json/wp/v2/users"):
        site.authors[item["slug"]] = Author(
            id=item["id"], slug=item["slug"], name=item["name"], description=item["description"]
        )
    categories = {item["id"]: item for item in _all(home, "/wp-json/wp/v2/categories")}
    for item in categories.values():
        parts, parent = [item["slug"]], item["parent"]
        while parent:
            parts.insert(0, categories[parent]["slug"])
            parent = categories[parent]["parent"]
        path = "/".join(parts)
        site.sections[path] = Section(
            id=item["id"], path=path, name=html.unescape(item["name"]),
            description=item["description"],
        )  # fmt: skip
    for item in _all(home, "/wp-json/wp/v2/tags"):
        name = html.unescape(item["name"])
        site.tags[name] = Tag(id=item["id"], slug=item["slug"], name=name)
    for item in _all(home, "/wp-json/wp/v2/media"):
        site.media[item["id"]] = _media(item)


def _media(item: Json) -> Media:
    return Media(
        id=item["id"], slug=item["slug"], path=item["source_url"].removeprefix("{home}"),
        caption=html.unescape(_TAGS.sub("", item["caption"]["rendered"])).strip(),
        uploaded_at=_utc(item["date_gmt"]),
    )  # fmt: skip


def _utc(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).replace(tzinfo=UTC)


def _post(site: WordPress, item: Json, comments: tuple[Comment, ...]) -> Post:
    by_id = {section.id: path for path, section in site.sections.items()}
    first = urlsplit(item["link"].replace("{home}", "")).path.strip("/").rpartition("/")[0]
    paths = [by_id[number] for number in item["categories"]]
    names = {tag.id: name for name, tag in site.tags.items()}
    users = {author.id: slug for slug, author in site.authors.items()}
    is_protected = item["content"]["protected"]
    post = Post(
        id=item["id"], slug=item["slug"], title=html.unescape(item["title"]["rendered"]),
        blocks=_blocks(item["content"]["rendered"]),
        sections=(first, *(path for path in paths if path != first)),
        author=users[item["author"]], tags=tuple(names[number] for number in item["tags"]),
        published_at=_utc(item["date_gmt"]), modified_at=_utc(item["modified_gmt"]),
        lead=site.media.get(item["featured_media"]), password="x" if is_protected else "",
        comments=comments,
        saved_as=_saved_as(item["_links"]), sticky=item["sticky"],
    )  # fmt: skip
    return _with_excerpt(site, post, item["excerpt"]["rendered"])


def _saved_as(links: Json) -> tuple[int, ...]:
    count = links["version-history"][0]["count"]
    last = links.get("predecessor-version", [{"id": 0}])[0]["id"]
    return (*[0] * (count - 1), last) if count else ()


def _blocks(rendered: str) -> tuple[Block, ...]:
    first, *more = rendered.removesuffix("\n").split("\n<p><!--nextpage--></p>\n")
    blocks: list[Block] = [Raw(source=first)]
    for page in more:
        blocks += [PageBreak(), Raw(source=page)]
    return tuple(blocks)


def _with_excerpt(site: WordPress, post: Post, rendered: str) -> Post:
    """An excerpt that WordPress would not have made was written by hand."""
    made = excerpts.rendered(site, post).replace(site.home, "{home}")
    if made == rendered or post.password or "more-link" in rendered:
        return post
    by_hand = html.unescape(_TAGS.sub("", rendered)).strip()
    return replace(post, excerpt=by_hand)


def _comments(home: str) -> dict[int, tuple[Comment, ...]]:
    """Comments by post, oldest first."""
    by_post: dict[int, tuple[Comment, ...]] = {}
    for item in reversed(_all(home, "/wp-json/wp/v2/comments")):
        comment = Comment(
            id=item["id"], author=item["author_name"],
            text=html.unescape(_TAGS.sub("", item["content"]["rendered"])).strip(),
            written_at=_utc(item["date_gmt"]),
        )  # fmt: skip
        by_post[item["post"]] = (*by_post.get(item["post"], ()), comment)
    return by_post
