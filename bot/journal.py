"""The journal: every question and what was answered, kept in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.reader import Call
from storage.tables import feedback, questions
from tools.engine.answer import Answer
from tools.engine.figure import Figure

_KEEPING = insert(questions).returning(questions.c.pk, sort_by_parameter_order=True)


@dataclass(frozen=True)
class Entry:
    """An answer, where it was asked for, and when it was given."""

    answer: Answer
    place: str
    thread: str | None
    at: datetime


@dataclass(frozen=True)
class Kept:
    """An answer as the journal has it: what a button of it goes back to."""

    pk: int
    asked_by: str
    place: str
    thread: str | None
    question: str
    locale: str
    calls: Sequence[Call]
    figures: Sequence[Figure]


def log_answer(
    connection: Connection, answer: Answer, *, place: str, thread: str | None, now: datetime
) -> int:
    """One row: who, text, reading, unread words, figures, milliseconds. Returns its key."""
    return log_answers(connection, [Entry(answer, place, thread, now)])[0]


def log_answers(connection: Connection, entries: Sequence[Entry]) -> Sequence[int]:
    """A row each. Returns their keys."""
    return connection.scalars(_KEEPING, [_row(entry) for entry in entries]).all()


def _row(entry: Entry) -> dict[str, Any]:
    answer = entry.answer
    return {
        "asked_at": entry.at,
        "asked_by": answer.asked_by,
        "place": entry.place,
        "thread": entry.thread,
        "question": answer.question,
        "locale": answer.locale,
        "status": answer.status,
        "reading": [tool.model_dump(mode="json") for tool in answer.tools],
        "unread": answer.unread,
        "figures": [figure.model_dump(mode="json") for figure in answer.figures],
        "elapsed_ms": answer.elapsed_ms,
    }


def kept_answer(connection: Connection, pk: int) -> Kept | None:
    """One row again; None where it is no longer there."""
    row = connection.execute(select(questions).where(questions.c.pk == pk)).first()
    if row is None:
        return None
    return Kept(
        pk=row.pk,
        asked_by=row.asked_by,
        place=row.place,
        thread=row.thread,
        question=row.question,
        locale=row.locale,
        calls=[Call(call["name"], call["arguments"]) for call in row.reading],
        figures=[Figure.model_validate(figure) for figure in row.figures],
    )


def keep_feedback(
    connection: Connection, pk: int, given_by: str, *, good: bool, now: datetime
) -> None:
    """What somebody (an email) thinks of an answer; what they thought before is forgotten."""
    if connection.scalar(select(questions.c.pk).where(questions.c.pk == pk)) is None:
        return
    own = (feedback.c.question_pk == pk) & (feedback.c.given_by == given_by)
    connection.execute(delete(feedback).where(own))
    row = {"question_pk": pk, "given_by": given_by, "good": good, "given_at": now}
    connection.execute(insert(feedback).values(row))
