"""Links to other articles leave the text in every markup, and are kept as data."""

import pytest

from crawler.extract.facts import Facts
from crawler.sites import site_for_url
from tests.crawler.extract.pages import LAST, LEAD, SECOND, extracted, page
from tests.crawler.extract.pages import paragraphs as p

LINK = '<a href="https://purnawarta.com/nasional/waduk-lestari-ditunda">Gubernur: Waduk Ditunda</a>'
OTHER = '<a href="/budaya/lumbung">Apa Itu Lumbung Desa? Ini Penjelasannya</a>'
HEADLINE, URL = "Gubernur: Waduk Ditunda", "https://purnawarta.com/nasional/waduk-lestari-ditunda"

ALONE = {
    "paragraph": f"<p>Baca Juga : {LINK}</p>",
    "no_space": f"<p>BACA JUGA:{LINK}</p>",
    "lower": f"<p>baca juga: {LINK}</p>",
    "look": f"<p>Lihat juga: {LINK}</p>",
    "watch": f"<p>Simak Juga {LINK}</p>",
    "one_word": f"<p>Baca: {LINK}</p>",
    "noun": f"<p>Baca juga berita lainnya: {LINK}</p>",
    "bold": f"<p><strong>Baca Juga: {LINK}</strong></p>",
    "bold_marker": f"<p><b>Baca Juga</b> {LINK}</p>",
    "italic": f"<p><em>Baca juga: {LINK}</em></p>",
    "in_link": f'<p><a href="{URL}">Baca Juga: {HEADLINE}</a></p>',
    "link_on_marker": f'<p><a href="{URL}">Baca Juga:</a> {HEADLINE}</p>',
    "heading": f"<h4>Baca juga: {LINK}</h4>",
    "quote": f"<blockquote><p>Baca Juga: {LINK}</p></blockquote>",
    "list_item": f"<ul><li>Baca Juga: {LINK}</li></ul>",
    "list_under_heading": f"<h3>Baca Juga:</h3><ul><li>{LINK}</li></ul>",
    "list_under_label": f"<p><strong>BACA JUGA</strong></p><ul><li>{LINK}</li></ul>",
    "div_class": f'<div class="baca-juga"><span>Baca Juga</span> {LINK}</div>',
    "div_style": f'<div style="background:#eee"><b>Baca Juga : </b>{LINK}</div>',
    "span_class": f'<p><span class="baca-juga">Baca juga: {LINK}</span></p>',
    "cell": f"<table><tr><td>Baca Juga: {LINK}</td></tr></table>",
    "two_cells": f"<table><tr><td>Baca Juga</td><td>{LINK}</td></tr></table>",
    "brackets": f"<p>(Baca juga: {LINK})</p>",
    "square_brackets": f"<p><strong>[Baca Juga: {LINK}]</strong></p>",
    "two_elements": f"<p>Baca Juga :</p><p>{LINK}</p>",
    "title_as_heading": f"<p>Baca Juga :</p><h4>{LINK}</h4>",
    "next_line": f"<p>Baca Juga:<br>{LINK}</p>",
    "box": f'<div class="box"><div>Lihat Juga</div><div>{LINK}</div></div>',
    "aside": f'<aside class="related-inline"><p>Baca Juga</p><ul><li>{LINK}</li></ul></aside>',
    "plugin": f'<div class="yarpp"><h3>Baca Juga:</h3><ol><li>{LINK}</li></ol></div>',
    "plugin_label_in_link": '<div class="irp-box"><style>.x{padding:0}</style>'
    f'<a href="{URL}"><span>Baca Juga</span>&nbsp; <span>{HEADLINE}</span></a></div>',
    "arrow": f"<p>» Baca Juga: {LINK}</p>",
    "pipe": f"<p>Baca Juga | {LINK}</p>",
    "dash": f"<p>Baca Juga – {LINK}</p>",
    "nbsp": f"<p>Baca&nbsp;Juga&nbsp;:&nbsp;{LINK}</p>",
    "kind": f"<p><strong>[Video] Tonton juga:</strong> {LINK}</p>",
    "pointing": f"<p>🔴 BACA JUGA 👇</p><p>🔗 {LINK}</p>",
    "site behind": f"<p><b>Baca Juga: {LINK}</b> – Purna Warta</p>",
    "stop behind": f"<p><b>Baca Juga :</b> {LINK}.</p>",
    "above a box": f'<h2>Baca juga</h2><div class="wp-block-query"><ul><li>{LINK}</li></ul></div>',
    "card with a date": f'<div><a href="{URL}"><span>Artikel Lainnya</span><h4>{HEADLINE}</h4>'
    "<span>3 November 2026</span></a></div>",
    "any sign": f"<p><b>Baca Juga</b> ➤ {LINK}</p>",
    "again": f"<p><strong>Baca lagi:</strong> {LINK}</p>",
    "other reading": f"<p><strong>Bacaan lain:</strong> {LINK}</p>",
    "whole article": f"<p><strong>Simak berita selengkapnya:</strong> {LINK}</p>",
    "kind of article": f"<p>Baca juga artikel menarik lainnya {LINK}</p>",
    "excerpt": f'<div class="kb-posts"><h3>Baca Juga</h3><article><h4>{LINK}</h4><p>Panen padi '
    "di Kotasari dimulai pekan ini, kata pengurus desa kepada warga.</p></article></div>",
}


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("place", ["after the lead", "last"])
def test_goes_from_every_markup_and_is_kept_as_data(name: str, place: str) -> None:
    """Nothing of the block is left, nothing else is lost, and the link is known."""
    rest = p(SECOND, LAST)
    body = p(LEAD) + (ALONE[name] + rest if place == "after the lead" else rest + ALONE[name])
    found = extracted(page(body))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [(link.title, link.url) for link in found.related] == [(HEADLINE, URL)]
    assert any(cut.rule == "related_link" and HEADLINE in cut.text for cut in found.removed)
    assert found.verdict == "good"


WITHOUT_LINK = {
    "paragraph": f"<p>Baca Juga : {HEADLINE}</p>",
    "bold": f"<p><strong>Baca juga: {HEADLINE}</strong></p>",
    "next_paragraph": f"<p>Baca Juga:</p><p>{HEADLINE}</p>",
    "list": f"<p>BACA JUGA:</p><ul><li>{HEADLINE}</li></ul>",
    "brackets": f"<p>[Baca juga: {HEADLINE}]</p>",
}


@pytest.mark.parametrize("name", WITHOUT_LINK)
def test_goes_without_a_link_too(name: str) -> None:
    """A title that nobody linked is a title still."""
    found = extracted(page(p(LEAD) + WITHOUT_LINK[name] + p(SECOND, LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [(link.title, link.url) for link in found.related] == [(HEADLINE, None)]


INSIDE = {
    "after a break": f"<p>{SECOND}<br>Baca Juga: {LINK}</p>",
    "glued": f"<p>{SECOND} <strong>Baca juga: {LINK}</strong></p>",
    "in brackets": f"<p>{SECOND} (Baca juga: {LINK})</p>",
    "in brackets, no link": f"<p>{SECOND} [Baca juga: {HEADLINE}]</p>",
    "label without colon": f"<p>{SECOND} (Baca Juga {LINK})</p>",
    "no link": f"<p>{SECOND} Baca Juga: {HEADLINE}</p>",
    "signs before it": f"<p>{SECOND} &gt;&gt; Baca juga: {LINK}</p>",
    "before prose": f"<p>Baca Juga: {LINK} {SECOND}</p>",
    "span with a class": f'<p>{SECOND} <span class="baca-juga">Baca juga: {LINK}</span></p>',
}


@pytest.mark.parametrize("name", INSIDE)
def test_goes_from_inside_a_paragraph_and_leaves_its_sentences(name: str) -> None:
    """What stands in the same element as prose is cut out of it."""
    found = extracted(page(p(LEAD) + INSIDE[name] + p(LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [link.title for link in found.related] == [HEADLINE]


def test_a_headline_ends_a_paragraph_behind_a_marker_in_small_letters() -> None:
    """Without a colon; what goes on, or is no headline, stays."""
    found = extracted(page(p(LEAD) + f"<p>{SECOND} <span>Baca juga {OTHER}</span></p>"))
    assert found.body_parts == (LEAD, SECOND)
    for rest in (LINK, f"{OTHER} itu", f"tulisan {OTHER}"):
        kept = extracted(page(p(LEAD) + f"<p>{SECOND} Baca juga {rest}</p>"))
        assert kept.body_parts[-1].startswith(f"{SECOND} Baca juga ")


def test_a_headline_that_stands_alone_may_hold_the_words_of_a_marker() -> None:
    """They open nothing in the middle of it."""
    title = "Gerakan Baca Desa Kotasari Kian Tumbuh"
    link = f'<a href="https://purnawarta.com/nasional/desa/gerakan-baca">{title}</a>'
    found = extracted(page(p(LEAD, SECOND, link, LAST)))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert [related.title for related in found.related] == [title]


@pytest.mark.parametrize("label", ["", "<p><strong>Terkait:</strong></p>"])
@pytest.mark.parametrize("sign", ["", "👉🏻 ", "» "])
def test_a_headline_that_is_linked_and_stands_alone_goes_without_a_marker(
    label: str, sign: str
) -> None:
    """A sentence, a few words, and what another site holds stay: see the true sentences."""
    link = f'<a href="{URL}">Gubernur: Pembangunan Waduk Lestari Ditunda</a>'
    found = extracted(page(p(LEAD) + f"{label}<p>{sign}{link}</p>" + p(LAST)))
    assert found.body_parts == (LEAD, LAST)
    assert [cut.url for cut in found.related] == [URL]


def test_a_list_of_linked_titles_goes_with_its_label_whatever_their_letters() -> None:
    """The first tells what the others are; without a label small letters are a sentence's."""
    link = '<a href="/x">kepala desa: sumur lama tidak akan ditutup</a>'
    found = extracted(page(p(LEAD) + f"<p>Terkait:<br>• {link}<br>• {link}</p>" + p(LAST)))
    assert found.body_parts == (LEAD, LAST)
    assert len(extracted(page(p(LEAD) + f"<p>{link}</p>" + p(LAST))).body_parts) == len((1, 2, 3))


def test_a_bare_address_of_the_site_is_a_link_without_a_title() -> None:
    """WordPress was to make a card of it."""
    found = extracted(page(p(LEAD) + f"<p>{URL}</p>" + p(LAST)))
    assert found.body_parts == (LEAD, LAST)
    assert [(link.title, link.url) for link in found.related] == [(URL, URL)]


def test_a_heading_may_say_more_than_the_marker_where_a_list_of_titles_follows() -> None:
    """Without the list it is the article's own."""
    heading = "<h3>Artikel Lainnya yang Mungkin Menarik</h3>"
    links = "".join(f'<li><a href="/desa/{n}">Panen Padi Kotasari Tahap {n}</a></li>' for n in "12")
    found = extracted(page(p(LEAD, SECOND) + f"{heading}<ul>{links}</ul>"))
    assert found.body_parts == (LEAD, SECOND)
    assert len(found.related) == 2
    kept = extracted(page(p(LEAD) + heading + p(SECOND)))
    assert len(kept.body_parts) == 3


def test_a_label_takes_links_of_one_kind_only() -> None:
    """The next section's heading may be a link too."""
    rest = f"<h3>{OTHER}</h3>" + p(LAST)
    found = extracted(page(p(LEAD) + f"<p>Baca juga:</p><p>{LINK}</p>" + rest))
    assert found.body_parts == (LEAD, "Apa Itu Lumbung Desa? Ini Penjelasannya", LAST)


def test_keeps_order_and_repeats() -> None:
    """Several in a row, and one twice, are several rows in the page's order."""
    row = f"<p>Baca Juga: {LINK}</p><p>Lihat juga: {OTHER}</p>"
    found = extracted(page(p(LEAD) + row + p(SECOND) + f"<p>Baca Juga: {LINK}</p>"))
    assert [(link.position, link.marker) for link in found.related] == [
        (1, "Baca Juga"),
        (2, "Lihat juga"),
        (3, "Baca Juga"),
    ]
    assert found.related[1].url == "https://purnawarta.com/budaya/lumbung"


def test_two_links_of_one_line_are_two() -> None:
    """A marker may open more than one link."""
    found = extracted(page(p(LEAD) + f"<p>Baca juga: {LINK}, {OTHER}</p>" + p(LAST)))
    assert [link.title for link in found.related] == [
        HEADLINE,
        "Apa Itu Lumbung Desa? Ini Penjelasannya",
    ]


def test_a_theme_s_own_list_goes_without_a_trace_in_the_links() -> None:
    """A box of "Berita Terkait" is filled anew at every visit: it says nothing of the article."""
    box = f'<div class="related-posts"><h3>Berita Terkait</h3><ul><li>{LINK}</li></ul></div>'
    found = extracted(page(p(LEAD, SECOND) + box))
    assert found.body_parts == (LEAD, SECOND)
    assert found.related == ()
    assert found.removed[0].rule == "related_link"


def test_a_card_of_this_site_s_own_article_is_a_link_and_that_of_another_site_an_embed() -> None:
    """WordPress makes both from an address on a line of its own, with a frame behind the quote."""
    card = (
        '<blockquote class="wp-embedded-content"><a href="{0}">Panen Padi Dimulai</a></blockquote>'
        '<iframe class="wp-embedded-content" src="{0}/embed"></iframe>'
    )
    own, other = "https://purnawarta.com/desa/panen", "https://lain.example/panen"
    found = extracted(page(p(LEAD) + card.format(own) + p(LAST)))
    assert [(x.title, x.url, x.marker) for x in found.related] == [("Panen Padi Dimulai", own, "")]
    assert [block.kind for block in found.blocks] == ["paragraph", "paragraph"]
    assert [(x.rule, x.text) for x in found.removed] == [("related_link", "Panen Padi Dimulai")]
    found = extracted(page(p(LEAD) + card.format(other) + p(LAST)))
    assert not found.related
    assert {block.url for block in found.blocks[1:3]} == {other, f"{other}/embed"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Baca Juga : Panen Padi di Lumaru (Bagian 2)", "Panen Padi di Lumaru (Bagian 2)"),
        ("(Baca juga: Panen Padi di Lumaru (Bagian 2))", "Panen Padi di Lumaru (Bagian 2)"),
        ("[Baca juga: Panen Padi di Lumaru]", "Panen Padi di Lumaru"),
        ("Baca Juga: [Foto] Panen Padi di Lumaru »", "[Foto] Panen Padi di Lumaru"),
    ],
)
def test_a_title_keeps_its_own_brackets(line: str, title: str) -> None:
    """Those around the line are none of it."""
    found = extracted(page(p(LEAD, line, SECOND)))
    assert [link.title for link in found.related] == [title]
    assert found.body_parts == (LEAD, SECOND)


@pytest.mark.parametrize("host", ["köln.example", "xn--kln-sna.example"])
def test_a_link_may_write_the_host_either_way(host: str) -> None:
    site = site_for_url("https://xn--kln-sna.example")
    assert Facts(site=site, url="https://xn--kln-sna.example/a").is_on_site(f"https://{host}/b")
