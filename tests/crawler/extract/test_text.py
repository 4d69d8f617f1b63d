"""How texts are folded and compared."""

import re
import unicodedata

import pytest

from crawler.extract.text import few_marks, key


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


@pytest.mark.parametrize("sign", ["\u0327", "\u0f73", "\u0f75", "\u0f81", "\uff9e"])
def test_no_normal_form_has_many_marks_in_a_row(sign: str) -> None:
    """Some vowels are no marks, and what they fall apart into is."""
    text = few_marks("a" + sign * 100 + ("\u0301" * 20 + sign * 3) * 20)
    classes = map(unicodedata.combining, unicodedata.normalize("NFKD", text))
    told = "".join("x" if number else " " for number in classes)
    assert max(map(len, re.findall("x+", told)), default=0) <= 100
