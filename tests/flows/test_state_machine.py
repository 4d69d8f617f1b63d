"""Whatever happens, in whatever order: after one good run the archive says what the site says."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.flows.world import World
from tests.site import Site, WordPress, serve, truth

#: So many random scenarios instead of the few that are the same each time: `make soak`.
SOAK = int(os.environ.get("SOAK_EXAMPLES", "0"))
TROUBLES = (
    "bad_gateway", "challenge", "empty_answer", "end_in_mid_body", "feed_closed", "feed_cut_short",
    "feed_is_empty", "home_instead", "lying_304", "not_found", "nothing_at_all", "page_cut_short",
    "reset_in_mid_body", "rest_cut_short", "rest_needs_login", "robots_failing", "server_error",
    "soft_404", "too_many_requests", "truncated_gzip", "unasked_304", "unavailable",
)  # fmt: skip
# Saving without a change moves no `modified_at`.
IGNORED = ("modified_at",)


class Life(RuleBasedStateMachine):
    """A site's life, and that of its archive."""

    worlds: Callable[[Site], World]

    def __init__(self) -> None:
        """Found a site, and a warta that has never met it."""
        super().__init__()
        self.stack = ExitStack()
        self.site = self.stack.enter_context(serve(WordPress(posts=6)))
        self.wordpress = self.site.wordpress
        self.world = type(self).worlds(self.site)

    def post(self, number: int) -> int:
        """One of the live posts, a while later."""
        self.wordpress.advance(minutes=1)
        live = self.wordpress.live()
        return live[number % len(live)].id

    @rule(hours=st.integers(0, 3))
    def publish(self, hours: int) -> None:
        """Publish an article, back-dated or not."""
        self.wordpress.advance(minutes=1)
        self.wordpress.publish(at=self.wordpress.now - timedelta(hours=hours))

    @rule(number=st.integers(0, 9))
    def edit(self, number: int) -> None:
        """Change a body."""
        self.wordpress.edit(self.post(number))

    @rule(number=st.integers(0, 9), deed=st.sampled_from(["rename", "move", "retitle"]))
    def change(self, number: int, deed: str) -> None:
        """Change an address or a title."""
        post = self.wordpress.get(self.post(number))
        if deed == "rename":
            self.wordpress.rename(post, f"{post.slug[:40]}-{len(self.wordpress.journal)}")
        elif deed == "move":
            self.wordpress.move(post, "budaya" if post.section != "budaya" else "nasional")
        else:
            title = post.title[:60].rstrip()
            self.wordpress.retitle(post, f"{title} ({len(self.wordpress.journal)})")

    @rule(number=st.integers(0, 9))
    def delete(self, number: int) -> None:
        """Take an article away."""
        if len(self.wordpress.live()) > 2:
            self.wordpress.delete(self.post(number))

    @rule(name=st.sampled_from(TROUBLES), requests=st.integers(1, 6))
    def misbehave(self, name: str, requests: int) -> None:
        """Go wrong for some requests."""
        self.site.misbehave(name, first=requests)

    @rule(minutes=st.sampled_from([1, 15, 60]))
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.wordpress.advance(minutes=minutes)

    @rule()
    def run(self) -> None:
        """Ingest, whatever comes of it."""
        self.world.run()

    @rule()
    def compare(self) -> None:
        """Reconcile, whatever comes of it."""
        self.world.compare()

    @rule(requests=st.integers(1, 9))
    def kill(self, requests: int) -> None:
        """Ingest, and be killed."""
        self.world.kill_run(after=requests)

    def teardown(self) -> None:
        """Behave, ingest and reconcile once more, and look."""
        with self.stack:
            self.site.behave()
            self.wordpress.advance(days=1, hours=1)
            self.wordpress.publish()
            report = self.world.run()
            assert report.verdict.exit_code == 0, report.verdict.reason
            compared = self.world.compare(yes=True)
            assert compared.verdict.exit_code == 0, compared.verdict.reason
            live = truth(self.wordpress).live
            found = self.world.differences(ignore=IGNORED)
            wrong = [str(one) for one in found if one.post_id in live or one.kind != "stale"]
            assert not wrong, "\n".join(wrong)


@pytest.mark.long
@pytest.mark.timeout(0 if SOAK else 180)
def test_the_archive_recovers_from_anything(worlds: Callable[[Site], World]) -> None:
    """Publishing, edits, moves, deletions, failures and kills in any order."""
    Life.worlds = staticmethod(worlds)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=SOAK or 10,
            stateful_step_count=20 if SOAK else 12,
            derandomize=not SOAK,
            # to shrink what fails takes minutes, and its steps are printed as they are
            phases=list(Phase) if SOAK else [Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
