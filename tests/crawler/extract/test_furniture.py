"""Every rule on lines takes its example and keeps what looks alike."""

import pytest

from crawler.extract.facts import Facts
from crawler.extract.furniture import RULES, LineRule
from crawler.extract.lines import Line, Media
from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, from_text, site


def taken(rule: LineRule, lines: tuple[str, ...]) -> list[int]:
    """Return the indices of the lines that the rule takes."""
    facts = Facts(site=site(), url="https://purnawarta.com/x", title="Judul Berita",
                  labels=("Internasional",),
                lead_image="https://purnawarta.com/uploads/2024/02/padi.jpg")  # fmt: skip
    return list(rule.find([line_of(text) for text in lines], facts))


def line_of(text: str) -> Line:
    """Return the line of an example."""
    return (
        Line("image", "", media=Media(url=text))
        if text.startswith("/")
        else Line("paragraph", text)
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_takes_its_example_and_keeps_what_looks_alike(rule: LineRule) -> None:
    """The documentation of the rule is true."""
    assert rule.example[0] in [rule.example[index] for index in taken(rule, rule.example)]
    assert not taken(rule, rule.keeps)


def test_the_head_of_a_page_of_text() -> None:
    """Title again, category, byline, date: four lines before the first paragraph."""
    head = [TITLE.replace(":", ""), "Nasional", "Oleh: Sari Wulan", "Kamis, 16 Februari, 2024"]
    found = from_text("\n".join([TITLE, *head, LEAD, SECOND]))
    assert found.body_parts == (LEAD, SECOND)
    assert [cut.rule for cut in found.removed] == [
        "duplicate_title",
        "category_line",
        "byline",
        "byline",
    ]
    assert found.authors == ("Sari Wulan",)


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
