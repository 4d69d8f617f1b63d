"""How texts are folded and compared."""

import pytest

from crawler.extract.text import key


@pytest.mark.parametrize(
    "text",
    [
        "Panen Raya 2024",
        "PANEN-RAYA_2024!",
        "\tPanen «Raya» … 2024",
        "Ｐａｎｅｎ Raya 2024",
    ],
)
def test_titles_are_compared_by_letters_and_digits(text: str) -> None:
    """Whatever their case, their marks and the width of their letters."""
    assert key(text) == "panenraya2024"


def test_a_sign_of_ascii_counts_alike_in_every_text() -> None:
    """The short way for such texts says what the other does."""
    for sign in map(chr, range(128)):
        assert key(f"Padi{sign}") + "é" == key(f"Padi{sign}É"), repr(sign)
