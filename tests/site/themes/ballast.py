"""What makes real pages heavy and says nothing: inline styles, scripts, icons. Made, not copied."""
# ruff: noqa: E501 - HTML reads best unbroken

import hashlib
from functools import cache

_PROPERTIES = ("margin", "padding", "color", "font-size", "line-height", "border-radius", "width")


@cache
def styles(prefix: str, rules: int) -> str:
    """An inline style sheet of that many rules, the same each time."""
    lines = []
    for number in range(rules):
        name = _PROPERTIES[number % len(_PROPERTIES)]
        value = "#%06x" % (number * 7919 % 0xFFFFFF) if name == "color" else f"{number % 48}px"
        lines.append(f".{prefix}-{number} .{prefix}-inner>a:hover{{{name}:{value}!important}}")
    return f'<style id="{prefix}-inline-css">\n' + "\n".join(lines) + "\n</style>\n"


@cache
def scripts(prefix: str, entries: int) -> str:
    """An inline script of settings, with strings that look like markup and like prose."""
    values = ",".join(
        f'"{prefix}_{n}":"{hashlib.md5(f"{prefix}{n}".encode(), usedforsecurity=False).hexdigest()}"'
        for n in range(entries)
    )
    teaser = '"template":"<p>Baca Juga : <a href=\\"#\\">{{title}}<\\/a><\\/p>"'
    return (
        f'<script type="text/javascript" id="{prefix}-js-extra">\n/* <![CDATA[ */\n'
        f"var {prefix.replace('-', '_')}_settings = {{{teaser},{values}}};\n/* ]]> */\n</script>\n"
    )


@cache
def icons(number: int) -> str:
    """A hidden sprite of icons."""
    shapes = "".join(
        f'<symbol id="ikon-{n}" viewBox="0 0 24 24"><path d="M{n % 24} 2L2 {n % 22}h20L12 2z'
        f'm0 {n % 9}l{n % 7} 5-3 4z"></path></symbol>'
        for n in range(number)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none">{shapes}</svg>\n'
