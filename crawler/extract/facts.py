"""What the rules may know of the page beside the text that they look at."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from crawler.sites import Site

_OTHER_SCHEMES: Final = ("mailto:", "tel:", "javascript:", "data:", "whatsapp:", "#")


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """The page around a line.

    Attributes:
        site: whose page it is; its marker words and agencies.
        url: of the page.
        title: of the article, or None where it is not known yet.
        labels: names of its sections, as written or as in its path.
        has_links: whether links can be seen; False for plain text.

    """

    site: Site
    url: str
    title: str | None = None
    labels: tuple[str, ...] = ()
    has_links: bool = True

    def absolute(self, href: str | None) -> str | None:
        """Return ``href`` as an absolute ``http(s)`` URL, or None when it is none."""
        return _absolute(self.url, href.strip()) if href else None

    def is_on_site(self, href: str) -> bool:
        """Whether ``href`` points at a page of the site."""
        url = self.absolute(href)
        if url is None:
            return False
        host = urlsplit(url).netloc.lower()
        return host in self.site.hosts or host == urlsplit(self.url).netloc.lower()


@lru_cache(maxsize=4096)
def _absolute(base: str, href: str) -> str | None:
    if href.startswith(_OTHER_SCHEMES):
        return None
    try:
        url = href if href.startswith(("https://", "http://")) else urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
