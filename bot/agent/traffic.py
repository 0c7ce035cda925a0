"""How many bytes a question sends to the model's endpoint and gets back, failed requests included.

Questions share one client: whose bytes pass is told by the context in which they are asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


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


def hooks() -> dict[str, list[Any]]:
    """What the HTTP client is made with, so that it is counted."""
    return {"request": [_sent], "response": [_received]}


async def _sent(request: "httpx.Request") -> None:
    _add(len(request.content))


async def _received(response: "httpx.Response") -> None:
    _add(len(await response.aread()))


def _add(count: int) -> None:
    traffic = _counted.get()
    if traffic is not None:
        traffic.bytes += count
