"""The machine that a backfill is measured on: this one, or one of more and slower cores.

The latter is made out of control groups. Each process has a group of its own, its seat, which may
use a part of a core, as if it had a slower core for itself; all seats together may use as many
parts as that machine has cores, and no more than these cores give. It needs root, and Linux with
the controller ``cpu`` of cgroups v1.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from flows.processes import cores

#: Where groups are made.
_GROUPS: Final = Path("/sys/fs/cgroup/cpu")
#: In the environment of a flow: where the seats are, and how many cores that machine has.
_FOLDER, _CORES = "BENCH_SEATS", "BENCH_CORES"
#: How often a seat is given its time anew: the shorter, the more it is like a slower core.
_PERIOD_US: Final = 10_000
#: So much of the true cores is used: the rest is left to whatever else runs, which must not count.
_USED: Final = 2 / 3
#: The seats' weight beside each other process, which has 1,024.
_WEIGHT: Final = 16_384


class Machine:
    """This machine, as it is.

    Attributes:
        cores: how many it has.
        part: what one of them is, of a true core.
        environ: tells a process of it, for ``machine_of``.

    """

    cores = cores()
    part = 1.0
    environ: Mapping[str, str] = {}

    def seat(self, name: str, *pids: int) -> None:
        """Let processes work, and what they start, wherever the system has them."""


class Seats(Machine):
    """A machine of so many cores."""

    def __init__(self, folder: Path, number: int) -> None:
        """Take where its seats are."""
        self.part = _USED * cores() / number
        self.cores = number
        self.environ = {_FOLDER: str(folder), _CORES: str(number)}
        self._folder = folder

    def seat(self, name: str, *pids: int) -> None:
        """Give processes a core, and what they start from now on the same; some may be over."""
        group = self._folder / f"{name}-{pids[0]}"
        make(group, self.part)
        for pid in pids:
            with suppress(ProcessLookupError):
                (group / "cgroup.procs").write_text(str(pid))


def make(group: Path, part: float) -> None:
    """Make a group that may use such a part of a core."""
    group.mkdir()
    (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
    (group / "cpu.cfs_quota_us").write_text(str(round(part * _PERIOD_US)))


@contextmanager
def machine(number: int | None) -> Iterator[Machine]:
    """Give a machine of so many cores, or this one; all that has a seat ends within the block."""
    if number is None:
        yield Machine()
        return
    folder = _GROUPS / f"warta-bench-{os.getpid()}"
    made = Seats(folder, number)
    make(folder, made.part * number)
    try:
        (folder / "cpu.shares").write_text(str(_WEIGHT))
        yield made
    finally:
        for procs in folder.glob("*/cgroup.procs"):
            procs.parent.rmdir()
        folder.rmdir()


def machine_of(environ: Mapping[str, str]) -> Machine:
    """Return the machine that an environment tells of."""
    if _FOLDER not in environ:
        return Machine()
    return Seats(Path(environ[_FOLDER]), int(environ[_CORES]))
