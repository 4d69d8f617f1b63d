"""Boxes that page builders call a call to readers, and others that plugins name after their use."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs


def _parts(box: str) -> tuple[str, ...]:
    return extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))).body_parts


@pytest.mark.parametrize(
    "box",
    [
        (
            '<div class="wp-block-uagb-call-to-action uagb-cta__outer-wrap"><h3>Rumah kita</h3>'
            "<p>Dukung penulis agar tetap menulis.</p><div><a>Dukung</a></div></div>"
        ),
        (
            '<section class="vc_cta3-container"><div><h2>Gabung kanal kami</h2>'
            "<p>Dapatkan kabar setiap pagi di ponsel Anda.</p></div></section>"
        ),
        '<div class="hs-cta-embed"><p>Unduh panduan membaca peta sungai</p><a>Unduh</a></div>',
        '<div class="cta-banner"><a href="/app">Unduh aplikasi Kabar Tani</a></div>',
        (
            '<div class="series-box seriesmeta"><p>Artikel ini adalah bagian 2 dari 3 dalam seri '
            '<a href="/seri/sungai">Sejarah Sungai</a></p><ul class="serieslist-ul">'
            '<li><a href="/satu">Sejarah Sungai (1)</a></li><li>Sejarah Sungai (2)</li></ul></div>'
        ),
        (
            '<div class="bsac bsac-post-middle"><p class="bsac-caption">Iklan</p>'
            '<a href="https://toko.example/">Payung bambu buatan ibu-ibu Kotasari</a></div>'
        ),
        '<div class="Campaign CampaignType--inline"><p>Tunggu! Jangan pergi dulu.</p></div>',
        '<div class="video-js"><p class="vjs-no-js">Aktifkan JavaScript untuk menonton.</p></div>',
        '<div class="joinchat"><div>Halo, ada yang bisa dibantu?</div></div>',
        '<div class="td-smart-list-pagination"><span>1 dari 4</span><a>Next</a></div>',
        '<ul class="et_pb_module et_pb_social_media_follow"><li><a>Ikuti</a></li></ul>',
        (
            '<div class="fl-post-grid"><h2><a href="/x">Panen Raya di Lembah Kotasari</a></h2>'
            "<p>Warga bertanya lagi pada camat tentang hal itu.</p></div>"
        ),
    ],
)
def test_what_plugins_name_after_its_use_goes(box: str) -> None:
    """What calls readers says so to them, and leads to the site's own."""
    assert _parts(box) == (LEAD, SECOND, LAST)


@pytest.mark.parametrize(
    "box",
    [
        "<div class=uagb-cta><h3>Warga menolak</h3><p>Kepala desa menunda rapat itu.</p></div>",
        "<div class=cta><p>Hubungi posko banjir di nomor 112.</p></div>",
        (
            "<div class=cta><p>Jika Anda melihat asap, hubungi posko 0899 1234.</p>"
            "<a href=/darurat>Nomor darurat</a></div>"
        ),
        (
            "<div class=cta><p>Apa yang harus Anda lakukan bila air naik? Matikan listrik di rumah."
            "</p><a href=/banjir>Panduan banjir</a></div>"
        ),
        "<div class=cta><p>Baca putusan itu: <a href=/putusan.pdf>Putusan Nomor 12</a></p></div>",
        (
            "<div class=cta><p>Laporkan jalan rusak <a href='https://lapor.example/'>ke dinas</a>."
            "</p></div>"
        ),
        "<p>Laporan itu dapat <a class=cta href=/laporan>dibaca di sini</a> oleh warga.</p>",
    ],
)
def test_what_an_editor_wrote_in_such_a_box_stays(box: str) -> None:
    """A sentence that is not to readers, whom to ring, what leads to a file or to others."""
    assert not extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST))).removed


def test_the_question_of_a_plugin_goes_from_within_a_paragraph() -> None:
    """WpDiscuz asks it beside the words that an editor wants to hear about."""
    form = (
        '<span class="wpd-inline-form wpd-inline-form-closed"><span>Apa pendapat Anda?</span>'
        '<span class="wpd-inline-submit">Kirim</span></span>'
    )
    icon = '<span class="wpd-inline-icon-wrapper"><svg></svg><b>3</b></span>'
    told = "Warga Kotasari menunggu kabar tentang tanggul itu sampai malam."
    line = f'<p><span class="wpd-inline-shortcode">{told} {icon}{form}</span></p>'
    assert _parts(line) == (LEAD, SECOND, told, LAST)


def test_a_link_to_another_article_is_one_in_navigation_too() -> None:
    """Where its marker says so: the element says where it stands, and no more."""
    title = "Panen Raya di Lembah Kotasari"
    way = f'<nav><b>Baca juga:</b> <a href="/panen-raya-di-lembah-kotasari">{title}</a></nav>'
    found = extracted(page(paragraphs(LEAD, SECOND) + way + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [link.title for link in found.related] == [title]
    pages = '<nav>Halaman: <a href="/jembatan/2">2</a></nav>'
    assert not extracted(page(paragraphs(LEAD, SECOND) + pages + paragraphs(LAST))).related
