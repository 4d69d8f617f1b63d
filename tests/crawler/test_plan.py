"""What may stand in a plan, and what is said of a line that may not."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.hosts import host_of
from crawler.plan import (
    End,
    Fetch,
    Listed,
    Plan,
    PlanError,
    read_first,
    read_line,
    read_plan,
)

PLAN: dict[str, Any] = {
    "type": "plan",
    "run_id": "0e7aaf8b-4a1b-4a55-9d3e-7f2a2d0c7f10",
    "site": "local",
    "hosts": ["127.0.0.1:8000"],
    "user_agent": "warta",
    "now": "2024-02-17T03:00:00Z",
}


def written(**fields: object) -> bytes:
    return json.dumps(PLAN | fields).encode()


def test_a_plan_says_where_when_and_within_which_limits() -> None:
    plan = read_first(written())
    assert plan.run_id == UUID(PLAN["run_id"])
    assert plan.now == datetime(2024, 2, 17, 3, tzinfo=UTC)
    assert (plan.delay_s, plan.concurrency, plan.robots) == (1.0, 1, None)
    assert (plan.limits.requests, plan.limits.segment_captures) == (1_000, 50)


def test_a_line_reads_back_as_it_was_written() -> None:
    fetch = Fetch(url="https://a.example/b", kind="listing", etag='W/"x"', last_modified="never")
    listed = Fetch(url="https://a.example/c", listed=Listed(post_id=7))
    for line in (read_first(written(robots="User-agent: *\n")), fetch, listed, End()):
        assert read_line(line.line(), 1) == line


def test_a_line_without_a_type_is_a_request() -> None:
    assert read_line(b'{"url": "https://a.example"}', 2) == Fetch(url="https://a.example")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "line 7 of the plan: the line: Invalid JSON"),
        (b"what?", "line 7 of the plan: the line: Invalid JSON"),
        (b"\xff\xfe", "line 7 of the plan: the line: Invalid JSON"),
        (b"[" * 5000, "line 7 of the plan: the line: Invalid JSON"),
        (b"[]", "line 7 of the plan: the line: "),
        (b"{}", "line 7 of the plan: url: Field required"),
        (b'{"url": ""}', "line 7 of the plan: url: String should have at least 1 character"),
        (b'{"url": "a", "kind": "feast"}', "line 7 of the plan: kind: Input should be 'page'"),
        (b'{"url": "a", "usl": 1}', "line 7 of the plan: usl: Extra inputs"),
        (b'{"type": "wish"}', "line 7 of the plan: the line: "),
    ],
)
def test_a_line_that_cant_be_used_is_named_with_its_fault(line: bytes, message: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_line(line, 7)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"now": "2024-02-17T03:00:00"}, "now: "),
        ({"hosts": []}, "hosts: "),
        ({"user_agent": ""}, "user_agent: "),
        ({"site": "../../etc"}, "site: "),
        ({"delay_s": -1}, "delay_s: "),
        ({"delay_s": float("nan")}, "delay_s: "),
        ({"delay_s": float("inf")}, "delay_s: "),
        ({"concurrency": 0}, "concurrency: "),
        ({"concurrency": 17}, "concurrency: "),
        ({"limits": {"requests": 0}}, "limits.requests: "),
        ({"limits": {"request_s": 0}}, "limits.request_s: "),
    ],
)
def test_a_plan_that_cant_be_followed_is_refused(fields: dict[str, Any], what: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_first(written(**fields))
    assert str(caught.value).startswith(f"line 1 of the plan: {what}")


@pytest.mark.parametrize("fields", [{"is_virtual": True}, {"concurrency": 2}, {"delay_s": 0.9}])
def test_only_a_site_on_this_machine_may_be_hurried_or_shown_another_time(
    fields: dict[str, Any],
) -> None:
    assert read_first(written(**fields)).is_loopback
    for hosts in (["purnawarta.com"], ["127.0.0.1:80", "purnawarta.com"]):
        with pytest.raises(PlanError):
            read_first(written(hosts=hosts, **fields))
    assert not read_first(written(hosts=["purnawarta.com"], delay_s=1)).is_loopback


@pytest.mark.parametrize("line", [b"", b"\n", b'{"url": "https://a.example"}', b'{"type": "end"}'])
def test_the_first_line_must_be_the_plan(line: bytes) -> None:
    with pytest.raises(PlanError, match="line 1 of the plan: it must be the plan itself"):
        read_first(line)


def test_a_whole_plan_is_read_to_its_end_line_empty_lines_left_out() -> None:
    lines = [written(), b'{"url": "a"}', b"", b'{"url": "b"}', b'{"type": "end"}', b"what?"]
    plan, fetches = read_plan(lines)
    assert isinstance(plan, Plan)
    assert [fetch.url for fetch in fetches] == ["a", "b"]


@pytest.mark.parametrize("bad", [written(), b"what?"])
def test_a_later_line_that_is_wrong_is_told_when_it_is_reached(bad: bytes) -> None:
    _, fetches = read_plan([written(), b'{"url": "a"}', bad])
    assert next(fetches).url == "a"
    with pytest.raises(PlanError, match="line 3 of the plan"):
        next(fetches)


def test_a_kept_robots_txt_does_not_show_in_a_log() -> None:
    assert "Disallow" not in repr(read_first(written(robots="Disallow: /")))


@given(st.binary(max_size=200))
def test_no_bytes_make_anything_but_a_record_or_a_plan_error(line: bytes) -> None:
    with suppress(PlanError):
        assert read_line(line, 1).line()


@pytest.mark.parametrize(
    ("netloc", "host"),
    [("a.example", "a.example"), ("a.example:80", "a.example"), ("[::1]:80", "::1")],
)
def test_the_host_is_read_from_a_host_and_port(netloc: str, host: str) -> None:
    assert host_of(netloc) == host
