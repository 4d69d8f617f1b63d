"""What the server keeps of what it rendered."""

from functools import partial

from tests.site import Site, WordPress, serve
from tests.site.http import Answer, Request
from tests.site.kept import Kept

_ZIPPED = (("Accept-Encoding", "gzip"),)


def _get(site: Site) -> Answer:
    path = site.wordpress.live()[0].path
    return site.answer(Request(method="GET", target=path))


def test_a_page_is_rendered_once_until_the_site_changes(site: Site) -> None:
    before = _get(site)
    assert _get(site) is before
    site.wordpress.retitle(site.wordpress.live()[0], "Judul Baru")
    assert "Judul Baru" in _get(site).text


def test_a_page_is_kept_as_it_is_sent() -> None:
    with serve(WordPress(posts=1)) as site:
        path = site.wordpress.live()[0].path
        plain = site.answer(Request(method="GET", target=path))
        packed = site.answer(Request(method="GET", target=path, headers=_ZIPPED))
        assert (plain.header("Content-Encoding"), packed.header("Content-Encoding")) == ("", "gzip")
        assert site.answer(Request(method="GET", target=path)) is plain
        site.misbehave("empty_answer")
        assert site.answer(Request(method="GET", target=path)).body == b""
        site.behave()
        assert site.answer(Request(method="GET", target=path, headers=_ZIPPED)) is packed


def test_the_oldest_goes_where_there_is_no_room() -> None:
    kept, made = Kept(WordPress(posts=1), bytes_max=9), list[str]()

    def make(key: str) -> Answer:
        made.append(key)
        return Answer(body=b"1234")

    for key in "aabcba":
        kept.answer((key,), partial(make, key))
    assert made == ["a", "b", "c", "a"]
