"""An inspection as one self-contained page: the original beside what was made of it.

Nothing in it runs and nothing is fetched: the original stands in a sandboxed frame, and a content
security policy forbids scripts, forms and every address, in the frame and around it.
"""

from html import escape
from typing import Final

from crawler.extract import RULE_NAMES
from flows.inspection.page import Inspection, Piece

#: Of the page and, in front of the original, of the frame.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_META: Final = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
_TAGS: Final = {"heading": "h3", "quote": "blockquote", "table": "pre", "list": "pre"}

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8885; --soft: #8882; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; height: 100vh; display: grid;
  grid-template: auto 1fr / 1fr 1fr; }
header { grid-column: 1 / -1; padding: .6rem 1rem; border-bottom: 1px solid var(--line);
  display: flex; gap: .4rem 1rem; flex-wrap: wrap; align-items: baseline; }
header code { font-size: .85rem; overflow-wrap: anywhere; }
.verdict { font-weight: 700; padding: .1rem .6rem; border-radius: 1rem; color: #fff;
  background: #a40; }
.verdict.good { background: #176b36; } .verdict.not_article { background: #555; }
section { min-width: 0; min-height: 0; overflow: auto; }
section + section { border-left: 1px solid var(--line); padding: 1rem 1.25rem 4rem; }
iframe { display: block; width: 100%; height: 100%; border: 0; background: #fff;
  color-scheme: light; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; margin-bottom: 1.25rem; }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { white-space: nowrap; font-weight: 600; }
td:last-child { opacity: .75; width: 32%; }
.cut { border-left: .3rem solid hsl(var(--hue) 65% 45%);
  background: hsl(var(--hue) 65% 45% / .12);
  margin: .5rem 0; padding: .25rem .6rem; font-size: .85rem; border-radius: 0 .3rem .3rem 0; }
.cut b { color: hsl(var(--hue) 65% 38%); font-family: ui-monospace, monospace;
  margin-right: .5rem; }
@media (prefers-color-scheme: dark) { .cut b { color: hsl(var(--hue) 70% 70%); } }
.cut summary { cursor: pointer; }
.media { font-size: .85rem; opacity: .7; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; font: inherit; margin: 1em 0 1em 1.2em; }
blockquote { border-left: .2rem solid var(--line); margin-left: 0; padding-left: 1rem; }
@media (max-width: 800px) { body { height: auto; display: block; }
  section + section { border-left: 0; } iframe { height: 70vh; } }
"""
#: Longer texts are folded away (characters).
_LONG: Final = 220


def page(inspection: Inspection) -> str:
    """Return the page, complete."""
    rows = "".join(
        f"<tr><th>{escape(x.name)}</th><td>{escape(x.value)}</td><td>{escape(x.source)}</td></tr>"
        for x in inspection.fields
    )
    related = "".join(f"<li>{escape(link)}</li>" for link in inspection.related)
    links = f"<h4>Related links</h4><ul>{related}</ul>" if related else ""
    pieces = "\n".join(_piece(piece) for piece in inspection.pieces)
    reasons = f"<span>{escape(', '.join(inspection.reasons))}</span>" if inspection.reasons else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">{_META}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(inspection.verdict)}: {escape(inspection.url or inspection.name)}</title>
<style>{_STYLE}</style></head>
<body><header><span class="verdict {escape(inspection.verdict)}">{escape(inspection.verdict)}</span>
{reasons}<code>{escape(inspection.url or inspection.name)}</code>
<small>left: the page as it was captured, without scripts and without anything from outside</small>
</header>
<section>{_frame(inspection)}</section>
<section><table>{rows}</table>
{pieces}
{links}</section></body></html>
"""


def _frame(inspection: Inspection) -> str:
    original = inspection.original
    shown = (
        f'<pre style="white-space: pre-wrap; font: 16px/1.5 sans-serif">{escape(original)}</pre>'
        if inspection.is_text
        else original
    )
    source = escape(f"<!doctype html>{_META}{shown}")
    return f'<iframe sandbox title="the original" srcdoc="{source}"></iframe>'


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.rule is None:
        tag = _TAGS.get(piece.kind, "p")
        of_media = ' class="media"' if piece.kind in ("image", "embed") else ""
        prefix = f"[{piece.kind}] " if of_media else ""
        return f"<{tag}{of_media}>{prefix}{text}</{tag}>"
    mark = f"<b>{escape(piece.rule)}</b>"
    if len(piece.text) > _LONG:
        start = escape(piece.text[:_LONG])
        inner = f"<details><summary>{mark}<s>{start}</s> …</summary><s>{text}</s></details>"
    else:
        inner = f"{mark}<s>{text}</s>"
    return f'<div class="cut" style="--hue: {hue(piece.rule)}">{inner}</div>'


def hue(rule: str) -> int:
    """Return the colour of a rule, in degrees: always the same, and apart from the others'."""
    number = RULE_NAMES.index(rule) if rule in RULE_NAMES else len(RULE_NAMES)
    return number * 137 % 360  # the golden angle
