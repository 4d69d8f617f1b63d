"""What finds the lines that servers and plugins print into a text where something fails.

PHP writes a kind, what happened, and the place in a program; WordPress and plugins write fixed
words. A text that shows such a line announces it, or several in a row, or sets it as code.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left, Lines
from crawler.extract.furniture.phrases import exactly, is_all
from crawler.extract.reading.lines import Line

#: How each of these lines begins, which is asked first.
_OPENINGS: Final = (
    *("Warning", "Notice", "Deprecated", "Strict Standards", "Fatal error", "Parse error"),
    *("Recoverable fatal", "Catchable fatal", "Core error", "Compile error", "PHP ", "( ! ) "),
    *("WordPress database error", "Galat", "Kesalahan", "RSS Error"),
    *("Maaf, ", "Sorry, ", "This error message", "Error: This error message"),
)
#: A longer one (characters) is no message; and the expressions below are slow on it.
_MAX_CHARS: Final = 1_000
#: https://www.php.net/manual/en/errorfunc.constants.php; Xdebug draws a sign before it.
_OF_PHP: Final = re.compile(
    r"(?:\( ! \) )?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards"
    r"|(?:(?:Recoverable |Catchable )?[Ff]atal|Parse|Core|Compile) error)\s*:.*"
    r"\bin \S+\.(?:php|inc)\b.* on line \d+\W*"
)
#: ``wpdb::print_error``, and the statement below it or behind.
_STATEMENT: Final = re.compile(r"(?:SELECT|SHOW|INSERT|UPDATE|DELETE|DESCRIBE|ALTER|CREATE)\b.*")
_OF_DATABASE: Final = re.compile(
    r"(?:WordPress database error|(?:Galat|Kesalahan) basis data WordPress)\s*:?\s*\[.*\]"
    rf"\W*(?:{_STATEMENT.pattern})?"
)
#: ``wp_widget_rss_output``, ``WP_Embed``, and feeds of networks that plugins show.
_OF_WORDPRESS: Final = exactly(
    r"(?:rss error|(?:galat|kesalahan) rss)\s*:.{0,80}\b(?:https?|curl|feed|simplepie|xml)\b"
    r".{0,200}",
    r"maaf, (?:isi|konten) ini tidak dapat disematkan|sorry, this content could not be embedded",
    r"(?:error: )?this error message is only visible to (?:wordpress|site) admin\w*",
)
#: What such a plugin says below that.
_BELOW: Final = exactly(
    r"error: no feed .{1,80}", r"please go to the .{1,40} settings page .{1,60}"
)
#: What says that a line is shown below.
_LEADS_ON: Final = re.compile(r":$|\b(?:berikut|begini|seperti ini)(?: ini)?\W*$", re.IGNORECASE)


def printed(lines: Left, _: Facts) -> Iterator[int]:
    """Yield what was printed, with the rest of its table or its paragraph."""
    last, is_shown = -1, False
    for index in lines.odd:
        line, is_next = lines[index], 0 < index == last + 1
        if _fails(line):
            is_shown = (is_next and is_shown) or _is_shown(lines, index)
        elif is_shown or not (is_next and _goes_on(lines[last], line)):
            continue
        last = index
        if not is_shown:
            yield index


def _fails(line: Line) -> bool:
    """Whether a line says what failed, in the words of a program."""
    text = line.text
    if not text.startswith(_OPENINGS) or len(text) > _MAX_CHARS:
        return False
    if " on line " in text:
        return _OF_PHP.fullmatch(text) is not None
    return is_all(_OF_WORDPRESS, text) or _OF_DATABASE.fullmatch(text) is not None


def _is_shown(lines: Lines, index: int) -> bool:
    """Whether the text shows a line: announces it, quotes it, or sets it as code."""
    line, above = lines[index], lines[index - 1].text if index else ""
    is_code = line.is_marked and " on line " in line.text
    is_told = line.kind not in ("paragraph", "table") or is_code
    return is_told or _LEADS_ON.search(above) is not None


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line tells more of what failed ``above`` it."""
    if line.kind == "table":
        return line.group == above.group
    return is_all(_BELOW, line.text) or (line.is_soft and _STATEMENT.match(line.text) is not None)
