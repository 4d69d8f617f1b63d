"""Two machines with one schedule and one archive: as one machine would have it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.flows.world import World
from tests.site import Site, WordPress, serve


@dataclass(kw_only=True, repr=False)
class Machine(World):
    """A warta that keeps its captures where others do too; its spool is its own."""

    captures: Path

    @property
    def environ(self) -> dict[str, str]:
        """What a command of this warta finds in its environment."""
        return {**super().environ, "WARTA_CAPTURES_URL": str(self.captures)}


def test_two_machines_make_the_archive_of_one(
    worlds: Callable[[Site], World], databases: Callable[[], str], tmp_path: Path
) -> None:
    """In turns, both in the same hour, one killed at work and its captures found days later."""
    with serve(WordPress(posts=9)) as site:
        alone, url = worlds(site), databases()
        one, other = (
            Machine(site=site, url=url, home=tmp_path / name, captures=tmp_path / "shared")
            for name in ("one", "other")
        )
        alone.run()
        one.run()
        for turn in range(3):
            site.wordpress.advance(hours=5)
            for _ in range(3):
                site.wordpress.publish()
            site.wordpress.edit(site.wordpress.live()[4])
            alone.run()
            if turn == 1:
                other.kill_run(after=4)
                one.run()
            else:
                for machine in (one, other):
                    assert machine.run().verdict.state == "ok"
        assert one.digest() == alone.digest()
        assert {machine.counts()["changes"] for machine in (one, alone)} == {21}
        one.check()
        files = one.rows("SELECT DISTINCT file FROM ingest.capture WHERE kind = 'page'")
        assert all((tmp_path / "shared" / row["file"]).exists() for row in files)
