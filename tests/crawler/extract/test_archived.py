"""A page that a browser saved with its pictures in one file of MIME."""

import base64
import quopri

import pytest

from crawler.extract import parts_in
from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, TITLE, URL, extracted, page

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://purnawarta.com/a\r\n"
    "Subject: Jembatan\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Batas--x"\r\n\r\n'
)
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGFsbw==\r\n"
HTML = page(BODY, head=f'<link rel="canonical" href="{URL}">').encode()
BODIES = {
    "quoted-printable": quopri.encodestring(HTML).replace(b"\n", b"\r\n").decode("ascii"),
    "base64": base64.encodebytes(HTML).decode("ascii"),
    "8bit": HTML.decode(),
}


def _archive(how: str, head: str = HEAD) -> str:
    text = f"Content-Type: text/html\r\nContent-Transfer-Encoding: {how}\r\n\r\n{BODIES[how]}"
    parts = (PICTURE, text, text.replace("Kotasari", "Bingkai"))
    return head + "".join(f"------Batas--x\r\n{part}\r\n" for part in parts) + "------Batas--x--"


@pytest.mark.parametrize("how", BODIES)
@pytest.mark.parametrize("head", [HEAD, HEAD.replace("\r\n", "\n"), HEAD.partition("\n")[2]])
def test_the_first_page_in_an_archive_is_read(how: str, head: str) -> None:
    """Whatever its bytes are written as, and whichever browser wrote the head."""
    archive = _archive(how, head)
    found = extracted(archive)
    assert (found.verdict, found.title, found.body_parts) == ("good", TITLE, (LEAD, SECOND, LAST))
    assert parts_in(archive.encode(), url="https://purnawarta.com/").whole == URL


@pytest.mark.parametrize("payload", [HEAD, HEAD + PICTURE, _archive("base64").replace("PCFk", "P")])
def test_an_archive_without_a_page_is_no_article(payload: str) -> None:
    """As one whose letters were lost; none of its code is taken for a text."""
    found = extracted(payload)
    assert found.verdict != "good"
    assert "=3D" not in found.body


def test_a_text_that_speaks_of_mail_is_no_archive() -> None:
    """Though it begins as the head of a letter does."""
    html = page(f"<p>Subject: undangan rapat warga Kotasari pada hari Minggu.</p>{BODY}")
    assert extracted(f"From: redaksi\r\nSubject: berita\r\n\r\n{html}").body_parts[-1] == LAST
