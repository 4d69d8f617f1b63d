"""Processes that are forked instead of started: Scrapy takes two seconds to import, a fork none.

A server imports once what the crawler and the flows need, and forks for each request. A client
stands for its worker: it hands over standard input, output and error, passes signals on, ends with
the worker's exit code, and takes the worker with it when it is killed. What runs in the worker is
the same code, in a process of its own, as ever.

    python tests/nursery.py SOCKET                                the server
    python tests/nursery.py SOCKET MODULE:FUNCTION ARGUMENT…      a client
"""

import array
import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any, NoReturn

#: What a crawl imports as it goes, whole packages too; nothing of it may install Twisted's reactor.
_PRELOADED = (
    "crawler",
    "flows.importing.flow",
    "flows.ingest.flow",
    "scrapy.core",
    "scrapy.downloadermiddlewares",
    "scrapy.extensions",
    "scrapy.spidermiddlewares",
    "scrapy.statscollectors",
    "tests.flows.world",
)
_DESCRIPTORS = (0, 1, 2)
_PIECE_BYTES = 1 << 16


def client(path: str, target: str, arguments: list[str]) -> int:
    """Have `target` run, and return its exit code."""
    request = {
        "target": target,
        "arguments": arguments,
        "cwd": os.getcwd(),  # noqa: PTH109 (pathlib takes longer to import than all the rest)
        "environ": dict(os.environ),
    }
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(path)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _frame: line.send(bytes([number])))
        payload = json.dumps(request).encode()
        handed = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", _DESCRIPTORS))]
        line.sendmsg([len(payload).to_bytes(4, "big")], handed)
        line.sendall(payload)
        for descriptor in _DESCRIPTORS:
            os.close(descriptor)
        answer = line.recv(1)
    return answer[0] if answer else 1


def server(path: str) -> None:
    """Answer clients until standard input closes."""
    _preload()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(path)
        listener.listen(64)
        os.write(1, b"ready\n")
        while 0 not in _readable(listener.fileno(), 0):
            line, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _attend(line)
            line.close()


def _readable(*descriptors: int) -> list[int]:
    """Wait, and return those that can be read."""
    return select.select(descriptors, [], [])[0]


def _preload() -> None:
    import importlib
    import pkgutil

    for name in _PRELOADED:
        module = importlib.import_module(name)
        for part in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            importlib.import_module(part.name)
    assert "twisted.internet.reactor" not in sys.modules
    # What a worker's collector need not walk through, the system need not copy for the worker.
    gc.collect()
    gc.freeze()


def _attend(line: socket.socket) -> NoReturn:
    """Fork the worker, stay with it to its end, and tell the client."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request, given = _received(line)
    alive, held = os.pipe()
    pid = os.fork()
    if pid == 0:
        line.close()
        os.close(alive)
        _work(request, given)
    for descriptor in (held, *given):
        os.close(descriptor)
    while alive not in _readable(line.fileno(), alive):
        word = line.recv(1)
        os.kill(pid, word[0] if word else signal.SIGKILL)
        if not word:
            break
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(OSError):
        line.send(bytes([code if code >= 0 else 128 - code]))
    os._exit(0)


def _received(line: socket.socket) -> tuple[dict[str, Any], list[int]]:
    room = socket.CMSG_SPACE(len(_DESCRIPTORS) * array.array("i").itemsize)
    length, handed, _, _ = line.recvmsg(4, room)
    if not handed:
        os._exit(1)
    given = array.array("i")
    given.frombytes(handed[0][2])
    payload = b""
    while len(payload) < int.from_bytes(length, "big"):
        payload += line.recv(_PIECE_BYTES) or os._exit(1)
    return json.loads(payload), list(given)


def _work(request: dict[str, Any], given: list[int]) -> NoReturn:
    """Become the process that was asked for."""
    code = 1
    try:
        for descriptor, inherited in zip(_DESCRIPTORS, given, strict=True):
            os.dup2(inherited, descriptor)
            os.close(inherited)
        os.setsid()
        os.chdir(request["cwd"])
        os.environ.clear()
        os.environ.update(request["environ"])
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = _run(request["target"], request["arguments"])
    except SystemExit as exc:
        code = exc.code if isinstance(exc.code, int) else 1
    except BaseException:  # noqa: BLE001 (as an interpreter would: told, and exit code 1)
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(target: str, arguments: list[str]) -> int:
    import importlib

    module, _, name = target.partition(":")
    return int(getattr(importlib.import_module(module), name)(arguments) or 0)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.path.insert(0, os.getcwd())  # noqa: PTH109 (as above)
        server(sys.argv[1])
    else:
        sys.exit(client(sys.argv[1], sys.argv[2], sys.argv[3:]))
