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
    told = [(name, value) for name, value in candidates if value]
    if not told:
        return None, ""
    (source, value), *others = told
    agree: list[str] = []
    differ: list[str] = []
    for name, other in others:
        if same(value, other) if same else value == other:
            agree.append(name)
        else:
            differ.append(f"{name} ({str(other)[:_MAX_SAID]})")
    if agree:
        source += f"; agree: {', '.join(agree)}"
    if differ:
        source += f"; differ: {', '.join(differ)}"
    return value, source
