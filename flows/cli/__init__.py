"""The command ``warta``. Each command imports what it needs when it runs: ``--help`` is instant.

Commands stand in modules named for what one does with them (``fetching``, ``finding``); how results
look in a terminal stands in others, named for what was done (``verified``, ``watched``), and in
``show``, ``ledgers`` and ``forms``.
"""

from flows.cli import (
    covering,
    doctor,
    exporting,
    fetching,
    finding,
    forgetting,
    keeping,
    reading,
    reprocessing,
    touring,
    understanding,
    watching,
)
from flows.cli.main import cli, main

for _group in (
    fetching, covering, doctor, understanding, finding, reading, exporting, watching, keeping,
    forgetting, reprocessing, touring,
):  # fmt: skip
    for _command in _group.COMMANDS:
        cli.add_command(_command)

__all__ = ["main"]
