"""The results as a table in Markdown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

BEGIN: Final = "<!-- bench-extract -->\n"
END: Final = "<!-- /bench-extract -->\n"
_HEAD: Final = (
    "| | exact | labels left | headlines left | forms left | paragraphs lost | title | date "
    "| author | pages/s | peak MiB |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
)


def markdown(rows: Sequence[dict[str, Any]]) -> str:
    """Return the table."""
    first = rows[0]
    note = (
        f"{first['articles']} pages with {first['links']} related links and {first['parts']:,} "
        "paragraphs, items, headings, quotes and rows.\n"
    )
    return f"{_HEAD}{''.join(map(_line, rows))}\n{note}"


def _line(row: dict[str, Any]) -> str:
    has = row["has"]
    cells = [
        row["name"],
        _share(row["exact"], row["articles"]),
        str(row["labels"]),
        str(row["headlines"]),
        str(row["forms"]),
        str(row["lost"]),
        _share(row["titles"], row["articles"]) if has["title"] else "–",
        _share(row["dates"], row["dated"]) if has["published_at"] else "–",
        _share(row["authors"], row["authored"]) if has["authors"] else "–",
        f"{row['pages_per_s']:.0f}",
        f"{row['peak_mib']:.0f}",
    ]
    return f"| {' | '.join(cells)} |\n"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def put_into(readme: Path, table: str) -> None:
    """Replace what stands between the two marks of the README.

    Raises:
        ValueError: they are not there.

    """
    text = readme.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise ValueError(f"{readme} lacks {BEGIN.strip()} or {END.strip()}")
    readme.write_text(f"{before}{BEGIN}{table}{END}{after}", "utf-8")
