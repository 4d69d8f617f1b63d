"""The command ``warta``. Each command imports what it needs when it runs: ``--help`` is instant."""

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
