"""The log of requests proves that a crawl was polite, and shows one that was not."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.captures import CaptureError
from crawler.captures.requests import EndedLine, RequestLine, SentLine, read_log
from flows.checkup.politeness import Proof, judge
from flows.checkup.proving import prove
from flows.settings import read_settings
from tests.flows.world import Said, World

Warta = Callable[..., Said]
AT = datetime(2024, 2, 17, 3, tzinfo=UTC)
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nCrawl-delay: 2\n"


def sent(seconds: float, **fields: Any) -> SentLine:
    """A request to a site elsewhere, so long after the first."""
    at = AT + timedelta(seconds=seconds)
    given: dict[str, Any] = {
        "crawl": "a", "number": 1, "at": at, "sent_at": at, "sent_s": 1_000 + seconds,
        "url": "https://purnawarta.com/a", "host": "purnawarta.com", "kind": "page",
        "delay_s": 2, "concurrency": 1, "robots": "kept",
    }  # fmt: skip
    return SentLine(**given | fields)


def ended(seconds: float, **fields: Any) -> EndedLine:
    """The end of a request."""
    at = AT + timedelta(seconds=seconds)
    return EndedLine(crawl="a", number=1, at=at, **fields)


def judged(lines: Sequence[RequestLine], *, holds: int | None = None) -> Proof:
    """What such a log proves."""

    def rules(name: str) -> str | None:
        return ROBOTS if name == "kept" else None

    return judge(lines, rules, lambda *, is_loopback: None if is_loopback else holds)


POLITE: list[RequestLine] = [sent(0), ended(0.5), sent(2), ended(2.5), sent(4.5), ended(5)]


def test_a_polite_log_is_proven() -> None:
    proof = judged(POLITE)
    assert (proof.requests, proof.offences) == (3, [])
    assert proof.pauses == 2
    assert proof.minimum_gap_s == pytest.approx(2)
    assert (proof.per_minute, proof.per_hour) == (3, 3)


def test_only_pauses_that_were_due_are_measured() -> None:
    """A site on this machine may be asked without any, once its Crawl-delay is gone."""
    here: dict[str, Any] = {"host": "127.0.0.1:8380", "robots": None, "kind": "robots"}
    proof = judged([sent(0, **here), sent(2, **here), sent(2.1, **here, delay_s=0)])
    assert (proof.requests, proof.pauses, proof.offences) == (3, 1, [])
    assert proof.minimum_gap_s == pytest.approx(2)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([sent(0), sent(1.9)], "1.900 s after the one before, where 2 s were due"),
        ([sent(0), sent(1.9, crawl="b")], "1.900 s after the one before, where 2 s were due"),
        ([sent(0, delay_s=1)], "with a pause of 1 s in force, where 2 s were due"),
        ([sent(0, robots=None, kind="robots", delay_s=0.5)], "of 0.5 s in force, where 1 s"),
        ([sent(0, url="https://purnawarta.com/wp-admin/x")], "robots.txt does not allow it"),
        ([sent(0, robots=None)], "no robots.txt was in force"),
        ([sent(0, robots="other")], "no robots.txt was in force, or it was not kept"),
        (
            [sent(0), ended(1, status=429, retry_at=AT + timedelta(seconds=60)), sent(59)],
            "before 2024-02-17T03:01:00+00:00, which Retry-After named",
        ),
        ([sent(0), ended(1, status=503, retry_after=" 60 "), sent(59)], "which Retry-After named"),
        ([sent(0), ended(1, status=429, retry_after="9" * 99), sent(604_000)], "Retry-After named"),
        ([sent(0), sent(2), sent(4)], "request 3 of its hour, which holds 2"),
    ],
    ids=[
        "too soon", "too soon in the next crawl", "a pause shorter than robots.txt wants",
        "a pause shorter than a second", "disallowed", "without rules", "rules that were not kept",
        "earlier than Retry-After", "earlier than it says, whatever was made of it",
        "earlier than after a week", "over the budget",
    ],
)  # fmt: skip
def test_a_request_that_should_not_have_been_made_is_named(
    lines: list[RequestLine], why: str
) -> None:
    proof = judged(lines, holds=2)
    assert len(proof.offences) == 1
    assert why in proof.offences[0].why
    assert proof.offences[0].sent == lines[-1]


@pytest.mark.parametrize("said", ["soon", "", "-5", "1.5", "Sat, 17 Feb 2024 09:00:00 GMT"])
def test_what_names_no_seconds_is_for_the_crawler_to_understand(said: str) -> None:
    heard = ended(1, status=429, retry_after=said, retry_at=AT + timedelta(seconds=4))
    assert judged([sent(0), heard, sent(4)]).offences == []


def test_a_clock_that_was_put_back_between_two_crawls_is_no_offence() -> None:
    """Seconds since the machine was started still tell how long lay between."""
    before = AT - timedelta(hours=1)
    assert judged([sent(0), sent(3, crawl="b", sent_at=before)]).offences == []
    assert len(judged([sent(0), sent(1, crawl="b", sent_at=before)]).offences) == 1


def test_robots_txt_itself_needs_no_leave() -> None:
    assert judged([sent(0, kind="robots", robots=None)]).offences == []


@pytest.mark.parametrize("line", [b"{", b"{}", b'{"type": "sent"}', b"\xff", b""])
def test_a_damaged_log_is_named_with_its_line(line: bytes) -> None:
    lines = [ended(0).line(), line]
    with pytest.raises(CaptureError, match=r"log, line 2: .* is no line of it"):
        list(read_log(lines, "log"))


def test_a_log_that_another_version_wrote_is_read() -> None:
    """It may have said more of a request."""
    lines = [sent(0).line(), ended(0).line()]
    more = [line.replace(b"{", b'{"ended_s": 1.5, "then": {"a": []}, ', 1) for line in lines]
    assert list(read_log(more, "log")) == list(read_log(lines, "log"))


# the crawler's own log -----------------------------------------------------------------------


def logs(world: World) -> list[Path]:
    """The logs of a world."""
    return sorted(world.settings.logs.glob("requests-*.jsonl"))


@pytest.fixture
def followed(world: World) -> World:
    """A world in which a site has been followed through all that makes politeness hard."""
    post = world.site.wordpress.live()[3]
    world.site.misbehave("robots_disallows", pattern=post.path)
    world.site.misbehave("redirect_chain", path=world.site.wordpress.live()[4].path, length=2)
    world.site.misbehave("bad_gateway", path=world.site.wordpress.live()[5].path, first=1)
    world.site.misbehave("reset_at_once", path=world.site.wordpress.live()[6].path)
    world.site.misbehave("too_many_requests", path=world.site.wordpress.live()[9].path, first=1)
    world.run()
    world.run()  # the site asked to be left alone
    world.site.wordpress.advance(minutes=3)
    world.run()
    return world


def test_the_log_says_what_the_site_saw_and_proves_the_same(followed: World) -> None:
    site, settings = followed.site, followed.settings
    (log,) = logs(followed)
    lines = list(read_log(log.read_bytes().splitlines(), str(log)))
    asked = [line.url.removeprefix(site.base_url) for line in lines if isinstance(line, SentLine)]
    assert asked == [entry.target for entry in site.log.entries]
    statuses = [line.status for line in lines if isinstance(line, EndedLine) and line.status]
    assert statuses == [e.status for e in site.log.entries if e.is_whole]
    ((name, proof),) = prove(settings).items()
    assert (name, proof.requests, proof.offences) == ("local", len(site.log.entries), [])
    assert site.log.too_early() == []
    assert site.log.disallowed(followed.value("SELECT robots FROM ingest.site")) == []


Lines = list[dict[str, Any]]


def _onto_what_is_closed(lines: Lines) -> None:
    page = next(line for line in lines if line.get("kind") == "page")
    page["url"] = f"http://{page['host']}/wp-admin/options.php"


def _before_it_was_allowed(lines: Lines) -> None:
    first = next(n for n, line in enumerate(lines) if line.get("retry_at"))
    early = next(line for line in lines[first + 1 :] if line["type"] == "sent")
    early["at"] = lines[first]["at"]


def _with_other_rules(lines: Lines) -> None:
    next(line for line in lines if line.get("kind") == "page")["robots"] = "0" * 64


DOCTORED: dict[str, Callable[[Lines], None]] = {
    "robots.txt does not allow it": _onto_what_is_closed,
    "which Retry-After named": _before_it_was_allowed,
    "it was not kept beside the log": _with_other_rules,
}


def test_a_doctored_log_is_caught(followed: World, warta: Warta) -> None:
    home = str(followed.home)
    said = warta("verify", "--politeness", WARTA_HOME=home)
    assert (said.code, said.err) == (0, "")
    assert "none was against" in said.out
    (log,) = logs(followed)
    true = log.read_text()
    for why, change in DOCTORED.items():
        lines = [json.loads(line) for line in true.splitlines()]
        change(lines)
        log.write_text("".join(json.dumps(line) + "\n" for line in lines))
        said = warta("verify", "--politeness", WARTA_HOME=home)
        assert said.code == 1
        assert why in said.out
    told = json.loads(warta("verify", "--politeness", "--json", WARTA_HOME=home).out)
    assert [why in offence["why"] for offence in told["local"]["offences"]] == [True]


def test_rules_that_were_changed_afterwards_prove_nothing(followed: World) -> None:
    for path in (followed.settings.logs / "robots").iterdir():
        path.write_text("User-agent: *\nAllow: /\n")
    (proof,) = prove(followed.settings).values()
    assert len(proof.offences) >= 10


def test_no_log_is_no_offence(tmp_path: Path, warta: Warta) -> None:
    said = warta("verify", "--politeness", WARTA_HOME=str(tmp_path / "nothing"))
    assert (said.code, said.out) == (0, "no request has been logged\n")
    assert prove(read_settings({"WARTA_HOME": str(tmp_path)})) == {}
