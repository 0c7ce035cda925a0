"""All that is being answered in Slack: each thing once, within a thread one after the other,
whichever of several processes on one store answers it."""

import asyncio
import logging
import time
import traceback
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot.blocks import plain_message
from bot.delivery import LAPSE, Said, once
from bot.identity import Caller, Callers
from bot.members import Members
from bot.pilote import Pilote
from bot.posting import Message
from bot.queues import Queues
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError

log = logging.getLogger(__name__)

Reply = Callable[[Message], Awaitable[None]]
Waiting = Callable[[bool], Awaitable[None]]
PROMPT = 2.0  # seconds; Slack waits three for the acknowledgement
AT_ONCE = 28  # being answered: the first to come are answered first
WITH_MODEL = 500  # the same where most of them wait for a model; fewer than there are threads
CROWD = 60  # that wait for their turn or have it: some seconds' work
SHOWN = 2.0  # seconds that showing this may take: the answer is what matters
SLOW = 1.0  # seconds after which somebody is told that it takes a while


@dataclass(frozen=True)
class Job:
    """Something to be answered once: for whom (`team` is theirs where the request tells it), in
    which conversation, under which keys for good, and how. None: there is nothing to say.

    `waiting` shows that it takes a while (true), and that it is over (false). `said_at` is Slack's
    timestamp of what was said; without one it counts as said when it comes.
    """

    user: str
    team: str | None
    thread: str
    keys: tuple[str, ...]
    work: Callable[[Caller], Awaitable[Message | None]]
    waiting: Waiting | None = None
    said_at: str = ""


@dataclass
class Conversations:
    """Starts, orders, stops and finishes what is being answered."""

    bot: Pilote
    client: AsyncWebClient
    callers: Callers
    members: Members
    bot_user: str
    team: str  # the workspace in which the app is installed
    _few: asyncio.Semaphore = field(init=False)
    _queues: Queues = field(default_factory=Queues)
    _come: set[str] = field(default_factory=set)  # the keys of what is here
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _running: dict[str, asyncio.Task[Message | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._few = asyncio.Semaphore(WITH_MODEL if self.bot.seat else AT_ONCE)

    def start(self, job: Job, reply: Reply) -> asyncio.Task[None]:
        """Answer in the background."""
        return self._begin(_watched(self._once(job, reply)))

    async def promptly(self, job: Job, reply: Reply) -> None:
        """Answer, but return in time to acknowledge.

        As long as an event is not acknowledged, Slack sends it again: a process that dies
        over its answer gets or leaves the message another time. Where many wait, this one's
        turn would hardly come in time: then it is acknowledged at once.
        """
        crowded = self._is_crowded()
        answering = self.start(job, reply)
        if not crowded:
            await asyncio.wait([answering], timeout=PROMPT)

    async def stop(self, thread: str) -> None:
        """Give up what is being worked out in a thread, here or by another process."""
        running = self._running.get(thread)
        if running is not None:
            running.cancel()
        await asyncio.to_thread(self.bot.runs.ask_to_stop, thread)

    async def finished(self, seconds: float) -> None:
        """Wait for what is being answered; give up on the rest."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def aside(self, work: Coroutine[None, None, None]) -> None:
        """Do something that nobody waits for; what goes wrong is in the log."""
        self._begin(_watched(work))

    def turned_away(self, caller: Caller) -> str | None:
        """What a caller who gets no data is told, a stranger or somebody who has left; None for
        everybody else."""
        return caller.turned_away

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _once(self, job: Job, reply: Reply) -> None:
        late = _comes_late(job)  # as it comes: its turn may be a while off
        with self._queues.place(job.thread) as first, self._here(job) as again:
            if again:  # what comes twice within a moment need not look at the store again and again
                await first.wait()
            said = Said(job.thread, job.said_at or f"{time.time():.6f}")
            claimed = None
            try:
                async with once(self.bot.database, *job.keys, said=said) as claimed:
                    if claimed:
                        await first.wait()
                        await claimed.in_order()
                        async with self._few:
                            await self._answer(job, reply, again=late)
            except PiloteError as error:  # the store took no claim: a long import holds it
                if claimed:
                    raise
                caller = await self.callers.who(job.user, job.team)
                await reply(plain_message(error_text(error, caller.locale)))

    @contextmanager
    def _here(self, job: Job) -> Iterator[bool]:
        """Whether the same thing is here already."""
        key = job.keys[0]
        again = key in self._come
        self._come.add(key)
        try:
            yield again
        finally:
            if not again:
                self._come.discard(key)

    def in_turn(self, name: str) -> AbstractAsyncContextManager[None]:
        """Inside, nothing else of this name is being done by this process."""
        return self._queues.turn(name)

    async def _answer(self, job: Job, reply: Reply, *, again: bool) -> None:
        """`again`: another process may have answered it, and died before it could say so."""
        work = asyncio.create_task(self._message(job))
        if job.waiting is not None:  # nobody is shown a Stop button for anything else
            self._running[job.thread] = work
        try:
            shown = await self._patiently(work, job.waiting)
        finally:
            self._running.pop(job.thread, None)
            work.cancel()
        message = await self._given_up(job) if work.cancelled() else work.result()
        if message is not None:
            await reply(replace(message, key=job.keys[0], unclear=again))
        if shown is not None and job.waiting is not None:
            self.aside(_no_longer(shown, job.waiting))

    async def _patiently(
        self, work: asyncio.Task[Message | None], waiting: Waiting | None
    ) -> asyncio.Task[None] | None:
        """Wait for the work; where that takes a while, show it meanwhile: what shows it, else
        None. Telling each of a crowd would take the time that their answers need."""
        done, _ = await asyncio.wait([work], timeout=SLOW)
        if done or waiting is None or self._is_crowded():
            await asyncio.wait([work])
            return None
        shown = asyncio.create_task(_watched(_in_passing(waiting, on=True)))
        await asyncio.wait([work])
        return shown

    def _is_crowded(self) -> bool:
        return len(self._tasks) >= CROWD

    async def _given_up(self, job: Job) -> Message:
        caller = await self.callers.who(job.user, job.team)
        return plain_message(say(caller.locale, "say.model.stopped"))

    async def _message(self, job: Job) -> Message | None:
        locale = known(self.bot.locale)
        try:
            caller = await self.callers.who(job.user, job.team)
            locale = caller.locale
            return await job.work(caller)
        except PiloteError as error:
            return plain_message(error_text(error, locale))
        except Exception as error:
            return failed(error, locale)


def _comes_late(job: Job) -> bool:
    """Whether it was said so long ago that this is not the first time that Slack tells of it."""
    with suppress(ValueError):
        return time.time() - float(job.said_at) > LAPSE.total_seconds()
    return False


async def _no_longer(shown: asyncio.Task[None], waiting: Waiting) -> None:
    """Say that it is over, once it was said that it goes on."""
    await shown
    await _in_passing(waiting, on=False)


async def _in_passing(waiting: Waiting, *, on: bool) -> None:
    """Show it, or that it is over, unless Slack takes too long to be told."""
    with suppress(TimeoutError):
        await asyncio.wait_for(waiting(on), SHOWN)


def failed(error: Exception, locale: str) -> Message:
    """What somebody is told of a failure inside: a reference, under which the log has the rest."""
    reference = uuid.uuid4().hex[:8]
    log_failure(reference, error)
    return plain_message(say(locale, "errors.unexpected", reference=reference))


async def _watched(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception as error:
        log_failure("an answer was not finished", error)


def log_failure(what: str, error: Exception) -> None:
    """Type, place and the driver's own words: a statement's parameters hold people's data."""
    detail = error.orig if isinstance(error, DBAPIError) else error
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s: %s\n%s", what, type(error).__name__, detail, lines)
