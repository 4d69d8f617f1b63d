"""Numbers in sentences: what is one and what is several are told apart. Pure."""


def counted(number: int, one: str, several: str | None = None) -> str:
    """Return ``number`` with what it counts, and the verb where that changes too.

    >>> counted(1, "article was", "articles were"), counted(2_000, "page")
    ('1 article was', '2,000 pages')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
