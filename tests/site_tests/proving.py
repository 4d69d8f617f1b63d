"""The words in which proofs are written: what a behaviour changes on the wire, and what not."""

from collections.abc import Callable, Mapping

from tests.site import Site
from tests.site_tests.wire import Exchange, exchange

Proof = Callable[[Site], None]
REST = "/wp-json/wp/v2/posts"


def path(site: Site) -> str:
    """The newest article's path."""
    return site.wordpress.live()[0].path


def came(
    site: Site,
    target: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    wait_s: float = 5,
    most: int = 1 << 30,
) -> Exchange:
    """What a target (the newest article, if none is given) answers."""
    return exchange(site.port, target or path(site), headers, wait_s=wait_s, most=most)


def shows(
    name: str, check: Callable[[Exchange], bool], target: str = "", **options: object
) -> Proof:
    """With the behaviour on, an answer passes the check; without it, it does not."""

    def proof(site: Site) -> None:
        where = target or path(site)
        assert not check(came(site, where)), f"{name}: nothing to see"
        site.misbehave(name, **options)
        assert check(came(site, where)), f"{name}: {came(site, where).head}"

    return proof


def status(name: str, number: int, target: str = "", **options: object) -> Proof:
    """The answer has a status that it has not otherwise."""
    return shows(name, lambda got: got.status == number, target, **options)


def holds(name: str, words: bytes, target: str = "", **options: object) -> Proof:
    """The body holds bytes that it does not hold otherwise."""
    return shows(name, lambda got: words in got.body, target, **options)


def says(name: str, header: str, words: str, target: str = "", **options: object) -> Proof:
    """A header holds words that it does not hold otherwise."""
    return shows(name, lambda got: words in got.header(header), target, **options)


def in_turns(name: str, key: Callable[[Exchange], object], expected: list[object]) -> Proof:
    """The same target, asked several times, answers in this order."""

    def proof(site: Site) -> None:
        where = path(site)
        site.misbehave(name)
        assert [key(came(site, where)) for _ in expected] == expected

    return proof


def asked_with(name: str, expected: int, headers: Mapping[str, str]) -> Proof:
    """A request with some headers gets a status that it gets not otherwise."""

    def proof(site: Site) -> None:
        where = path(site)
        assert came(site, where, headers).status != expected
        site.misbehave(name)
        assert came(site, where, headers).status == expected

    return proof


def same_as(name: str, asked: str, other: str) -> Proof:
    """A REST question gets the answer of another one."""

    def proof(site: Site) -> None:
        plain, expected = (came(site, REST + query).body for query in (asked, other))
        assert plain != expected
        site.misbehave(name)
        assert came(site, REST + asked).body == expected

    return proof


def changes_the_site(name: str, target: str) -> Proof:
    """Asking once changes what the site holds."""

    def proof(site: Site) -> None:
        where = target or path(site)
        before = len(site.wordpress.journal)
        site.misbehave(name)
        came(site, where)
        came(site, where)
        assert len(site.wordpress.journal) > before

    return proof


def changes_an_answer(name: str) -> Proof:
    """Some surface answers otherwise: the least that a behaviour must do."""

    def proof(site: Site) -> None:
        surfaces = (path(site), "/", REST, "/feed/", "/robots.txt", "/wp-sitemap.xml")
        before = [came(site, target).raw for target in surfaces]
        site.misbehave(name)
        assert [came(site, target).raw for target in surfaces] != before

    return proof


def frozen(name: str, target: str) -> Proof:
    """What was said first is said again after an article came out."""

    def proof(site: Site) -> None:
        site.misbehave(name)
        first = came(site, target).body
        site.wordpress.advance(minutes=1)
        site.wordpress.publish()
        assert came(site, target).body == first
        site.behave()
        assert came(site, target).body != first

    return proof


def is_gzip(got: Exchange) -> bool:
    """Whether the body's bytes are gzip."""
    return got.body.startswith(b"\x1f\x8b")
