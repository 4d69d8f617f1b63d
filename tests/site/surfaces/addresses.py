"""Where things are: the one place that makes a site's URLs."""

from tests.site.model import Author, Media, Post, Section, Tag
from tests.site.wordpress import WordPress


def post(site: WordPress, item: Post) -> str:
    """An article's permalink."""
    return site.home + item.path


def section(site: WordPress, item: Section) -> str:
    """A section's archive; without `/category/` unless the site keeps it."""
    base = "/category/" if site.settings.has_category_base else "/"
    return f"{site.home}{base}{item.path}"


def tag(site: WordPress, item: Tag) -> str:
    """A tag's archive."""
    return f"{site.home}/tag/{item.slug}"


def author(site: WordPress, item: Author) -> str:
    """An author's archive."""
    return f"{site.home}/author/{item.slug}"


def media(site: WordPress, item: Media) -> str:
    """A picture's attachment page."""
    return f"{site.home}/{item.slug}"


def short(site: WordPress, number: int) -> str:
    """`?p=ID`."""
    return f"{site.home}/?p={number}"


def rest(site: WordPress, route: str) -> str:
    """A REST route's URL."""
    return f"{site.home}/wp-json{route}"
