"""What plugins that are gone leave in brackets goes; words in brackets stay."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, TITLE, extracted, from_text, page, paragraphs


@pytest.mark.parametrize(
    "line",
    [
        '[adrotate banner="4"]',
        "[gallery ids=”12,13″]",
        "[ads judul='Pasar Jum’at pagi' baris=\"2\" /]",
        "[embed]https://youtu.be/abc[/embed]",
        '[caption id="a7" width="640"]<img src="/a.jpg"> Suasana pasar pagi[/caption]',
        "[vc_row][vc_column]",
    ],
)
def test_a_line_of_shortcodes_goes(line: str) -> None:
    """With what they show; it is kept as removed."""
    found = extracted(page(paragraphs(LEAD, line, LAST)))
    assert found.body_parts == (LEAD, LAST)
    assert {cut.rule for cut in found.removed} == {"other"}


def test_prose_in_shortcodes_stays() -> None:
    """In HTML and in plain text."""
    line = f'[et_pb_text admin_label="Teks"]{LAST}[/et_pb_text]'
    assert extracted(page(paragraphs(LEAD, line))).body_parts == (LEAD, LAST)
    assert from_text(f"{TITLE}\n{LEAD}\n{line}").body_parts == (LEAD, LAST)


@pytest.mark.parametrize(
    "text",
    ["Rencana [Barat] itu gagal.", "Katanya [sic] tutup [1].", "Isi a[kunci_b] dibaca.", "[Red]"],
)
def test_words_in_brackets_stay(text: str) -> None:
    """They have neither a value nor an end."""
    assert extracted(page(paragraphs(LEAD, text, LAST))).body_parts == (LEAD, text, LAST)
