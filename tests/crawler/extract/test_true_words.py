"""Words that a site uses around its articles stay where what stands beside them is the text's."""

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

_TELLS = "Tiga santri dan seekor kucing."
_MORE = "Jasa menjahit sarung."


def _kept(html: str) -> None:
    """Check that nothing of ``html`` below a long paragraph is taken away."""
    found = extracted(page(paragraphs(LEAD, SECOND) + html))
    assert not found.removed
    assert found.verdict == "good"


@pytest.mark.parametrize(
    "label",
    [
        "<p><strong>Komentar</strong></p>",
        "<p><b>Komentar:</b></p>",
        "<h3>Komentar</h3>",
        "<p>Komentar</p>",
        "<h2>Comments</h2>",
    ],
)
def test_a_comment_that_the_text_makes_itself(label: str) -> None:
    """Nothing of what readers write stands below: no form, no time, no way to answer."""
    verse = "<p>Ayah menitipkan sepatu kepada laut.</p>"
    _kept(f"{verse}{label}<p>Pendek dan basah.</p><h3>Puisi kedua</h3>{label}<p>Berani.</p>")


@pytest.mark.parametrize(
    "below",
    [
        (),
        ("Budi", "2 jam lalu", "Setuju sekali"),
        ("Setuju sekali", "Balas"),
        ("Setuju sekali", "Nama *", "Kirim komentar"),
    ],
)
def test_the_comments_of_readers_go(below: tuple[str, ...]) -> None:
    """Also where a word is all that heads them."""
    found = extracted(page(paragraphs(LEAD, SECOND, LAST, "Komentar", *below)))
    assert found.body_parts == (LEAD, SECOND, LAST)


@pytest.mark.parametrize("day", ["<p><strong>{}</strong></p>", "<h3>{}</h3>", "<p>{}</p>"])
def test_days_that_head_the_parts_of_a_diary(day: str) -> None:
    """Sentences stand between them, and below each."""
    days = ("Jumat, 7 Maret 2025", "Sabtu, 8 Maret 2025", "Senin, 10 Maret 2025")
    first, *others = (f"{day.format(when)}<p>{_TELLS}</p>" for when in days)
    found = extracted(page(f"<p>{_MORE}</p>{first}{''.join(others)}<p>{LAST}</p>"))
    told = (text for when in days for text in (when, _TELLS))
    assert found.body_parts == (_MORE, *told, LAST)


def test_days_above_a_text_are_when_it_was_published() -> None:
    """Or changed, above it or below."""
    days = ("Jumat, 7 Maret 2025", "Diperbarui: Sabtu, 8 Maret 2025")
    assert extracted(page(paragraphs(*days, LEAD, LAST))).body_parts == (LEAD, LAST)
    found = extracted(page(paragraphs(days[0], _TELLS, _MORE, LAST, days[1])))
    assert found.body_parts == (_TELLS, _MORE, LAST)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Gol dicetak <a href="/tag/a/">Arya</a> dan <a href="/tag/y/">Yosef</a>.</p>',
        '<p><a href="/tag/a/">Ayu</a>, <a href="/tag/y/">Yos</a>, dan <a href="/tag/z/">Z</a></p>',
        '<p>Wasit: <a href="/tag/jamil/">Jamil Sabri</a></p>',
        '<p>Pemain:</p><ul><li><a href="/tag/a/">Ayu</a></li><li><a href="/tag/b/">B</a></li></ul>',
        '<ul><li><a href="/tag/a/">Ayu</a> (Palagan)</li><li><a href="/tag/b/">Beni</a></li></ul>',
    ],
)
def test_names_that_a_plugin_links_to_their_tags(html: str) -> None:
    """They are of a sentence, of a list that the text leads to, or say who someone is."""
    _kept(html)


@pytest.mark.parametrize("how", ["<h3>{}</h3>", "<p><strong>{}</strong></p>"])
@pytest.mark.parametrize("word", ["Bagikan", "Iklan", "Redaksi", "Tags", "Share", "Advertorial"])
def test_a_heading_of_the_text_that_is_a_word_of_sites(word: str, how: str) -> None:
    """Other parts of the text are headed alike."""
    heads = "".join(f"{how.format(w)}<p>{t}</p>" for w, t in ((word, _TELLS), ("Cerita", _MORE)))
    shown = extracted(page(f"<p>{LAST[:60]}.</p>{heads}")).body_parts
    assert shown[1:] == (word, _TELLS, "Cerita", _MORE)


@pytest.mark.parametrize("how", ["<h3>{}</h3>", "<p><strong>{}</strong></p>"])
@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Bagikan", "Beras dibagikan per kepala, garam per keluarga."),
        ("Iklan", "Papan iklan di tepi sawah roboh dan menimpa dua gerobak."),
        ("Ikuti Kami, Seruan dari Lumbung", "Seruan itu terdengar sampai ke hilir."),
        ("Share dan Like yang Menyesatkan", "Sebuah kabar bohong membuat dua warga celaka."),
    ],
)
def test_a_heading_that_the_sentence_below_takes_up(word: str, told: str, how: str) -> None:
    """No other heading need stand in the text."""
    found = extracted(page(f"<p>{LEAD}</p>{how.format(word)}<p>{told}</p><p>{LAST}</p>"))
    assert found.body_parts == (LEAD, word, told, LAST)


@pytest.mark.parametrize("word", ["Bagikan", "Iklan", "Advertorial"])
def test_a_word_of_sites_between_paragraphs_goes(word: str) -> None:
    """Headed so or not, once or again, also where what it headed was taken away."""
    label = f"<h5>{word}</h5>"
    share = (
        '<div class="sharedaddy"><a href="https://www.facebook.com/sharer/?u=a">Facebook</a></div>'
    )
    for below in ("", share):
        html = (
            f"<h3>Dua</h3><p>{SECOND}</p>{label}{below}<p>{LAST}</p>{label}{below}<p>{_TELLS}</p>"
        )
        shown = extracted(page(f"<p>{LEAD}</p>{html}")).body_parts
        assert shown == (LEAD, "Dua", SECOND, LAST, _TELLS)


@pytest.mark.parametrize("how", ["<h3>{}</h3>", "<p><strong>{}</strong></p>"])
@pytest.mark.parametrize(
    "label",
    ["ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Iklan", "Bagikan", "Bagikan ke WhatsApp"],
)
def test_a_label_of_the_site_amid_headings_that_say_what_happened(label: str, how: str) -> None:
    """It stands above a paragraph as they do, and so does another label."""
    first, second = map(how.format, ("Tali putus pada tengah malam", "Warga naik rakit ke pasar"))
    site = "".join(f"{how.format(text)}<p>{_TELLS}</p>" for text in (label, "Advertisement"))
    html = f"<p>{LEAD}</p>{first}<p>{SECOND}</p>{site}{second}<p>{LAST}</p>"
    told = [part for part in extracted(page(html)).body_parts if part in {label, "Advertisement"}]
    assert not told


@pytest.mark.parametrize(
    "text",
    [
        "Catatan redaksi: Artikel ini diperbarui. Sebelumnya tertulis Helena Marsh.",
        "Ralat: Nama gubernur keliru ditulis.",
        "Nama saksi disamarkan demi keamanan mereka.",
    ],
)
def test_a_note_in_small_print_is_of_the_text(text: str) -> None:
    """What the page is, how it is heard, is none."""
    _kept(f"<hr><p><small><em>{text}</em></small></p>")


@pytest.mark.parametrize("text", ["(Amin)", "(Amin.)", "(Gaduh)", "[Musik]"])
def test_a_word_in_brackets_ends_a_prayer_or_a_transcript(text: str) -> None:
    """The page says who wrote it, and that is no name of theirs."""
    author = '<meta name="author" content="Budi Raharja">'
    html = page(paragraphs(LEAD, SECOND, "{}")).replace("<head>", f"<head>{author}")
    assert extracted(html.replace("{}", text)).body_parts == (LEAD, SECOND, text)
    for desk in ("(Budi)", "(Redaksi)", "[Antara]"):
        assert extracted(html.replace("{}", desk)).body_parts == (LEAD, SECOND)


def test_a_step_that_is_to_be_read_is_one_among_others() -> None:
    """It leads nowhere; a headline, or a link, points at another article."""
    items = ("Baca: Surah Yasin tiga kali.", "Baca juga: Doa Kumail", "Baca: selawat.")
    _kept(f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>")
    other = "Baca juga: Panen Padi di Kotasari Dimulai Pekan Depan"
    html = page(f"{paragraphs(LEAD, SECOND)}<ul><li>Warga pulang.</li><li>{other}</li></ul>")
    assert extracted(html).body_parts == (LEAD, SECOND, "Warga pulang.")


def test_plain_text_is_read_alike() -> None:
    """It has the words alone."""
    text = f"Judul\n\n{LEAD}\n\n{SECOND}\n\nKomentar\n\nPendek dan basah.\n\nBerani sekali."
    assert from_text(text).body_parts[-3:] == ("Komentar", "Pendek dan basah.", "Berani sekali.")


def test_an_invitation_is_no_box_of_the_site() -> None:
    """Its sentences say when and what for; around what a site asks stand labels."""
    invitation = (
        "Warga Burqana akan membersihkan masjid tua pada hari Kamis.",
        "Atapnya runtuh sebagian akibat hujan.",
        "Bergabunglah bersama kami selepas Subuh.",
        "Bawalah sapu dan cerita.",
        "Sampaikan kepada saudara yang lain.",
    )
    html = page(f'<div class="entry-summary">{paragraphs(*invitation)}</div>')
    assert extracted(html).body_parts == invitation


@pytest.mark.parametrize(
    ("links", "is_kept"),
    [
        ('<a href="https://wisata.kotasari.go.id/jalan">Jalur kaki</a>', True),
        (
            '<a href="/uploads/putusan.pdf">Putusan</a> <a href="https://a.example/b.pdf">B</a>',
            True,
        ),
        ('<a href="https://toko.example/tenda">Tenda murah untuk musim hujan</a>', False),
        ('<a href="https://www.instagram.com/kabar/">Instagram</a>', False),
        ('<a href="/desa/lain/">Panen Padi di Kotasari Dimulai</a>', False),
    ],
)
def test_an_aside_that_lists_documents_is_of_the_text(links: str, *, is_kept: bool) -> None:
    """They lead to files, or to offices."""
    aside = f"<aside><h4>Unduhan</h4>{links}</aside>"
    found = extracted(page(paragraphs(LEAD, SECOND) + aside + paragraphs(LAST)))
    assert ("Unduhan" in found.body_parts) == is_kept


def test_a_first_sentence_that_the_title_says_too_is_of_the_text() -> None:
    """Another spelling of the title ends as titles do, or has their capitals."""
    html = page(paragraphs("Kami minta maaf.", LEAD, LAST)).replace(TITLE, "Kami Minta Maaf")
    assert extracted(html).body_parts == ("Kami minta maaf.", LEAD, LAST)
    for again in ("Kami Minta Maaf", "kami minta maaf", "Kami Minta Maaf."):
        html = page(paragraphs(again, LEAD, LAST)).replace(TITLE, "Kami Minta Maaf")
        assert extracted(html).body_parts == (LEAD, LAST)


@pytest.mark.parametrize(
    ("others", "day"),
    [
        (("Judul: Perahu Tua", "Sutradara: Sari Wulan", "Durasi: 90 menit"), "Tayang: 3 Mei 2021"),
        (("Waktu: 19.30 WIB", "Tempat: Balai Desa"), "Hari/tanggal: Sabtu, 8 Mei 2021"),
    ],
)
def test_a_day_among_facts_of_one_paragraph_is_a_fact(others: tuple[str, ...], day: str) -> None:
    """What a page tells of itself is who wrote, where it is filed, how often it was read."""
    facts = "<br>".join([day, *others])
    assert extracted(page(f"<p>{_TELLS}</p><p>{facts}</p><p>{LAST}</p>")).body_parts[1] == (
        "\n".join([day, *others])
    )
    for beside in ("Penulis: Sari<br>Editor: Budi Raharja", "Rubrik: Desa<br>Dibaca: 12 kali"):
        found = extracted(page(f"<p>Tanggal: 3 Mei 2021<br>{beside}</p>{paragraphs(LEAD, LAST)}"))
        assert not any("3 Mei 2021" in part for part in found.body_parts)
