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


AMID = {
    "picture": '<figure><img src="/f.jpg"><figcaption>Jembatan lama.</figcaption></figure>',
    "sharing": '<div class="bagi"><a href="#">Bagikan</a> <a href="#">Salin tautan</a></div>',
    "advertisement": '<div class="sisipan"><small>Advertisement</small><div id="s1"></div></div>',
    "others": PANEL,
}
REST = paragraphs(*[SECOND, LAST] * 6)
#: How a theme may call the boxes of one text.
BOXES = (("teras", "lanjutan"), ("potong potong-1", "potong potong-2"))


@pytest.mark.parametrize("amid", AMID)
@pytest.mark.parametrize("names", BOXES)
def test_the_first_paragraphs_may_stand_in_a_box_of_their_own(
    names: tuple[str, str], amid: str
) -> None:
    """Whatever the theme sets between them and the rest, and however short they are beside it."""
    for first in (LEAD, f"{LAST} {SECOND}"):
        boxes = (f"<div class='{names[0]}'><p>{first}</p></div>", AMID[amid])
        html = f"{''.join(boxes)}<div class='{names[1]}'>{REST}</div>"
        assert _shown(html) == (first, *[SECOND, LAST] * 6)


@pytest.mark.parametrize("amid", AMID)
def test_the_last_paragraphs_may_stand_in_a_box_of_the_same_name(amid: str) -> None:
    """With a link, a list or a heading among them; what is headed, or is links, is none of them."""
    rest = f"<h3>Rencana</h3><p>{LATER} {LAST}</p><p>Baca: <a href=/b>Judul Lain</a></p>{LIST}"
    names = BOXES[1]
    text = f"<div class='{names[0]}'>{REST}</div>{AMID[amid]}<div class='{names[1]}'>{{}}</div>"
    parts = _shown(text.format(rest))
    assert parts[:12] == (SECOND, LAST) * 6
    assert parts[12:14] == ("Rencana", f"{LATER} {LAST}")
    assert parts[-len(STEPS) :] == STEPS
    for other in (f'<a href="/b">Kabar dari desa lain</a><p>{LATER} {LAST}</p>', PANEL):
        assert _shown(text.format(other)) == (SECOND, LAST) * 6
    for below in (f"<h3>Komentar</h3><div class=potong>{BODY}</div>", f"<div class=x>{BODY}</div>"):
        assert _shown(f"<div class='{names[0]}'>{REST}</div>{below}") == (SECOND, LAST) * 6


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="author-box"><p>{LATER}</p></div>',
        f'<div class="bio"><p>{LATER} <a href="/sari">Tulisan lain</a></p></div>',
        f'<div class="ajakan"><p>{LATER}</p><form><input name="surel"></form></div>',
        '<div class="info"><p>Ditulis Sari Wulan.</p></div>',
        f'<p class="teras">{LATER}</p>',
    ],
)
def test_what_else_stands_above_a_text_stays_outside(box: str) -> None:
    """Who wrote it, what asks for more, a standfirst; and any box, above a dateline."""
    assert _shown(f"{box}<div class=lanjutan>{REST}</div>") == (SECOND, LAST) * 6
    text = f"<div class=teras><p>{LATER}</p></div><div class=lanjutan><p>{LEAD}</p>{REST}</div>"
    assert _shown(text) == (LEAD, *[SECOND, LAST] * 6)


ENTRIES = (f"{SECOND} {LATER}", f"{LAST} {LATER}", f"{LATER} {SECOND}") * 2
#: What says too little to be taken for a line of a text: such a one comes along.
SILENT = ("links", "headlines", "sections", "form", "heading", "tags", "the writer", "no comments")
LONG_LISTS = {
    "numbers": "<ol>{}</ol>",
    "points": '<ul class="wp-block-list">{}</ul>',
    "a table": '<figure class="wp-block-table"><table><tbody>{}</tbody></table></figure>',
}


def _long_list(how: str) -> str:
    entry = "<tr><td>{}</td></tr>" if "table" in how else "<li>{}</li>"
    return LONG_LISTS[how].format("".join(map(entry.format, ENTRIES)))


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("how", LONG_LISTS)
def test_a_long_list_is_not_all_of_the_text_around_it(how: str, tag: str) -> None:
    """Whatever else the element holds: what shares, and what leads to others."""
    lead, lines = f"<{tag}>{LEAD}</{tag}>", f"<{tag}>Demikian isinya.</{tag}><{tag}>{LATER}</{tag}>"
    text = f'<div class="ssba">Bagikan</div>{lead}{_long_list(how)}{lines}<ul>{OTHERS}</ul>'
    html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1><div class=x>{text}</div>{PANEL}</div>"
    parts = tuple(line for part in extracted(html).body_parts for line in part.split("\n"))
    assert parts == (LEAD, *ENTRIES, "Demikian isinya.", LATER)


def test_what_leads_to_a_list_is_of_its_text() -> None:
    """Though nothing else stands beside it."""
    parts = _shown(f"<div class=x><p>Isinya sebagai berikut:</p>{_long_list('numbers')}</div>")
    assert parts == ("Isinya sebagai berikut:", *ENTRIES)


@pytest.mark.parametrize("name", SILENT)
def test_a_list_may_be_all_that_a_page_says(name: str) -> None:
    """What stands beside it and is no sentence of a text does not make it one of more."""
    inner = f"<div class=x>{_long_list('numbers')}{FOREIGN[name]}</div>"
    assert _shown(inner) == ENTRIES


@pytest.mark.parametrize("how", LONG_LISTS)
def test_summaries_of_others_are_not_taken_for_a_list_of_the_text(how: str) -> None:
    """Each is headed by a link to its article, in a list beside or below the page's own."""
    cards = "".join(
        f'<li><h3><a href="/b{n}">Judul Berita Lain Nomor {n} dari Kotasari</a></h3>'
        f"<p>Ringkasan berita lain nomor {n}, tentang hal lain di desa lain.</p></li>"
        for n in range(6)
    )
    text = f"<div class=x><p>{LEAD}</p>{_long_list(how)}<p>{LATER}</p></div>"
    for rest in (f"<ul>{cards}</ul>", f"<div class=y><h3>Kabar lain</h3><ul>{cards}</ul></div>"):
        html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{text}{rest}</div>"
        found = extracted(html).body
        assert found.startswith(LEAD)
        assert found.endswith(LATER)


@pytest.mark.parametrize("how", ['dir="auto"', 'style="text-align: justify;"'])
def test_the_longest_of_lines_that_were_pasted_alike_is_not_all_of_the_text(how: str) -> None:
    """A list among them is of it, too; another's line is pasted in another way, or named."""
    rules = ("Dilarang berjualan", "Dilarang berteriak")
    entries = "".join(f"<li>{rule}</li>" for rule in rules)
    first, long = "Pengunjung diminta mematuhi aturan berikut.", f"{LEAD} {SECOND} {LAST}"
    text = f"<div {how}>{first}</div><ul>{entries}</ul><div {how}>{long}</div>"
    share = '<div class="ssba">Bagikan</div>'
    html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1><div class=x>{share}{text}</div></div>"
    assert extracted(html).body_parts == (first, *rules, long)
    for other in ("<div>Komentar ditutup.</div>", f'<div class="foot" {how}>Sudah tayang.</div>'):
        html = f"<title>{TITLE}</title><h1>{TITLE}</h1><main>{other}<div {how}>{long}</div></main>"
        assert extracted(html).body_parts == (long,)
