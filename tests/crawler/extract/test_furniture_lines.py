"""Lines by which a site speaks of itself or leads elsewhere, and sentences that sound alike."""

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


def test_a_claim_of_rights_that_opens_with_its_sign_goes_anywhere() -> None:
    """A plugin may write it between two paragraphs."""
    claim = "© 2026 Kabar Desa. Hak cipta dilindungi."
    text = "\n\n".join((TITLE, LEAD, claim, *[SECOND] * 9))
    assert claim not in from_text(text).body_parts


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("tags", 'Topik <a href="/tag/padi">Padi</a> <a href="/tag/desa">Desa Kotasari</a>'),
        ("tags", '<a href="/topik/padi/">Padi</a>'),
        (
            "newsletter",
            'Klik <a href="https://whatsapp.com/channel/1">ini</a> untuk ikut kanal WhatsApp kami.',
        ),
        ("newsletter", 'Baca berita tanpa iklan. <a href="/plus">Gabung Kabar Plus</a>'),
        ("newsletter", '<a href="/buletin">Berlangganan sekarang</a>'),
        ("navigation", '<b>Halaman Selanjutnya:</b> <a href="?page=2">Kata Warga</a>'),
    ],
)
def test_what_links_tell_of_a_line(rule: str, line: str) -> None:
    """Where all of them lead, and what the last one asks for."""
    found = extracted(page(paragraphs(LEAD, SECOND, line)))
    assert found.body_parts == (LEAD, SECOND)
    assert [cut.rule for cut in found.removed] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        'Petani menanam <a href="/tag/padi">padi</a> dan <a href="/tag/ubi">ubi</a> bersama.',
        'Pemuda itu <a href="/x">Bergabung</a>',
        'Ketua panitia berkata: <a href="/x">Gabung</a> atau tidak, warga tetap menanam.',
    ],
)
def test_links_in_prose_stay(line: str) -> None:
    """They lead to tags, or ask for something, within a sentence."""
    assert len(extracted(page(paragraphs(LEAD, SECOND, line))).body_parts) == len((1, 2, 3))


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (
            "copyright",
            "Artikel kiriman pembaca. Isinya tidak mewakili pandangan redaksi.",
        ),
        ("copyright", "Tulisan ini merupakan kiriman pembaca. Kamu bisa ikut. Kirim artikel"),
        ("copyright", "DISCLAIMER"),
        ("copyright", "Penafian: tulisan ini bukan nasihat untuk menanam modal."),
        ("copyright", "© 2025 Kabar Desa. Boleh dikutip dengan izin redaksi."),
        (
            "copyright",
            "Tulisan ini disusun dengan bantuan kecerdasan buatan dan disunting redaksi.",
        ),
        ("copyright", "Berita ini boleh diterbitkan ulang dengan menyebut Kabar Kotasari."),
        ("navigation", "Tulisan ini bagian 2 dari 5 dalam seri Jalan Desa"),
        ("navigation", "Berita ini juga tersedia dalam: English"),
        ("navigation", "Ukuran teks A A"),
        ("post_meta", "3"),
        ("newsletter", "Jangan lupa like, komen, dan share ya!"),
        ("newsletter", "Kunjungi juga kanal YouTube kami: Kotasari TV"),
        ("comment_form", "Komentar Facebook"),
    ],
)
def test_what_a_site_writes_of_its_own_text_goes(rule: str, line: str) -> None:
    """What it will not answer for, how it was made, which part it is."""
    found = extracted(page(paragraphs(LEAD, SECOND, line)))
    assert found.body_parts == (LEAD, SECOND)
    assert [cut.rule for cut in found.removed] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        "Tulisan itu tidak mewakili pandangan redaksi, kata pemimpinnya.",
        "Tulisan ini merupakan kiriman pembaca yang tertua, tutur kurator itu.",
        "Bagian 2 dari 5 jembatan itu selesai.",
        "Artikel ini memuat tiga bagian.",
        "Penafian: begitulah bunyi larik pertama lagu yang membuat biduan itu dibuang.",
        "© 1974 Balai Randu, dikutip dengan izin ahli waris.",
        '<a href="https://arsip.example/peta.pdf">https://arsip.example/peta.pdf</a>',
        "Lebar jalan itu 3",
        "Komentar warga beragam.",
    ],
)
def test_what_the_article_says_of_texts_stays(line: str) -> None:
    """It says it of others, or is no more than a sentence."""
    told = line.partition(">")[2].removesuffix("</a>") or line
    assert extracted(page(paragraphs(LEAD, SECOND, line))).body_parts == (LEAD, SECOND, told)


@pytest.mark.parametrize(
    "line",
    [
        '<p>1 <a href="?page=2">2</a> <a href="?page=3">3</a></p>',
        '<p><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?all=1">Lihat Semua</a></p>',
        '<p>Loncat ke: <a href="#a">Bab Satu</a> | <a href="#b">Bab Dua</a></p>',
        "<p>INFO PEMASANGAN IKLAN<br>Hubungi bagian pemasaran di 0813-000</p>",
        '<p><span class="reviewed-by">dr. Sari</span> <i class="last-updated">3 Juni 2025</i></p>',
        '<p>Baca juga artikel kami tentang: <a href="/a/">Panen Padi Kotasari Dimulai</a></p>',
        "<p>Ikuti saluran WhatsApp Kabar Desa untuk kabar tercepat: <a href=/wa>klik di sini</a>.",
        "<p>Mau kabar lebih cepat? Ikuti saluran WhatsApp Kabar Desa untuk kabar terbaru",
        "<p>Bagikan jika bermanfaat.",
        "<p>Dukung jurnalisme kami di <a href=https://instagram.com/purnawarta/>Instagram</a>.",
    ],
)
def test_what_leads_around_a_page_goes_wherever_it_stands(line: str) -> None:
    """Its pages, its parts, its advertisers, its other articles, its channels."""
    body = paragraphs(LEAD) + line + paragraphs(SECOND, LAST)
    assert extracted(page(body)).body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "Laporkan berita bohong kepada kami melalui {} 110.",
        "Tulis komentar pada kolom yang disediakan {}",
        "Untuk informasi lebih lanjut hubungi kami di {}.",
        "Lihat informasi lainnya di {}.",
        "Purna Warta adalah media yang digugat {}.",
    ],
)
@pytest.mark.parametrize(
    "to", ["instagram.com/poldakotasari", "x.com/rina_kades", "youtube.com/@kpu"]
)
def test_what_leads_to_the_account_of_another_stays(line: str, to: str) -> None:
    """Articles link to what offices and people write on networks; a site's account is its own."""
    linked = line.format(f'<a href="https://www.{to}">kantor desa itu</a>')
    found = extracted(page(f"{paragraphs(LEAD)}<p>{linked}</p>{paragraphs(SECOND, LAST)}"))
    assert found.body_parts == (LEAD, line.format("kantor desa itu"), SECOND, LAST)


_VIDEO = '<figure><iframe src="https://www.youtube.com/embed/V"></iframe></figure>'


@pytest.mark.parametrize("heading", ["Video terkait", "Video pilihan", "Video pilihan editor"])
def test_a_heading_on_videos_is_the_article_s_above_its_text(heading: str) -> None:
    """Above a link, or a video, it is not."""
    told = f"<p>{LEAD}</p><h2>{heading}</h2>{{}}<p>{SECOND}</p>"
    assert extracted(page(told.format(""))).body_parts == (LEAD, heading, SECOND)
    for video in ('<p><a href="/video/air/">Air Surut</a></p>', _VIDEO):
        assert heading not in extracted(page(told.format(video))).body_parts
    assert extracted(page(told.replace("h2", "p").format(""))).body_parts == (LEAD, SECOND)


_TAGGED = '<li>Tag: <a href="/tag/padi">padi</a>, <a href="/tag/sawah">sawah</a></li>'


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        (f"<li>5 hari lalu</li>{_TAGGED}", 0),
        (f"<li>Oleh Sari Wulan</li><li>16-02-2024</li>{_TAGGED}", 0),
        ("<li>16 Februari 2024</li>", 0),
        ("<li>16 Feb 2024, 14:05 · 4 menit baca</li>", 0),
        ("<li>16 Februari 2024</li><li>17 Februari 2024</li>", 2),
        ("<li>5 hari lalu</li><li>Air naik lagi</li>", 2),
        (f"<li>16-02-2024: lumbung dibuka</li>{_TAGGED}", 2),
    ],
)
def test_a_list_above_the_text_may_be_of_when_by_whom_and_tags(entries: str, kept: int) -> None:
    """In one element with title and text; what says more, or several days, is of the text."""
    body = f"<h1>{TITLE}</h1><ul>{entries}</ul>{paragraphs(LEAD, SECOND, LAST)}"
    html = f"<html><head><title>{TITLE}</title></head><body class=single><div>{body}</div></body>"
    assert len(extracted(html).body_parts) == kept + len((LEAD, SECOND, LAST))


def test_how_long_ago_may_head_what_happened() -> None:
    """Above the text, and within it."""
    html = page(f"<h2>5 tahun lalu</h2>{paragraphs(LEAD, SECOND)}<p>5 hari lalu</p><p>{LAST}</p>")
    assert extracted(html).body_parts == ("5 tahun lalu", LEAD, SECOND, "5 hari lalu", LAST)
