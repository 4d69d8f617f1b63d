"""Invented Indonesian news: people, places and events that do not exist, the same for each seed.

Nothing here is taken from anywhere. The shapes are those of the field: the dateline, paragraphs of
one to four sentences, quotations, lists, subheadings, tables, and 'Baca Juga' between them; and the
traps: prose that only looks like a related link or like a comment form.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.site import words
from tests.site.baca_juga import MARKUPS, WITH_LEAD, WITHOUT_LINK, Link
from tests.site.blocks import Block, Embed, Heading, Image, Items, Paragraph, Quote, Related, Table

RESTING_MARKUPS = tuple(words.COMMON_MARKUPS)
_CLASSES = {name: listed.split() for name, listed in words.CLASSES.items()}
_CLASS = re.compile("|".join(_CLASSES))


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article before it has an address."""

    title: str
    blocks: tuple[Block, ...] = field(repr=False)
    section: str
    tags: tuple[str, ...]
    author: str
    caption: str
    written_at: datetime


class Newsroom:
    """Writes articles, each from the seed and its own number."""

    def __init__(self, seed: int, markups: tuple[str, ...] = RESTING_MARKUPS) -> None:
        """Open it; `markups` are those that its related links are written in."""
        self._markups = markups
        self._random = random.Random(seed)
        #: Of composed sentences alone: titles, sections and shapes do not hang on their words.
        self._wording = random.Random(f"wording {seed}")
        self._published: list[Link] = []

    def drafts(self, number: int, *, until: datetime) -> Iterator[Draft]:
        """`number` articles, oldest first, the last a while before `until`."""
        at = until - timedelta(minutes=97 * number)
        for _ in range(number):
            yield self.draft(written_at=at)
            at += timedelta(minutes=self._random.randint(61, 97))

    def draft(self, *, written_at: datetime) -> Draft:
        """One article; it may point at earlier ones."""
        pick = self._random
        place, event = pick.choice(words.PLACES), pick.choice(words.SUBJECTS)
        person = f"{pick.choice(words.GIVEN)} {pick.choice(words.FAMILY)}"
        verb, turn = pick.choice(words.HEADLINE_VERBS), pick.choice(words.HEADLINE_TURNS)
        title = f"{place.name} {verb} {event.title()}{turn.format(person=person)}"
        section = pick.choice(words.SECTIONS)
        draft = Draft(
            title=title,
            blocks=self._body(place, event, person),
            section=section,
            tags=tuple(sorted(pick.sample(words.TAGS, pick.randint(0, 3)))),
            author=pick.choice(words.REPORTERS),
            caption=f"Ilustrasi {event}. (Foto: dokumentasi {place.name})",
            written_at=written_at,
        )
        slug = "-".join(title.lower().replace(",", "").replace(":", "").replace("’", "").split())
        self._published.append(Link(title=title, path=f"/{section}/{slug}"))
        return draft

    def sentence(self) -> str:
        """One more sentence, as a late addition to an article."""
        pick = self._random
        phrase = pick.choice(words.SENTENCES).format(
            person=f"{pick.choice(words.GIVEN)} {pick.choice(words.FAMILY)}",
            place=pick.choice(words.PLACES).name,
            event=pick.choice(words.SUBJECTS),
            number=f"{pick.randint(2, 98)}.{pick.randint(100, 999)}",
            share=f"{pick.randint(2, 48)},{pick.randint(1, 9)}",
            day=pick.choice(words.DAYS),
            year=pick.randint(1997, 2026),
        )
        return self._composed() if self._wording.randrange(words.PHRASED) else phrase

    def _composed(self) -> str:
        pick = self._wording
        pattern = pick.choice(words.PATTERNS)
        said = _CLASS.sub(lambda found: pick.choice(_CLASSES[found[0]]), pattern)
        return said[0].upper() + said[1:]

    def remark(self) -> str:
        """What a reader says under an article."""
        return self._random.choice(words.REMARKS)

    def _paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self._random.randint(1, 4)))

    def _body(self, place: words.Place, event: str, person: str) -> tuple[Block, ...]:
        pick = self._random
        first = place.dateline.format(agency=words.AGENCY) + (
            f"{person} menyampaikan perkembangan terbaru soal {event} di {place.name} pada "
            f"{pick.choice(words.DAYS)}. {self._paragraph()}"
        )
        blocks: list[Block] = [Paragraph(markup=first)]
        blocks += [Paragraph(markup=self._paragraph()) for _ in range(pick.randint(4, 9))]
        self._ornament(blocks, place, event)
        self._relate(blocks)
        return tuple(blocks)

    def _ornament(self, blocks: list[Block], place: words.Place, event: str) -> None:
        pick = self._random
        extras: list[Block] = [
            Heading(words=f"Latar Belakang {event.title()}", level=pick.choice((2, 3))),
            Items(items=tuple(self.sentence() for _ in range(3)), ordered=pick.random() < 0.3),
            Quote(markup=f"“{self.sentence()}”"),
            Table(rows=(("Wilayah", "Jumlah"), (place.name, str(pick.randint(9, 999))))),
            Image(path="/wp-content/uploads/2026/02/peta.jpg", caption=f"Peta {place.name}."),
            Embed(url="https://video.example/embed/k3m2"),
            Paragraph(markup=pick.choice(words.LOOKALIKES)),
            Paragraph(
                markup=f"Menurut [catatan panitia](/tentang-kami), {self.sentence().lower()}"
            ),
        ]
        for extra in pick.sample(extras, pick.randint(0, 3)):
            blocks.insert(pick.randint(1, len(blocks)), extra)

    def _relate(self, blocks: list[Block]) -> None:
        pick = self._random
        for _ in range(pick.choice((0, 1, 1, 1, 2))):
            if not self._published:
                return
            blocks.insert(pick.choice((1, len(blocks) // 2, len(blocks))), self.related())

    def related(self, style: str = "", count: int = 1) -> Related:
        """A 'Baca Juga' block that points at earlier articles."""
        pick = self._random
        style = style or pick.choice(self._markups)
        pool = self._published or [Link(title="Warga Menanam Seribu Pohon", path="/budaya/pohon")]
        links = tuple(pick.choice(pool) for _ in range(count))
        if style in WITHOUT_LINK:
            links = tuple(Link(title=link.title) for link in links)
        lead = self._paragraph() if style in WITH_LEAD else ""
        return Related(style=style, links=links, marker=pick.choice(words.MARKERS), lead=lead)

    def specimen(self) -> tuple[Block, ...]:
        """A body with every markup of the block, and all the prose that only looks like it.

        Several stand in a row; one is repeated, and last.
        """
        blocks: list[Block] = []
        for style in MARKUPS:
            blocks += [Paragraph(markup=self._paragraph()), self.related(style)]
        blocks += [Paragraph(markup=line) for line in words.LOOKALIKES]
        again = self.related("paragraph")
        blocks += [self.related("bold", count=4), Paragraph(markup=self._paragraph()), again, again]
        return tuple(blocks)
