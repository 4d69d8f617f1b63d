"""Light markup for prose: `**bold**`, `_emphasis_`, `[label](/path)`; to HTML and to plain text.

Bodies are written in it so that one source gives both what the page shows and what the truth says.
"""

import html
import re

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SPACE = re.compile(r"[ \t\r\n]+")
_EMPHASIS = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


def escape(text: str) -> str:
    """`text` as WordPress escapes it in HTML: `&` becomes `&#038;`, as `wptexturize` writes it."""
    return html.escape(text, quote=False).replace("&amp;", "&#038;")


_TEXTURED = {"“": 8220, "”": 8221, "‘": 8216, "’": 8217, "–": 8211, "—": 8212, "…": 8230}


def textured(text: str) -> str:
    """`text` as `wptexturize` leaves it when the editor typed plain quotes, hyphens and dots."""
    return escape(text).translate({ord(k): f"&#{number};" for k, number in _TEXTURED.items()})


def attribute(text: str) -> str:
    """`text` for an attribute in double quotes, as `esc_attr` writes it."""
    return html.escape(text, quote=True).replace("&#x27;", "&#039;")


def to_text(markup: str) -> str:
    """The words alone, white space as a browser shows it."""
    text = _LINK.sub(r"\1", markup)
    text = _EMPHASIS.sub(r"\1", _BOLD.sub(r"\1", text))
    return _SPACE.sub(" ", text).strip(" ")


def to_html(markup: str, home: str) -> str:
    """The words as inline HTML; a link whose target starts with `/` points at `home`."""

    def link(match: re.Match[str]) -> str:
        target = match[2]
        href = home + target if target.startswith("/") else target
        return f'<a href="{attribute(href)}">{match[1]}</a>'

    text = _LINK.sub(link, escape(markup))
    return _EMPHASIS.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", text))
