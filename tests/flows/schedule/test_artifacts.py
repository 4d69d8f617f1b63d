"""What a run leaves on Prefect's screen."""

from uuid import uuid4

from flows.runs.report import RunReport, Verdict
from flows.schedule.artifacts import run_page
from flows.store.runs import Problem


def test_a_page_says_what_was_not_had_and_why() -> None:
    """In the words of the terminal."""
    report = RunReport(
        run_id=uuid4(),
        site="local",
        verdict=Verdict(state="degraded", reason="2 pages", exit_code=3),
        problems=[
            Problem("http://a/satu_1", "parsed", "end_missing"),
            Problem("http://a/dua", "failed", None),
        ],
    )
    assert run_page(report).splitlines() == [
        "- in quarantine (end\\_missing): http://a/satu\\_1",
        "- failed (no reason): http://a/dua",
    ]
