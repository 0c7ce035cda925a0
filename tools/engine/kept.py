"""Where what the bot itself keeps is read: flags, snoozes, thresholds of teams.

Mostly that is the very connection that figures are computed on. On a warehouse it is not: there
the bot's own database is read beside it, and what it says goes into the queries as values.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from sqlalchemy import Connection

Reading = Callable[[], AbstractContextManager[Connection]]


class Placed(Protocol):
    """A desk or an inquiry."""

    @property
    def connection(self) -> Connection:
        """Where sales data is read."""

    @property
    def flags(self) -> bool:
        """Whether what the bot keeps is there, too."""

    @property
    def beside(self) -> Reading | None:
        """Where it is otherwise, None where it cannot be read."""


def kept(at: Placed) -> AbstractContextManager[Connection | None]:
    """The connection on which what the bot keeps is read; None where it cannot be."""
    if at.flags:
        return nullcontext(at.connection)
    return nullcontext(None) if at.beside is None else at.beside()
