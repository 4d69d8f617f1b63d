"""A program that ends with whoever started it: ``python -m flows.schedule.tied MODULE ARGUMENT…``.

Its standard input is a pipe from there, which closes however the starter ends; the program itself
need not know. This module knows pipes and signals; nothing of what it runs.
"""

import os
import runpy
import signal
import sys
import threading
import time
from typing import Final

#: Seconds for the program to end in good order, once its starter is gone. Prefect's server would
#: take ten, since its services sleep, and has nothing by then that is not in its database.
_GRACE_S: Final = 2.0


def main() -> None:
    """Run a module as ``python -m`` would, for as long as standard input is open."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_starter() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    main()
