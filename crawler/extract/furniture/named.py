"""What finds the lines that the site's own block names: what no rule knows by its wording."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Lines
from crawler.extract.text import line_key


def lines_cut(lines: Lines, facts: Facts) -> Iterator[int]:
    """Yield what is one of the site's ``lines_cut``."""
    if keys := _keys(facts.site.lines_cut):
        yield from (index for index, line in enumerate(lines) if line_key(line.text) in keys)


@lru_cache(maxsize=16)
def _keys(named: AbstractSet[str]) -> AbstractSet[str]:
    return frozenset(map(line_key, named))
