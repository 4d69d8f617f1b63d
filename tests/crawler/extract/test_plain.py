"""Plain text of article pages, in the shapes that are known of the site."""

import pytest

from tests.crawler.extract.pages import LAST, LEAD, SECOND, TITLE, from_text

FIRST = (
    "Wadi Kamra, Purna Warta Utusan khusus lembah utara bertemu tetua desa untuk membahas "
    "pembagian air sungai, demikian siaran pers balai pengairan."
)
QUOTE = "Ia berkata: “Air cukup untuk semua. Kami hanya perlu jadwal , dan sabar. .”"
SUB = "Tetua: Pembagian Harus Adil bagi Hulu dan Hilir"
FORM = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\n\n\n"])
def test_an_article_of_the_site_s_shape(gap: str) -> None:
    """Title twice, dateline without a dash, links between paragraphs, the form at the end."""
    lines = [
        TITLE,
        TITLE,
        FIRST,
        "Baca Juga : Panen Padi Gogo: Tiga Desa Berpesta",
        QUOTE,
        SUB,
        "Baca juga : Kata Pak Rukmana, 12 Sumur Sudah Kering",
        SECOND,
        "Baca Juga : Sungai Kembali Jernih",
        LAST,
        *FORM.split("\n\n"),
    ]
    found = from_text(gap.join(lines))
    assert found.title == TITLE
    assert found.body_parts == (FIRST, QUOTE, SUB, SECOND, LAST)
    assert found.body == "\n\n".join(found.body_parts)
    assert [link.title for link in found.related] == [
        "Panen Padi Gogo: Tiga Desa Berpesta",
        "Kata Pak Rukmana, 12 Sumur Sudah Kering",
        "Sungai Kembali Jernih",
    ]
    assert (found.dateline_place, found.agency) == ("Wadi Kamra", "Purna Warta")
    assert [(cut.rule, cut.text) for cut in found.removed] == [
        ("duplicate_title", TITLE),
        ("related_link", lines[3]),
        ("related_link", lines[6]),
        ("related_link", lines[8]),
        ("comment_form", "Leave a Reply"),
        ("comment_form", FORM.split("\n\n")[1]),
    ]
    assert found.verdict == "good"
    assert found.section == "nasional/desa"
    assert found.language == "id"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Sana’a, Purna Warta – Air surut.", ("Sana’a", "Purna Warta")),
        ("Kota Lumaru, Purna Warta - Air surut.", ("Kota Lumaru", "Purna Warta")),
        ("Purna Warta – Air surut.", (None, "Purna Warta")),
        ("Al-Qadim, Hulu, Purna Warta — Air surut.", ("Al-Qadim, Hulu", "Purna Warta")),
        ("Kota Lumaru Purna Warta – Air surut.", ("Kota Lumaru", "Purna Warta")),
        ("Port Selan D.C., Purna Warta – Air surut.", ("Port Selan D.C.", "Purna Warta")),
        ("Lumaru, Purna Warta. Air surut sejak pagi.", ("Lumaru", "Purna Warta")),
        ("Al-Lumar (Lumaru), Purna Warta – Air surut.", ("Al-Lumar (Lumaru)", "Purna Warta")),
        ("LUMARU, Purnawarta.com - Air surut.", ("LUMARU", "Purnawarta.com")),
        ("PURNAWARTA.COM, Al-Lumar – Air surut.", ("Al-Lumar", "PURNAWARTA.COM")),
        ("Lumaru (Purna Warta) — Air surut.", ("Lumaru", "Purna Warta")),
        ("Lumaru (3/2), Purna Warta – Air surut.", ("Lumaru", "Purna Warta")),
        ("Purna Warta, Lumaru (Senin, 3/2/2025) – Air surut.", ("Lumaru", "Purna Warta")),
        ("Lumaru, Senin, 3 Maret 2025, Purna Warta – Air surut.", ("Lumaru", "Purna Warta")),
        ("Purna Warta, Senin – Air surut.", (None, None)),
        ("Purna Warta, koran sore – begitu ia disebut – tutup.", (None, None)),
        ("Purna Warta, Lumaru, dan Hulu – itulah tiga namanya.", (None, None)),
        ("Warga Lumaru (Purna Warta) menunggu air surut.", (None, None)),
        ("Air surut (Lumaru, kata Purna Warta) sejak pagi.", (None, None)),
        ("Air surut, kata Purna Warta.", (None, None)),
        ("Kantor Purna Warta di hulu tutup.", (None, None)),
    ],
)
def test_datelines(first: str, expected: tuple[str | None, str | None]) -> None:
    """Place and agency are read and stay in the text."""
    found = from_text(f"{TITLE}\n\n{first}\n\n{LAST}")
    assert (found.dateline_place, found.agency) == expected
    assert found.body_parts[0] == first


@pytest.mark.parametrize(
    ("second", "place"),
    [
        ("Lumaru, Purna Warta – Air surut sejak pagi.", "Lumaru"),
        ("Kepada Purna Warta, camat berkata air surut.", None),
        ("Di Lumaru, Purna Warta menemui dua nelayan.", None),
        ("Purna Warta – itulah nama yang dipilih warga.", None),
        ("Deir al-Lumaru, Purna Warta – Air surut sejak pagi.", "Deir al-Lumaru"),
        ("Dalam laporannya, Purna Warta – kantor berita – menyebut air surut.", None),
        ("“Saya membaca Purna Warta – tiap pagi,” kata nelayan itu.", None),
        ("Menurut Sari Wulan, Purna Warta – kantor berita – salah hitung.", None),
    ],
)
def test_a_dateline_may_stand_below_a_note(second: str, place: str | None) -> None:
    """Of a correction, say; what only names a place and the agency there is a sentence."""
    note = "Ralat redaksi: berita ini semula menyebut dua puluh perahu. Yang benar dua belas."
    found = from_text(f"{TITLE}\n\n{note}\n\n{second}\n\n{LAST}")
    assert found.dateline_place == place
    assert found.body_parts == (note, second, LAST)


def test_a_marker_alone_takes_the_title_under_it() -> None:
    """And only that one, or the ticked ones."""
    one = from_text(f"{TITLE}\n{LEAD}\nBaca Juga:\nPanen Padi Gogo Dimulai\n{SECOND}")
    assert one.body_parts == (LEAD, SECOND)
    many = from_text(f"{TITLE}\n{LEAD}\nBACA JUGA:\n- Panen Padi Dimulai\n- Sungai Jernih\n{LAST}")
    assert many.body_parts == (LEAD, LAST)
    assert [link.title for link in many.related] == ["Panen Padi Dimulai", "Sungai Jernih"]


def test_a_title_in_small_letters_is_one() -> None:
    """Below a label, and behind "Baca:"; a heading of few words and a sentence are none."""
    title = "Kepala desa: kami tidak akan menutup sumur lama"
    for link in (f"Baca Juga:\n{title}", f"Baca Juga:\n- {title}", f"Baca: {title}"):
        found = from_text(f"{TITLE}\n{LEAD}\n{link}\n{SECOND}")
        assert found.body_parts == (LEAD, SECOND)
        assert [other.title for other in found.related] == [title]
    for kept in (f"Baca: {title}.", f"Baca: {title}!", "Lihat: sumur lama itu", f"baca: {title}"):
        assert from_text(f"{TITLE}\n{LEAD}\n{kept}\n{SECOND}").body_parts == (LEAD, kept, SECOND)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\ufeff", "a", "x" * 500_000])
def test_odd_texts_are_no_good_article(text: str) -> None:
    """They are judged, and nothing fails."""
    assert from_text(text).verdict != "good"


@pytest.mark.parametrize(
    "head",
    [
        ["Berita Utama", TITLE],
        [TITLE, "Purna Warta", "Maret 12, 2024"],
        [TITLE, "Sorotan Dunia"],
        [f"{TITLE} - Purna Warta"],
    ],
)
def test_what_stands_above_a_title_or_a_dateline_is_no_article(head: list[str]) -> None:
    """A section that the address does not name, the site's own name."""
    found = from_text("\n\n".join([TITLE, *head, LEAD, SECOND]))
    assert found.body_parts == (LEAD, SECOND)
    assert from_text(f"{TITLE} | Purna Warta\n{LEAD}").title == TITLE


def test_few_words_above_a_text_without_dateline_stay() -> None:
    """They may be its first heading; and so may a question that is no title."""
    found = from_text(f"{TITLE}\n{TITLE}\nSorotan Dunia\n{SECOND}")
    assert found.body_parts == ("Sorotan Dunia", SECOND)


def test_a_title_that_asks_is_no_first_paragraph() -> None:
    """However long it is."""
    title = (
        "Apa Itu Waduk Lestari dan Mengapa Warga Empat Desa di Hulu Sungai Menolaknya Sejak Awal?"
    )
    found = from_text(f"{title}\nBeranda » Nasional » {title}\n{title}\n{LEAD}\n{SECOND}")
    assert found.body_parts == (LEAD, SECOND)
