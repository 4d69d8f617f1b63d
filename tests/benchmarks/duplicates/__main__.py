"""Which duplicates are found, and which are made up: warta beside simhash and a title hash.

``make bench`` runs it. Every pair is labelled (``pairs``). Each article is a query against all
others; what it is called a duplicate of, and is not by its label, is a wrong pair. With fewer
pairs, or on a server that runs already::

    python -m tests.benchmarks.duplicates 2 --server postgresql://…
"""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flows import db
from flows.records import CaptureRow, Item
from tests.benchmarks.duplicates import contenders
from tests.benchmarks.duplicates.contenders import Found
from tests.benchmarks.duplicates.pairs import EDITS, LENGTHS, SHARES, Pair, Text, different, edited
from tests.benchmarks.loading import Connection, a_database, begin, run_on_server, say
from tests.benchmarks.newsroom import Newsroom

#: Pairs that look a little like duplicates, for each that is one.
_DIFFERENT: Final = 2
_BATCH: Final = 500


def load(connection: Connection, texts: Sequence[Text]) -> float:
    """Load articles with these texts, numbered from 1; return the seconds."""
    loader, newsroom = begin(connection), Newsroom(1)
    for at in range(0, len(texts), _BATCH):
        numbered = enumerate(texts[at : at + _BATCH], start=at + 1)
        loader.put([_page(newsroom, number, text) for number, text in numbered])
    return loader.seconds


def _page(newsroom: Newsroom, number: int, text: Text) -> tuple[CaptureRow, Item]:
    capture, item = newsroom.page(number)
    assert item.content is not None
    return capture, replace(item, content=replace(item.content, title=text.title, body=text.body))


def report(name: str, found: Found, pairs: Sequence[Pair]) -> None:
    """Print how much of what is a duplicate was found, and how much of what was found is none."""
    hits: dict[tuple[str, float], list[bool]] = defaultdict(list)
    labelled = set()
    for number, pair in enumerate(pairs):
        if pair.is_duplicate:
            ids = (2 * number + 1, 2 * number + 2)
            labelled.add(ids)
            hits[pair.kind, pair.share].append(ids in found)
    say(name)
    for kind in EDITS:
        recalls = (sum(of) / len(of) for of in (hits[kind, share] for share in SHARES))
        say(f"  {kind:10} {' '.join(f'{recall:8.4f}' for recall in recalls)}")
    small = [hit for (_, share), of in hits.items() if share <= 0.2 for hit in of]
    wrong: dict[str, int] = defaultdict(int)
    for one, other in found - labelled:
        is_pair = one % 2 and other == one + 1
        wrong[pairs[(one - 1) // 2].kind if is_pair else "others"] += 1
    queries = 2 * len(pairs)
    say(f"  recall up to 20 %: {sum(small) / len(small):.4f} (to reach: 0.98)")
    say(
        f"  wrong pairs in 1,000 queries: {1000 * sum(wrong.values()) / queries:.2f} (to reach: 1)"
        + "".join(f"; {kind}: {count}" for kind, count in sorted(wrong.items()))
    )


def bench(server: str, each: int) -> None:
    """Make pairs, look for duplicates in three ways, and print what each found."""
    pairs = [*edited(each), *different(_DIFFERENT * each * len(EDITS) * len(SHARES) // 3)]
    texts = [text for pair in pairs for text in (pair.first, pair.second)]
    say(
        f"{len(texts):,} articles of {LENGTHS[0]} to {LENGTHS[-1]} words, "
        f"{sum(pair.is_duplicate for pair in pairs):,} of {len(pairs):,} pairs duplicates"
    )
    say(f"  recall by share of words changed: {' '.join(f'{share:.0%}' for share in SHARES)}")
    with a_database(server) as url, db.connect(url, name="bench") as connection:
        loaded = load(connection, texts)
        before = time.perf_counter()
        found = contenders.warta(connection)
        took = time.perf_counter() - before
    report("warta", found, pairs)
    say(f"  {1000 * took / len(texts):.2f} ms an article, {took / loaded:.2f} of the load's time")
    report("simhash, 3 of 64 bits", contenders.simhash(texts), pairs)
    report("title hash", contenders.title_hash(texts), pairs)


if __name__ == "__main__":
    run_on_server(bench, __doc__, of="pairs of each kind", number=14)
