"""One form for what pages write in many: text, URLs, names of places and people, an article.

Pure: no clock, file, network, database or framework.
"""

from flows.normalise.content import content_of, content_sha256, version_for
from flows.normalise.people import author, authors
from flows.normalise.places import place
from flows.normalise.texts import text
from flows.normalise.urls import UrlError, is_amp, is_of, is_page_of, site_path, url

__all__ = [
    "UrlError",
    "author",
    "authors",
    "content_of",
    "content_sha256",
    "is_amp",
    "is_of",
    "is_page_of",
    "place",
    "site_path",
    "text",
    "url",
    "version_for",
]
