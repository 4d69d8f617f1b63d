"""Boxes in which a site offers what is its own, under its name: a festival, a podcast, a shop."""

import re
from typing import Final

from crawler.extract.boxes.calls import MAX_LABEL, MAX_LINK, may_tell, parted
from crawler.extract.boxes.parts import BOXES
from crawler.extract.facts import Facts
from crawler.extract.furniture.addresses import FILE
from crawler.extract.furniture.asking import TAKEN
from crawler.extract.reading.element import Element
from crawler.extract.reading.walk import lines_of

#: What is for sale, behind its name: "Kaus Putih Rp 137.000".
PRICED: Final = re.compile(
    r"\W*[^\W\d].{1,80}?(?:\W+(?:Rp|IDR)\.?\s?\d[\d.,]*){1,2}(?: \w+){0,2}\W*"
)
#: How a site came by what it shows: "Dokumen yang diperoleh Purna Warta".
_OBTAINED: Final = re.compile(
    r"\b(?:diperoleh|didapat(?:kan)?|diolah|dihimpun|dilihat|diterima|menurut)\b", re.IGNORECASE
)


def label_of_offer(box: Element, facts: Facts) -> str | None:
    """Return what heads an offer of the site in ``box``, a small one; None for other boxes.

    All links say what is to be done: "Beli tiket". A document or a recording that the site obtained
    is of its report.
    """
    if box.name not in BOXES or not box.holds({"a"}) or may_tell(box):
        return None
    if not facts.is_named_in(box.opening):
        return None
    lines = lines_of(box)
    label = (parted(lines[0])[0] or lines[0].text) if lines else ""
    if not 0 < len(label) <= MAX_LABEL:
        return None
    ways = [way for _, found in map(parted, lines) for way in found]
    taken = {href for shown, href in ways if len(shown) <= MAX_LINK and TAKEN.match(shown)}
    leads = {href for line in lines for _, href in line.links}
    if _OBTAINED.search(label) or any(map(FILE.search, leads)):
        return None
    return label if taken and leads == taken and facts.is_named_in(label) else None
