"""Mutated, truncated, nested and random pages: nothing fails, nothing takes long."""

import json
import os
import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import Extraction, extract
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, URL, page, paragraphs, site

#: ``HOSTILE_PAGES=10000`` for the whole figure; fewer in each run of the tests.
PAGES = int(os.environ.get("HOSTILE_PAGES", "300"))
LONGEST_S = 1.0
SOURCE = page(
    paragraphs(LEAD, SECOND)
    + '<p>Baca Juga: <a href="/nasional/x">Panen Padi Dimulai</a></p><ul><li>Satu</li></ul>'
    "<table><tr><td>a</td><td>b</td></tr></table><figure><img src=a><figcaption>c</figcaption>"
    + paragraphs(LAST),
    head='<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>',
    around=("<nav>Menu</nav>", '<div id="comments"><form></form></div>'),
).encode()
TOKENS = (
    b"<div>", b"</div>", b"<p>", b"<table>", b"<td>", b'<a href="http://[::1">', b"<a href=//\xff>",
    b"<b>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"\x00", b"\xff\xfe",
    b"&#xD800;", b"&#0;", b"<svg>", b"<math>", b"<template>", b"<select>", b"<form>", b"<iframe>",
    b"<plaintext>", b"<noscript>", b"<ul>", b"<li>", b"Baca Juga: ", b"<br>", b"</body>", b"<h1>",
    b"<blockquote>", b"<figure>", b'<img src="http://[">', b'<time datetime="9999-99-99">',
    b'<time datetime="0001-01-01T00:00:00+14:00">', b'<script type="application/ld+json">{"@type":',
)  # fmt: skip


def try_one(payload: bytes, media_type: str = "text/html") -> Extraction:
    """Extract, and use what comes out as the pipeline does."""
    begun = time.process_time()
    found = extract(payload, url=URL, site=site(), media_type=media_type)
    assert time.process_time() - begun < LONGEST_S
    found.body.encode()
    json.dumps([block.as_json() for block in found.blocks]).encode()
    return found


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """Yield pages that are broken in all the ways that a network and an editor know."""
    chance = random.Random(seed)
    for _ in range(count):
        raw = bytearray(SOURCE)
        way = chance.randrange(5)
        if way == 0:
            del raw[chance.randrange(len(raw)) :]
        elif way == 1:
            for _ in range(chance.randrange(1, 60)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        elif way == 2:
            for _ in range(chance.randrange(1, 40)):
                place = chance.randrange(len(raw))
                raw[place:place] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 50))
        elif way == 3:
            start, end = sorted((chance.randrange(len(raw)), chance.randrange(len(raw))))
            del raw[start:end]
        else:
            raw = bytearray(b"".join(chance.choices(TOKENS, k=chance.randrange(1500))))
        yield bytes(raw)


def test_mutated_pages() -> None:
    """The same ones in each run."""
    try_one(SOURCE.replace(b"<nav>", b'<span class="date">1 Mei 2024</span><nav>'))  # imports
    for payload in mutations(20240216, PAGES):
        try_one(payload)


PROSE = BODY.encode()
BOMBS = {
    "asides of authors": b"<aside><p class=author><b>Sari</b> x</p></aside>" * 8_000,
    "drawn buttons": PROSE + b"<div class=btn>Baca semua</div>" * 8_000 + PROSE,
    "drawn buttons in one line": (
        PROSE + b"<div>" + b"<span class=btn>Baca semua</span>" * 8_000 + b"</div>" + PROSE
    ),
    "deep divs": b"<div>" * 100_000 + b"teks " * 20 + b"</div>" * 100_000,
    "divs that others end": b"<div></span>" * 40_000 + b"teks " * 20,
    "spans that others hold open": b"<span><div></span></div>" * 40_000 + b"teks " * 20,
    "tables that hold divs open": b"<div><table><tr><td></div>" * 20_000 + b"teks " * 20,
    "forms": b"<form><div></form>" * 30_000 + b"teks " * 20,
    "bodies": b"<body><div></body>" * 30_000 + b"teks " * 20,
    "divs out of scripting": b"<noscript><div></noscript>" * 30_000 + b"teks " * 20,
    "paths": b"<path>" * 40_000 + b"<div></div>" * 40_000 + b"teks " * 20,
    "deep spans": b"<span>" * 50_000 + b"teks " * 20,
    "formatting": b"<p>" + b"".join(b"<b a=%d>" % n for n in range(3000)) + b"</p><p>a</p>" * 3000,
    "deep lists": b"<ul><li>" * 40_000 + b"teks",
    "deep tables": b"<table><tr><td>" * 20_000 + b"teks " * 20,
    "deep quotes": b"<blockquote>" * 20_000 + b"teks " * 20,
    "links": b"<a href=x>" * 50_000 + b"teks",
    "attributes": b"<div " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">teks",
    "long class": b'<div class="' + b"x " * 500_000 + b'">teks',
    "long class around lines": b'<div class="' + b"x " * 50_000 + b'">' + b"a\nb<br>" * 5_000,
    "long style around lines": b'<p style="' + b"x:y;" * 25_000 + b'">' + b"a\nb<br>" * 5_000,
    "breaks": b"teks<br>" * 100_000,
    "options": b"<select><option>" * 30_000,
    "markers": b"<p>" + b"Baca juga: " * 200_000 + b"</p>",
    "markers without links": PROSE + b"<ul><li>" + b"Baca Juga: A. " * 3_000 + b"</li></ul>",
    "labels": b"<p>Baca Juga:</p>" * 20_000,
    "related": b"<p>" + b"Baca juga: <a href=/x/y>Judul Lain</a> " * 10_000 + b"</p>",
    "radios": b"<p>teks</p><div>" + b"<input type=radio>" * 20_000,
    "buttons": b"<p>teks</p><div>" + b"<button>Ya</button>" * 20_000,
    "links as buttons": b"<p>teks</p><div>" + b'<a class="btn" href="/x">Ya</a>' * 20_000,
    "spaces": b"<p>" + b" " * 3_000_000 + b"</p>",
    "points": b"<p>" + b".!?)]" * 800_000 + b"</p>",
    "references": b"&" * 1_000_000,
    "json": b'<script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script>",
    "comment headings": b"<p>3 Komentar</p>" * 20_000 + b"<p>Leave a Reply</p>",
    "labels that head sentences": PROSE + b"<p><b>Iklan</b></p><p>Satu kalimat saja.</p>" * 500,
    "markers that head sentences": PROSE + b"<h2>Baca Juga</h2><p>Satu kalimat.</p>" * 2_000,
    "places of errors": PROSE + b"<p>Warning: " + b"in /a.php " * 40_000 + b" on line x</p>",
    "dates": b'<span class="post-date">3 jam </span>' * 20_000,
    "nested boxes": b'<div class="share">' * 3_000 + b"teks panjang " * 20,
    "nested prose": (b'<div class="related"><p>' + b"kata " * 60) * 2_000,
    "headings of comments": PROSE + b"<h3>Komentar</h3><p>Pendek saja.</p>" * 2_000,
    "headings of forms": PROSE
    + b"<p>Tinggalkan Balasan</p><p>Satu kalimat saja, tetapi panjang.</p>" * 2_000,
    "nested boxes of fields": b"<div class=x><input>" * 240 + b"kata " + b"<input>" * 9_000,
    "lines above the title": b"</div></article>" + b"a<br>" * 100_000 + b"<h1>Judul</h1>" + PROSE,
    "nested calls": b"<div class=x>" * 230 + b"Ikuti kami di sini" + b"<i></i>" * 5_400,
    "nested pairs": b"<div><i></i>" * 200 + b"<b><a href=/x>satu dua tiga empat</a>x</b>" * 3_000,
    "nested cells": b"<table><tr><td><p>teks panjang sekali</p>" * 3_000,
    "spaced author": b"<p class=author>Sari" + b" " * 100_000 + b"Wulan</p>" + PROSE,
    "links to authors": b'<a rel="author" href="/a">123</a>, ' * 6_000 + PROSE,
    "lines of authors": b'<p><a rel="author" href="/a">123</a>, x</p>' * 6_000 + PROSE,
    "byline of one word": b"<p>Oleh " + b"A" * 110 + b"/</p>" + PROSE,
    "byline of one word behind a date": b"<p>8 Maret 2026 oleh " + b"a" * 220 + b"/</p>" + PROSE,
    "page of digits": PROSE + b"<p>Halaman " + b"1" * 230 + b"x</p>",
    "days that were updated": b"<p>1 jan 2026%s" % (b" updated 1 jan 2026" * 12 + b"/</p>") * 4
    + PROSE,
    "listed dashes": b"<ul><li>" + b"-" * 100_000 + b"x: y</li><li>Budi</li></ul>" + PROSE,
    "listed bars": b"<ul><li>" + b"| " * 50_000 + b"x: y</li><li>Budi</li></ul>" + PROSE,
    "stated dates": b"<time datetime='" + b"updated 2024/01/01 " * 2_000 + b"'>x</time>" + PROSE,
    "stated date of tabs": b"<time datetime='a(1" + b"\t" * 8_000 + b"'>x</time>" + PROSE,
    "shortcode of hyphens": PROSE + b"<p>[x1" + b"-" * 90_000 + b"/x</p>",
    "shortcodes without an end": PROSE + b"<p>" + b"[x a=" * 8_000 + b"</p>",
    "shortcode of values": PROSE + b"<p>[x" + b" a=''" * 8_000 + b"</p>",
    "shortcode of quotes": PROSE + b"<p>[x" + b" a='b" * 8_000 + b"</p>",
    "slashes": PROSE + b"<link rel=canonical href='https://a.example/" + b"//a" * 30_000 + b"'>",
    "addresses": PROSE + b"<p>" + b"http://x.x/" * 8_000 + b"</p>",
    "picture of sizes": b'<img src="/' + b"-1x1" * 16_000 + b'">' + PROSE,
    "marks": PROSE + b"<p>a" + "\u0301\u0327".encode() * 25_000 + b"</p>",
    "marks in the title": b"<h1>a" + "\u0301\u0327".encode() * 25_000 + b"</h1>" + PROSE,
    "vowels that fall apart into marks": PROSE + b"<p>a" + "\u0f73".encode() * 40_000 + b"</p>",
    "such in the title": b"<h1>a" + "\u0f73".encode() * 40_000 + b"</h1>" + PROSE,
    "such in a date": b"<time>1 a" + "\u0301\u0f73".encode() * 20_000 + b"</time>" + PROSE,
    "boards": PROSE
    + b"<div><b>Desa hari ini</b><ul><li>Satu 1</li><li>Dua 2</li></ul></div>" * 3_000,
    "empty links": PROSE + b"<div class=k>" + b"<a href=/a></a>" * 13_000,
    "nested labels": PROSE + b"<section aria-labelledby=komentar-ahli>" * 240 + b"x " * 200_000,
    "nested cards": PROSE
    + b"<section class=q>" * 8
    + b"<div class=k><a href=/desa/panen-padi-dimulai-lagi></a><b>Panen Padi Dimulai Lagi</b></div>"
    * 4_000,
    "less than": b"<" * 1_000_000,
    "nul": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, media_type: str) -> None:
    """Whatever grows with the square of something is cut short."""
    head = b'<html><body class="single"><h1>Judul</h1><div class="entry-content">'
    try_one(head + BOMBS[name], media_type)


FRAGMENT = st.sampled_from([token.decode("latin-1") for token in TOKENS]) | st.text(max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENT, max_size=60))
def test_any_text(parts: list[str]) -> None:
    """Random text between random tags."""
    html = page("".join(parts)).encode("utf-8", "surrogatepass")
    found = try_one(html)
    again = extract(html, url=URL, site=site())
    assert found == again


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=500), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "big5", "x"]))
def test_any_bytes(payload: bytes, charset: str | None) -> None:
    """Random bytes under any charset."""
    extract(payload, url=URL, site=site(), charset=charset)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=12))
def test_plain_text_is_lost_nowhere(lines: list[str]) -> None:
    """Each line is title, body or a removed row."""
    text = "\n\n".join(lines)
    found = try_one(text.encode("utf-8", "surrogatepass"), "text/plain")
    told = [found.title or "", *found.body_parts, *(cut.text for cut in found.removed)]
    shown = "".join("".join(told).split())
    wanted = "".join("".join(extracted_lines(text)).split())
    if not any(cut.rule == "reader_comments" for cut in found.removed):
        assert sorted(shown) == sorted(wanted)


def extracted_lines(text: str) -> list[str]:
    """Return the lines of ``text`` as the extractor reads them: decoded, folded."""
    from crawler.extract.decode import decode
    from crawler.extract.text import fold

    return [fold(decode(text.encode("utf-8", "surrogatepass"), None)[0])]
