"""Several processes of one server: one interpreter keeps one core busy, a machine has more.

They share the store, which says who answers what; over HTTP they share a port, too: each listens
there by itself, and the kernel spreads connections evenly. A queue in common went mostly to whoever
was quicker to take.
"""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from bot.cores import keep_to, own_cores, shares
from storage.errors import SetupError

log = logging.getLogger(__name__)

BROKEN = 2  # the exit status of a set-up with which no process would work
SHORT = 5.0  # seconds; one that lived no longer is replaced after a pause
PAUSE = 2.0  # seconds

_Handlers = dict[signal.Signals, Callable[[int, FrameType | None], Any] | int | None]


@contextmanager
def reserved(port: int) -> Iterator[None]:
    """A port for all of them, and for nobody else, while inside. Raises SetupError `port_taken`."""
    with _bound(port):
        pass  # nobody has it, not even to share it
    with _bound(port, socket.SO_REUSEPORT):
        yield


def _bound(port: int, *options: int) -> socket.socket:
    """A socket that has the port and does not listen."""
    bound = socket.socket()
    for option in (socket.SO_REUSEADDR, *options):
        bound.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        bound.bind(("0.0.0.0", port))  # noqa: S104 (Slack is outside)
    except OSError as error:
        bound.close()
        raise SetupError("port_taken", port=port) from error
    return bound


class Spread:
    """The processes that were begun here: each on cores of its own, when, and on which."""

    def __init__(self) -> None:
        self._begun: dict[int, tuple[float, Collection[int]]] = {}
        self._stopping = False

    def over(self, many: int) -> int | None:
        """In each of so many processes None, once it is begun; in this one, the exit status when
        all are over. Whoever dies is replaced; SIGTERM and SIGINT end all.

        To be called before there are threads and connections.
        """
        handlers = {
            sign: signal.signal(sign, self._stop) for sign in (signal.SIGTERM, signal.SIGINT)
        }
        for cores in shares(own_cores(), many):
            if self._begin(handlers, cores):
                return None
        while self._begun:
            pid, status = os.waitpid(-1, 0)
            begun, cores = self._begun.pop(pid)
            lived = time.monotonic() - begun
            code = os.waitstatus_to_exitcode(status)
            if self._stopping:
                continue
            if code == BROKEN:
                self._stop()
                return BROKEN
            log.warning("a process ended (%s) and is replaced", code)
            time.sleep(PAUSE if lived < SHORT else 0)
            if not self._stopping and self._begin(handlers, cores):
                return None
        return 0

    def _begin(self, handlers: _Handlers, cores: Collection[int]) -> bool:
        """Whether this is the new process."""
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            self._begun.clear()
            keep_to(cores)
            for sign, handler in handlers.items():
                signal.signal(sign, handler)
            return True
        self._begun[pid] = time.monotonic(), cores
        return False

    def _stop(self, *_: object) -> None:
        self._stopping = True
        for pid in self._begun:
            os.kill(pid, signal.SIGTERM)
