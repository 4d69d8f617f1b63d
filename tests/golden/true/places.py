"""The places of an article that a piece may stand in, and pages of ordinary themes around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

Place = Callable[[str], tuple[str, list[str]]]

URL: Final = "https://purnawarta.com/nasional/desa/sungai-di-kotasari-meluap"
TITLE: Final = "Sungai di Kotasari Meluap, Tiga Dusun Terendam"
ELSEWHERE: Final = "https://kotasari.example/berkas/laporan"
OTHER: Final = "https://purnawarta.com/nasional/desa/jembatan-lama-kotasari"
LEAD: Final = (
    "Sungai di Kotasari meluap sejak Minggu malam dan merendam tiga dusun yang terletak di tepi "
    "timur, kata kepala desa setempat."
)
#: What stands between the places.
PROSE: Final = (
    "Seribu dua ratus warga mengungsi ke balai desa dan sekolah, menurut catatan kecamatan itu.",
    "Petugas membawa perahu karet dan makanan ke permukiman yang terputus karena jembatan hanyut.",
    "Pemerintah kabupaten menetapkan keadaan darurat selama tujuh hari dan membuka dapur umum.",
    "Petani memperkirakan panen mundur sampai bulan depan, sebab lumpur menutup saluran sawah.",
    "Guru dan murid membersihkan ruang kelas, meski buku pelajaran sudah tidak terselamatkan.",
    "Di Dusun Timur, para pemuda menjaga tanggul bergantian dengan penerangan lampu minyak.",
    "Harga beras di pasar induk belum berubah, tetapi pasokan dari desa mulai tersendat hari itu.",
    "Sampai Selasa pagi air surut di sebagian besar wilayah, tetapi listrik belum menyala di sana.",
)
_RELATED: Final = (
    '<div class="related-posts"><h3>Baca Juga</h3><ul>'
    f'<li><a href="{OTHER}">Jembatan Lama Kotasari Diperbaiki Warga Desa</a></li>'
    '<li><a href="https://purnawarta.com/nasional/pasar-teluksari">Pasar Teluksari Kembali Ramai'
    " Setelah Sepekan</a></li></ul></div>"
)
_NEWSLETTER: Final = (
    '<form class="newsletter-form" action="/buletin"><input type="email" name="email">'
    "<button>Kirim</button></form>"
)


def _set(html: str) -> Place:
    """Return the place that is ``html`` with the piece in its braces, and nothing else."""
    return lambda piece: (html.format(escape(piece, quote=False)), [piece])


def _item(piece: str) -> tuple[str, list[str]]:
    first, last = "Warga menunggu di balai desa", "Petugas mencatat nama mereka"
    html = f"<ul><li>{first}</li><li>{escape(piece, quote=False)}</li><li>{last}</li></ul>"
    return html, [first, piece, last]


def _last_item(piece: str) -> tuple[str, list[str]]:
    first = "Warga menunggu di balai desa"
    return f"<ol><li>{first}</li><li>{escape(piece, quote=False)}</li></ol>", [first, piece]


def _cell(piece: str) -> tuple[str, list[str]]:
    shown = escape(piece, quote=False)
    html = (
        f"<table><tr><td>Dusun Timur</td><td>{shown}</td></tr>"
        "<tr><td>Dusun Barat</td><td>Petugas desa</td></tr></table>"
    )
    return html, [f"Dusun Timur | {piece}", "Dusun Barat | Petugas desa"]


def _last_cell(piece: str) -> tuple[str, list[str]]:
    shown = escape(piece, quote=False)
    html = f"<table><tr><th>Hal</th><th>Isi</th></tr><tr><td>{shown}</td><td>Kami</td></tr></table>"
    return html, ["Hal | Isi", f"{piece} | Kami"]


def _box(piece: str) -> tuple[str, list[str]]:
    heading, first = "Keterangan Petugas", "Air surut sebelum tengah hari."
    html = (
        f'<div class="wp-block-group has-background"><h3>{heading}</h3><p>{first}</p>'
        f"<p>{escape(piece, quote=False)}</p></div>"
    )
    return html, [heading, first, piece]


def _button_box(piece: str) -> tuple[str, list[str]]:
    heading = "Pendaftaran Relawan"
    html = (
        f'<div class="kotak"><h3>{heading}</h3><p>{escape(piece, quote=False)}</p>'
        f'<a class="btn" href="{ELSEWHERE}">Laman kecamatan</a></div>'
    )
    return html, [heading, piece]


def _linked(url: str) -> Place:
    """Return a paragraph of which the first word that is long leads to ``url``."""

    def place(piece: str) -> tuple[str, list[str]]:
        word = max(piece.split(), key=len)
        shown, name = escape(piece, quote=False), escape(word, quote=False)
        return f"<p>{shown.replace(name, f'<a href={url!r}>{name}</a>', 1)}</p>", [piece]

    return place


#: Between paragraphs of the article: several of them may stand in one page.
WITHIN: Final[dict[str, Place]] = {
    "between": _set("<p>{}</p>"),
    "heading": _set("<h2>{}</h2>"),
    "anchor": _set('<h2 id="komentar">{}</h2>'),
    "listed_heading": _set('<h3><span id="Iklan_dan_menu">{}</span></h3>'),
    "item": _item,
    "bold": _set("<p><strong>{}</strong></p>"),
    "cell": _cell,
    "div": _set("<div>{}</div>"),
    "named_div": _set('<div class="css-1x2"><p>{}</p></div>'),
    "aside": _set("<aside><p>{}</p></aside>"),
    "quote": _set("<blockquote><p>{}</p></blockquote>"),
    "box": _box,
    "button_box": _button_box,
    "after_related": lambda piece: (f"{_RELATED}<p>{escape(piece, quote=False)}</p>", [piece]),
    "linked_out": _linked(ELSEWHERE),
    "linked_in": _linked(OTHER),
    "caption": _set(
        '<figure class="wp-block-image"><img src="/uploads/banjir.jpg" width="800" height="500">'
        "<figcaption>{}</figcaption></figure>"
    ),
}
#: At the ends, each with the paragraphs that follow it there.
ENDS: Final[dict[str, tuple[Place, str]]] = {
    "last": (WITHIN["between"], ""),
    "last_but_one": (WITHIN["between"], f"<p>{PROSE[-1]}</p>"),
    "last_bold": (WITHIN["bold"], ""),
    "last_item": (_last_item, ""),
    "last_cell": (_last_cell, ""),
    "last_named_div": (WITHIN["named_div"], ""),
    "before_form": (WITHIN["between"], _NEWSLETTER),
}
FIRST: Final = "first"
#: From a piece to the next on the same page: most kinds have fewer.
_STRIDE: Final = 53


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A true sentence or less.

    Attributes:
        kind: of what it is.
        text: as readers see it.
        places: that it may stand in; none for all.

    """

    kind: str
    text: str
    places: frozenset[str]

    def may_stand(self, place: str) -> bool:
        """Whether it may stand in ``place``."""
        return not self.places or place in self.places


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page with pieces in it.

    Attributes:
        html: the page, or its text.
        parts: of its article, in order, captions among them.
        placed: by place and piece the parts that stand there, the piece in one of them.
        media_type: of what it is.

    """

    html: str
    parts: list[str]
    placed: dict[tuple[str, str], list[str]]
    media_type: str = "text/html"


def _plain(body: str) -> str:
    return (
        f'<body class="single single-post postid-42"><article><h1 class="entry-title">{TITLE}</h1>'
        f'<div class="entry-content">{body}</div></article>'
    )


def _full(body: str) -> str:
    return (
        '<meta property="article:published_time" content="2025-03-03T08:00:00+07:00"></head>'
        '<body class="single single-post postid-42"><header class="site-header"><nav>'
        '<a href="/">Beranda</a><a href="/nasional">Nasional</a><a href="/ekonomi">Ekonomi</a>'
        '</nav></header><main><article class="post"><header class="entry-header">'
        f'<h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><time '
        'datetime="2025-03-03T08:00:00+07:00">3 Maret 2025</time> oleh <a href="/author/sari">'
        f'Sari Wulan</a></div></header><div class="entry-content">{body}</div>'
        '<div class="post-tags"><a href="/tag/banjir">banjir</a></div></article></main>'
        '<aside class="sidebar"><h3>Terpopuler</h3><a href="/a">Pasar Desa Dibuka Kembali</a>'
        '</aside><footer class="site-footer"><p>© 2025 Purna Warta</p></footer>'
    )


def _nameless(body: str) -> str:
    return (
        '</head><body><nav><a href="/">Beranda</a> <a href="/nasional">Nasional</a></nav>'
        f"<main><div><h1>{TITLE}</h1><div>{body}</div></div></main><div><p>© 2025</p></div>"
    )


THEMES: Final = {"plain": _plain, "full": _full, "nameless": _nameless}


def page(theme: str, given: Sequence[tuple[str, str]]) -> Page:
    """Return a page of ``theme`` with pieces in their places, those between paragraphs first."""
    body, parts, placed = f"<p>{LEAD}</p>", [LEAD], {}
    behind = f"<p>{PROSE[-1]}</p>"
    for count, (name, piece) in enumerate(given):
        place, behind = ENDS.get(name, (WITHIN.get(name, WITHIN["between"]), behind))
        html, shown = place(piece)
        placed[name, piece] = shown
        prose = PROSE[count % (len(PROSE) - 1)]
        if name == FIRST:
            body, parts = f"{html}{body}<p>{prose}</p>", [*shown, *parts, prose]
        else:
            body, parts = f"{body}<p>{prose}</p>{html}", [*parts, prose, *shown]
    if PROSE[-1] in behind:
        parts.append(PROSE[-1])
    head = f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{TITLE}</title>'
    return Page(html=head + THEMES[theme](body + behind), parts=parts, placed=placed)


def pages(pieces: Sequence[Piece]) -> Iterator[Page]:
    """Yield pages on which each piece stands once in each place that it may.

    Between paragraphs, pieces of other kinds stand in the other places.
    """
    names, count = list(THEMES), len(pieces)
    for turn in range(count):
        rows = [(name, pieces[(turn + step * _STRIDE) % count]) for step, name in enumerate(WITHIN)]
        ends = [[(name, pieces[(turn + _STRIDE) % count])] for name in ENDS]
        ends[0].insert(0, (FIRST, pieces[turn]))
        for step, group in enumerate((rows[::2], rows[1::2], *ends)):
            placed = [(name, piece.text) for name, piece in group if piece.may_stand(name)]
            if placed:
                yield page(names[(turn + step) % len(names)], placed)


def texts(pieces: Sequence[Piece]) -> Iterator[Page]:
    """Yield plain texts with three pieces each: the first paragraph, one between, the last."""
    whole = [piece.text for piece in pieces if not piece.places]
    for turn, first in enumerate(whole):
        between, last = (whole[(turn + step * _STRIDE) % len(whole)] for step in (1, 2))
        parts = [first, LEAD, PROSE[0], between, *PROSE[1:3], last]
        placed = {(FIRST, first): [first], ("between", between): [between], ("last", last): [last]}
        text = "\n\n".join((TITLE, *parts))
        yield Page(html=text, parts=parts, placed=placed, media_type="text/plain")
