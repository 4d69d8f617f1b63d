"""What the rules may know of the page beside the text that they look at."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from crawler.extract.text import key
from crawler.hosts import ascii_of
from crawler.sites import Site

#: What nearly all addresses are, told in a tenth of the time that parsing takes.
_PLAIN: Final = re.compile(r"https?://([a-zA-Z0-9.-]+(?::\d+)?)(?:[/?#]|$)")
#: A name of so many letters is no everyday word.
_LONG: Final = 8
#: The path of a document, a picture or a recording: "Lampiran" lists those.
_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|csv|zip|rar|epub|jpe?g|png|gif|webp|svg|mp[34])$",
    re.IGNORECASE,
)
#: What numbers the pages of an article behind its address.
_PAGED: Final = re.compile(r"(?:^|&)(?:page|halaman|hal)=\w+$")
_OTHER_SCHEMES: Final = ("mailto:", "tel:", "javascript:", "data:", "whatsapp:", "#")


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """The page around a line.

    Attributes:
        site: whose page it is; its marker words and agencies.
        url: of the page.
        title: of the article, or None where it is not known yet.
        lead_image: URL of the picture that stands for the article, or None.
        authors: names of who wrote it, where the page states them.
        labels: names of its sections, as written or as in its path.
        names: of the site, as it writes them.
        has_links: whether links can be seen; False for plain text.

    """

    site: Site
    url: str
    title: str | None = None
    lead_image: str | None = None
    authors: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    has_links: bool = True

    def absolute(self, href: str | None) -> str | None:
        """Return ``href`` as an absolute ``http(s)`` URL, or None when it is none."""
        return _absolute(self.url, href.strip()) if href else None

    @property
    def host(self) -> str:
        """Of the page's address, in small letters."""
        return _host(self.url)

    def is_on_site(self, href: str) -> bool:
        """Whether ``href`` points at a page of the site, and at no file that it keeps."""
        url = self.absolute(href)
        if url is None or _FILE.search(urlsplit(url).path):
            return False
        host = _host(url)
        return host in self.site.hosts or _bare(host) == _bare(self.host)

    def is_file(self, href: str) -> bool:
        """Whether ``href`` points at a document, a picture or a recording, whoever keeps that."""
        url = self.absolute(href)
        return url is not None and _FILE.search(urlsplit(url).path) is not None

    def is_here(self, href: str) -> bool:
        """Whether ``href`` leads to the page itself, a place on it, or a further page of it."""
        there, here = urlsplit(self.absolute(href) or ""), urlsplit(self.url)
        path, own = there.path.rstrip("/"), here.path.rstrip("/")
        is_path = path == own or (path.startswith(f"{own}/") and path[len(own) + 1 :].isdigit())
        is_asked = there.query.startswith(_PAGED.sub("", here.query))
        return is_path and is_asked and self.is_on_site(href)

    def is_named_in(self, text: str) -> bool:
        """Whether ``text`` names the site, or its host; a short name as it is written."""
        if _bare(self.host) in text.lower():
            return True
        told, names = key(text), (*self.names, *self.site.agencies)
        long = (name for name in map(key, (*names, self.letters)) if len(name) >= _LONG)
        return any(name in text for name in names) or any(name in told for name in long)

    def without_names(self, text: str) -> str:
        """Return ``text`` without the words that are of the site's name, if it names that."""
        if not self.is_named_in(text):
            return text
        own = " ".join(map(key, (self.letters, *self.names, *self.site.agencies)))
        return " ".join(word for word in text.split() if key(word) not in own)

    @property
    def letters(self) -> str:
        """The site's own part of its host, as names are compared: ``purnawarta``."""
        return _letters(self.host)


@lru_cache(maxsize=64)
def _letters(host: str) -> str:
    labels = [label for label in host.split(".") if label != "www"]
    return key(max(labels[:-1] or labels, key=len, default=""))


@lru_cache(maxsize=1024)  # of the page, and of its sections, asked again for each link
def _host(url: str) -> str:
    found = _PLAIN.match(url)
    return found[1].lower() if found else ascii_of(urlsplit(url).netloc.lower())


def _bare(host: str) -> str:
    """Return ``host`` without what a site may leave out of it, as links on its pages do."""
    return host.removeprefix("www.")


def _absolute(base: str, href: str) -> str | None:
    if _PLAIN.match(href):
        return href
    if href.startswith(_OTHER_SCHEMES):
        return None
    try:
        url = href if href.startswith(("https://", "http://")) else urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
