"""Threads: the last structured question and what was offered, kept in the store."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.reader import Call, Choice
from storage.tables import threads


def recall(connection: Connection, thread: str | None) -> tuple[list[Call], list[Choice]]:
    """The calls and choices that a follow-up in this thread builds on."""
    if thread is None:
        return [], []
    row = connection.execute(select(threads).where(threads.c.thread == thread)).first()
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
    connection.execute(delete(threads).where(threads.c.thread == thread))
    connection.execute(
        insert(threads).values(
            thread=thread,
            calls=[asdict(call) for call in calls],
            choices=[asdict(choice) for choice in choices],
            updated_at=now,
        )
    )
