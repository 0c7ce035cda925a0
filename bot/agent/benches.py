"""The tools laid out for a turn, on one view of the store as long as nobody waits for a model."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Self

from bot.agent.calling import Workbench


class Benches:
    """Lays out a workbench when one is needed. Nobody keeps a connection of the store while
    waiting for a model: then, and in the end, it is put away."""

    def __init__(self, lay: Callable[[], AbstractContextManager[Workbench]]) -> None:
        self._lay = lay
        self._laid = ExitStack()
        self._bench: Workbench | None = None

    def bench(self) -> Workbench:
        """The one that lies there, else a new one."""
        if self._bench is None:
            self._bench = self._laid.enter_context(self._lay())
        return self._bench

    def put_away(self) -> None:
        """Gives back what it holds of the store."""
        self._bench = None
        self._laid.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._bench = None
        self._laid.__exit__(kind, error, where)
