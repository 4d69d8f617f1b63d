"""Where warta lies on the machine whose worker runs a flow: Prefect asks before it loads that.

A path in ``deploy/prefect.yaml`` would be that of the machine that deployed it, for all workers.
"""

import os
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]


def enter() -> dict[str, str]:
    """Go to the checkout that this process's warta comes from, and say where it is."""
    os.chdir(_ROOT)
    return {"directory": str(_ROOT)}
