"""Which pages of a batch state another post's number, or were reached by another's address.

What is stored of those posts tells. The rules stand in ``flows.dedupe``; here stands what the
archive is asked for. What REST says is past doubt, and costs no question.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from flows.dedupe import Shown, are_alike, parts_of, strangers
from flows.records import Batch, Item
from flows.store import storable
from flows.store.statements import Connection, run

#: Why an article is known by its address alone.
REASON: Final = "post_id_disagrees"


def settled(connection: Connection, batch: Batch, site: str) -> Batch:
    """Return ``batch`` without such numbers and addresses: those pages are known by their own."""
    return _without_numbers(connection, _without_paths(connection, batch, site), site)


def _without_paths(connection: Connection, batch: Batch, site: str) -> Batch:
    """Return ``batch`` without addresses of articles that have nothing in common with the page.

    WordPress redirects the address of a post that is gone to one whose slug begins alike
    (``redirect_guess_404_permalink``); a rename, which it redirects as well, leaves the text.
    """
    paths = {path for item in batch.items for path in _further(item)}
    further = set(filter(storable.can_be_asked, paths))
    if not further:
        return batch
    there = defaultdict[str, list[tuple[int | None, Shown]]](list)
    for item in batch.items:
        if item.content and item.paths[0] in further:
            there[item.paths[0]].append((item.content.post_id, _shown(item)))
    found = run(connection, "known_at", site=site, paths=sorted(further), post_ids=[])
    known = {article_id: (post_id, paths) for article_id, post_id, paths, _ in found}
    for article_id, said in _said(connection, known):
        post_id, paths = known[article_id]
        for path in further.intersection(paths):
            there[path].append((post_id, said))
    return replace(batch, items=[_led(item, there) for item in batch.items])


def _further(item: Item) -> Sequence[str]:
    """Return the paths beside its own that led to a page of which REST does not say whose it is."""
    return () if item.content is None or item.is_certain else item.paths[1:]


def _led(item: Item, there: Mapping[str, Sequence[tuple[int | None, Shown]]]) -> Item:
    """Return ``item`` without the paths of others, but for those of another number."""
    others = {path for path in _further(item) if _is_of_others(item, there.get(path, ()))}
    if not others:
        return item
    paths = tuple(path for path in item.paths if path not in others)
    return replace(item, paths=paths, led_by=tuple(sorted(others)))


def _is_of_others(item: Item, there: Sequence[tuple[int | None, Shown]]) -> bool:
    number, shown = item.content.post_id if item.content else None, _shown(item)
    return bool(there) and all(
        None in {number, post_id} and not are_alike(shown, said) for post_id, said in there
    )


def _without_numbers(connection: Connection, batch: Batch, site: str) -> Batch:
    numbers = {number for item in batch.items if (number := _doubtful(item)) is not None}
    claims = defaultdict[int, list[Shown]](list)
    for item in batch.items:
        if item.content and item.content.post_id in numbers:
            claims[item.content.post_id].append(_shown(item))
    if not claims:
        return batch
    wrong = _of_others_there(connection, site, _add_stored(connection, site, claims))
    wrong |= {key for shown in claims.values() for key in strangers(shown)}
    if not wrong:
        return batch
    items = [_nameless(item) if _key(item) in wrong else item for item in batch.items]
    return replace(batch, items=items)


def _doubtful(item: Item) -> int | None:
    """Return the number that a page states, and nothing else; None where there is none."""
    number = item.content.post_id if item.content else None
    return None if item.is_certain or not storable.is_id(number) else number


def _add_stored(connection: Connection, site: str, claims: dict[int, list[Shown]]) -> list[Shown]:
    """Add what is stored of numbers; return what claims those of which nothing is.

    What a post said is asked for where it is claimed at other paths than it was met at.
    """
    found = run(connection, "met_before", site=site, post_ids=list(claims)).fetchall()
    new = set(claims) - {post_id for post_id, _, _ in found}
    claims_new = [one for number in new for one in claims[number] if not one.is_certain]
    known = {}
    for post_id, article_id, paths in found:
        if any(one.paths.isdisjoint(paths) for one in claims[post_id]):
            known[article_id] = (post_id, frozenset(paths))
        else:
            del claims[post_id]  # its post was met wherever it is claimed
    for article_id, said in _said(connection, known):
        post_id, paths = known[article_id]
        claims[post_id].append(replace(said, paths=paths))
    return claims_new


def _of_others_there(
    connection: Connection, site: str, shown: Sequence[Shown]
) -> set[tuple[UUID, int]]:
    """Return the keys of pages that go on with what another post says at their paths."""
    paths = {path for one in shown for path in one.paths if storable.can_be_asked(path)}
    owners = dict(run(connection, "open_at", site=site, paths=sorted(paths))) if paths else {}
    said = defaultdict[int, list[Shown]](list)
    for article_id, one in _said(connection, set(owners.values())):
        said[article_id].append(one)
    return {
        one.key
        for one in shown
        for path in one.paths & owners.keys()
        if one.key is not None and any(are_alike(one, other) for other in said[owners[path]])
    }


def _said(connection: Connection, article_ids: Collection[int]) -> Iterator[tuple[int, Shown]]:
    """Give what articles said, each with its number in the archive."""
    if not article_ids:
        return
    found = run(connection, "said_before", article_ids=list(article_ids))
    for article_id, title, published_at, body, _ in found:
        yield (
            article_id,
            Shown(
                key=None,
                paths=frozenset(),
                title=title,
                published_at=published_at,
                parts=parts_of(body),
                is_certain=True,
            ),
        )


def _shown(item: Item) -> Shown:
    content = item.content
    assert content is not None  # noqa: S101 (of those that have one)
    return Shown(
        key=_key(item),
        paths=frozenset(item.paths),
        title=content.title,
        published_at=content.published_at,
        parts=parts_of(content.body),
        is_certain=item.is_certain,
    )


def _key(item: Item) -> tuple[UUID, int]:
    return item.capture_id, item.position


def _nameless(item: Item) -> Item:
    if item.content is None:
        return item
    content = replace(item.content, post_id=None)
    return replace(item, content=content, reasons=(*item.reasons, REASON))
