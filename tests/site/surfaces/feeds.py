"""RSS as WordPress 6 writes it, white space included: the site's, sections', tags', comments'."""

import re
from email.utils import format_datetime

from tests.site.http import Answer, Request
from tests.site.inline import attribute
from tests.site.model import Post
from tests.site.surfaces import addresses, excerpts, headers, validators
from tests.site.surfaces.listing import Listing, find
from tests.site.surfaces.missing import answer as missing
from tests.site.wordpress import WordPress

_FEED = re.compile(r"(?P<base>.*?)/(?:feed/)?(?P<kind>feed|rss|rss2|atom|rdf)/?")
_NAMESPACES = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
"""


def answer(site: WordPress, request: Request) -> Answer | None:
    """A feed; None where the path names none."""
    found = _FEED.fullmatch(request.path)
    base = found["base"] if found else ""
    if not found and not (request.path == "/" and "feed" in request.query):
        return None
    post = next((p for p in site.live() if p.path == base), None)
    if base == "/comments" or post:
        return _comments(site, request, post)
    listing = find(site, base)
    if listing is None:
        return None
    return _posts(site, request, listing)


def _posts(site: WordPress, request: Request, listing: Listing) -> Answer:
    page = int(request.query.get("paged", "") or 1)
    size = site.settings.posts_per_feed
    posts = listing.posts[(page - 1) * size : page * size]
    pair = validators.headers(site)
    kind = ("Content-Type", "application/rss+xml; charset=UTF-8")
    links = (headers.api(site), *listing.links)
    if validators.is_unchanged(request, pair):
        return Answer(status=304, headers=pair)
    if not posts and page > 1:
        body = missing_feed(site, listing)
        return Answer(status=404, headers=(kind, *headers.NO_CACHE, *pair, *links), body=body)
    is_home = listing.kind == "home"
    title = site.settings.name if is_home else f"{listing.title} &#8211; {site.settings.name}"
    body = _document(site, request, title, "".join(_item(site, post) for post in posts))
    return Answer(headers=(kind, *pair, *links), body=body.encode())


def missing_feed(site: WordPress, listing: Listing) -> bytes:
    """The body of a feed page past the end: an HTML page under an RSS type."""
    del listing
    return missing(site).body


def _document(site: WordPress, request: Request, title: str, items: str) -> str:
    host = re.sub(r":\d+$", "", site.home)
    built = format_datetime(validators.last_modified(site)).replace("GMT", "+0000")
    language = "id" if site.settings.language == "id_ID" else "en-US"
    return f"""{_NAMESPACES}	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>{title}</title>
	<atom:link href="{host}{attribute(request.target)}" rel="self" type="application/rss+xml" />
	<link>{site.home}</link>
	<description>{site.settings.tagline}</description>
	<lastBuildDate>{built}</lastBuildDate>
	<language>{language}</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v={site.settings.wordpress}</generator>
{items}	</channel>
</rss>
"""


def _item(site: WordPress, post: Post) -> str:
    url = addresses.post(site, post)
    names = [site.sections[path].name for path in post.sections] + list(post.tags)
    categories = "\n\t\t".join(f"<category><![CDATA[{name}]]></category>" for name in names)
    published = format_datetime(post.published_at)
    return f"""	<item>
		<title>{post.title_html}</title>
		<link>{url}</link>
					<comments>{url}#{"comments" if post.comments else "respond"}</comments>
		
		<dc:creator><![CDATA[{site.authors[post.author].name}]]></dc:creator>
		<pubDate>{published}</pubDate>
				{categories}
		<guid isPermaLink="false">{addresses.short(site, post.id)}</guid>

					<description><![CDATA[{excerpts.text(site, post)}]]></description>
{_full_text(site, post)}					
					<wfw:commentRss>{url}/feed</wfw:commentRss>
			<slash:comments>{len(post.comments)}</slash:comments>
		
		
			</item>
"""


def _full_text(site: WordPress, post: Post) -> str:
    if not site.settings.has_full_text_feeds:
        return "\t\t\n"
    content = post.html(site.home).replace("]]>", "]]&gt;")
    return f"\t\t\t\t\t\t\t\t\t\t<content:encoded><![CDATA[{content}]]></content:encoded>\n"


def _comments(site: WordPress, request: Request, post: Post | None) -> Answer:
    pair = validators.headers(site, has_comments=True)
    if validators.is_unchanged(request, pair):
        return Answer(status=304, headers=pair)
    posts = [post] if post else site.live()
    items = "".join(
        f"	<item>\n		<title>By: {comment.author}</title>\n"
        f"		<link>{addresses.post(site, p)}#comment-{comment.id}</link>\n"
        f"		<pubDate>{format_datetime(comment.written_at)}</pubDate>\n"
        f"		<description><![CDATA[{comment.text}]]></description>\n	</item>\n"
        for p in posts
        for comment in p.comments
    )
    kind = ("Content-Type", "application/rss+xml; charset=UTF-8")
    links = headers.singular(site, post) if post else (headers.api(site),)
    title = f"Comments on: {post.title_html}" if post else f"Comments for {site.settings.name}"
    body = _document(site, request, title, items)
    return Answer(headers=(kind, *pair, *links), body=body.encode())
