"""What a markup is: a named function from the parts of a block to its HTML."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.site.inline import attribute, escape


@dataclass(frozen=True, kw_only=True)
class Link:
    """A related link as the page shows it.

    Attributes:
        title: its text.
        path: site-relative (`/section/slug`) or an absolute URL; empty where it is no link.
    """

    title: str
    path: str = ""

    def url(self, home: str) -> str | None:
        """Where it points, absolute; None where there is no link."""
        if not self.path:
            return None
        return home + self.path if self.path.startswith("/") else self.path


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a markup has to show, as HTML: `marker` as written, `lead` and anchors ready made."""

    marker: str
    anchors: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str, ...]
    lead: str

    @property
    def first(self) -> str:
        """The first anchor."""
        return self.anchors[0]

    @property
    def label(self) -> str:
        """The marker without its colon and spaces."""
        return self.marker.rstrip(" :")


Markup = Callable[[Parts], str]
MARKUPS: dict[str, Markup] = {}
WITH_LEAD = ("after_line_break", "inside_paragraph_brackets", "glued_to_paragraph")
WITHOUT_LINK = ("no_link", "no_link_bold")


def markup(function: Markup) -> Markup:
    """Register a markup under its own name."""
    MARKUPS[function.__name__] = function
    return function


def render(style: str, home: str, marker: str, links: tuple[Link, ...], lead: str) -> str:
    """The block's HTML in one markup.

    Raises:
        KeyError: no markup has that name.
    """
    urls = tuple(link.url(home) or "" for link in links)
    titles = tuple(escape(link.title) for link in links)
    anchors = tuple(
        f'<a href="{attribute(url)}">{title}</a>' if url else title
        for url, title in zip(urls, titles, strict=True)
    )
    parts = Parts(marker=escape(marker), anchors=anchors, titles=titles, urls=urls, lead=lead)
    return MARKUPS[style](parts)


def each(parts: Parts, template: str) -> str:
    """The template once a link, on lines of their own."""
    return "\n".join(
        template.format(marker=parts.marker, label=parts.label, anchor=anchor, title=title, url=url)
        for anchor, title, url in zip(parts.anchors, parts.titles, parts.urls, strict=True)
    )
