"""Whether the golden pages say that this extractor is no worse than the floor.

They lie with the tests of a checkout, and are asked in a process of their own: nothing here needs
the tests.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]
_PAGES: Final = _ROOT / "tests" / "golden"
_TIMEOUT_S: Final = 600

#: Says why the golden pages speak against an extractor; None where they do not.
Golden = Callable[[], str | None]


def golden_fall() -> str | None:
    """Say in what the golden pages come out worse than their floor; None where in nothing."""
    if not _PAGES.is_dir():
        return "the golden pages are not here (they lie in a checkout)"
    try:
        asked = subprocess.run(
            [sys.executable, "-m", "tests.golden"],
            cwd=_ROOT,
            env={
                **os.environ,
                "WARTA_HOME": os.devnull,
            },  # what this site's own file says is no matter
            capture_output=True,
            check=False,
            text=True,
            timeout=_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        return f"the golden pages took longer than {_TIMEOUT_S} s"
    if asked.returncode == 0:
        return None
    lines = asked.stdout.splitlines()
    worse = [line.removeprefix("worse: ") for line in lines if line.startswith("worse: ")]
    ended = asked.stderr.strip().splitlines()[-1:]
    return f"the golden pages are worse ({'; '.join(worse or ended) or 'see make golden'})"
