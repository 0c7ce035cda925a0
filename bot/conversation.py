"""One thing said to the bot in Slack, from the claim to the answer sent."""

import asyncio
import logging
import traceback
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot.ask import Question, ask
from bot.blocks import answer_message, plain_message
from bot.delivery import once
from bot.identity import Caller, Callers
from bot.journal import log_answer
from bot.markup import people_in, plain_words
from bot.pilote import Pilote, operations_of
from bot.posting import Message
from bot.saying.figures import Teller
from bot.saying.reasons import error_text
from bot.telling import teller_for
from bot.thread import recall
from prompts import known, say
from storage.errors import PiloteError
from tools.engine.answer import Answer

log = logging.getLogger(__name__)

Reply = Callable[[Message], Awaitable[None]]
PROMPT = 2.0  # seconds; Slack waits three for the acknowledgement


@dataclass(frozen=True)
class Said:
    """One thing said: the words with Slack's markup, by whom, in which conversation.

    `keys` name the message for good, `team` is the speaker's where the request tells it,
    `choice` the label of the button that was used.
    """

    text: str
    user: str
    team: str | None
    place: str
    thread: str
    keys: tuple[str, ...]
    choice: str | None = None


@dataclass
class Conversations:
    """All that is being answered; within one thread one after the other."""

    bot: Pilote
    client: AsyncWebClient
    callers: Callers
    bot_user: str
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    _waiting: Counter[str] = field(default_factory=Counter)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, said: Said, reply: Reply) -> asyncio.Task[None]:
        """Answer in the background."""
        return self._begin(_watched(self._answer_once(said, reply)))

    async def promptly(self, said: Said, reply: Reply) -> None:
        """Answer, but return in time to acknowledge.

        As long as an event is not acknowledged, Slack sends it again: a process that dies
        over its answer gets or leaves the message another time.
        """
        await asyncio.wait([self.start(said, reply)], timeout=PROMPT)

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
        """What a caller who gets no data is told; None for everybody else."""
        if caller.person is not None:
            return None
        with self.bot.sales.reading() as connection:
            operations = operations_of(connection)
        whom = f" ({', '.join(operations)})" if operations else ""
        return say(caller.locale, "say.stranger", operations=whom)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _answer_once(self, said: Said, reply: Reply) -> None:
        async with self._in_turn(said.thread):
            claimed = False
            try:
                async with once(self.bot.database, *said.keys) as claimed:
                    if claimed:
                        await self._answer(said, reply)
            except PiloteError as error:  # the store took no claim: a long import holds it
                if claimed:
                    raise
                caller = await self.callers.who(said.user, said.team)
                await reply(plain_message(error_text(error, caller.locale)))

    @asynccontextmanager
    async def _in_turn(self, thread: str) -> AsyncIterator[None]:
        self._waiting[thread] += 1
        try:
            async with self._locks.setdefault(thread, asyncio.Lock()):
                yield
        finally:
            self._waiting[thread] -= 1
            if not self._waiting[thread]:
                del self._waiting[thread], self._locks[thread]

    async def _answer(self, said: Said, reply: Reply) -> None:
        locale = known(self.bot.locale)
        try:
            caller = await self.callers.who(said.user, said.team)
            locale = caller.locale
            names = await self._names_in(said.text)
            message = await asyncio.to_thread(self._message, caller, said, names)
        except PiloteError as error:
            message = plain_message(error_text(error, locale))
        except Exception as error:
            reference = uuid.uuid4().hex[:8]
            log_failure(reference, error)
            message = plain_message(say(locale, "errors.unexpected", reference=reference))
        await reply(message)

    async def _names_in(self, text: str) -> dict[str, str]:
        """Names for the users that a question calls; the bot itself is no part of it."""
        callers = [await self.callers.who(one) for one in people_in(text) if one != self.bot_user]
        return {one.slack_id: one.person.name for one in callers if one.person}

    def _message(self, caller: Caller, said: Said, names: dict[str, str]) -> Message:
        turned_away = self.turned_away(caller)
        if turned_away:
            self._note(caller, said, turned_away)
            return plain_message(turned_away)
        text = plain_words(said.text, names)
        if not text:
            return plain_message(say(caller.locale, "say.help"))
        if said.choice is not None and not self._is_open(said, said.choice):
            return plain_message(say(caller.locale, "slack.choice_gone"))
        answer = ask(self.bot, Question(text, caller.name, said.place, said.thread))
        return answer_message(answer, self._teller(answer), said.thread, said.place)

    def _is_open(self, said: Said, choice: str) -> bool:
        """Whether the conversation still waits for this choice."""
        with self.bot.database.reading() as connection:
            offered = recall(connection, said.thread)[1]
        place = int(said.text) - 1
        return place < len(offered) and offered[place].label.startswith(choice)

    def _teller(self, answer: Answer) -> Teller:
        with self.bot.sales.reading() as connection:
            company = self.bot.desk(connection).company
            return teller_for(connection, company, answer.locale, answer.asked_by, answer.figures)

    def _note(self, caller: Caller, said: Said, text: str) -> None:
        """Who was turned away is in the journal, under their Slack id."""
        with self.bot.sales.reading() as connection:
            today = self.bot.desk(connection).today
        answer = Answer(
            question=plain_words(said.text, {}),
            locale=caller.locale,
            asked_by=caller.name,
            as_of=today,
            status="denied",
            text=text,
        )
        with self.bot.database.writing() as connection:
            now = self.bot.clock.now()
            log_answer(connection, answer, place=said.place, thread=said.thread, now=now)


async def _watched(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Exception as error:
        log_failure("an answer was not finished", error)


def log_failure(what: str, error: Exception) -> None:
    """Type, place and the driver's own words: a statement's parameters hold people's data."""
    detail = error.orig if isinstance(error, DBAPIError) else error
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s: %s\n%s", what, type(error).__name__, detail, lines)
