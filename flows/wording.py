"""Numbers in sentences, where one is told from several; and times, for people and scripts. Pure."""

from datetime import datetime, timedelta


def counted(number: int, one: str, several: str | None = None) -> str:
    """Return ``number`` with what it counts, and the verb where that changes too.

    >>> counted(1, "article was", "articles were"), counted(2_000, "page")
    ('1 article was', '2,000 pages')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def length(time: timedelta) -> str:
    """Return how long something lasts, as people say it.

    >>> length(timedelta(minutes=9)), length(timedelta(hours=26)), length(timedelta(days=6))
    ('9 minutes', '26 hours', '6 days')
    """
    minutes, hours = round(time.total_seconds() / 60), round(time.total_seconds() / 3600)
    if minutes < 120:  # noqa: PLR2004
        return counted(minutes, "minute")
    return counted(hours, "hour") if hours < 72 else counted(round(hours / 24), "day")  # noqa: PLR2004


def place(url: str) -> str:
    """Return an address as messages name it: the query of a list takes 400 characters.

    >>> place("https://a.example/wp-json/wp/v2/posts?_fields=id,link&page=1")
    'https://a.example/wp-json/wp/v2/posts'
    """
    return url.partition("?")[0]


def in_json(value: object) -> str:
    """Return as a text what JSON has no form for: a time as ISO 8601 writes it.

    >>> in_json(datetime.fromisoformat("2026-01-31T08:00Z"))
    '2026-01-31T08:00:00+00:00'
    """
    return value.isoformat() if isinstance(value, datetime) else str(value)
