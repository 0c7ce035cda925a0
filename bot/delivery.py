"""Answering each message once, whatever Slack sends again and whichever process dies.

A message is *claimed* while it is being worked on and *done* when it was answered. A claim is
renewed as long as its process lives; one that lapses belongs to a dead process, and the next
delivery of the message takes it over.

Claims are also what keeps a thread in order: whoever has claimed a message waits for the living
claims on what was said before it in the same thread, whichever processes they belong to.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Row, bindparam, delete, insert, or_, select, update

from bot.together import Together
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import received
from storage.upsert import insert_new

LAPSE = timedelta(seconds=6)
LOOK_AGAIN = 0.5  # seconds between two looks at somebody else's claim
PATIENCE = 60.0  # seconds for what was said before: answers take half of it at most
FINISHING = 0.05  # seconds between two goes: nobody waits, and a store takes one writer
SWEEPING = 3600.0  # seconds between two looks for what may be forgotten
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
    message, store = _Message(database, keys, said), _store(database)
    while (claim := await store.claiming.one(message)) is None:
        await asyncio.sleep(LOOK_AGAIN)
    if not claim:
        yield claim
        return
    with _renewed(database, message.claim):
        try:
            yield claim
        except BaseException:
            _release(message)  # not in a thread: a cancelled task gets no further turn
            raise
        await store.finishing.one(message)


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


@dataclass(frozen=True)
class _Message:
    """What is claimed and finished: a message of this store, and where it was said."""

    database: Database
    keys: tuple[str, ...]
    said: Said | None

    @property
    def claim(self) -> str:
        return f"claim:{self.keys[0]}"

    @property
    def place(self) -> Mapping[str, str | None]:
        return {"thread": self.said.thread, "said_at": self.said.at} if self.said else _NOWHERE

    def claimed(self, known: Sequence[Row[Any, Any, Any]]) -> Claim:
        """Once the claim is taken: whose turn it is, as far as is `known` of what was said."""
        if any(row.key in self.keys for row in known):
            return Claim(self.database, mine=False)
        said = self.said
        before = [r.key for r in known if said and r.thread == said.thread and r.said_at < said.at]
        return Claim(self.database, mine=True, ahead=before)


class _Store:
    """Who comes at once, claims together and finishes together."""

    def __init__(self) -> None:
        self.claiming = Together[_Message, Claim | None]("claims", _claim)
        self.finishing = Together[_Message, None]("finished", _finish, FINISHING)


_stores: WeakKeyDictionary[Database, _Store] = WeakKeyDictionary()


def _store(database: Database) -> _Store:
    store = _stores.get(database)
    if store is None:
        store = _stores[database] = _Store()
    return store


def _claim(messages: Sequence[_Message]) -> list[Claim | None]:
    """Messages of one store; None: somebody else is at it."""
    database, now = messages[0].database, _now()
    wanted = {one.claim: one for one in reversed(messages)}  # of the same twice, the first
    rows = [{"key": key, "received_at": now, **one.place} for key, one in wanted.items()]
    given = {
        "claims": list(wanted),
        "keys": [key for one in messages for key in one.keys],
        "threads": [one.said.thread for one in messages if one.said],
        "lapsed": now - LAPSE,
    }
    with database.writing() as connection:
        connection.execute(_LAPSED, given)
        taken = insert_new(connection, received, rows)
        # Only now: who finished just before has committed both, done and given up, together.
        known = connection.execute(_KNOWN, given).all()
        claims = [
            one.claimed(known) if one.claim in taken and wanted[one.claim] is one else None
            for one in messages
        ]
        pairs = zip(messages, claims, strict=True)
        done = [one.claim for one, claim in pairs if claim is not None and not claim]
        if done:
            connection.execute(_GIVEN_UP, {"claims": done})
    return claims


_NOWHERE: Mapping[str, str | None] = {"thread": None, "said_at": None}
_ALIVE = received.c.received_at >= bindparam("lapsed")
# What was answered of these keys, and what is being answered in these threads.
_KNOWN = select(received.c.key, received.c.thread, received.c.said_at).where(
    or_(
        received.c.key.in_(bindparam("keys", expanding=True)),
        received.c.thread.in_(bindparam("threads", expanding=True)) & _ALIVE,
    )
)
_SOME = received.c.key.in_(bindparam("claims", expanding=True))
_GIVEN_UP = delete(received).where(_SOME)
_LAPSED = _GIVEN_UP.where(received.c.received_at < bindparam("lapsed"))
_STILL = select(received.c.key).where(_SOME, _ALIVE).limit(1)
_DONE = insert(received)


def _living(database: Database, claims: Collection[str]) -> bool:
    with database.reading() as connection:
        given = {"claims": list(claims), "lapsed": _now() - LAPSE}
        return connection.scalar(_STILL, given) is not None


def _finish(messages: Sequence[_Message]) -> list[None]:
    database, now = messages[0].database, _now()
    keys = [key for one in messages for key in one.keys]
    with database.writing() as connection:
        connection.execute(_GIVEN_UP, {"claims": [*keys, *(one.claim for one in messages)]})
        done = [{"key": key, "received_at": now, **_NOWHERE} for key in dict.fromkeys(keys)]
        connection.execute(_DONE, done)
        if monotonic() - _swept.get(database, -SWEEPING) >= SWEEPING:
            _swept[database] = monotonic()
            connection.execute(delete(received).where(received.c.received_at < now - KEPT))
    return [None] * len(messages)


def _release(message: _Message) -> None:
    with message.database.writing() as connection:
        connection.execute(_GIVEN_UP, {"claims": [message.claim]})


def _touch(database: Database, claims: Collection[str]) -> None:
    mine = received.c.key.in_(claims)
    with database.writing() as connection:
        connection.execute(update(received).where(mine).values(received_at=_now()))
