"""Threads: the last structured question and what was offered, kept in the store."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

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


def remember(
    connection: Connection,
    thread: str | None,
    calls: Sequence[Call],
    choices: Sequence[Choice],
    now: datetime,
) -> None:
    """Keeps what the next question of the thread may build on."""
    if thread is None:
        return
    row = {
        "thread": thread,
        "calls": [asdict(call) for call in calls],
        "choices": [asdict(choice) for choice in choices],
        "updated_at": now,
    }
    upsert(connection, threads, row)
