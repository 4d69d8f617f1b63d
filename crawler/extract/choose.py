"""One value out of several sources, with what the others say kept beside it."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

Value = TypeVar("Value")
_MAX_SAID: Final = 120


def choose(
    candidates: Iterable[tuple[str, Value | None]],
    *,
    same: Callable[[Value, Value], bool] | None = None,
) -> tuple[Value | None, str]:
    """Return the first value that is one, and where it came from.

    Args:
        candidates: source and value, the most trusted first.
        same: whether two values agree; equality unless given.

    Returns:
        The value, and text such as ``json_ld; agree: open_graph; differ: html (2024-02-16)``.
        One source alone is ``stated``, two that agree are sure.

    """
    given = [(source, value) for source, value in candidates if value]
    if not given:
        return None, ""
    source, value = given[0]
    agree = [name for name, other in given[1:] if _equal(value, other, same)]
    differ = [
        f"{name} ({str(other)[:_MAX_SAID]})"
        for name, other in given[1:]
        if not _equal(value, other, same)
    ]
    note = source
    if agree:
        note += f"; agree: {', '.join(agree)}"
    if differ:
        note += f"; differ: {', '.join(differ)}"
    return value, note


def _equal(one: Value, other: Value, same: Callable[[Value, Value], bool] | None) -> bool:
    return same(one, other) if same else one == other
