"""Boxes between the paragraphs that show nothing of their own go; what looks alike stays."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page, paragraphs

_PREVIEW = '<h4>Sawah Kotasari Kering</h4><div>Uraian singkat</div><a href="{}">{}</a>'
_LETTER = (
    '<a href="#lewat">skip past newsletter promotion</a><h2>Kabar Pagi</h2><p>Kirim tiap hari</p>'
    '<span>Privasi</span><p id="lewat">after newsletter promotion</p>'
)


def _parts(box: str) -> tuple[str, ...]:
    return extracted(page(paragraphs(LEAD, SECOND) + box + paragraphs(LAST, SECOND))).body_parts


@pytest.mark.parametrize(
    "box",
    [
        '<div class="rekom"><div class="rekom__head">Rekomendasi langganan</div></div>',
        '<section class="x1 kuis"><div><b class="kuis-title">Kuis Pekan Ini</b></div></section>',
        '<div class="x1"><div class="p"><a href="#">No media source available</a></div></div>',
        '<div class="x1"><a href="javascript:void(0)">Putar suara</a></div>',
        f'<div class="x1">{_PREVIEW.format("/sawah", "Read full story")}</div>',
        f'<div class="x1">{_PREVIEW.format("/sawah", "Baca selengkapnya")}</div>',
        (
            '<div class="x1"><h4>Dukungan</h4><p>Pilih jumlah</p><p>Sumbangan Anda berarti.'
            '</p><div class="x1__wrap"><a href="#" class="x1-button">Beri</a></div></div>'
        ),
        f'<figure><x-island name="x1">{_LETTER}</x-island></figure>',
    ],
)
def test_a_box_that_shows_nothing_of_its_own_goes(box: str) -> None:
    """By what it is made of, whatever its class is."""
    assert _parts(box) == (LEAD, SECOND, LAST, SECOND)


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ('<div class="x1"><h3 class="x1__title">Warga Siaga</h3></div>', "Warga Siaga"),
        ('<div class="x1"><div class="x1__head">Fakta</div><p>Air surut.</p></div>', "Fakta"),
        ('<div class="x1"><div class="x1__head">Air surut.</div></div>', "Air surut."),
        ('<div class="x1-title"><div class="x1-title-label">Latar</div></div>', "Latar"),
        ('<div class="x1"><a href="/peta">Peta banjir</a></div>', "Peta banjir"),
        (f'<div class="x1">{_PREVIEW.format("/b", "Peta")}</div>', "Uraian singkat"),
        (
            f'<div class="x1">{_PREVIEW.format("https://kantor.example/", "Selengkapnya")}</div>',
            "Uraian singkat",
        ),
    ],
)
def test_what_looks_alike_stays(box: str, kept: str) -> None:
    """A heading, a sentence, what leads somewhere."""
    assert kept in _parts(box)
