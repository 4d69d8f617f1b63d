"""RSS as WordPress 6 writes it, white space included: the site's, sections', tags', authors'."""
# ruff: noqa: W293 - as WordPress writes it

import re
from datetime import datetime
from email.utils import format_datetime

from tests.site import locked
from tests.site.http import Answer, Request
from tests.site.inline import attribute
from tests.site.model import Post
from tests.site.surfaces import addresses, comment_feeds, excerpts, headers, validators
from tests.site.surfaces.listing import Listing, find
from tests.site.wording import say
from tests.site.wordpress import WordPress

KIND = ("Content-Type", "application/rss+xml; charset=UTF-8")
_FEED = re.compile(r"(?P<base>.*?)/(?:feed/)?(?P<kind>feed|rss|rss2)/?")


def answer(site: WordPress, request: Request) -> Answer | None:
    """A feed; None where the path names none."""
    found = _FEED.fullmatch(request.path)
    if not found and not (request.path == "/" and "feed" in request.query):
        return None
    base = found["base"] if found else ""
    post = next((p for p in site.live() if p.path == base), None)
    if base == "/comments" or post:
        return comment_feeds.answer(site, request, post)
    listing = find(site, base)
    if listing:
        return _posts(site, request, listing)
    return comment_feeds.of_nothing(site, request) if base.count("/") > 1 else None


def _posts(site: WordPress, request: Request, listing: Listing) -> Answer:
    page = int(request.query.get("paged", "") or 1)
    size = site.settings.posts_per_feed
    posts = listing.posts[(page - 1) * size : page * size]
    pair = validators.headers(site)
    if validators.is_unchanged(request, pair):
        return Answer(status=304, headers=pair)
    is_lost = not posts and page > 1
    extra = headers.NO_CACHE if is_lost else ()
    links = (headers.api(site), *(() if is_lost else listing.links(site)))
    title = say(site.settings, "not found") if is_lost else _title(listing, page)
    body = _document(
        site, request, " &#8211; ".join(filter(None, (title, site.settings.name))), posts
    )
    status = 404 if is_lost else 200
    return Answer(status=status, headers=(KIND, *extra, *pair, *links), body=body.encode())


def _title(listing: Listing, page: int) -> str:
    parts = [] if listing.kind == "home" else [listing.title]
    if page > 1:
        parts.append(f"Page {page}")
    return " &#8211; ".join(parts)


def self_link(site: WordPress, request: Request) -> str:
    """The `atom:link` to itself: WordPress forgets the port."""
    host = re.sub(r":\d+$", "", site.home)
    url = host + attribute(request.target)
    return f'<atom:link href="{url}" rel="self" type="application/rss+xml" />'


def built(at: datetime) -> str:
    """A date as feeds write it."""
    return format_datetime(at)


def _document(site: WordPress, request: Request, title: str, posts: list[Post]) -> str:
    newest = max((post.modified_at for post in posts), default=validators.last_modified(site))
    items = "\t".join(_item(site, post) for post in posts)
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>{title}</title>
	{self_link(site, request)}
	<link>{site.home}</link>
	<description>{site.settings.tagline}</description>
	<lastBuildDate>{built(newest)}</lastBuildDate>
	<language>{site.settings.html_language}</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v={site.settings.wordpress}</generator>
{items}{TAB if posts else ""}</channel>
</rss>
"""


TAB = "\t"


def _item(site: WordPress, post: Post) -> str:
    url = addresses.post(site, post)
    sections = sorted(site.sections[path].name for path in post.sections)
    names = sections + sorted(post.tags, key=str.lower)
    categories = "\n\t\t".join(f"<category><![CDATA[{name}]]></category>" for name in names)
    return f"""{TAB}<item>
		<title>{protected(site, post)}{post.title_html}</title>
		<link>{url}</link>
					<comments>{url}#{"comments" if post.comments else "respond"}</comments>
		
		<dc:creator><![CDATA[{site.authors[post.author].name}]]></dc:creator>
		<pubDate>{built(post.published_at)}</pubDate>
				{categories}
		<guid isPermaLink="false">{addresses.short(site, post.id)}</guid>

					<description><![CDATA[{excerpts.for_feed(site, post)}]]></description>
{_full_text(site, post)}					<wfw:commentRss>{url}/feed</wfw:commentRss>
			<slash:comments>{len(post.comments)}</slash:comments>
		
		
			</item>
"""


def protected(site: WordPress, post: Post) -> str:
    """What WordPress puts before the title of a post with a password."""
    return say(site.settings, "protected", "") if post.password else ""


def _full_text(site: WordPress, post: Post) -> str:
    if not site.settings.has_full_text_feeds:
        return "\t\t\n"
    first = post.html(site.home).split("<p><!--nextpage--></p>")[0]
    if post.password:
        first = locked.form(site.settings, site.home, post)
    content = first.replace("]]>", "]]&gt;")
    indent = TAB * 5
    return f"{indent * 2}<content:encoded><![CDATA[{content}]]></content:encoded>\n{indent}\n"
