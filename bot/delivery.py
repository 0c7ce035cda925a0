"""Answering each message once, whatever Slack sends again and whichever process dies.

A message is *claimed* while it is being worked on and *done* when it was answered. A claim is
renewed as long as its process lives; one that lapses belongs to a dead process, and the next
delivery of the message takes it over.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import received
from storage.upsert import upsert

LAPSE = timedelta(seconds=6)
LOOK_AGAIN = 0.5  # seconds between two looks at somebody else's claim
_LAPSED = received.c.received_at < bindparam("lapsed")
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
    with _renewed(database, _claim_key(keys[0])):
        try:
            yield True
        except BaseException:
            _release(database, keys[0])  # not in a thread: a cancelled task gets no further turn
            raise
        await asyncio.to_thread(_finish, database, keys)


@contextmanager
def _renewed(database: Database, claim: str) -> Iterator[None]:
    """Inside, the claim does not lapse. What this process has claimed of a store is renewed all at
    once, and in a thread of its own: hundreds of questions may wait for theirs."""
    claims, renewing = _held.get(database) or (set(), None)
    claims.add(claim)
    if renewing is None:
        renewing = asyncio.create_task(_renew(database, claims))
        _held[database] = (claims, renewing)
    try:
        yield
    finally:
        claims.discard(claim)
        if not claims:
            renewing.cancel()
            del _held[database]


async def _renew(database: Database, claims: Collection[str]) -> None:
    while True:
        await asyncio.sleep(LAPSE.total_seconds() / 4)
        with suppress(PiloteError):  # locked for a moment: there are three more turns
            beat = asyncio.get_running_loop().run_in_executor
            await beat(_RENEWING, _touch, database, tuple(claims))


_RENEWING = ThreadPoolExecutor(1, "claims")
_held: dict[Database, tuple[set[str], asyncio.Task[None]]] = {}


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


def _take(connection: Connection, claim: str) -> bool:
    now = _now()
    row = {"key": claim, "received_at": now}
    return upsert(connection, received, row, where=_LAPSED, lapsed=now - LAPSE)


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


def _touch(database: Database, claims: Collection[str]) -> None:
    mine = received.c.key.in_(claims)
    with database.writing() as connection:
        connection.execute(update(received).where(mine).values(received_at=_now()))


def _claim_key(key: str) -> str:
    return f"claim:{key}"
