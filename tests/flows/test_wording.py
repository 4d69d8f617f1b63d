"""Numbers in sentences."""

import pytest

from flows.wording import counted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("page",), "1 page"),
        (0, ("page",), "0 pages"),
        (2, ("page",), "2 pages"),
        (1, ("page is", "pages are"), "1 page is"),
        (12_345, ("entry", "entries"), "12,345 entries"),
    ],
)
def test_one_is_told_from_several(number: int, words: tuple[str, ...], said: str) -> None:
    """The verb goes with it; large numbers can be read."""
    assert counted(number, *words) == said
