"""A difference as one self-contained page. Nothing in it runs and nothing is fetched."""

from collections.abc import Sequence
from html import escape
from typing import Final

from flows.inspection.difference import Field, Piece

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
_STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem;
  font: 16px/1.55 system-ui, sans-serif; }
h2 { font-size: .85rem; opacity: .7; margin: 1.5rem 0 .25rem; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
del { background: #d442; color: #b33; }
ins { background: #4a42; color: #383; text-decoration: none; }
@media (prefers-color-scheme: dark) { del { color: #f99; } ins { color: #9d9; } }
"""
_TAGS: Final = {"removed": "del", "added": "ins"}


def page(heading: str, fields: Sequence[Field]) -> str:
    """Return the page, complete."""
    shown = "\n".join(
        f"<h2>{escape(field.name)}</h2><p>{''.join(map(_piece, field.pieces))}</p>"
        for field in fields
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(heading)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(heading)}</h1>\n{shown}</body></html>\n"
    )


def _piece(piece: Piece) -> str:
    text, tag = escape(piece.text), _TAGS.get(piece.operation)
    return f"<{tag}>{text}</{tag}>" if tag else text
