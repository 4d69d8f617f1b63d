"""Times as they are given at the terminal: a day, or an instant."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

#: Where a day begins and ends, unless it is said, and in which times are shown: the readers’ own.
ZONE: Final = ZoneInfo("Asia/Jakarta")


class Moment(click.ParamType[datetime]):
    """An ISO 8601 time. A day alone means its beginning, or with ``is_end`` the next one's."""

    name = "time"

    def __init__(self, *, is_end: bool = False) -> None:
        self.is_end = is_end

    def convert(
        self,
        value: Any,  # noqa: ANN401 (as Click has it)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """Return the instant that ``value`` names."""
        try:
            at = datetime.fromisoformat(value)
            is_day = len(value) == len("2026-01-31") and date.fromisoformat(value) == at.date()
            if is_day and self.is_end:
                at += timedelta(days=1)
        except (ValueError, OverflowError):
            self.fail(
                f"{value!r} is no time: write 2026-01-31 or 2026-01-31T08:00+07:00", param, ctx
            )
        return at if at.tzinfo else at.replace(tzinfo=ZONE)


class Day(click.ParamType[date]):
    """A day, as ISO 8601 writes it."""

    name = "day"

    def convert(
        self,
        value: Any,  # noqa: ANN401 (as Click has it)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the day that ``value`` names."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2026-01-31", param, ctx)


def check_span(since: datetime | None, until: datetime | None) -> None:
    """Refuse a span in which no time lies, as where its ends are turned round.

    Raises:
        click.BadParameter: it is such a one.

    """
    if since and until and since >= until:
        reason = f"{since.isoformat()} does not lie before --until ({until.isoformat()})"
        raise click.BadParameter(reason, param_hint="--since")


SINCE = click.option(
    "--since", type=Moment(), help="Published at this time or later; a day begins in Jakarta."
)
UNTIL = click.option(
    "--until", type=Moment(is_end=True), help="Published before this time; a day is included."
)
