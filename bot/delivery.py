"""Answering each message once, whatever Slack sends again and whichever process dies.

A message is *claimed* while it is being worked on and *done* when it was answered. A claim is
renewed as long as its process lives; one that lapses belongs to a dead process, and the next
delivery of the message takes it over.

Claims are also what keeps a thread in order: whoever has claimed a message waits for the living
claims on what was said before it in the same thread, whichever processes they belong to.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, delete, insert, or_, select, update

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import received
from storage.upsert import upsert

LAPSE = timedelta(seconds=6)
LOOK_AGAIN = 0.5  # seconds between two looks at somebody else's claim
PATIENCE = 60.0  # seconds for what was said before: answers take half of it at most
SWEEPING = 3600.0  # seconds between two looks for what may be forgotten
_LAPSED = received.c.received_at < bindparam("lapsed")
KEPT = timedelta(days=7)  # Slack gives up after minutes; this is for reading back


@dataclass(frozen=True)
class Said:
    """Where in a conversation something was said; `at` is a timestamp as Slack's are."""

    thread: str
    at: str


@dataclass(frozen=True)
class Claim:
    """True for the one who is to answer, false when it was answered already."""

    database: Database
    mine: bool
    ahead: Collection[str] = ()  # the claims on what was said before, as they stood then

    def __bool__(self) -> bool:
        return self.mine

    async def in_order(self) -> None:
        """Waits until what other processes answer of what was said before is answered, or theirs
        no more. What this process answers, it has in order itself."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            here = _held.get(self.database, ((), None))[0]
            theirs = [claim for claim in self.ahead if claim not in here]
            if not theirs or not await asyncio.to_thread(_living, self.database, theirs):
                return
            await asyncio.sleep(LOOK_AGAIN)


@asynccontextmanager
async def once(database: Database, *keys: str, said: Said | None = None) -> AsyncIterator[Claim]:
    """A claim that is true for the one who is to answer, false when it was answered already.

    `keys` name one message: the first is claimed, all are remembered. Waits while another
    process is at it. Left by an exception, the message counts as not answered.
    """
    while (claim := await asyncio.to_thread(_claim, database, keys, said)) is None:
        await asyncio.sleep(LOOK_AGAIN)
    if not claim:
        yield claim
        return
    with _renewed(database, _claim_key(keys[0])):
        try:
            yield claim
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
_swept: WeakKeyDictionary[Database, float] = WeakKeyDictionary()
_held: dict[Database, tuple[set[str], asyncio.Task[None]]] = {}


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)


def _claim(database: Database, keys: tuple[str, ...], said: Said | None) -> Claim | None:
    """None: somebody else is at it."""
    claim, now = _claim_key(keys[0]), _now()
    place = {"thread": said.thread, "said_at": said.at} if said else _NOWHERE
    with database.writing() as connection:
        row = {"key": claim, "received_at": now, **place}
        if not upsert(connection, received, row, where=_LAPSED, lapsed=now - LAPSE):
            return None
        # Only now: who finished just before has committed both, done and given up, together.
        known = {"keys": keys, "lapsed": now - LAPSE, **place}
        found = set(connection.scalars(_KNOWN, known))
        if found.intersection(keys):
            connection.execute(_GIVEN_UP, {"claims": [claim]})
            return Claim(database, mine=False)
        return Claim(database, mine=True, ahead=found)


_NOWHERE = {"thread": None, "said_at": None}
_ALIVE = received.c.received_at >= bindparam("lapsed")
# What was answered of these keys, and what is being answered of what was said before.
_KNOWN = select(received.c.key).where(
    or_(
        received.c.key.in_(bindparam("keys", expanding=True)),
        (received.c.thread == bindparam("thread"))
        & (received.c.said_at < bindparam("said_at"))
        & _ALIVE,
    )
)
_SOME = received.c.key.in_(bindparam("claims", expanding=True))
_GIVEN_UP = delete(received).where(_SOME)
_STILL = select(received.c.key).where(_SOME, _ALIVE).limit(1)


def _living(database: Database, claims: Collection[str]) -> bool:
    with database.reading() as connection:
        given = {"claims": list(claims), "lapsed": _now() - LAPSE}
        return connection.scalar(_STILL, given) is not None


def _finish(database: Database, keys: tuple[str, ...]) -> None:
    now = _now()
    with database.writing() as connection:
        connection.execute(_GIVEN_UP, {"claims": [*keys, _claim_key(keys[0])]})
        done = [{"key": key, "received_at": now, **_NOWHERE} for key in keys]
        connection.execute(_DONE, done)
        if monotonic() - _swept.get(database, -SWEEPING) >= SWEEPING:
            _swept[database] = monotonic()
            connection.execute(delete(received).where(received.c.received_at < now - KEPT))


_DONE = insert(received)


def _release(database: Database, key: str) -> None:
    with database.writing() as connection:
        connection.execute(_GIVEN_UP, {"claims": [_claim_key(key)]})


def _touch(database: Database, claims: Collection[str]) -> None:
    mine = received.c.key.in_(claims)
    with database.writing() as connection:
        connection.execute(update(received).where(mine).values(received_at=_now()))


def _claim_key(key: str) -> str:
    return f"claim:{key}"
