"""Pages that ask for a password or a proof are no articles, whatever they say."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted

_NAV = "<nav>" + "".join(f'<a href="/{name}/">{name}</a>' for name in "abcdef") + "</nav>"
_FIELDS = '<input name="email"><input type="password" name="kunci"><button>Kirim</button>'
_FORM = f'<form method="post" action="/akun">{_FIELDS}</form>'
_WELCOME = (
    "<h1>Selamat datang kembali</h1><p>Simpan bacaan, ikuti penulis kesukaan Anda, dan lanjutkan"
    " membaca dari perangkat mana pun yang Anda miliki, kapan saja dan di mana saja.</p>"
)
_TERMS = "<p>Ketentuan layanan yang berlaku sejak 1 Januari 2025 mengikat semua pemilik akun.</p>"


def _verdict(
    inner: str, head: str = "", url: str = "https://kabar.example/akun"
) -> tuple[str, ...]:
    found = extracted(
        f"<head><title>Akun - Kabar</title>{head}</head><body>{inner}</body>", url=url
    )
    return (found.verdict, *found.reasons)


@pytest.mark.parametrize(
    "inner",
    [
        f"{_NAV}<main>{_WELCOME}{_FORM}{_TERMS}</main>",
        f'{_NAV}<div class="kotak">{_WELCOME}<div>{_TERMS}</div></div><div>{_FORM}</div>',
        f'<table><tr><td>{_NAV}</td><td class="isi">{_WELCOME}{_FIELDS}</td></tr></table>',
    ],
)
@pytest.mark.parametrize("head", ["", '<meta property="og:type" content="article">'])
def test_a_page_that_asks_for_a_password_is_none(inner: str, head: str) -> None:
    """Its form stands in no part of the page that others share."""
    assert _verdict(inner, head) == ("not_article", "login_page")


def test_a_dated_page_that_asks_for_a_password_in_its_text_is_none() -> None:
    """Its own day is that of the terms."""
    inner = f"{_NAV}<main>{_WELCOME}<time datetime='2025-01-01'>1 Januari 2025</time>{_FORM}</main>"
    assert _verdict(inner) == ("not_article", "login_page")


@pytest.mark.parametrize("path", ["masuk", "akun/login", "register/", "lupa-sandi"])
def test_an_address_says_so(path: str) -> None:
    """Where a code comes by telephone there is no password."""
    inner = f'{_NAV}<main>{_WELCOME}<form><input type="tel"></form>{_TERMS}</main>'
    url = f"https://kabar.example/{path}"
    assert _verdict(inner, url=url) == ("not_article", "login_page")


@pytest.mark.parametrize(
    "box",
    [
        f"<header><h1>Kabar</h1>{_FORM}</header>",
        f'<div class="sidebar">{_FORM}</div>',
        f'<div id="login-modal">{_FORM}</div>',
        f"<div hidden>{_FORM}</div>",
        f"<aside>{_FORM}</aside>",
        f'<div id="top"><div class="kotak">{_FORM}</div></div>',
        f"<div>{_FORM}</div>",
    ],
)
def test_an_article_beside_a_box_to_log_in_is_one(box: str) -> None:
    """Also a short one that nobody signed."""
    assert _verdict(f"{_NAV}{box}<main><h1>Air Surut</h1><p>{LEAD}</p></main>") == ("good",)


@pytest.mark.parametrize(
    "article",
    [
        f'<main><h1>Air Surut</h1><p class="meta">Oleh: Sari Wulan, 3 Maret 2026</p>{BODY}</main>',
        f"<main><h1>Air Surut</h1>{BODY * 20}</main>",
    ],
)
def test_an_article_with_a_box_without_a_name_is_one(article: str) -> None:
    """It is signed and dated, or says more than a form needs."""
    assert _verdict(f'{_NAV}<div class="kotak">{_FORM}</div>{article}') == ("good",)


@pytest.mark.parametrize(
    "proof",
    [
        '<div class="g-recaptcha"></div>',
        '<iframe src="https://captcha.example/x"></iframe>',
        '<form id="challenge-form" action="/?c=1"></form>',
        '<div id="cf-turnstile"></div>',
        '<script src="/cdn-cgi/challenge-platform/x.js"></script>',
        '<form action="/cdn-cgi/challenge-platform/x"></form>',
        '<meta http-equiv="refresh" content="5"><a href="/">Beranda</a>',
    ],
)
def test_a_page_that_wants_a_proof_is_none(proof: str) -> None:
    """It leads nowhere, or names a puzzle."""
    inner = f"<main><h1>Sebentar</h1><p>{LEAD}</p>{proof}<p>{SECOND}</p></main>"
    assert _verdict(inner) == ("not_article", "challenge_page")


def test_an_article_may_ask_who_is_to_read_on() -> None:
    """It is dated, and says that it is one."""
    wall = f'<div class="dinding"><p>Masuk untuk membaca</p>{_FORM}</div>'
    head = (
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-03-03T07:00:00+07:00">'
    )
    inner = f"{_NAV}<article><h1>Air Surut</h1>{BODY}{wall}</article>"
    assert _verdict(inner, head) == ("good",)


_SHORT = f"<p>{LEAD}</p><p>{SECOND}</p>"
_TITLES = ("Captcha Dihapus", "Security Check Tightened", "Access Denied | Kabar")


@pytest.mark.parametrize("title", _TITLES)
def test_a_title_alone_tells_a_page_that_says_nothing_of_who_wrote_it(title: str) -> None:
    """News of such pages is dated, is signed, or stands where bodies stand."""
    page = f"<title>{title}</title><body>{_NAV}<main><h1>{title}</h1>{{}}{_SHORT}</main>"
    url = "https://kabar.example/2026/03/03/kabar-desa/"
    assert extracted(page.format(""), url=url).reasons == ("challenge_page",)
    told = page.format('<time datetime="2026-03-03T07:00:00+07:00">3 Maret 2026</time>')
    assert extracted(told, url=url).verdict == "good"
    named = page.format("").replace("<main>", '<main class="entry-content">')
    assert extracted(named, url=url).verdict == "good"
    assert extracted(page.format(f"<p>{LAST}</p>"), url=url).verdict == "good"


@pytest.mark.parametrize(
    ("head", "article"),
    [
        ("<noscript><iframe src='https://tags.example/ns'></iframe></noscript>", _SHORT),
        ('<form action="/"><input name="s"></form>', _SHORT),
        ("", f'{_SHORT}<iframe src="https://film.example/embed/x"></iframe>'),
        (_NAV, f'{_SHORT}<form action="/coding-challenge/"><input name="email"></form>'),
        (_NAV, f'{BODY}<form class="komen"><div class="g-recaptcha"></div></form>'),
        (_NAV, f'<div class="entry-content">{_SHORT}</div><div class="g-recaptcha"></div>'),
        ('<meta name="robots" content="noindex">', BODY),
        (_NAV, f"{BODY}{_FORM}"),
    ],
)
def test_an_article_that_nobody_dated_is_one(head: str, article: str) -> None:
    """Whatever it asks for: it says more than a sentence or two, or stands where bodies stand."""
    assert _verdict(f"{head}<div><h1>Air Surut</h1>{article}</div>") == ("good",)


def test_comments_may_ask_for_a_proof() -> None:
    """As do many forms below an article."""
    form = '<div id="respond"><form><div class="g-recaptcha"></div></form></div>'
    assert _verdict(f"{_NAV}<main><h1>Air Surut</h1>{BODY}</main>{form}") == ("good",)


_NEWS = (
    "<p>Harga emas naik lima ribu rupiah, Selasa pagi. Kenaikan itu mengikuti harga dunia."
    " Penjualan toko emas di Kotasari masih sepi.</p>"
)
_CONTACT = '<form class="wpcf7"><input name="email"><div class="cf-turnstile"></div></form>'


@pytest.mark.parametrize("text", [_NEWS, f"<p>{LEAD}</p>"])
@pytest.mark.parametrize(
    "form", [_CONTACT, '<iframe src="https://www.google.com/recaptcha/api2/anchor"></iframe>']
)
@pytest.mark.parametrize("holder", ["<main>{}</main>", "<table><tr><td>{}</td></tr></table>"])
def test_news_of_a_site_that_asks_for_a_proof_elsewhere_is_an_article(
    text: str, form: str, holder: str
) -> None:
    """The page leads to more of the site, and tells what its heading says."""
    assert _verdict(f"{_NAV}{holder.format(f'<h1>Emas Naik</h1>{text}')}{form}") == ("good",)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="robots" content="noindex,follow">',
        '<meta http-equiv="refresh" content="300">',
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    ],
)
def test_what_ordinary_pages_hold_is_no_proof(head: str) -> None:
    """They are not to be found, load themselves anew, or are watched for robots."""
    assert _verdict(f"<main><h1>Air Surut</h1><p>{LEAD}</p></main>", head) == ("good",)


@pytest.mark.parametrize("day", ["", "<time datetime='2026-03-03'>3 Maret 2026</time>"])
@pytest.mark.parametrize("text", ["<div class='entry-content'>{}{}</div>", "{}<div>{}</div>"])
def test_a_box_to_log_in_may_stand_by_a_text_where_bodies_stand(day: str, text: str) -> None:
    """Within the text or below it; what stands there speaks to no reader."""
    told = f"<p>{LEAD}</p>" if text.startswith("<") else f"<div class=entry-content>{_SHORT}</div>"
    inner = f"{_NAV}<article><h1>Air Surut</h1>{day}{text.format(told, _FORM)}</article>"
    assert _verdict(inner) == ("good",)


def test_a_dated_text_where_bodies_stand_may_ask_its_readers_to_log_in() -> None:
    """Nobody signed it, and it does not say that it is an article."""
    day = "<time datetime='2026-03-03T07:00:00+07:00'>3 Maret 2026</time>"
    wall = f"<p>Masuk untuk melanjutkan membaca dengan akun Anda.</p>{_FORM}"
    inner = f"{_NAV}<h1>Air</h1>{day}<div class='entry-content'><p>{LEAD}</p>{wall}</div>"
    assert _verdict(inner) == ("good",)
