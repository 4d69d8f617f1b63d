"""Both sites asked the same, and what differs, named or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.site.compare import deliberate, judge, mirror, probes, ties, wire
from tests.site.server import serve


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One difference.

    Attributes:
        question: what was asked.
        where: the place in the answer.
        reason: why it is meant to be; empty where it is not.
    """

    question: str
    where: str
    real: object
    ours: object
    reason: str

    def __str__(self) -> str:
        """The difference in four lines."""
        values = f"    real {self.real!r:.300}\n    ours {self.ours!r:.300}"
        return f"{self.question}\n    {self.where}\n{values}"


def findings(home: str, only: str = "") -> Iterator[Finding | None]:
    """What differs between the WordPress at `home` and a simulator with its posts.

    Yields None once for each question that is asked, so that a caller can count them; `only`
    leaves out the questions that do not hold that text.
    """
    site = mirror.rebuild(home)
    with serve(site) as ours:
        for probe in probes.probes(site, home):
            if only not in str(probe):
                continue
            yield None
            both = [
                wire.get(base, probe.target, probe.headers, probe.method)
                for base in (home, ours.base_url)
            ]
            for where, real, other in judge.judge(*both):
                meant = deliberate.reason(str(probe), where) or ties.reason(site, real, other)
                yield Finding(question=str(probe), where=where, real=real, ours=other, reason=meant)
