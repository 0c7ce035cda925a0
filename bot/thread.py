"""Threads: the last structured question and what was offered, kept in the store."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.reader import Call, Choice
from storage.tables import threads
from storage.upsert import upsert

_OF_ONE = select(threads).where(threads.c.thread == bindparam("thread"))


def recall(connection: Connection, thread: str | None) -> tuple[list[Call], list[Choice]]:
    """The calls and choices that a follow-up in this thread builds on."""
    if thread is None:
        return [], []
    row = connection.execute(_OF_ONE, {"thread": thread}).first()
    if row is None:
        return [], []
    calls = [Call(**call) for call in row.calls]
    choices = [
        Choice(choice["label"], tuple(Call(**call) for call in choice["calls"]))
        for choice in row.choices
    ]
    return calls, choices


@dataclass(frozen=True)
class Memory:
    """What the next question of a thread may build on."""

    thread: str
    calls: Sequence[Call]
    choices: Sequence[Choice]
    at: datetime


def remember(connection: Connection, memories: Sequence[Memory]) -> None:
    """Keeps them; of one thread, the last."""
    rows = {memory.thread: _row(memory) for memory in memories}
    upsert(connection, threads, list(rows.values()))


def _row(memory: Memory) -> dict[str, Any]:
    return {
        "thread": memory.thread,
        "calls": [asdict(call) for call in memory.calls],
        "choices": [asdict(choice) for choice in memory.choices],
        "updated_at": memory.at,
    }
