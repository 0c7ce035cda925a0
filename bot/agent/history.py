"""What the asker put before in a thread: questions and what they were read as, no figures.

Figures of before may be another day's, or, in a channel, another person's: what is asked again
is computed again.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.agent.messages import Earlier
from storage.tables import questions

TURNS = 3
RECENT = timedelta(hours=24)
LONGEST = 300  # characters of a question


def earlier(
    connection: Connection, thread: str | None, asked_by: str, now: datetime
) -> list[Earlier]:
    """The last questions, the oldest first; only the asker's own."""
    if thread is None:
        return []
    q = questions.c
    found = (
        select(q.question, q.reading)
        .where((q.thread == thread) & (q.asked_by == asked_by) & (q.asked_at > now - RECENT))
        .order_by(q.asked_at.desc(), q.pk.desc())
        .limit(TURNS)
    )
    rows = connection.execute(found).all()
    return [Earlier(row.question[:LONGEST], row.reading) for row in reversed(rows)]
