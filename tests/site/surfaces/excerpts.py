"""Excerpts as WordPress makes them: by hand, or the first 55 words without markup."""

import html
import re

from tests.site.inline import escape
from tests.site.model import Post
from tests.site.surfaces import addresses
from tests.site.wording import say
from tests.site.wordpress import WordPress

WORDS = 55
_STRIPPED = re.compile(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", re.DOTALL)


def more(site: WordPress, post: Post) -> str:
    """What ends an automatic excerpt; the default theme of 2021 puts a link there."""
    if site.settings.excerpt_more == "brackets":
        return " [&hellip;]"
    return (
        f'&hellip; <a class="more-link" href="{addresses.post(site, post)}">Continue reading '
        f'<span class="screen-reader-text">{post.title_html}</span></a>'
    )


def text(site: WordPress, post: Post) -> str:
    """The excerpt as inline HTML, as a feed's description holds it."""
    if post.password:
        return say(site.settings, "no excerpt")
    if post.excerpt:
        return escape(post.excerpt)
    first = post.html(site.home).split("<!--nextpage-->")[0]
    words = html.unescape(_STRIPPED.sub("", first)).split()
    if len(words) <= WORDS:
        return escape(" ".join(words))
    return escape(" ".join(words[:WORDS])) + more(site, post)


def for_feed(site: WordPress, post: Post) -> str:
    """The excerpt in a feed: named entities turned into numbers (`ent2ncr`)."""
    return text(site, post).replace("&hellip;", "&#8230;")


def rendered(site: WordPress, post: Post) -> str:
    """The excerpt as REST gives it: a paragraph."""
    return "" if post.password else f"<p>{text(site, post)}</p>\n"
