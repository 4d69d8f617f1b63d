"""A text whose parts stand side by side in an element without a telling name is one."""

import re

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, extracted, paragraphs

OTHERS = "".join(f'<li><a href="/b{n}">Judul Berita Lain Nomor {n}</a></li>' for n in range(4))
PANEL = f'<div class="panel"><div class="head">BERITA LAINNYA</div><ul>{OTHERS}</ul></div>'
LINES = f"<div>{LEAD}<br>{SECOND}<br>{LAST}</div>"
STEPS = ("Beras", "Gula pasir dari koperasi desa", "Minyak goreng")
LIST = "<ol>" + "".join(f"<li>{step}</li>" for step in STEPS) + "</ol>"
LATER = "Rapat warga Kotasari dilanjutkan besok pagi di balai desa bersama camat."
BESIDE = {
    "list": (LIST, STEPS),
    "heading and list": (f"<h3>Yang Dibagikan</h3>{LIST}", ("Yang Dibagikan", *STEPS)),
    "table": ("<table><tr><td>Beras</td><td>12 kg</td></tr></table>", ("Beras | 12 kg",)),
    "line": (f"<p>{LATER}</p>", (LATER,)),
    "short line": (f"<p>Hujan reda.</p><p>{LATER}</p>", ("Hujan reda.", LATER)),
    "of WordPress's editor": (LIST.replace("<ol", '<ol class="wp-block-list"'), STEPS),
    "list and line": (f"{LIST}<div>{LATER}</div>", (*STEPS, LATER)),
}
FOREIGN = {
    "links": f"<ul>{OTHERS}</ul>",
    "no sentence": "<p>Kantor: Jalan Melati Nomor 4, Kotasari</p>",
    "a theme's": '<div class="foot"><p>Kantor redaksi ada di Jalan Melati.</p></div>',
    "heading": "<h3>Kabar Kotasari</h3>",
    "rights": "<p>Hak cipta 2024 Purna Warta.</p>",
    "cookies": "<p>Kami memakai kuki untuk menyajikan situs ini.</p>",
    "no comments": "<p>Komentar ditutup.</p>",
    "a reader's": "<p>Budi: Terima kasih atas beritanya.</p>",
    "sections": "<ul><li>Beranda</li><li>Nasional</li><li>Olahraga</li></ul>",
    "headlines": re.sub("</?a[^>]*>| Nomor .", "", f"<ul>{OTHERS}</ul>").replace(
        "Lain", "Lain Lagi"
    ),
    "tags": "<p>Tag: banjir, kotasari.</p>",
    "the writer": "<dl><dt>Penulis</dt><dd>Sari Wulan</dd></dl>",
    "other news": f"<h3>Berita Lain</h3><p>{LATER}</p>{LIST}",
    "a list behind no sentence": f"<p>Kantor: Jalan Melati Nomor 4</p>{LIST}",
    "form": "<div>Cari kabar di sini. <form><input name=s></form></div>",
}


def _shown(inner: str) -> tuple[str, ...]:
    return extracted(
        f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1><p class=info>2 Februari 2025</p>"
        f"{inner}{PANEL}</div><div class=foot>Kabar</div>"
    ).body_parts


@pytest.mark.parametrize("text", [LINES, f"<div>{BODY}</div>"])
@pytest.mark.parametrize("name", BESIDE)
def test_what_was_written_behind_a_div_goes_on_with_it(name: str, text: str) -> None:
    """With the title in the same element, or in a wrapper of its own."""
    html, said = BESIDE[name]
    for inner in (text + html, f"<div>{text}{html}</div>"):
        parts = tuple(line for part in _shown(inner) for line in part.split("\n"))
        assert parts == (LEAD, SECOND, LAST, *said)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_around_a_text_stays_outside(name: str) -> None:
    """A theme named it, it leads elsewhere, or says nothing in a sentence."""
    assert _shown(f"<div>{BODY}</div>{FOREIGN[name]}") == (LEAD, SECOND, LAST)


def test_sentences_above_a_div_are_of_its_text() -> None:
    """In their order."""
    inner = f"<p>{LEAD}</p><p>Air surut.</p><div>{SECOND}<br><br>{LAST}<br><br>{SECOND}</div>"
    assert _shown(inner) == (LEAD, "Air surut.", SECOND, LAST, SECOND)


@pytest.mark.parametrize("line", ["Kuis hari ini berhadiah buku.", "Foto: Antara.", LATER])
def test_what_stands_above_a_dateline_is_not_of_the_text(line: str) -> None:
    """Nor is a short line above any text; a standfirst may be long."""
    assert _shown(f"<p>{line}</p><div>{BODY}</div>") == (LEAD, SECOND, LAST)
    texts = f"<div>{SECOND}<br><br>{LAST}<br><br>{SECOND}</div>"
    assert line == LATER or _shown(f"<p>{line}</p>{texts}") == (SECOND, LAST, SECOND)


@pytest.mark.parametrize("sentence", ["Harga ikan dan doa.", "Toko paku itu tutup."])
def test_short_lines_around_a_wrapper_are_of_the_text(sentence: str) -> None:
    """They count for no paragraph, nor do headings; what was pasted with its box holds the most."""
    told = "Menurut sejarawan desa, radio itu surat kabar yang bisa didengar siapa saja."
    body = (
        f'<p>Radio itu mengudara dari kamar.</p><h2 id="menu">Acara pagi</h2><p>{sentence}</p>'
        f'<h2 class="wp-block-heading">Pesan pertama</h2><p>{sentence}</p>'
        f"<h2>Lagu terakhir</h2><p>{sentence}</p>"
        f"<p>Baca juga: <a href=/b1>Judul Berita Lain Nomor Satu</a></p>"
        f"<div><p>{told}</p></div><div class=sumber><p>Kisah ini disusun dari wawancara.</p></div>"
    )
    found = extracted(f"<div><h1>{TITLE}</h1><div class=x>{body}</div></div>{PANEL}")
    assert found.body_parts[:3] == ("Radio itu mengudara dari kamar.", "Acara pagi", sentence)
    assert found.body_parts[-2:] == (told, "Kisah ini disusun dari wawancara.")


def test_a_text_may_stand_in_several_parts_of_one_name() -> None:
    """As an editor put them together; what leads elsewhere, or is no sentence, is none of them."""
    rest = paragraphs(*[SECOND, LAST] * 4)
    other = '<p><a href="/desa/2/">Warga desa lain memanen padi lebih awal.</a></p>'
    for above, first in ((f"<p>{LEAD}</p>", (LEAD,)), (other, ()), ("<p>Siaran pers</p>", ())):
        parts = "".join(f'<div class="bagian-teks">{text}</div>' for text in (above, rest))
        html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{parts}{PANEL * 4}</div>"
        assert extracted(html).body_parts == (*first, *[SECOND, LAST] * 4)
