"""One value out of several sources, with what the others say kept beside it."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
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


def to_the_hour(
    told: list[tuple[str, datetime | None]], other: tuple[str, datetime | None]
) -> list[tuple[str, datetime | None]]:
    """Return what is ``told``, first what tells the hour of the day that stands first in it.

    A theme may put the hour into an element of its own, or call the only ``<time>`` that it prints
    an update's: ``other`` counts for that alone.
    """
    day = next((at for _, at in told if at), None)
    if day is None or day.time() != time.min:
        return told
    end = day + timedelta(days=1)
    timed = next((one for one in (*told, other) if one[1] and day < one[1] < end), None)
    return [timed, *(one for one in told if one != timed)] if timed else told
