"""The golden pages, and what extraction makes of them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from crawler.sites import site_for_url
from flows.importing.sources import Source
from flows.inspection.extracting import record
from flows.inspection.saved import Given, understand

FOLDER: Final = Path(__file__).parent
PAGES: Final = FOLDER / "saved"
EXPECTED: Final = FOLDER / "expected"


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A saved page.

    Attributes:
        name: ``group/name``.
        path: of the page.
        expected: its article; a field that is not in it is not compared.

    """

    name: str
    path: Path
    expected: dict[str, Any] = field(repr=False)

    @property
    def group(self) -> str:
        """The folder that it is in: a theme, or where it comes from."""
        return self.name.partition("/")[0]

    @property
    def url(self) -> str:
        """Its address."""
        return str(self.expected["url"])

    @property
    def is_article(self) -> bool:
        """Whether it holds an article."""
        return bool(self.expected["verdict"] != "not_article")

    @property
    def is_html(self) -> bool:
        """Whether it is a page, and not the text of one."""
        return self.path.name.endswith(".html.gz")

    def read(self) -> bytes:
        """The bytes that the site sent."""
        return gzip.decompress(self.path.read_bytes())


def goldens(only: str = "") -> Iterator[Golden]:
    """Give all golden pages whose names hold ``only``, in order."""
    for path in sorted(PAGES.glob("*/*.gz")):
        name = f"{path.parent.name}/{path.name.partition('.')[0]}"
        if only in name:
            expected = json.loads((EXPECTED / f"{name}.json").read_bytes())
            yield Golden(name=name, path=path, expected=expected)


def extracted(golden: Golden) -> dict[str, Any]:
    """Return the line that ``warta extract`` prints of a golden page; its body in parts."""
    at = golden.expected.get("captured_at")
    source = Source(
        path=golden.path.with_suffix(""),
        url=golden.url,
        captured_at=datetime.fromisoformat(at) if at else None,
    )
    page = understand(Given(source=source, body=golden.read()), site_for_url(golden.url))
    found = record(golden.name, page)
    parts = found["body"].split("\n\n") if found["body"] else []
    related = [{"title": link["title"], "url": link["url"]} for link in found["related"]]
    return found | {"body": parts, "related": related}
