"""Numbers in sentences: what is one and what is several are told apart. Pure."""

from datetime import timedelta


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
