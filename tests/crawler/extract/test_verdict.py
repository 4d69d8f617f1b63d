"""What is no article, and what a person should look at."""

import pytest

from crawler.extract import extract
from tests.crawler.extract.pages import (
    BODY,
    LAST,
    LEAD,
    SECOND,
    TITLE,
    URL,
    extracted,
    page,
    paragraphs,
    site,
)


@pytest.mark.parametrize(
    ("classes", "reason"),
    [
        ("home blog", "home_page"),
        ("archive category category-iran", "section_page"),
        ("archive tag", "tag_page"),
        ("archive author", "author_page"),
        ("archive date", "date_page"),
        ("search search-results", "search_page"),
        ("error404", "not_found"),
        ("attachment single single-attachment", "attachment_page"),
        ("page page-id-2", "static_page"),
        ("login", "login_page"),
    ],
)
def test_wordpress_says_what_a_page_is(classes: str, reason: str) -> None:
    """By the classes of its body."""
    html = page(BODY).replace("single single-post postid-42", classes)
    found = extracted(html)
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


@pytest.mark.parametrize(
    ("url", "title", "reason"),
    [
        ("https://purnawarta.com/", "Purna Warta", "home_page"),
        ("https://purnawarta.com/tag/iran", "Iran", "tag_page"),
        ("https://purnawarta.com/internasional/page/2", "Internasional", "archive_page"),
        ("https://purnawarta.com/?s=air", "air", "search_page"),
        (URL, "Just a moment...", "challenge_page"),
        (URL, "Attention Required! | Cloudflare", "challenge_page"),
        (URL, "Purna Warta | Please Wait...", "challenge_page"),
        (URL, "Halaman tidak ditemukan – Purna Warta", "not_found"),
        (URL, "Purna Warta - Maaf, halaman yang Anda cari tidak ditemukan", "not_found"),
        (URL, "404: This page could not be found", "not_found"),
        (URL, "Error 404 (Not Found)!!1", "not_found"),
        (URL, "Halaman Error 404", "not_found"),
        (URL, "Server Error: 404 - File or directory not found.", "not_found"),
        (URL, "Page you requested was not found", "not_found"),
        (URL, "Artikel yang Anda cari tidak ditemukan", "not_found"),
        (URL, "Maaf, konten yang diminta tidak dapat ditemukan", "not_found"),
        (URL, "Yah, halaman tidak ditemukan", "not_found"),
        (URL, "Postingan Tidak Ditemukan | Purna Warta", "not_found"),
        (URL, "Attention Required! Cloudflare", "challenge_page"),
        (URL, "One moment, please while we check", "challenge_page"),
    ],
)
def test_other_signs(url: str, title: str, reason: str) -> None:
    """Where no class says it: the address, the title."""
    html = f"<title>{title}</title><body><main>{BODY}</main>"
    found = extracted(html, url=url)
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


_SAID = paragraphs(
    "Laman desa itu tidak dapat dibuka sejak Senin pagi, kata kepala desa Kotasari, dan warga "
    "diminta datang ke kantor kecamatan."
)


@pytest.mark.parametrize(
    "title",
    [
        "Just a Moment, Lagu Baru Sari Wulan",
        "Attention Required: Film Pendek Terbaik",
        "Please Wait, Kata Petugas Loket",
        "Dua Nelayan Teluksari Tidak Ditemukan",
        "404 Rumah di Kotasari Rusak",
        "Laman Desa Kotasari Tidak Bisa Ditemukan di Google",
        "Dokumen yang Dicuri Tidak Ditemukan",
        "Oops, Camat Salah Sebut Nama",
        "Captcha Tak Lagi Manjur, Ini Sebabnya",
    ],
)
@pytest.mark.parametrize("body", [BODY, paragraphs(LEAD), _SAID])
def test_a_headline_that_begins_or_ends_like_such_a_title_is_news(title: str, body: str) -> None:
    """Though the page does not say that it is an article: of those titles the words are all."""
    html = f"<title>{title} - Kabar Desa</title><body><main><h1>{title}</h1>{body}</main>"
    assert extracted(html).verdict == "good"


_MISSING = paragraphs(
    "Maaf, halaman yang Anda tuju mungkin sudah dipindahkan, dihapus oleh redaksi, atau alamatnya "
    "salah ketik sehingga tidak dapat kami tampilkan.",
    "Silakan kembali ke beranda atau memakai kotak pencarian di atas untuk mencari berita lain.",
)
_MOVED = paragraphs(
    "Tautan itu rusak, atau halaman yang diminta sudah tidak ada lagi di server ini, dan tidak "
    "akan ditampilkan kembali sampai pemberitahuan berikutnya."
)

_GONE = paragraphs(
    "Tidak ada yang dapat ditampilkan di lokasi ini untuk sekarang. Mungkin artikel itu telah "
    "dihapus, atau dipindahkan ke bagian lain."
)
_NOTHING = paragraphs(
    "We are afraid that there is nothing to be seen here. Maybe one of the links in the menu leads "
    "to what was asked for."
)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("404 Purna Warta", "not_found"),
        ("Oops, halaman hilang", "not_found"),
        ("Maaf, berita tidak ditemukan di situs ini", "not_found"),
        ("Sorry, we couldn't find that page: 404", "not_found"),
        ("Just a moment while we check", "challenge_page"),
    ],
)
@pytest.mark.parametrize("body", [_MISSING, _MOVED, _GONE, _NOTHING])
def test_such_words_refuse_a_page_that_tells_no_news(title: str, reason: str, body: str) -> None:
    """Wherever they stand in its title: it speaks to its readers, or of a page that is missing."""
    html = f"<title>{title}</title><body><main><h1>{title}</h1>{body}</main>"
    found = extracted(html)
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


def test_an_article_about_such_things_is_one() -> None:
    """Words of a title refuse no page that says it is an article."""
    html = page(BODY).replace(TITLE, "Sidang 404 Ditunda: Access Denied Kata Layar")
    assert extracted(html).verdict == "good"


def test_other_systems_use_wordpress_s_words() -> None:
    """A class "page" on a page that says it is an article means nothing."""
    script = '<script type="application/ld+json">{"@type":"NewsArticle"}</script>'
    html = page(BODY, head=script).replace("single single-post postid-42", "page tag home")
    assert extracted(html).verdict == "good"


def _shows(*resources: str) -> str:
    """Return a page as ``page``, of a theme without classes, whose head names ``resources``."""
    link = '<link rel="alternate" type="application/json" href="https://purnawarta.com/wp-json%s">'
    html = page(BODY, head="".join(link % one for one in resources))
    return html.replace(' class="single single-post postid-42"', "")


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        ("/wp/v2/categories/22", "section_page"),
        ("/wp/v2/tags/7", "tag_page"),
        ("/wp/v2/users/4", "author_page"),
        ("/wp/v2/pages/2", "static_page"),
    ],
)
def test_wordpress_names_what_a_page_shows(resource: str, reason: str) -> None:
    """In a link of its head, whatever the theme."""
    found = extracted(_shows(resource))
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


@pytest.mark.parametrize(
    "resources",
    [
        (),
        ("/wp/v2/posts/42",),
        ("/wp/v2/berita/42",),
        ("/wp/v2/posts/42", "/wp/v2/users/4"),
        ("/wp/v2/users",),
    ],
)
def test_a_page_that_shows_a_post_is_none_of_those(resources: tuple[str, ...]) -> None:
    """Nor is one that names several, or a kind of post of the site's own."""
    assert extracted(_shows(*resources)).verdict == "good"


def test_a_post_that_the_head_names_is_an_article() -> None:
    """Few words are enough where they stand alone in a named body, as where a class says so."""
    few = "<p>Jembatan lama Kotasari ditutup sehari.</p>"
    assert extracted(_shows("/wp/v2/posts/42").replace(BODY, few)).verdict == "good"
    assert extracted(_shows().replace(BODY, few)).reasons == ("body_short",)


_EXCERPTS = "".join(
    f'<h2><a href="%s{number}">{title}</a></h2><small>{number} Mei 2025 oleh Redaksi</small>'
    f"<p>{text}</p>"
    for number, (title, text) in enumerate(
        [("Jembatan Diperbaiki", LEAD), ("Bantuan Tiba", SECOND), ("Petani Menanam", LAST)], 1
    )
)


def _bare(body: str) -> str:
    return page(body).replace(' class="single single-post postid-42"', "")


@pytest.mark.parametrize("title", ["", "<h2>Hasil pencarian: desa</h2>"])
def test_titles_that_lead_to_others_make_a_list(title: str) -> None:
    """Where nothing says that the page is an article, however much is shown of each."""
    found = extracted(_bare(title + _EXCERPTS % ("/desa/kabar-", "/desa/kabar-", "/desa/kabar-")))
    assert (found.verdict, found.reasons) == ("not_article", ("listing",))


@pytest.mark.parametrize("place", ["#bagian-", f"{URL}/", "https://desa.example/kabar-"])
def test_headings_that_lead_elsewhere_are_an_article_s(place: str) -> None:
    """To places and parts of the page itself, or to what it speaks of."""
    assert extracted(_bare(_EXCERPTS % (place, place, place))).verdict == "good"


def test_an_article_may_sum_up_others() -> None:
    """A page that says it is an article may have such headings, too."""
    found = extracted(page(_EXCERPTS % ("/desa/kabar-", "/desa/kabar-", "/desa/kabar-")))
    assert found.verdict == "good"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "body_empty"),
        ("<p>Air surut</p>", "body_short"),
        (BODY + "<p>Baca Juga: kabar lain dari desa</p>", "marker_left"),
    ],
)
def test_doubts(body: str, reason: str) -> None:
    """Each with its own code."""
    found = extracted(page(body))
    assert found.verdict == "suspect"
    assert reason in found.reasons


def test_a_body_that_json_ld_contradicts() -> None:
    """Something else was found than what the page says it holds."""
    words = " ".join(f"kata{n}" for n in range(50))
    script = '<script type="application/ld+json">{"@type":"Article","articleBody":"%s"}</script>'
    assert extracted(page(BODY, head=script % words)).reasons == ("differs_from_json_ld",)
    assert extracted(page(BODY, head=script % f"{LEAD} {SECOND} {LAST}")).verdict == "good"


def test_a_locked_post_is_no_article() -> None:
    """WordPress answers 200 with a form."""
    form = '<form action="/wp-login.php?action=postpass" class="post-password-form"></form>'
    assert extracted(page(form)).reasons == ("password_page",)


def test_an_article_that_names_such_a_form_is_one() -> None:
    """Only a form locks a post: a script or a text may speak of it."""
    script = "<script>lock('post-password-form', 'wp-login.php?action=postpass')</script>"
    assert extracted(page(BODY, head=script)).verdict == "good"


def test_a_caricature_is_an_article() -> None:
    """A picture may be all there is."""
    found = extracted(page('<figure><img src="/k.jpg"></figure>'))
    assert found.verdict == "good"
    assert [block.kind for block in found.blocks] == ["image"]


@pytest.mark.parametrize(
    ("payload", "media_type", "reason"),
    [
        (b"", "text/html", "page_empty"),
        (b" \n\x00 ", "text/html", "body_empty"),
        (b"%PDF-1.4", "application/pdf", "media_type"),
        (b"{}", "application/json", "media_type"),
    ],
)
def test_what_is_no_page(payload: bytes, media_type: str, reason: str) -> None:
    """Nothing, and other media."""
    found = extract(payload, url=URL, site=site(), media_type=media_type)
    assert (found.verdict, found.reasons) == ("not_article", (reason,))


@pytest.mark.parametrize(
    "end", ["", "</p>", "</p><p", "</p><p>Perbaikan dihar", "</p><ul><li>Satu"]
)
def test_a_page_that_breaks_off_within_its_text(end: str) -> None:
    """The answer was whole, the page is not: a cache, or a server that was stopped."""
    whole = page(BODY)
    found = extracted(whole[: whole.index(SECOND) + len(SECOND)] + end)
    assert (found.verdict, found.reasons) == ("suspect", ("page_truncated",))


@pytest.mark.parametrize("lacks", ["</body></html>", "</html>"])
def test_a_page_that_does_without_its_last_tags_is_whole(lacks: str) -> None:
    """HTML lets them be left out; so does a page that breaks off behind its text."""
    whole = page(BODY, around=("", "<footer>Tentang kami</footer>"))
    assert extracted(whole.replace(lacks, "")).verdict == "good"
    assert extracted(whole[: whole.index("kami")]).verdict == "good"
    assert extracted(f"<h1>{TITLE}</h1>{paragraphs(LEAD, SECOND)}").verdict == "good"
