"""What heads a box of other articles, and what is only above one."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

TITLES = [f"Panen Padi Kotasari Dimulai Pekan {number}" for number in ("Ini", "Depan")]
LINKS = "".join(f'<li><a href="/desa/{n}/">{title}</a></li>' for n, title in enumerate(TITLES))
LISTED = f"<ul class=related-posts>{LINKS}</ul>"
BOXED = f"<div class=related-posts>{LINKS}</div>"
_SINGLE = f'<div class=related-posts><a href="/a/">{TITLES[0]}</a></div>'


@pytest.mark.parametrize(
    ("label", "box", "is_kept"),
    [
        ("Bau Masih Dikeluhkan", LISTED, True),
        ("Bau Masih Dikeluhkan", f"{LISTED}<h3>Langkah Camat</h3>", False),
        ("Kabar dari Sini", LISTED, False),
        ("Kabar dari Sini", f"<div class=related-posts><b>Baca Juga</b>{LISTED}</div>", True),
        ("Kabar dari Sini", _SINGLE, True),
    ],
)
def test_a_heading_goes_with_a_list_of_articles_that_has_no_other(
    label: str, box: str, *, is_kept: bool
) -> None:
    """One above paragraphs that a list stands before speaks of nothing to read: it is theirs.

    So is one above a box with a label of its own, or of one title.
    """
    found = extracted(page(paragraphs(LEAD, SECOND) + f"<h3>{label}</h3>{box}" + paragraphs(LAST)))
    assert (label in found.body_parts) is is_kept


_POSTS = f"<div class=wp-block-latest-posts>{LINKS.replace('li>', 'div>')}</div>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=x><h3>Artikel Senada</h3>{LISTED}</div>",
        f"<section><div><h4>Dari Lereng</h4></div>{_POSTS}</section>",
        f"<div class=x><span class=t>Sisi Lain</span>{BOXED}</div>",
        "<details><summary>Lainnya</summary><div class=post-ratings-x>4,5 dari 5</div></details>",
        f"<div class=x><h3>Mendatang</h3>{BOXED}<a href=/e/>Kalender</a></div>",
    ],
)
def test_what_heads_a_box_goes_with_all_that_it_held(box: str) -> None:
    """Whatever its words."""
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        (
            f"<div class=x><h3>Tanggapan warga</h3>{BOXED}<p>Warga lega.</p></div>",
            ("Tanggapan warga", "Warga lega."),
        ),
        (
            f"<div class=x><h3>Peta banjir</h3><img src=/p.jpg>{BOXED}</div>",
            ("Peta banjir",),
        ),
        ("<div class=x><h3>Tanggapan warga</h3><div class=sharedaddy>Bagikan</div></div>", None),
        ("<div class=x><h3>Tanggapan warga</h3><ins class=adsbygoogle>Iklan</ins></div>", None),
        (f"<div class=x>{BOXED}<h3>Tanggapan warga</h3></div>", None),
    ],
)
def test_a_heading_stays_where_more_is_told_below_it(
    box: str, texts: tuple[str, ...] | None
) -> None:
    """In its box, or behind that: advertisements and ways to share stand anywhere."""
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, *(texts or ("Tanggapan warga",)), LAST)


_OWN = f"<div class=related-posts><h4>Baca Juga</h4>{LISTED}</div>"


@pytest.mark.parametrize(
    ("box", "label", "is_kept"),
    [
        (f"<div class=x><h2>{{}}</h2>{_OWN}</div>", "Kronologi Banjir", True),
        (f"<section><h2>{{}}</h2>{_OWN}</section>", "Kronologi Banjir", True),
        (f"<div class=x><p><strong>{{}}</strong></p>{_OWN}</div>", "Kronologi Banjir", True),
        (f"<div class=x><b>{{}}</b>{_OWN}</div>", "Kronologi Banjir", True),
        (f"<div class=x><h2>{{}}</h2>{_OWN}</div>", "Berita Lainnya", False),
        (f"<details><summary>{{}}</summary>{_OWN}</details>", "Kronologi Banjir", False),
    ],
)
def test_a_list_with_a_label_of_its_own_takes_no_heading_along(
    box: str, label: str, *, is_kept: bool
) -> None:
    """One that speaks of nothing to read is the text's: paragraphs follow the box of both."""
    body = paragraphs(LEAD, SECOND) + box.format(label) + paragraphs(LAST)
    assert (label in extracted(page(body)).body_parts) is is_kept


_FOLDED = "<p>Rapat lanjutan digelar dua kali.</p><p>Keduanya berakhir tanpa suara bulat.</p>"


@pytest.mark.parametrize(
    ("before", "within", "is_kept"),
    [
        ("<button>Baca lebih banyak</button>", _FOLDED, True),
        ("<a href=#x>Baca selengkapnya</a>", _FOLDED, True),
        ("<button>Tampilkan seluruh artikel</button>", _FOLDED, True),
        ("<button>Laporkan</button>", _FOLDED, False),
        ("<button>Baca lebih banyak</button>", "<a href=/x/>Panen</a>", False),
        ("", _FOLDED, False),
    ],
)
def test_paragraphs_that_a_button_unfolds_are_the_articles(
    before: str, within: str, *, is_kept: bool
) -> None:
    """What else styles hide is none of it."""
    box = f'<div class=x>{before}<div class=y style="display: none">{within}</div></div>'
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    told = ("Rapat lanjutan digelar dua kali.", "Keduanya berakhir tanpa suara bulat.")
    assert found.body_parts == (LEAD, SECOND, *(told if is_kept else ()), LAST)


_RESULTS = "<h3>Hasil</h3><table><tr><td>Setuju</td><td>61</td></tr></table>"


@pytest.mark.parametrize(
    ("box", "is_kept"),
    [
        (f'<div class="wp-block-group poll-hasil">{_RESULTS}</div>', True),
        (f'<div class="wp-block-group poll-hasil">{_RESULTS}<input name=x></div>', False),
        (f"<div class=yop-poll-hasil>{_RESULTS}</div>", False),
    ],
)
def test_what_came_of_a_poll_is_the_articles_in_an_editors_box(box: str, *, is_kept: bool) -> None:
    """A box of a plugin is for readers of the page to vote in."""
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, *(("Hasil", "Setuju | 61") if is_kept else ()), LAST)


def test_what_was_taken_out_of_a_box_is_told_when_the_box_goes() -> None:
    """The links of a list are kept when what asks to join below that takes the box of both."""
    box = (
        f"<div class=x><div class=related-posts><b>Baca Juga</b><ul>{LINKS}</ul></div>"
        '<p>Dukung kerja kami.</p><a class=btn href="https://saweria.co/x">Dukung</a></div>'
    )
    found = extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [related.title for related in found.related] == TITLES
