"""The journal: every question and what was answered, kept in the store."""

from datetime import datetime

from sqlalchemy import Connection, insert

from storage.tables import questions
from tools.engine.answer import Answer


def log_answer(
    connection: Connection, answer: Answer, *, place: str, thread: str | None, now: datetime
) -> None:
    """One row: who, text, reading, unread words, figures, milliseconds."""
    connection.execute(
        insert(questions).values(
            asked_at=now,
            asked_by=answer.asked_by,
            place=place,
            thread=thread,
            question=answer.question,
            locale=answer.locale,
            status=answer.status,
            reading=[tool.model_dump(mode="json") for tool in answer.tools],
            unread=answer.unread,
            figures=[figure.model_dump(mode="json") for figure in answer.figures],
            elapsed_ms=answer.elapsed_ms,
        )
    )
