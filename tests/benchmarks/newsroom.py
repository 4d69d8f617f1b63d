"""Articles for the benchmarks: as long as real ones, of words about as frequent as in real news."""

import hashlib
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from uuid6 import uuid7

from crawler.sites import site_for_url
from flows.records import CaptureRow, Content, Item, RelatedRow, RemovedRow

SITE: Final = site_for_url("https://purnawarta.com")
START: Final = datetime(2024, 1, 1, tzinfo=UTC)


class Newsroom:
    """Writes articles of 4 KB whose words are about as frequent as in real news."""

    def __init__(self, seed: int) -> None:
        """Start from ``seed``: the same one gives the same articles."""
        self._random = random.Random(seed)
        syllables = [a + b for a in ("", *"bdghjklmnprst") for b in "aiueo"] + ["ng", "kan", "nya"]
        count = 20_000
        self._words = [
            "".join(self._random.choices(syllables, k=self._random.randint(2, 4)))
            for _ in range(count)
        ]
        self._weights = [0.0]
        for rank in range(1, count + 1):
            self._weights.append(self._weights[-1] + 1 / rank)
        del self._weights[0]

    def _text(self, chars: int) -> str:
        # an Indonesian word has six letters and a space
        words = self._random.choices(self._words, cum_weights=self._weights, k=chars // 5)
        return " ".join(words)[:chars].capitalize() + "."

    def page(self, number: int) -> tuple[CaptureRow, Item]:
        """Write the article with this post id, as it was captured."""
        content = self._content(number)
        key, at = uuid7(), START + timedelta(minutes=number)  # a key as the crawler makes them
        capture = CaptureRow(
            id=key, kind="page", state="parsed", url=content.url, captured_at=at, status=200,
            fetch_ms=300, file="purnawarta/2024-01/a.warc.gz", file_offset=number,
            file_bytes=9000, payload_sha256=self._random.randbytes(32),
        )  # fmt: skip
        item = Item(
            capture_id=key, position=1, url=content.url, captured_at=at, paths=(content.path,),
            content=content,
        )  # fmt: skip
        return capture, item

    def _content(self, number: int) -> Content:
        at = START + timedelta(minutes=number)
        path = f"/internasional/iran/{self._text(45).lower().replace(' ', '-')}{number}"
        url = f"{SITE.base_url}{path}"
        paragraphs = [self._text(400) for _ in range(10)]
        body = "\n\n".join(paragraphs)
        return Content(
            path=path,
            url=url,
            title=self._text(70),
            body=body,
            blocks=json.dumps([{"kind": "paragraph", "text": text} for text in paragraphs]),
            section="internasional/iran",
            dateline_place="Teheran",
            place="Teheran",
            authors=("Redaksi",),
            tags=tuple(self._random.choices(self._words[:500], k=8)),
            lead_image_url=f"{SITE.base_url}/wp-content/uploads/{number}.jpg",
            language="id",
            published_at=at,
            modified_at=at,
            post_id=number,
            origin="html",
            extractor_version="1",
            sha256=hashlib.sha256(f"{path} {body}".encode()).digest(),
            related=tuple(self._related(position) for position in (1, 2)),
            removed=tuple(
                RemovedRow(position=position, rule="related_link", text=self._text(80))
                for position in (1, 2, 3)
            ),
        )

    def _related(self, position: int) -> RelatedRow:
        title = self._text(70)
        path = f"/internasional/iran/{title[:60].lower().replace(' ', '-')}"
        return RelatedRow(
            position=position, marker="Baca Juga :", title=title, target_path=path,
            url=f"{SITE.base_url}{path}",
        )  # fmt: skip


def again(capture: CaptureRow, item: Item) -> tuple[CaptureRow, Item]:
    """The same page, captured a year later."""
    key, at = uuid7(), item.captured_at + timedelta(days=365)
    return replace(capture, id=key, captured_at=at), replace(item, capture_id=key, captured_at=at)
