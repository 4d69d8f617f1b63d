"""Who made an article, and when, in lines of its own: above the text, below it, within its box."""

import pytest

from crawler.extract.bylines import named_in
from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    NAMED,
    SECOND,
    TITLE,
    extracted,
    page,
    paragraphs,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Fotografer: Sari Wulan", ["Sari Wulan"]),
        ("Rep: Sari Wulan | Red: Budi Raharja", ["Sari Wulan", "Budi Raharja"]),
        ("Pewarta: Sari Wulan Editor: Budi Copyright © Kabar 2026", ["Sari Wulan", "Budi"]),
        ("Teks dan foto: Sari Wulan", ["Sari Wulan"]),
        ("Reporter/Editor: Sari Wulan", ["Sari Wulan"]),
        ("Ditinjau oleh: dr. Sari Wulan", ["Sari Wulan"]),
        ("Aduan itu ditinjau oleh: Sari Wulan", []),
        ("Fotografer: ia memotret sawah itu dari bukit sejak pagi", []),
        ("Editor: Buku itu selesai. Penulis: Saya senang.", []),
        ("Video: Warga Bergotong Royong", []),
        ("Menurut Editor: Sari Wulan", []),
        ("Ilustrasi buku itu dibuat Sari Wulan", []),
    ],
)
def test_roles_and_names_are_a_line_whatever_the_roles(line: str, names: list[str]) -> None:
    """One list of roles, and one way of reading such a line: all of it is names."""
    assert named_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Videografer: Redaksi",
        "Wartawan: Sari Wulan | Editor: Budi Raharja",
        "Ilustrasi: Sari Wulan",
        "-red-",
        "Tim Kabar Kotasari",
        "Sari Wulan - Kabar Kotasari",
    ],
)
def test_who_made_it_goes_below_the_text(line: str) -> None:
    """Nor is it lost: what was taken away is kept with its rule."""
    found = extracted(page(BODY + paragraphs(line), head=NAMED))
    assert found.body == f"{LEAD}\n\n{SECOND}\n\n{LAST}"
    assert line in [cut.text for cut in found.removed]


@pytest.mark.parametrize(
    "line",
    [
        "Fotografer: bukan saya yang memotret jembatan itu, melainkan adik saya.",
        "Tim Kabupaten Kotasari",
        "Tim Kotasari menang dua kali.",
        "Sari Wulan - Kotasari",
        "–padi–",
        "Ilustrasi: Jembatan Lama Kotasari",
    ],
)
def test_what_sounds_like_it_stays(line: str) -> None:
    """A sentence that opens with a role, a team that is not the site's."""
    found = extracted(page(BODY + paragraphs(line), head=NAMED))
    assert found.body.endswith(line)


@pytest.mark.parametrize(
    ("above", "author"),
    [
        (
            (
                "<span><i></i>Sari Wulan</span> <span>Senin, 26 Mei 2025 - 07:08 WIB</span> "
                "<span>1.240</span> (Diperbarui: 27 Mei 2025)"
            ),
            "Sari Wulan",
        ),
        (
            (
                "<p>26 Mei 2025 pukul 07.08 WIB / <a href='/author/sari-wulan/'>Sari Wulan</a> / "
                "<a href='#'>Desa</a></p>"
            ),
            "Sari Wulan",
        ),
        ("<p>Oleh: Sari Wulan</p><p>Senin, 26 Mei 2025 | 07:08 WIB | Dibaca 120</p>", "Sari Wulan"),
        ("<p>Sari Wulan - Kabar Kotasari</p><p>Terbit 26 Mei 2025 07:08 WIB</p>", "Sari Wulan"),
    ],
)
def test_name_and_day_above_the_text_in_its_box(above: str, author: str) -> None:
    """They are no paragraph, and tell what the page states nowhere else."""
    found = extracted(page(above + BODY, head=NAMED))
    assert found.body == f"{LEAD}\n\n{SECOND}\n\n{LAST}"
    assert found.authors == (author,)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2025-05-26T07:08:00+07:00"


@pytest.mark.parametrize("day", ["4 Agt 2025 | 07:08 WIB", "Jum’at, 7 Nop 2025 07:08 WIB"])
def test_a_day_above_the_text_is_a_byline_however_its_month_is_shortened(day: str) -> None:
    """What is read as a date in one place is one in all."""
    found = extracted(page(paragraphs(f"Terbit {day}") + BODY))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [cut.rule for cut in found.removed] == ["byline"]
    assert found.published_at is not None


def test_the_author_s_name_above_the_text_may_be_a_list_of_one() -> None:
    """Of a name that the page states as its author's, wherever that is."""
    head = '<meta name="author" content="Sari Wulan">'
    found = extracted(page(f"<ul><li>Sari Wulan</li></ul>{paragraphs(LEAD, LAST)}", head=head))
    assert found.body_parts == (LEAD, LAST)


def test_who_and_when_above_the_text_may_be_a_list() -> None:
    """All of it is roles with names and a day; a list that tells other things stays."""
    items = "<li>Reporter: Sari Wulan</li><li>Editor: Budi Raharja</li>"
    dated = f"{items}<li>26 Mei 2025 07:08 WIB</li>"
    found = extracted(page(f"<ul>{dated}</ul>{BODY}"))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert found.authors == ("Sari Wulan",)
    assert str(found.published_at) == "2025-05-26 07:08:00+07:00"
    for told in (f"{dated}<li>Kayu jati enam batang</li>", "<li>26 Mei 2025</li>", items):
        found = extracted(page(f"<ul>{told}</ul>{BODY}"))
        assert len(found.body_parts) == 3 + told.count("<li>")


def test_credits_go_above_an_invitation_of_a_sentence_s_length() -> None:
    """What the site asks of its readers is no sentence of the article: its foot begins above."""
    credits_of = ("Reporter: Redaksi", "Fotografer: Sari Wulan", "Editor: Budi Raharja", "***")
    asked = "Ikuti saluran WhatsApp kami untuk mendapatkan berita terbaru tiap hari, klik di sini."
    found = extracted(page(BODY + paragraphs(*credits_of, asked)))
    assert found.body_parts == (LEAD, SECOND, LAST)


def test_a_byline_that_names_more_authors_counts() -> None:
    """The credit below the text may name the first alone."""
    html = page(BODY + paragraphs("Penulis: Sari Wulan", "Editor: Budi Raharja"))
    told = html.replace("</h1>", "</h1><div>Oleh: Sari Wulan, Budi Laksana</div>")
    assert extracted(told).authors == ("Sari Wulan", "Budi Laksana")


@pytest.mark.parametrize(
    "clock",
    [
        "<header><a href=/>Kabar</a><span>Minggu, 29 November 2026</span></header>",
        (
            "<div><header><ul class=menu><li><a href=/desa/>Desa</a></li></ul>"
            "<span class=date>29 November 2026</span></header></div>"
        ),
        "<div class=topbar><span>Minggu, 29 November 2026</span></div>",
    ],
)
def test_today_in_the_head_of_the_site_is_no_publication(clock: str) -> None:
    """A wrong day is worse than none."""
    html = page(BODY).replace("<article>", f"{clock}<article>")
    assert extracted(html).published_at is None


def test_a_name_and_a_day_beside_it_below_the_title() -> None:
    """Parts of the day and a number of readers may stand between the two."""
    above = (
        f"<h1>{TITLE}</h1><span><i class=fa></i> Sari Wulan</span> "
        "<span>Senin, 26 Mei 2025 - 07:08 WIB</span> <span>1.240</span><div>Jembatan lama</div>"
    )
    html = page(BODY).replace(f'<h1 class="entry-title">{TITLE}</h1>', above)
    assert extracted(html).authors == ("Sari Wulan",)


def test_the_name_of_what_is_reviewed_is_no_author() -> None:
    """HReview calls it ``fn``, as hCard calls a person."""
    html = page(BODY).replace("entry-title", "item fn")
    by = "<span class=reviewer><a href='#' rel=author>Sari Wulan</a></span>"
    assert extracted(html.replace("</h1>", f"</h1>{by}")).authors == ("Sari Wulan",)


def test_a_box_that_went_parts_what_stood_around_it() -> None:
    """Text that stands in no paragraph goes on behind it in a line of its own."""
    box = "<div class=iklan-dalam><a href='#'><img src=/iklan.gif alt=iklan></a></div>"
    found = extracted(page(f"{LEAD}<br><br>{SECOND}{box}{LAST}"))
    assert found.body == f"{LEAD}\n\n{SECOND}\n\n{LAST}"


@pytest.mark.parametrize(
    ("aside", "authors"),
    [
        ("<strong>Sari Wulan</strong><p>Wartawan sejak 2015.</p>", ("Sari Wulan",)),
        ("<a href=/author/sari>Sari Wulan</a> menulis tentang desa.", ("Sari Wulan",)),
        ("<strong>Sari Wulan</strong>", ()),
        ("<strong>Penulis Pilihan</strong>", ()),
        ("<p>Wartawan sejak 2015.</p>", ()),
    ],
)
def test_who_alone_is_told_of_beside_the_article_wrote_it(
    aside: str, authors: tuple[str, ...]
) -> None:
    """Where nothing else says who did; a name alone may be anyone's."""
    box = f'<div class="author"><img src="/s.jpg">{aside}</div>'
    assert extracted(page(BODY, around=("", f"<aside>{box}</aside>"))).authors == authors
    other = box.replace("Sari Wulan", "Budi Raharja")
    many = page(BODY, around=("", f"<aside>{box}{other}</aside>"))
    assert authors == () or extracted(many).authors == ()


@pytest.mark.parametrize("quote", ["", "<blockquote>Air lekas surut.</blockquote>", "kutipan"])
def test_who_is_quoted_beside_a_text_did_not_write_it(quote: str) -> None:
    """Whether the quote shows, or the box is called one, or it stands amid the text."""
    box = '<p class="author"><b>Budi Raharja</b>, kepala desa</p>'
    if quote == "kutipan":
        html = page(BODY, around=("", f'<aside class="{quote}">{box}</aside>'))
    elif quote:
        html = page(BODY, around=("", f"<aside>{quote}{box}</aside>"))
    else:
        html = page(f"{BODY}<aside>{box}</aside><p>{SECOND}</p>")
    assert extracted(html).authors == ()


def test_a_page_for_printers_is_the_article_and_says_whose() -> None:
    """As WP-Print makes it."""
    html = (
        f'<title>{TITLE}</title><body><div id="outline"><p><strong>- Kabar Kotasari - https://'
        f'kabar.example -</strong></p><h1 id="BlogTitle">{TITLE}</h1><p id="BlogDate">Posted By '
        "<u>Sari Wulan</u> On 16 Februari 2026 @ 14:05 In Desa | <u>2 Comments</u></p><div "
        f'id="BlogContent">{BODY}</div><hr class="Divider"><p>Article printed from Kabar Kotasari: '
        "<strong>https://kabar.example</strong></p><p>URL to article: <strong>https://kabar.example"
        '/desa</strong></p><p id="print-link">Click here to print.</p></div>'
    )
    found = extracted(html)
    assert (found.body_parts, found.authors) == ((LEAD, SECOND, LAST), ("Sari Wulan",))
