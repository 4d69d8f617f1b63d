"""How what is stored differs from the truth: every difference, named; it knows no database.

`stored` holds plain rows, shaped like the columns of the contract's views: `articles`,
`related_links`, `revisions`. Only fields that a row has are compared, so a test may hand over the
columns that it cares about.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from tests.site.truth import Article, Revision, Truth

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One way in which the archive is not perfect.

    Attributes:
        kind: `missing extra doubled wrong stale`; stale means: right once, and no longer.
        field: the column; empty where the whole article is meant.
    """

    kind: str
    post_id: int | None
    path: str
    field: str = ""
    expected: object = None
    got: object = None

    def __str__(self) -> str:
        """One line for a test's output."""
        where = f"{self.kind} {self.post_id} {self.path}"
        if not self.field:
            return where
        return f"{where}: {self.field} should be {self.expected!r:.200}, is {self.got!r:.200}"


_EXPECTED: Mapping[str, Callable[[Article], object]] = {
    "post_id": lambda article: article.post_id,
    "url": lambda article: article.url,
    "section": lambda article: article.section,
    "title": lambda article: article.title,
    "body": lambda article: "\n\n".join(article.body),
    "authors": lambda article: list(article.authors),
    "tags": lambda article: sorted(article.tags),
    "published_at": lambda article: article.published_at,
    "modified_at": lambda article: article.modified_at,
    "lead_image_url": lambda article: article.lead_image_url,
    "language": lambda article: article.language,
    "is_live": lambda article: article.is_live,
}
#: Columns of `warta.revisions` by which one may differ from the one before it.
_CONTENT = (
    "title", "body", "blocks", "section", "tags", "authors", "url", "published_at",
    "lead_image_url",
)  # fmt: skip


def differences(  # noqa: PLR0913 - what is compared is the caller's to say
    truth: Truth,
    articles: Iterable[Row],
    *,
    related_links: Iterable[Row] | None = None,
    revisions: Iterable[Row] | None = None,
    ignore: Iterable[str] = (),
    needs_gone: bool = False,
) -> list[Difference]:
    """Everything in which the stored rows differ from the truth; empty: the archive is perfect.

    Args:
        truth: what should be there.
        articles: rows of `warta.articles`.
        related_links: rows of `warta.related_links`, where they are to be compared.
        revisions: rows of `warta.revisions`: each must be a content that the site showed at its
            `captured_at`, and none may repeat the one before it. A content that nobody was there
            to see is not missed.
        ignore: columns to leave out.
        needs_gone: whether articles that are gone by now must be stored too (where the archive
            was watching while they were live).
    """
    rows = list(articles)
    by_post, strangers = _assign(truth, rows)
    found = [_extra(row) for row in strangers]
    skipped = frozenset(ignore)
    for number, article in truth.articles.items():
        own = by_post.get(number, [])
        if not own:
            if article.is_live or needs_gone:
                found.append(Difference(kind="missing", post_id=number, path=article.path))
            continue
        found += [
            Difference(kind="doubled", post_id=number, path=article.path, field="url",
                       expected=article.url, got=row.get("url"))
            for row in own[1:]
        ]  # fmt: skip
        found += _wrong(truth, article, own[0], skipped)
    ids = {row["id"]: number for number, own in by_post.items() for row in own if "id" in row}
    if related_links is not None:
        found += _wrong_links(truth, set(by_post), ids, related_links)
    if revisions is not None:
        found += _wrong_revisions(truth, ids, revisions)
    return found


def _assign(truth: Truth, rows: list[Row]) -> tuple[dict[int, list[Row]], list[Row]]:
    """Rows by the post they are about: by id, else by any address that the post ever had."""
    owner = {path: number for number, paths in truth.paths.items() for path in paths}
    by_post: dict[int, list[Row]] = defaultdict(list)
    strangers = []
    for row in rows:
        number = row.get("post_id") or owner.get(urlsplit(str(row.get("url"))).path)
        if number is not None and number in truth.articles:
            by_post[number].append(row)
        else:
            strangers.append(row)
    return dict(by_post), strangers


def _extra(row: Row) -> Difference:
    path = urlsplit(str(row.get("url"))).path
    return Difference(kind="extra", post_id=row.get("post_id"), path=path)


def _plain(field: str, value: object) -> object:
    if field == "tags" and isinstance(value, (list, tuple)):
        return sorted(map(str, value))
    return list(value) if isinstance(value, tuple) else value


def _wrong(truth: Truth, article: Article, row: Row, skipped: frozenset[str]) -> list[Difference]:
    found = []
    for field, reader in _EXPECTED.items():
        if field in skipped or field not in row:
            continue
        expected, got = reader(article), _plain(field, row[field])
        if expected != got:
            kind = "stale" if _was_once(truth, article, field, got) else "wrong"
            found.append(
                Difference(
                    kind=kind,
                    post_id=article.post_id,
                    path=article.path,
                    field=field,
                    expected=expected,
                    got=got,
                )
            )
    if "gone_at" in row and "gone_at" not in skipped:
        found += _wrong_end(truth, article, row["gone_at"])
    return found


def _was_once(truth: Truth, article: Article, field: str, got: object) -> bool:
    past = [revision for revision in truth.revisions if revision.post_id == article.post_id]
    home = article.url.removesuffix(article.path)
    if field == "is_live":
        return True
    return any(_of_revision(revision, field, home) == got for revision in past)


def _of_revision(revision: Revision, field: str, home: str) -> object:
    values: dict[str, object] = {
        "title": revision.title, "body": "\n\n".join(revision.body), "section": revision.section,
        "tags": sorted(revision.tags), "authors": list(revision.authors),
        "url": home + revision.path, "modified_at": revision.modified_at,
    }  # fmt: skip
    return values.get(field)


def _wrong_end(truth: Truth, article: Article, got: datetime | None) -> list[Difference]:
    """`gone_at` is when it was found gone: not before it went, not later than now."""
    if article.gone_at is None:
        is_right = got is None
    else:
        is_right = got is not None and article.gone_at <= got <= truth.at
    if is_right:
        return []
    return [
        Difference(kind="wrong", post_id=article.post_id, path=article.path, field="gone_at",
                   expected=article.gone_at, got=got)
    ]  # fmt: skip


def _wrong_links(
    truth: Truth, stored: set[int], ids: dict[Any, int], rows: Iterable[Row]
) -> list[Difference]:
    got: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["position"]):
        number = row.get("post_id", ids.get(row.get("article_id")))
        if number is not None:
            got[number].append((row["title"], row["url"] or None))
    expected: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for link in truth.related_links:
        expected[link.post_id].append((link.title, link.url))
    return [
        Difference(
            kind="wrong", post_id=number, path=truth.articles[number].path, field="related_links",
            expected=expected[number], got=got[number],
        )
        for number in sorted(stored)
        if expected[number] != got[number]
    ]  # fmt: skip


def _wrong_revisions(truth: Truth, ids: dict[Any, int], rows: Iterable[Row]) -> list[Difference]:
    shown: dict[int, list[Revision]] = defaultdict(list)
    for revision in truth.revisions:
        shown[revision.post_id].append(revision)
    found = []
    last: dict[int, tuple[object, ...]] = {}
    for row in sorted(rows, key=lambda row: (str(row.get("article_id")), row["revision"])):
        number = row.get("post_id", ids.get(row.get("article_id")))
        if number is None or row.get("cause") == "correction":
            continue
        content = tuple(str(row.get(name)) for name in _CONTENT)
        path = truth.articles[number].path
        name = f"revision {row['revision']}"
        if last.get(number) == content and row.get("cause") != "return":
            found.append(Difference(kind="doubled", post_id=number, path=path, field=name))
        last[number] = content
        if not any(_is_shown(revision, row) for revision in shown[number]):
            found.append(
                Difference(kind="wrong", post_id=number, path=path, field=name,
                           expected="a content that the site showed then", got=row["title"])
            )  # fmt: skip
    return found


def _is_shown(revision: Revision, row: Row) -> bool:
    if (revision.title, "\n\n".join(revision.body)) != (row["title"], row["body"]):
        return False
    at = row.get("captured_at")
    if at is None:
        return True
    return revision.shown_from <= at and (revision.shown_to is None or at <= revision.shown_to)
