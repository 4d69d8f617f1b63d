"""The body that a page states for programs, where a script is to show it to readers."""

import re
from html import escape, unescape
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.finding.container import Container
from crawler.extract.guard import tame
from crawler.extract.stated.head import Head

#: A shorter one is a teaser (characters).
_MIN_BODY: Final = 300
_MAX_NOTE: Final = 200
_MARKUP: Final = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)
_CUT_OFF: Final = ("…", "...")


def stated_body(head: Head) -> Container | None:
    """Return JSON-LD's ``articleBody`` as what holds a body: of plain text a paragraph a line."""
    text = _text(head)
    if len(text) < _MIN_BODY:
        return None
    html = text if _MARKUP.search(text) else "".join(map(_paragraph, text.splitlines()))
    body = _parsed(html)
    return Container(node=body, how="json_ld", share=1.0) if body is not None else None


def stated_words(head: Head) -> set[str]:
    """Return the words of the stated body in small letters, none of its markup."""
    text = _text(head)
    body = _parsed(text) if _MARKUP.search(text) else None
    shown = text if body is None else body.text(separator=" ")
    return set(shown.lower().split())


def is_cut_off(head: Head) -> bool:
    """Whether the stated body breaks off, as an excerpt does."""
    return _text(head).endswith(_CUT_OFF)


def asks_for_script(shown: str) -> bool:
    """Whether all that a page shows is a note that it needs JavaScript."""
    return len(shown) <= _MAX_NOTE and "javascript" in shown.lower()


def _paragraph(line: str) -> str:
    return f"<p>{escape(line)}</p>"


def _parsed(html: str) -> LexborNode | None:
    return LexborHTMLParser(tame(f"<body>{html}".encode("utf-8", "ignore"))).body


def _text(head: Head) -> str:
    stated = head.article.get("articleBody")
    return unescape(stated).strip() if isinstance(stated, str) else ""
