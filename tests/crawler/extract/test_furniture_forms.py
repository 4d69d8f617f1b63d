"""The form for comments, and what readers wrote: they end the text."""

import pytest

from tests.crawler.extract.pages import (
    LAST,
    LEAD,
    SECOND,
    TITLE,
    extracted,
    from_text,
    page,
    paragraphs,
)


def test_a_link_to_the_form_within_the_text_is_not_the_form() -> None:
    """What stands below it is the article's, if no sentence is in it."""
    items = "<ul><li>Satu karung beras</li><li>Dua lampu</li></ul>"
    text = paragraphs(LEAD, SECOND, '<a href="#respond">Tulis komentar</a>') + items
    found = extracted(page(text))
    assert found.body_parts == (LEAD, SECOND, "Satu karung beras", "Dua lampu")


@pytest.mark.parametrize(
    "form",
    [
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
        (
            "Tinggalkan Balasan\nAlamat surel Anda tidak akan dipublikasikan.\n"
            "Ruas yang wajib ditandai *"
        ),
        "Tinggalkan Balasan\nKomentar *\nNama *\nSurel *\nSitus Web\nKirim Komentar",
        "Leave a comment\nComment *\nName *\nEmail *\nWebsite\nPost Comment\nΔ",
        "Your email address will not be published. Required fields are marked *",
        "LEAVE A REPLY\nCancel reply\nPlease enter your comment!\nPlease enter your name here",
        "Leave a Reply\nPlease solve: 3 + 4\nTentang Kami\nPedoman Media Siber",
    ],
)
def test_comment_forms_end_the_text(form: str) -> None:
    """English and Indonesian, whole or in part."""
    found = from_text(f"{TITLE}\n\n{LEAD}\n\n{LAST}\n\n{form}")
    assert found.body_parts == (LEAD, LAST)
    assert {cut.rule for cut in found.removed} == {"comment_form"}


def test_readers_comments_go_with_the_form_behind_them() -> None:
    """A heading that counts them begins them."""
    found = from_text(f"{TITLE}\n{LEAD}\n{LAST}\n2 Komentar\nSetuju!\nMantap.\nTinggalkan Balasan")
    assert [(cut.rule, cut.text) for cut in found.removed] == [
        ("reader_comments", "2 Komentar"),
        ("comment_form", "Tinggalkan Balasan"),
    ]
    assert found.comments_count == 2


def test_a_form_s_words_inside_the_article_stay() -> None:
    """What is followed by prose is no form."""
    text = f"{TITLE}\n\n{LEAD}\n\nLeave a Reply\n\n{LAST}"
    assert from_text(text).body_parts == (LEAD, "Leave a Reply", LAST)
    short = "Begitu judul lagu baru itu."
    found = from_text(f"{TITLE}\n\n{LEAD}\n\n{LAST}\n\nLeave a Reply\n\n{short}\n\n{SECOND}")
    assert found.body_parts == (LEAD, LAST, "Leave a Reply", short, SECOND)


@pytest.mark.parametrize("heading", ["Be the first to comment", "Belum ada komentar"])
def test_that_nobody_wrote_goes_with_the_form(heading: str) -> None:
    """As a heading that counts does."""
    found = from_text(f"{TITLE}\n{LEAD}\n{LAST}\n{heading}\nLeave a Reply")
    assert found.body_parts == (LEAD, LAST)
