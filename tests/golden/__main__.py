"""``make golden``: what extraction makes of the golden pages, and where that differs.

Nothing is written unless asked: ``--accept NAME …`` takes what extraction found of the named pages
as right (read the differences first), ``--raise-floor`` keeps what has become better, or what
pages that are new have brought.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from tests.golden.measure import Score, score
from tests.golden.pages import EXPECTED, FOLDER, Golden, extracted, goldens

FLOOR: Final = FOLDER / "floor.json"
#: What is better the more there is of it; of all the rest in the floor, less is better.
MORE: Final = frozenset({"exact", "titles", "dates", "authors", "verdicts", "pages", "clean"})
_NOT_COMPARED: Final = frozenset({"url", "captured_at", "markers"})


def differences(golden: Golden, found: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return by field what was found and what is right, where the two are not equal."""
    compared = (name for name in golden.expected if name not in _NOT_COMPARED)
    return {
        name: (found[name], golden.expected[name])
        for name in compared
        if not _is_same(name, found[name], golden.expected[name])
    }


def _is_same(name: str, mine: Any, right: Any) -> bool:
    if name == "tags":
        return sorted(mine) == sorted(right)
    if name.endswith("_at") and mine and right:
        return datetime.fromisoformat(mine) == datetime.fromisoformat(right)
    return bool(mine == right)


def measured(pages: Sequence[Golden]) -> tuple[Score, dict[str, dict[str, tuple[Any, Any]]]]:
    """Return the counts over pages, and by name what differs."""
    total, by_name = Score(), {}
    for golden in pages:
        found = extracted(golden)
        total += score(golden.expected, found)
        if differs := differences(golden, found):
            by_name[golden.name] = differs
    return total, by_name


def floor_of(total: Score, by_name: dict[str, Any]) -> dict[str, int]:
    """Return what the floor holds; ``clean`` are the pages of which every field is right."""
    counts = asdict(total) | {"clean": total.pages - len(by_name)}
    kept = (
        "pages", "clean", "exact", "labels", "headlines", "forms", "lost", "titles", "dates",
        "authors", "verdicts",
    )  # fmt: skip
    return {name: counts[name] for name in kept}


def below(floor: dict[str, int], now: dict[str, int]) -> list[str]:
    """Return in what ``now`` is worse than the floor."""
    return [
        f"{name}: {now[name]}, and the floor is {limit}"
        for name, limit in floor.items()
        if (now[name] < limit if name in MORE else now[name] > limit)
    ]


def _told(name: str, differs: dict[str, tuple[Any, Any]]) -> Iterator[str]:
    yield name
    for field, (mine, right) in differs.items():
        if isinstance(mine, list) and isinstance(right, list):
            yield f"  {field}:"
            yield from (f"    + {part}" for part in mine if part not in right)
            yield from (f"    - {part}" for part in right if part not in mine)
            if sorted(map(str, mine)) == sorted(map(str, right)):
                yield "    in another order"
        else:
            yield f"  {field}: {mine!r}, and right is {right!r}"


def _accept(golden: Golden) -> None:
    found = extracted(golden)
    kept = {name: found.get(name, value) for name, value in golden.expected.items()}
    path = EXPECTED / f"{golden.name}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Show differences; end with 1 where extraction is worse than the floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="pages whose names hold this")
    parser.add_argument("--accept", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--raise-floor", action="store_true")
    asked = parser.parse_args(arguments)
    for name in asked.accept:
        for golden in (one for one in goldens(name) if one.name == name):
            _accept(golden)
    pages = list(goldens(asked.only))
    total, by_name = measured(pages)
    for name, differs in by_name.items():
        sys.stdout.write("\n".join(_told(name, differs)) + "\n")
    now = floor_of(total, by_name)
    sys.stdout.write(f"{json.dumps(asdict(total) | now)}\n")
    if asked.only:
        return 0
    floor = json.loads(FLOOR.read_bytes()) if FLOOR.exists() else {}
    worse = below(floor, now)
    sys.stdout.write("".join(f"worse: {line}\n" for line in worse))
    has_grown = now["pages"] > floor.get("pages", 0)  # new pages may show old faults
    if asked.raise_floor and (has_grown or not worse):
        FLOOR.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
