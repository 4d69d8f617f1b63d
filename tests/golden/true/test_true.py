"""A true sentence stays in the text, whatever it looks like and wherever it stands."""

from itertools import islice

import pytest

from tests.golden.true.losing import beyond, known, lost_from, pieces
from tests.golden.true.places import ENDS, FIRST, WITHIN, page, pages, texts

PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_no_true_piece_is_lost_beyond_those_that_are_known(part: int) -> None:
    """What is no longer lost is struck from the list. `python -m tests.golden.true` shows all."""
    mine = list(islice(pages(pieces()), part, None, PARTS))
    asked: dict[str, set[str]] = {}
    for place, text in (placed for one in mine for placed in one.placed):
        asked.setdefault(text, set()).add(place)
    allowed = {text: places & asked[text] for text, places in known().items() if text in asked}
    lost = lost_from(mine)
    assert not beyond(lost, allowed)
    assert not beyond(allowed, lost)


def test_plain_text_loses_no_more() -> None:
    """The same rules read it, with less to go by."""
    assert not beyond(lost_from(texts(pieces())), known())


def test_each_piece_stands_once_in_each_of_its_places() -> None:
    """There are many, none twice, and all that is known to be lost is among them."""
    given = pieces()
    texts = [piece.text for piece in given]
    assert len(texts) == len(set(texts)) > 500
    placed = sorted(placed for page in pages(given) for placed in page.placed)
    names = (FIRST, *WITHIN, *ENDS)
    assert placed == sorted(
        (name, piece.text) for piece in given for name in names if piece.may_stand(name)
    )
    assert not beyond(known(), {text: {p for p, t in placed if t == text} for text in texts})


def test_the_measure_sees_what_is_lost() -> None:
    """A piece that goes, and a page that shows something else than its own."""
    gone = page("plain", [("last", "Baca juga: Jembatan Lama Kotasari Diperbaiki Warga Desa")])
    assert set(lost_from([gone])) == {text for _, text in gone.placed}
    gone.parts.insert(1, "Tidak ada di halaman itu.")
    with pytest.raises(ValueError, match="Tidak ada"):
        lost_from([gone])
