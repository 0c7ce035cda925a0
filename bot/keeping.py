"""What is kept of answers: a row of the journal each, what their threads go on from, and that their
runs are over; all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.journal import Entry, log_answers
from bot.runs import Run, ended
from bot.thread import Memory, remember
from storage.database import Database


@dataclass(frozen=True)
class Kept:
    """Of one answer; nothing to go on from where the thread goes on from what was before."""

    entry: Entry
    memory: Memory | None = None
    run: Run | None = None


def keep_all(database: Database, kept: Sequence[Kept]) -> Sequence[int]:
    """Their keys in the journal."""
    with database.writing() as connection:
        keys = log_answers(connection, [one.entry for one in kept])
        remember(connection, [one.memory for one in kept if one.memory])
        ended(connection, [one.run for one in kept if one.run])
    return keys
