"""Invented pages for the tests of extraction: people, places and events exist nowhere."""

from dataclasses import replace

from crawler.extract import Extraction, extract
from crawler.sites import Site, site_for_url

URL = "https://purnawarta.com/nasional/desa/jembatan-lama-kotasari-diperbaiki-warga"
TITLE = "Jembatan Lama Kotasari: Warga Bergotong Royong"
LEAD = (
    "Kotasari, Purna Warta – Warga Kotasari memperbaiki jembatan lama yang rusak diterjang banjir "
    "pada awal pekan ini, kata seorang pengurus desa."
)
SECOND = (
    "Pengurus itu menambahkan bahwa bantuan akan tiba sebelum hari raya, meski jalan utama masih "
    "tertutup lumpur dan batu."
)
LAST = (
    "Perbaikan diharapkan selesai sebelum musim tanam, sehingga petani dapat kembali ke sawah "
    "mereka tanpa memutar jauh."
)
#: What states the name of the site in a page's head.
NAMED = '<meta property="og:site_name" content="Kabar Kotasari">'


def site() -> Site:
    """Return the site that the pages are of, with a line that it names as none of its articles'."""
    return replace(site_for_url(URL), lines_cut=frozenset({"Kabar Kotasari nomor 3, untuk warga."}))


def page(body: str, *, head: str = "", around: tuple[str, str] = ("", "")) -> str:
    """Return an article page of a plain theme, ``body`` in its container."""
    before, after = around
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{TITLE}</title>{head}'
        f'</head><body class="single single-post postid-42"><article>{before}'
        f'<h1 class="entry-title">{TITLE}</h1><div class="entry-content">{body}</div>{after}'
        "</article></body></html>"
    )


def paragraphs(*texts: str) -> str:
    """Return ``texts`` as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


BODY = paragraphs(LEAD, SECOND, LAST)


def extracted(html: str, *, url: str = URL) -> Extraction:
    """Return what is extracted from ``html``."""
    return extract(html.encode("utf-8", "surrogatepass"), url=url, site=site_for_url(url))


def from_text(text: str) -> Extraction:
    """Return what is extracted from plain text."""
    return extract(text.encode(), url=URL, site=site(), media_type="text/plain")
