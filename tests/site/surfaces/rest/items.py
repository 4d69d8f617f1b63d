"""REST items: the same keys in the same order as WordPress writes them for guests."""

import hashlib
from datetime import datetime

from tests.site.inline import escape
from tests.site.model import Author, Comment, Media, Post, Section, Tag
from tests.site.surfaces import addresses, excerpts
from tests.site.surfaces.rest.wire import Json
from tests.site.wordpress import WordPress

CURIES = [{"name": "wp", "href": "https://api.w.org/{rel}", "templated": True}]


def _v2(site: WordPress, route: str) -> str:
    return addresses.rest(site, "/wp/v2" + route)


def _href(site: WordPress, route: str) -> list[Json]:
    return [{"href": _v2(site, route)}]


def _embeddable(site: WordPress, route: str) -> list[Json]:
    return [{"embeddable": True, "href": _v2(site, route)}]


def local(site: WordPress, at: datetime) -> str:
    """A time in the site's zone, without offset: `date` and `modified`."""
    return at.astimezone(site.settings.timezone).strftime("%Y-%m-%dT%H:%M:%S")


def gmt(at: datetime) -> str:
    """A time in UTC, without offset: `date_gmt`."""
    return at.strftime("%Y-%m-%dT%H:%M:%S")


def post(site: WordPress, item: Post) -> Json:
    """A post."""
    is_protected = bool(item.password)
    content = "" if is_protected else item.html(site.home)
    sections = sorted((site.sections[path] for path in item.sections), key=lambda s: s.name)
    tags = sorted((site.tags[name] for name in item.tags), key=lambda t: t.name.lower())
    return {
        "id": item.id,
        "date": local(site, item.published_at),
        "date_gmt": gmt(item.published_at),
        "guid": {"rendered": addresses.short(site, item.id)},
        "modified": local(site, item.modified_at),
        "modified_gmt": gmt(item.modified_at),
        "slug": item.slug,
        "status": "publish",
        "type": "post",
        "link": addresses.post(site, item),
        "title": {"rendered": item.title_html},
        "content": {"rendered": content, "protected": is_protected},
        "excerpt": {"rendered": excerpts.rendered(site, item), "protected": is_protected},
        "author": site.authors[item.author].id,
        "featured_media": item.lead.id if item.lead else 0,
        "comment_status": "open",
        "ping_status": "open",
        "sticky": item.sticky,
        "template": "",
        "format": "standard",
        "meta": [],
        "categories": [section.id for section in sections],
        "tags": [tag.id for tag in tags],
        "_links": _post_links(site, item),
    }


def _post_links(site: WordPress, item: Post) -> Json:
    number = item.id
    history = _v2(site, f"/posts/{number}/revisions")
    links: Json = {
        "self": _href(site, f"/posts/{number}"),
        "collection": _href(site, "/posts"),
        "about": _href(site, "/types/post"),
        "author": _embeddable(site, f"/users/{site.authors[item.author].id}"),
        "replies": _embeddable(site, f"/comments?post={number}"),
        "version-history": [{"count": len(item.saved_as), "href": history}],
    }
    if item.saved_as:
        last = item.saved_as[-1]
        links["predecessor-version"] = [{"id": last, "href": f"{history}/{last}"}]
    if item.lead:
        links["wp:featuredmedia"] = _embeddable(site, f"/media/{item.lead.id}")
    links["wp:attachment"] = _href(site, f"/media?parent={number}")
    links["wp:term"] = [
        {"taxonomy": name, "embeddable": True, "href": _v2(site, f"/{route}?post={number}")}
        for name, route in (("category", "categories"), ("post_tag", "tags"))
    ]
    links["curies"] = CURIES
    return links


def embedded(site: WordPress, item: Post) -> Json:
    """What `_embed` adds: author, picture, terms."""
    author = user(site, site.authors[item.author])
    parts: Json = {"author": [_without(author, "meta")]}
    if item.comments:
        newest = reversed(item.comments)
        parts["replies"] = [[_embedded_comment(site, item, reply) for reply in newest]]
    if item.lead:
        picture = _without(media(site, item.lead), *_MEDIA_ONLY)
        parts["wp:featuredmedia"] = [picture]
    sections = sorted((site.sections[path] for path in item.sections), key=lambda s: s.name)
    tags = sorted((site.tags[name] for name in item.tags), key=lambda t: t.name.lower())
    parts["wp:term"] = [
        [_without(category(site, section), *_TERM_ONLY) for section in sections],
        [_without(tag(site, entry), *_TERM_ONLY) for entry in tags],
    ]
    return parts


_TERM_ONLY = ("count", "description", "parent", "meta")
_MEDIA_ONLY = ("date_gmt", "guid", "modified", "modified_gmt", "status", "comment_status",
               "ping_status", "template", "meta", "description", "post")  # fmt: skip


def _without(item: Json, *keys: str) -> Json:
    return {key: value for key, value in item.items() if key not in keys}


def user(site: WordPress, item: Author) -> Json:
    """A user, as guests see it."""
    digest = hashlib.md5(item.slug.encode(), usedforsecurity=False).hexdigest()
    avatar = f"http://{int(digest[0], 16) % 3}.gravatar.com/avatar/{digest}?s={{}}&d=mm&r=g"
    return {
        "id": item.id,
        "name": item.name,
        "url": "",
        "description": item.description,
        "link": addresses.author(site, item),
        "slug": item.slug,
        "avatar_urls": {str(size): avatar.format(size) for size in (24, 48, 96)},
        "meta": [],
        "_links": {
            "self": _href(site, f"/users/{item.id}"),
            "collection": _href(site, "/users"),
        },
    }


def category(site: WordPress, item: Section) -> Json:
    """A category."""
    count = sum(item.path in post.sections for post in site.live())
    parent = site.sections[item.parent].id if item.parent else 0
    up = {"up": _embeddable(site, f"/categories/{parent}")} if parent else {}
    links: Json = {
        "self": _href(site, f"/categories/{item.id}"),
        "collection": _href(site, "/categories"),
        "about": _href(site, "/taxonomies/category"),
        **up,
        "wp:post_type": _href(site, f"/posts?categories={item.id}"),
        "curies": CURIES,
    }
    return {
        "id": item.id, "count": count, "description": item.description,
        "link": addresses.section(site, item), "name": escape(item.name), "slug": item.slug,
        "taxonomy": "category", "parent": parent, "meta": [], "_links": links,
    }  # fmt: skip


def tag(site: WordPress, item: Tag) -> Json:
    """A tag."""
    count = sum(item.name in post.tags for post in site.live())
    links = {
        "self": _href(site, f"/tags/{item.id}"),
        "collection": _href(site, "/tags"),
        "about": _href(site, "/taxonomies/post_tag"),
        "wp:post_type": _href(site, f"/posts?tags={item.id}"),
        "curies": CURIES,
    }
    return {
        "id": item.id, "count": count, "description": item.description,
        "link": addresses.tag(site, item), "name": escape(item.name), "slug": item.slug,
        "taxonomy": "post_tag", "meta": [], "_links": links,
    }  # fmt: skip


def media(site: WordPress, item: Media) -> Json:
    """A picture, with one size where a real one has five."""
    name = item.path.rpartition("/")[2]
    url = site.home + item.path
    full = {
        "file": name, "width": item.width, "height": item.height,
        "mime_type": "image/jpeg", "source_url": url,
    }  # fmt: skip
    links = {
        "self": _href(site, f"/media/{item.id}"),
        "collection": _href(site, "/media"),
        "about": _href(site, "/types/attachment"),
        "author": _embeddable(site, "/users/1"),
        "replies": _embeddable(site, f"/comments?post={item.id}"),
    }
    details: Json = {
        "width": item.width, "height": item.height,
        "file": item.path.removeprefix("/wp-content/uploads/"),
        "filesize": 42, "sizes": {"full": full}, "image_meta": {},
    }  # fmt: skip
    return {
        "id": item.id,
        "date": local(site, item.uploaded_at), "date_gmt": gmt(item.uploaded_at),
        "guid": {"rendered": url},
        "modified": local(site, item.uploaded_at), "modified_gmt": gmt(item.uploaded_at),
        "slug": item.slug, "status": "inherit", "type": "attachment",
        "link": addresses.media(site, item), "title": {"rendered": item.slug},
        "author": 1, "comment_status": "open", "ping_status": "closed", "template": "", "meta": [],
        "description": {"rendered": ""},
        "caption": {"rendered": f"<p>{escape(item.caption)}</p>\n"}, "alt_text": item.caption,
        "media_type": "image", "mime_type": "image/jpeg", "media_details": details,
        "post": None, "source_url": url, "_links": links,
    }  # fmt: skip


def _embedded_comment(site: WordPress, item: Post, reply: Comment) -> Json:
    return _without(comment(site, item, reply), "post", "date_gmt", "status", "meta")


def comment(site: WordPress, item: Post, reply: Comment) -> Json:
    """A reader's comment."""
    links = {
        "self": _href(site, f"/comments/{reply.id}"),
        "collection": _href(site, "/comments"),
        "up": [{"embeddable": True, "post_type": "post", "href": _v2(site, f"/posts/{item.id}")}],
    }
    return {
        "id": reply.id, "post": item.id, "parent": 0, "author": 0, "author_name": reply.author,
        "author_url": "", "date": local(site, reply.written_at), "date_gmt": gmt(reply.written_at),
        "content": {"rendered": f"<p>{escape(reply.text)}</p>\n"},
        "link": f"{addresses.post(site, item)}#comment-{reply.id}",
        "status": "approved", "type": "comment", "author_avatar_urls": {}, "meta": [],
        "_links": links,
    }  # fmt: skip
