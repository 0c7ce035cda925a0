"""The ledger of what was sent: one row for each schedule, window and recipient.

A row is claimed before anything is sent, and the claim renewed as long as its process lives. One
that lapsed belongs to a process that died over it: whether it had sent, the row does not know,
so whoever takes it over looks in Slack first.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import deliveries

LAPSE = timedelta(seconds=20)
AGAIN = timedelta(minutes=1)  # between two attempts at what Slack would not take

State = Literal["sending", "waiting", "sent", "undeliverable", "missed"]


@dataclass(frozen=True)
class Claim:
    """That this process is at it; `attempt` counts everybody's, from 1."""

    attempt: int

    @property
    def again(self) -> bool:
        """Whether it was begun before, and may have been sent."""
        return self.attempt > 1


@dataclass(frozen=True)
class Key:
    """What is sent once: of which schedule, for which window, to whom (an email)."""

    schedule: str
    window: str
    recipient: str

    def __str__(self) -> str:
        return f"{self.schedule}:{self.window}:{self.recipient}"

    @property
    def row(self) -> ColumnElement[bool]:
        """Its row."""
        return and_(
            deliveries.c.schedule == self.schedule,
            deliveries.c.window == self.window,
            deliveries.c.recipient == self.recipient,
        )


def claim(database: Database, key: Key) -> Claim | None:
    """The claim; None when it is settled, or somebody else is at it."""
    now = _now()
    begun = {"state": "sending", "claimed_at": now}
    with database.writing() as connection:
        with suppress(IntegrityError), connection.begin_nested():
            values = {"schedule": key.schedule, "window": key.window, "recipient": key.recipient}
            connection.execute(insert(deliveries).values(**values, **begun, attempts=1))
            return Claim(1)
        free = or_(
            and_(deliveries.c.state == "sending", deliveries.c.claimed_at < now - LAPSE),
            and_(deliveries.c.state == "waiting", deliveries.c.claimed_at < now - AGAIN),
        )
        taken = update(deliveries).where(key.row, free)
        taken = taken.values(**begun, attempts=deliveries.c.attempts + 1)
        number = connection.scalar(taken.returning(deliveries.c.attempts))
        return None if number is None else Claim(number)


def settle(
    database: Database, key: Key, state: State, *, reason: str | None = None, at: str | None = None
) -> None:
    """Writes down what came of it; `at` is the message in Slack (`channel:ts`)."""
    with database.writing() as connection:
        values = {"state": state, "reason": reason, "message": at}
        connection.execute(update(deliveries).where(key.row).values(**values))


def settled(database: Database, schedule: str, window: str) -> set[str]:
    """Whose row of this window needs nothing more."""
    query = select(deliveries.c.recipient).where(
        deliveries.c.schedule == schedule,
        deliveries.c.window == window,
        deliveries.c.state.in_(("sent", "undeliverable", "missed")),
    )
    with database.reading() as connection:
        return set(connection.scalars(query))


def in_use(database: Database, schedule: str) -> bool:
    """Whether anything was ever sent, or tried, on this schedule."""
    query = select(deliveries.c.pk).where(deliveries.c.schedule == schedule).limit(1)
    with database.reading() as connection:
        return connection.scalar(query) is not None


def miss(database: Database, key: Key) -> None:
    """Its time is over: nothing is sent any more, unless somebody is at it right now."""
    now = _now()
    with database.writing() as connection:
        with suppress(IntegrityError), connection.begin_nested():
            values = {"schedule": key.schedule, "window": key.window, "recipient": key.recipient}
            missed = insert(deliveries).values(**values, state="missed", claimed_at=now, attempts=0)
            connection.execute(missed)
            return
        lapsed = and_(deliveries.c.state == "sending", deliveries.c.claimed_at < now - LAPSE)
        open_row = or_(lapsed, deliveries.c.state == "waiting")
        connection.execute(update(deliveries).where(key.row, open_row).values(state="missed"))


def unreported(database: Database, schedule: str) -> list[tuple[int, str, str, str]]:
    """(row, window, recipient, why) of what was not sent and operations do not know of."""
    d = deliveries.c
    why = case((d.state == "missed", "missed"), else_=func.coalesce(d.reason, "unknown"))
    query = select(d.pk, d.window, d.recipient, why).where(
        d.schedule == schedule, d.state.in_(("undeliverable", "missed")), d.reported.is_(False)
    )
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(d.pk))]


def reported(database: Database, rows: Sequence[int]) -> None:
    """Operations know of these rows."""
    known = update(deliveries).where(deliveries.c.pk.in_(rows)).values(reported=True)
    with database.writing() as connection:
        connection.execute(known)


@asynccontextmanager
async def held(database: Database, key: Key, mine: Claim) -> AsyncIterator[None]:
    """Keeps a claim while inside."""
    renewing = asyncio.create_task(_renew(database, key, mine))
    try:
        yield
    finally:
        renewing.cancel()


async def _renew(database: Database, key: Key, mine: Claim) -> None:
    while True:
        await asyncio.sleep(LAPSE.total_seconds() / 4)
        with suppress(PiloteError):  # locked for a moment: there are three more turns
            await asyncio.to_thread(renew, database, key, mine)


def renew(database: Database, key: Key, mine: Claim) -> bool:
    """Whether the claim still stands, counted from now on. A process that was stopped for a while
    finds out here that another one has taken over."""
    standing = and_(deliveries.c.state == "sending", deliveries.c.attempts == mine.attempt)
    renewed = update(deliveries).where(key.row, standing).values(claimed_at=_now())
    with database.writing() as connection:
        return connection.execute(renewed).rowcount == 1


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)
