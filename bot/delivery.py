"""Answering each message once, whatever Slack sends again and whichever process dies.

A message is *claimed* while it is being worked on and *done* when it was answered. A claim is
renewed as long as its process lives; one that lapses belongs to a dead process, and the next
delivery of the message takes it over.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import received

LAPSE = timedelta(seconds=6)
LOOK_AGAIN = 0.5  # seconds between two looks at somebody else's claim
KEPT = timedelta(days=7)  # Slack gives up after minutes; this is for reading back


@asynccontextmanager
async def once(database: Database, *keys: str) -> AsyncIterator[bool]:
    """True for the one who is to answer, False when it was answered already.

    `keys` name one message: the first is claimed, all are remembered. Waits while another
    process is at it. Left by an exception, the message counts as not answered.
    """
    while (mine := await asyncio.to_thread(_claim, database, keys)) is None:
        await asyncio.sleep(LOOK_AGAIN)
    if not mine:
        yield False
        return
    renewing = asyncio.create_task(_renew(database, keys[0]))
    try:
        yield True
    except BaseException:
        _release(database, keys[0])  # not in a thread: a cancelled task gets no further turn
        raise
    else:
        await asyncio.to_thread(_finish, database, keys)
    finally:
        renewing.cancel()


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)


def _claim(database: Database, keys: tuple[str, ...]) -> bool | None:
    """True: claimed; False: done already; None: somebody else is at it."""
    with database.writing() as connection:
        if not _take(connection, _claim_key(keys[0])):
            return None
        # Only now: who finished just before has committed both, done and given up, together.
        if connection.scalar(select(received.c.key).where(received.c.key.in_(keys)).limit(1)):
            connection.execute(delete(received).where(received.c.key == _claim_key(keys[0])))
            return False
        return True


def _take(connection: Connection, key: str) -> bool:
    with suppress(IntegrityError), connection.begin_nested():
        connection.execute(insert(received).values(key=key, received_at=_now()))
        return True
    lapsed = (received.c.key == key) & (received.c.received_at < _now() - LAPSE)
    taken = connection.execute(update(received).where(lapsed).values(received_at=_now()))
    return taken.rowcount == 1


def _finish(database: Database, keys: tuple[str, ...]) -> None:
    now = _now()
    with database.writing() as connection:
        old = received.c.received_at < now - KEPT
        gone = received.c.key.in_((*keys, _claim_key(keys[0])))
        connection.execute(delete(received).where(old | gone))
        connection.execute(insert(received), [{"key": key, "received_at": now} for key in keys])


def _release(database: Database, key: str) -> None:
    with database.writing() as connection:
        connection.execute(delete(received).where(received.c.key == _claim_key(key)))


async def _renew(database: Database, key: str) -> None:
    while True:
        await asyncio.sleep(LAPSE.total_seconds() / 4)
        with suppress(PiloteError):  # locked for a moment: there are three more turns
            await asyncio.to_thread(_touch, database, key)


def _touch(database: Database, key: str) -> None:
    mine = received.c.key == _claim_key(key)
    with database.writing() as connection:
        connection.execute(update(received).where(mine).values(received_at=_now()))


def _claim_key(key: str) -> str:
    return f"claim:{key}"
