"""Comment feeds: the site's and an article's. They look like news feeds, and hold none."""
# ruff: noqa: W293 - as WordPress writes it

from datetime import datetime

from tests.site.http import Answer, Request
from tests.site.inline import escape
from tests.site.model import Comment, Post
from tests.site.surfaces import addresses, feeds, headers, validators
from tests.site.wording import say
from tests.site.wordpress import WordPress


def answer(site: WordPress, request: Request, post: Post | None) -> Answer:
    """The comments on one article, or on all."""
    pair = validators.headers(site, has_comments=True)
    if validators.is_unchanged(request, pair):
        return Answer(status=304, headers=pair)
    posts = [post] if post else site.live()
    pairs = [(comment, one) for one in posts for comment in one.comments]
    pairs.sort(key=lambda pair: (pair[0].written_at, pair[0].id), reverse=True)
    chosen = pairs[: site.settings.posts_per_feed]
    links = headers.singular(site, post) if post else (headers.api(site),)
    body = _document(site, request, post, chosen)
    return Answer(headers=(feeds.KIND, *pair, *links), body=body.encode())


def of_nothing(site: WordPress, request: Request) -> Answer:
    """What answers below an article that is not there: 200, an empty feed of an untitled post."""
    pair = validators.headers(site, has_comments=True)
    if validators.is_unchanged(request, pair):
        return Answer(status=304, headers=pair)
    newest = validators.last_modified(site, has_comments=True)
    title = say(site.settings, "comments on", say(site.settings, "untitled"))
    body = _channel(site, request, title, "", newest, "")
    return Answer(headers=(feeds.KIND, *pair, headers.api(site)), body=body.encode())


def _document(
    site: WordPress, request: Request, post: Post | None, pairs: list[tuple[Comment, Post]]
) -> str:
    name = say(site.settings, "comments for", site.settings.name)
    if post:
        name = say(site.settings, "comments on", feeds.protected(site, post) + post.title_html)
    items = "\t".join(_item(site, comment, one, of_all=post is None) for comment, one in pairs)
    newest = validators.last_modified(site, has_comments=True)
    if pairs:
        newest = max(comment.written_at for comment, _ in pairs)
    elif post:
        newest = post.modified_at
    link = addresses.post(site, post) if post else site.home
    return _channel(site, request, name, link, newest, items)


def _channel(  # noqa: PLR0913, PLR0917 - its six parts
    site: WordPress, request: Request, name: str, link: str, newest: datetime, items: str
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	
	>
<channel>
	<title>
	{name}	</title>
	{feeds.self_link(site, request)}
	<link>{link}</link>
	<description>{site.settings.tagline}</description>
	<lastBuildDate>{feeds.built(newest)}</lastBuildDate>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v={site.settings.wordpress}</generator>
{items}{feeds.TAB if items else ""}</channel>
</rss>
"""


def _item(site: WordPress, comment: Comment, post: Post, *, of_all: bool) -> str:
    title = say(site.settings, "comment by", comment.author)
    if of_all:
        title = say(site.settings, "comment on by", post.title_html, comment.author)
    text = escape(comment.text)
    return f"""{feeds.TAB}<item>
		<title>
		{title}		</title>
		<link>{addresses.post(site, post)}#comment-{comment.id}</link>

		<dc:creator><![CDATA[{comment.author}]]></dc:creator>
		<pubDate>{feeds.built(comment.written_at)}</pubDate>
		<guid isPermaLink="false">{addresses.short(site, post.id)}#comment-{comment.id}</guid>

					<description><![CDATA[{text.replace("&#038;", "&amp;")}]]></description>
			<content:encoded><![CDATA[<p>{text}</p>
]]></content:encoded>
		
			</item>
"""
