"""What the asker put before in a thread: questions and what they were read as, no figures.

Figures of before may be another day's, or, in a channel, another person's: what is asked again
is computed again.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from bot.agent.messages import Earlier
from storage.tables import questions

TURNS = 3
RECENT = timedelta(hours=24)
LONGEST = 300  # characters of a question


_Q = questions.c
_LAST = (
    select(_Q.question, _Q.reading)
    .where(
        (_Q.thread == bindparam("thread"))
        & (_Q.asked_by == bindparam("asked_by"))
        & (_Q.asked_at > bindparam("since"))
    )
    .order_by(_Q.asked_at.desc(), _Q.pk.desc())
    .limit(TURNS)
)


def earlier(
    connection: Connection, thread: str | None, asked_by: str, now: datetime
) -> list[Earlier]:
    """The last questions, the oldest first; only the asker's own."""
    if thread is None:
        return []
    given = {"thread": thread, "asked_by": asked_by, "since": now - RECENT}
    rows = connection.execute(_LAST, given).all()
    return [Earlier(row.question[:LONGEST], row.reading) for row in reversed(rows)]
