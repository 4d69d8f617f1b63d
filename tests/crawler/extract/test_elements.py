"""Every rule on elements takes its example and keeps what looks alike."""

import pytest

from crawler.extract import RULE_NAMES
from crawler.extract.boxes.element_rules import RULES
from crawler.extract.finding.names import rule_of
from crawler.extract.finding.vocabulary import NAMES
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted, page, paragraphs


@pytest.mark.parametrize("name", RULES)
def test_takes_its_example(name: str) -> None:
    """The example goes under the rule's name, and the text around it stays."""
    found = extracted(page(paragraphs(LEAD, SECOND) + RULES[name].example + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [cut.rule for cut in found.removed] == [name]


@pytest.mark.parametrize("name", RULES)
def test_keeps_what_looks_alike(name: str) -> None:
    """Prose stays, whatever the class of what it stands in."""
    found = extracted(page(paragraphs(LEAD, SECOND) + RULES[name].keeps + paragraphs(LAST)))
    assert len(found.body_parts) == 4
    assert not found.removed


def test_rules_are_of_the_closed_list() -> None:
    """No table knows a rule that the list does not."""
    assert {*RULES, *NAMES} <= set(RULE_NAMES)


@pytest.mark.parametrize("names", ["shareholder", "tagline", "advice", "entry-title", "commentary"])
def test_names_are_matched_whole(names: str) -> None:
    """A name that only begins like one in the table is none."""
    assert rule_of(names) is None


@pytest.mark.parametrize("names", ["has-related", "no-share", "with-sharing"])
def test_a_name_that_tells_what_a_page_has_is_no_box(names: str) -> None:
    """Themes name wrappers so."""
    assert rule_of(names) is None


def test_a_box_may_hold_an_excerpt_for_each_title() -> None:
    """Prose with links in it, of the same length and name, stays."""
    text = "Warga desa itu bergotong royong memperbaiki jembatan lama yang rusak diterjang banjir."
    link = '<a href="/desa/{}">Panen Padi Kotasari Dimulai Pekan {}</a>'
    items = "".join(f"<li><h4>{link.format(n, n)}</h4><p>{text}</p></li>" for n in (1, 2, 3))
    prose = "".join(f"<p>{text} {link.format(n, n)}, katanya.</p>" for n in (1, 2, 3))
    rest = BODY * 2
    found = extracted(page(rest + f'<div class="related-posts"><ul>{items}</ul></div>'))
    assert len(found.body_parts) == 6
    assert len(extracted(page(rest + f'<div class="related">{prose}</div>')).body_parts) == 9


def test_a_subheading_in_a_header_stays_and_the_way_back_from_a_footnote_goes() -> None:
    """Both stand within the text."""
    body = (
        f"<p>{LEAD}</p><header><h2>Bagian Dua</h2></header><p>{SECOND}</p>"
        '<ol class="wp-block-footnotes"><li id="a">Laporan desa. <a href="#b">↩︎</a></li></ol>'
    )
    assert extracted(page(body)).body_parts == (LEAD, "Bagian Dua", SECOND, "Laporan desa.")


def test_the_footer_of_a_quote_says_whose_it_is() -> None:
    """That of the site says nothing of the article."""
    quote = "<blockquote><p>Air adalah saudara tua.</p><footer>— Kepala Desa</footer></blockquote>"
    found = extracted(page(paragraphs(LEAD) + quote + paragraphs(LAST)))
    assert found.body_parts == (LEAD, "Air adalah saudara tua.", "— Kepala Desa", LAST)


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ('class="byline-intro"', "Total dua belas rumah rusak di dua kecamatan itu."),
        ('class="byline-extra"', "Foto diambil dari udara."),
        ('class="share-box"', "Kami tidak tahu apa-apa, kata dia."),
        ('class="share-note"', f"Kami tidak tahu apa-apa. {LEAD}"),
        ('class="profit-sharing"', f"Kami membagi hasil panen dengan warga. {LEAD}"),
        ('aria-label="Bagikan makanan"', f"Anda boleh ikut memasak, kata dia. {LEAD}"),
        (
            'class="profit-sharing"',
            f"Bagi hasil kami dengan warga: {LAST[:-1]}",
        ),
    ],
)
def test_a_sentence_in_a_box_that_is_called_like_others_stays(box: str, text: str) -> None:
    """It asks its readers for nothing, and tells more than who wrote it."""
    found = extracted(page(BODY + f"<div {box}><p>{text}</p></div>" + BODY))
    assert text in found.body_parts


BUTTON = '<a class="btn btn-merah" href="/donasi">Donasi</a>'


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=kotak><h4>Dukung kami</h4><p>Donasi Anda berarti.</p>{BUTTON}</div>",
        f"<section><div><p>Punya kabar?</p></div><div><p>{BUTTON}</p></div></section>",
        f'<p style="text-align:center">{BUTTON}</p>',
        '<div><a role="button" href="/unduh">Unduh aplikasi kami</a></div>',
        "<div class=kuis><p><b>Kuis</b></p><form><p>Berapa panjangnya?</p><input></form></div>",
        '<div class=pemutar><a href="/suara.mp3?x=1">Unduh</a></div>',
    ],
)
def test_a_button_or_form_goes_with_the_box_around_it(box: str) -> None:
    """Whatever the box is named; a paragraph beside it stays."""
    found = extracted(page(paragraphs(LEAD) + box + f"<p>{LAST}"))
    assert found.body_parts == (LEAD, LAST)
    assert [cut.rule for cut in found.removed][:1] in (["other"], ["navigation"])


def test_the_modules_of_a_page_builder_are_the_text() -> None:
    """SiteOrigin shows each paragraph as a widget; this theme gives its body no telling name."""
    panel = '<div class="so-panel widget widget_sow-editor"><div class="textwidget">{}</div></div>'
    parts = (f"<p>{LEAD}</p>", f"<p>{SECOND}</p>", "<h2>Bab</h2>", f"<p>{LAST}</p>")
    shown = "".join(map(panel.format, parts))
    html = page(f'<div class="panel-layout">{shown}</div>').replace("entry-content", "kolom-7")
    assert extracted(html).body_parts == (LEAD, SECOND, "Bab", LAST)


def test_a_theme_s_widget_below_the_text_goes() -> None:
    """WordPress names it twice; the same words in a box of another kind are the editor's."""
    words = "<p>Surat kabar desa terbit setiap pekan, dan dapat diambil di balai tanpa bayar.</p>"
    widget = f'<section id="text-4" class="widget widget_text">{words}</section>'
    assert extracted(page(BODY + widget)).body_parts == (LEAD, SECOND, LAST)
    assert len(extracted(page(f'{BODY}<div class="widget">{words}</div>')).body_parts) == 4


_LABELS = "<li><label>Setuju</label></li><li><label>Tidak setuju</label></li>"
_RADIOS = '<div><input type="radio"><b>Ya</b></div><div><input type="radio"><b>Tidak</b></div>'


@pytest.mark.parametrize(
    "choices", [f"<ul>{_LABELS}</ul><button>Kirim</button><p>311 suara</p>", _RADIOS]
)
def test_a_poll_without_a_form_goes_with_its_question(choices: str) -> None:
    """What is chosen between says what it is."""
    poll = f"<section><h4>Perlukah jembatan itu dicat?</h4><div>{choices}</div></section>"
    found = extracted(page(paragraphs(LEAD, SECOND) + poll + paragraphs(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)


def test_a_list_beside_a_button_is_no_poll() -> None:
    """Nor is a paragraph between two switches."""
    items = "<div><ul><li>Satu karung beras</li><li>Dua lampu</li></ul><button>Cetak</button></div>"
    switch = f'<div><input type="radio"><input type="radio"><p>{LAST}</p></div>'
    found = extracted(page(paragraphs(LEAD, SECOND) + items + switch))
    assert found.body_parts == (LEAD, SECOND, "Satu karung beras", "Dua lampu", LAST)


@pytest.mark.parametrize(
    "button",
    [
        '<h3 class="wp-block-accordion-heading"><button><span>{}</span></button></h3>',
        '<div><button class="kt-blocks-accordion-header">{}</button></div>',
        '<div class="fl-accordion-button"><a class="fl-accordion-button-label">{}</a></div>',
        '<div class="panel"><a class="accordion btn" href="#">{}</a></div>',
    ],
)
def test_the_button_of_an_accordion_is_the_heading_of_its_panel(button: str) -> None:
    """Browsers show the panel below it when it is pressed."""
    text = f"{button.format('Apa syaratnya?')}<div><p>{SECOND}</p></div>"
    found = extracted(page(f"<p>{LEAD}</p><div>{text}</div><p>{LAST}</p>"))
    assert found.body_parts == (LEAD, "Apa syaratnya?", SECOND, LAST)


@pytest.mark.parametrize(
    ("panels", "is_text"),
    [
        ("<div class=panel>{}</div><div class=panel style='display:none'>{}</div>", True),
        ("<div role=tabpanel id=a>{}</div><div role=tabpanel id=b hidden>{}</div>", True),
        ("<div class=isi>{}</div><div class=panel style='display:none'>{}</div>", False),
        ("<p class=baris>{}</p><p class=baris style='display:none'>{}</p>", False),
    ],
)
def test_of_several_panels_one_is_shown_and_all_are_the_text(panels: str, *, is_text: bool) -> None:
    """The others are hidden until a reader chooses them; what is hidden by itself is no text."""
    first, second = (
        "Air surut di hulu sungai pada sore hari.",
        "Di hilir air naik sampai ke jalan dan pasar.",
    )
    lines = [f"<p>{text}</p>" if "<div" in panels else text for text in (first, second)]
    shown = extracted(page(f"<p>{LEAD}</p>{panels.format(*lines)}<p>{LAST}</p>")).body_parts
    assert shown == (LEAD, first, *([second] if is_text else []), LAST)


def test_a_link_in_prose_is_no_button() -> None:
    """Nor does one take the paragraphs around it along."""
    inline = f'Warga dapat <a class="button" href="/x">mengunduh</a> peta itu. {LAST}'
    assert extracted(page(f"<p>{LEAD}</p><p>{inline}</p>")).body_parts[-1].startswith("Warga dapat")
    body = f"<div><p>{LEAD}</p><p>Singkat saja.</p><div>{BUTTON}</div></div>"
    assert extracted(page(body)).body_parts == (LEAD, "Singkat saja.")


def test_scripts_and_styles_leave_nothing() -> None:
    """What is no text leaves no text, and no row."""
    body = f"<script>var a='x';</script><style>p{{}}</style>{paragraphs(LEAD, LAST)}<!-- x -->"
    found = extracted(page(body))
    assert found.body_parts == (LEAD, LAST)
    assert not found.removed


def test_white_space_takes_no_room_of_what_is_read_of_a_region() -> None:
    """A menu that is written with a hundred blanks before each entry is told as far as others."""
    entries = "".join(f"{' ' * 100}<li>Daerah {number}</li>" for number in range(90))
    found = extracted(page(BODY, around=(f"<nav><ul>{entries}</ul></nav>", "")))
    assert " Daerah 89" in next(cut.text for cut in found.removed if cut.rule == "navigation")


def test_regions_around_the_body_are_rows_and_readers_only_a_count() -> None:
    """Readers' words are not kept; their form is."""
    comments = (
        '<div id="comments"><h2 class="comments-title">2 tanggapan</h2><ol class="comment-list">'
        '<li class="comment">Setuju!</li><li class="comment">Mantap.</li></ol>'
        '<div id="respond" class="comment-respond"><h3>Tinggalkan Balasan</h3><form></form></div>'
        "</div>"
    )
    found = extracted(page(BODY, around=("<nav>Menu</nav>", comments)))
    rows = [(cut.rule, cut.text) for cut in found.removed]
    assert ("navigation", "Menu") in rows
    assert ("reader_comments", "") in rows
    assert ("comment_form", "Tinggalkan Balasan") in rows
    assert "Setuju" not in str(rows)
    assert found.comments_count == 2
