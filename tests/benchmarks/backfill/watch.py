"""What the processes of a backfill take while it works: CPU, and memory at its most."""

import subprocess
from collections import defaultdict
from contextlib import suppress
from typing import Final, NamedTuple

import psutil

MIB: Final = 2**20
#: Memory is looked at in one look of so many: to read what each mapping of a process holds would
#: take a fifth of the cores that the backfill is to have.
_HELD_EVERY: Final = 4


class Peaks(NamedTuple):
    """The most memory that processes held, in MiB: theirs alone, of the server's connections."""

    flow: float = 0
    reader: float = 0
    crawler: float = 0
    server: float = 0


#: The children of a flow, by their modules.
_CHILDREN: Final = {"flows.load.apart": "reader", "crawler": "crawler"}
Started = subprocess.Popen[bytes]


class Watch:
    """Looks at a flow, its children, the server's and the site while they work.

    Attributes:
        peaks: the most memory that was seen.

    """

    def __init__(self, flow: Started, server: psutil.Process, site: Started) -> None:
        """See nothing yet."""
        self._flow, self._server, self._site = psutil.Process(flow.pid), server, site.pid
        self._cpu: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._before_s = _cpu_s(psutil.Process(self._site))
        self._names: dict[int, str] = {}
        self._looks = 0
        self.peaks = Peaks()

    @property
    def cpu(self) -> dict[str, float]:
        """Seconds of CPU, as last seen of each process."""
        site_s = _cpu_s(psutil.Process(self._site)) - self._before_s
        return {name: sum(one.values()) for name, one in self._cpu.items()} | {"site": site_s}

    def look(self) -> None:
        """Look once."""
        is_held_seen = self._looks % _HELD_EVERY == 0
        self._looks += 1
        seen = [("flow", self._flow), *(("server", one) for one in _children(self._server))]
        children = ((self._name(process), process) for process in _children(self._flow))
        seen += [(name, process) for name, process in children if name]
        for name, process in seen:
            with suppress(psutil.Error):
                self._cpu[name][process.pid] = _cpu_s(process)
                if is_held_seen:
                    self._note_held(name, process)

    def _name(self, process: psutil.Process) -> str | None:
        """Return which child it is, told once: one that has not begun, or is over, does not say."""
        with suppress(psutil.Error):
            command = set(process.cmdline())
            for module in _CHILDREN.keys() & command:
                self._names.setdefault(process.pid, _CHILDREN[module])
        return self._names.get(process.pid)

    def _note_held(self, name: str, process: psutil.Process) -> None:
        held = max(getattr(self.peaks, name), _private_mib(process))
        self.peaks = self.peaks._replace(**{name: held})


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.Error:
        return []


def _private_mib(process: psutil.Process) -> float:
    """Return what a process holds alone.

    Not the server's shared memory, of which a page counts as private while no other connection has
    touched it: a connection seemed to grow with the archive that it read.
    """
    own = (one for one in process.memory_maps() if not one.path.startswith(("/dev/", "/SYSV")))
    return float(sum(one.private_clean + one.private_dirty for one in own)) / MIB
