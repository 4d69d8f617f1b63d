"""An inspection in a terminal. It knows rich and what there is to show; not where it comes from."""

import colorsys
from typing import Final

from rich.table import Table
from rich.text import Text

from flows.cli.forms import new_console
from flows.inspection.html import hue
from flows.inspection.page import Inspection, Piece

_STYLES: Final = {"good": "bold green", "suspect": "bold yellow", "not_article": "bold red"}
#: Of what was cut, in a terminal (characters); the whole of it stands in the HTML.
_SHOWN: Final = 320


def show(inspection: Inspection) -> None:
    """Print an inspection."""
    console = new_console()
    verdict = Text(inspection.verdict, style=_STYLES.get(inspection.verdict, ""))
    if inspection.reasons:
        verdict.append(f"  {', '.join(inspection.reasons)}", style="not bold")
    console.print(verdict)
    console.print(Text(inspection.url or inspection.name, style="dim"), soft_wrap=True)
    console.print()
    console.print(_fields(inspection))
    for piece in inspection.pieces:
        console.print()
        console.print(_piece(piece))
    if inspection.related:
        console.print()
        console.print(Text("Related links", style="bold"))
        for link in inspection.related:
            console.print(Text(f"  {link}"))


def _fields(inspection: Inspection) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("field", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=2)
    table.add_column("source", overflow="fold", ratio=1, style="dim")
    for field in inspection.fields:
        table.add_row(field.name, Text(field.value), Text(field.source))
    return table


def _piece(piece: Piece) -> Text:
    if piece.rule is None:
        style = {"heading": "bold", "quote": "italic"}.get(piece.kind, "")
        prefix = f"[{piece.kind}] " if piece.kind in ("image", "embed") else ""
        return Text(f"{prefix}{piece.text}", style="dim" if prefix else style)
    colour = _colour(piece.rule)
    more = len(piece.text) - _SHOWN
    text = piece.text if more <= 0 else f"{piece.text[:_SHOWN]}…"
    folded = text.replace("\n", " ⏎ ")
    shown = Text.assemble((f"✂ {piece.rule} ", f"bold {colour}"), (folded, f"strike {colour}"))
    if more > 0:
        shown.append(f" ({more:,} more characters)", style="dim")
    return shown


def _colour(rule: str) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue(rule) / 360, 0.6, 0.6)
    return f"#{int(red * 255):02x}{int(green * 255):02x}{int(blue * 255):02x}"
