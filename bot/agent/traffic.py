"""How many bytes a question sends to the model's endpoint and gets back, failed requests included.

Questions share one client: whose bytes pass is told by the context in which they are asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Traffic:
    """Bytes of bodies, both ways."""

    bytes: int = 0


_counted: ContextVar[Traffic | None] = ContextVar("model_traffic", default=None)


@contextmanager
def counting() -> Iterator[Traffic]:
    """Counts what is asked for inside."""
    traffic = Traffic()
    token = _counted.set(traffic)
    try:
        yield traffic
    finally:
        _counted.reset(token)


def passed(count: int) -> None:
    """So many bytes of a body went there, or came back."""
    traffic = _counted.get()
    if traffic is not None:
        traffic.bytes += count
