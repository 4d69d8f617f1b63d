"""Where a text begins and ends, and what in it may be none of it."""

from crawler.extract.facts import Facts
from crawler.extract.furniture.left import Left
from crawler.extract.reading.lines import Line, Piece, linked
from tests.crawler.extract.pages import LEAD, SECOND, site

QUESTION = (
    "Apa Saja yang Dibawa Pulang Warga Kotasari dari Rapat Desa tentang Panen Raya di Lapangan?"
)


def left(*texts: str, title: str = QUESTION) -> Left:
    """Return paragraphs of an article."""
    facts = Facts(site=site(), url="https://purnawarta.com/x", title=title)
    return Left((Line("paragraph", text) for text in texts), facts)


def test_a_text_begins_with_its_first_sentence() -> None:
    """A title that is as long, and ends as one does, is none, whatever stands before it."""
    assert left("Nasional", LEAD, SECOND).head == 1
    assert left(QUESTION, f"Nasional: {QUESTION}", LEAD, SECOND).head == 2
    assert left(QUESTION, LEAD, title="Raya?").head == 0


def test_a_text_without_a_sentence_has_no_beginning() -> None:
    """All of a short one may be a page's head, and so much of a long one."""
    assert left("Satu", "Dua").head == 2
    assert left(*["Satu"] * 20).head == 8


def test_a_text_ends_with_its_last_sentence() -> None:
    """What stands below may be the page's foot."""
    assert left(LEAD, SECOND, "Bagikan", "Tag: padi").foot == 2


def test_what_may_be_none_of_the_text() -> None:
    """All but long sentences without a link."""
    long = f"{LEAD.rstrip('.')}, {SECOND}"
    pieces = (Piece(long, "/nasional/panen"),)
    lines = left(long, "Bagikan", long.rstrip("."), long)
    link = Line("paragraph", long, pieces, links=linked(pieces))
    facts = Facts(site=site(), url="https://purnawarta.com/x")
    assert Left([*lines, link], facts).odd == [1, 2, 4]


def test_what_a_rule_takes_is_left_out() -> None:
    """The rest is known by its new place, and by the one that it had."""
    lines = left("Nasional", LEAD, "Bagikan", SECOND, "Tag: padi")
    lines.drop([0, 2])
    assert [line.text for line in lines] == [LEAD, SECOND, "Tag: padi"]
    assert (lines.places, lines.told, lines.head, lines.foot) == ([1, 3, 4], [0, 1], 0, 2)
    assert lines.odd == left(LEAD, SECOND, "Tag: padi").odd


def test_pieces_of_one_link_are_one() -> None:
    """Bold words in a link leave one title, not three."""
    pieces = [Piece("Panen ", "/a"), Piece("raya", "/a", 1), Piece(" dan "), Piece("padi ", "/b")]
    assert linked(pieces) == (("Panen raya", "/a"), ("padi", "/b"))
    assert linked([Piece("Panen"), Piece(" ", "/a")]) == ()
