"""A 200 that is not the article: nothing, a challenge, another page, half a page."""

from dataclasses import replace

from tests.site.behaviours.chain import Visit, behaviour
from tests.site.http import Answer, Request, html
from tests.site.surfaces import missing

_CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="refresh" content="390"></head><body class="no-js"><div class="main-wrapper">
<h1>{host}</h1><h2 id="challenge-running">Checking if the site connection is secure</h2>
<noscript><div>Enable JavaScript and cookies to continue</div></noscript>
<div id="challenge-body-text">{host} needs to review the security of your connection before
proceeding.</div></div><script>window._chl_opt={{cType:'managed'}};</script></body></html>
"""

_BILL = """<!doctype html><html lang="id"><head><meta charset="utf-8">
<title>Tagihan Bulan Ini Belum Lunas</title></head><body><div class="isi">
<h1>Tagihan Bulan Ini Belum Lunas</h1>
<p>Pelanggan yang terhormat, sampai pagi ini kami belum menerima pembayaran untuk sambungan rumah
Anda, sehingga kecepatannya kami turunkan sampai tagihan itu dilunasi.</p>
<p>Pembayaran dapat dilakukan di gerai mana pun dengan menyebutkan nomor sambungan, atau lewat
petugas kami yang berkeliling setiap hari kerja. Setelah lunas, sambungan pulih dalam satu jam.</p>
</div></body></html>
"""


@behaviour()
def empty_answer(visit: Visit) -> Answer:
    """A 200 without a body: it must not overwrite an article."""
    return replace(visit.proceed(), body=b"")


@behaviour()
def blank_page(visit: Visit) -> Answer:
    """A 200 with white space only: PHP died after the headers."""
    return replace(visit.proceed(), body=b"\n\n \n")


@behaviour()
def soft_404(visit: Visit) -> Answer:
    """The 'not found' page with status 200."""
    return replace(missing.answer(visit.wordpress), status=200)


@behaviour()
def challenge(visit: Visit) -> Answer:
    """A challenge page with 200: green status, no article."""
    return html(_CHALLENGE.format(host=visit.request.header("Host")))


@behaviour()
def challenge_with_403(visit: Visit) -> Answer:
    """The same with 403, as it is usually sent."""
    headers = (("cf-mitigated", "challenge"), ("Cache-Control", "private, max-age=0"))
    page = _CHALLENGE.format(host=visit.request.header("Host"))
    return html(page, status=403, headers=headers)


@behaviour()
def home_instead(visit: Visit) -> Answer:
    """The home page under the article's address, with 200: a plugin's answer to what is missing."""
    return visit.proceed(Request(method="GET", target="/", headers=visit.request.headers))


@behaviour()
def other_article_instead(visit: Visit) -> Answer:
    """Another article under this address: a cache that mixed up its keys."""
    other = next(p for p in visit.wordpress.live() if p.path != visit.request.path)
    return visit.proceed(Request(method="GET", target=other.path, headers=visit.request.headers))


@behaviour()
def login_wall(visit: Visit) -> Answer:
    """A 200 that asks to log in, with the article's title and its first words."""
    post = visit.post
    title = post.title_html if post else "Masuk"
    form = "<form id='loginform'><p>Silakan masuk untuk membaca selengkapnya.</p></form>"
    return html(f"<!doctype html><title>{title}</title><h1>{title}</h1>{form}")


@behaviour()
def database_error(visit: Visit) -> Answer:
    """`Error establishing a database connection` with 200, through a cache that lost the 500."""
    del visit
    return html("<!DOCTYPE html><html><body><h1>Error establishing a database connection</h1>")


@behaviour()
def bill_instead(visit: Visit) -> Answer:
    """A page of somebody between the site and its readers, with words of its own."""
    del visit
    return html(_BILL)


@behaviour()
def page_cut_short(visit: Visit, *, keep: float = 0.4) -> Answer:
    """The first part of the page only, in a complete answer: PHP ran out of time."""
    answer = visit.proceed()
    return replace(answer, body=answer.body[: int(len(answer.body) * keep)])


@behaviour()
def page_that_always_differs(visit: Visit) -> Answer:
    """View counts, nonces and advertisements change at each request; the article does not."""
    answer = visit.proceed()
    noise = f'<div class="iklan" data-nonce="{visit.dice.random():.12f}">{visit.count} kali</div>'
    return replace(answer, body=answer.body.replace(b"</body>", noise.encode() + b"</body>"))


@behaviour()
def notice_before_page(visit: Visit) -> Answer:
    """A PHP warning before the document."""
    answer = visit.proceed()
    notice = (
        b"<br />\n<b>Warning</b>:  Undefined variable $tie in <b>single.php</b> on line 3<br />\n"
    )
    return replace(answer, body=notice + answer.body)
