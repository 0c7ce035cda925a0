"""One thing said to the bot in Slack, from its words to the message that answers it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.ask import Question, ask
from bot.audience import seen_as
from bot.beside import target_beside
from bot.blocks import answer_message, plain_message
from bot.conversation import Conversations, Job
from bot.drafts.steps import steps_under
from bot.identity import Caller
from bot.journal import log_answer
from bot.markup import only_deal, people_in, plain_words, with_deals
from bot.pilote import Pilote
from bot.posting import Message
from bot.telling import teller_for
from bot.thread import recall
from prompts import say
from tools.engine.answer import Answer
from tools.engine.people import person_by_email
from tools.toolbox import any_private

WINDING_DOWN = 1.0  # seconds for what was stopped to end before the thread goes on
OPEN = "open"  # the place of what is answered for everybody in an open channel


@dataclass(frozen=True)
class Said:
    """One thing said: the words with Slack's markup, by whom, in which conversation.

    `keys` name the message for good, `team` is the speaker's where the request tells it,
    `channel` (the workspace's id and its own) is where others may read along, `choice` the label
    of the button that was used. `hear` is told an explanation while it is made; `at` is Slack's
    timestamp, where there is one.
    """

    text: str
    user: str
    team: str | None
    place: str
    thread: str
    keys: tuple[str, ...]
    channel: tuple[str, str] | None = None
    choice: str | None = None
    hear: Callable[[str], None] = lambda _: None
    at: str = ""


def job_of(conversations: Conversations, said: Said) -> Job:
    """What is said, to be answered."""

    async def work(caller: Caller) -> Message:
        turned_away = conversations.turned_away(caller)
        if turned_away:
            await asyncio.to_thread(_note, conversations, caller, said, turned_away)
            return plain_message(turned_away)
        names = await _names_in(conversations, said.text)
        stop = threading.Event()
        answering = asyncio.create_task(
            asyncio.to_thread(_message, conversations, caller, said, names, stop)
        )
        try:
            message, public = await asyncio.shield(answering)
        except asyncio.CancelledError:
            stop.set()  # the thread itself cannot be cancelled: it looks up now and then
            await asyncio.wait([answering], timeout=WINDING_DOWN)
            raise
        if public and said.channel and await conversations.members.has_outsiders(said.channel[1]):
            return replace(message, for_all=False)
        return message

    return Job(said.user, said.team, said.thread, said.keys, work, said_at=said.at)


def message_of(conversations: Conversations, answer: Answer, question: Question) -> Message:
    """An answer as a message, as `message_for` makes it."""
    return message_for(conversations.bot, answer, question)


def message_for(bot: Pilote, answer: Answer, question: Question) -> Message:
    """An answer as a message, told to its asker or, in public, to nobody in particular."""
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        reader = "" if question.public else answer.asked_by
        teller = teller_for(sales, at.company, answer.locale, reader, answer.figures)
        asker = person_by_email(sales, question.seen_as or question.asked_by)
        beside = target_beside(at, asker, answer) if asker else None
        steps = steps_under(at, asker, answer, public=question.public) if asker else ()
    return answer_message(answer, teller, question.thread or "", question.place, beside, steps)


async def _names_in(conversations: Conversations, text: str) -> dict[str, str]:
    """Names for the users that a question calls; the bot itself is no part of it."""
    called = [one for one in people_in(text) if one != conversations.bot_user]
    callers = [await conversations.callers.who(one) for one in called]
    return {one.slack_id: one.person.name for one in callers if one.person}


def _message(
    conversations: Conversations,
    caller: Caller,
    said: Said,
    names: dict[str, str],
    stop: threading.Event,
) -> tuple[Message, bool]:
    """The answer, and whether it is one for everybody."""
    pattern = conversations.bot.deal_url
    text = plain_words(with_deals(said.text, pattern), names)
    deal = only_deal(said.text, pattern)
    if deal:  # who pastes a link and says no more wants to know about it
        text = say(caller.locale, "slack.about_deal", deal=deal)
    if not text:
        return plain_message(say(caller.locale, "say.help")), False
    if said.choice is not None and not _is_open(conversations, said, said.choice):
        return plain_message(say(caller.locale, "slack.choice_gone")), False
    leader = seen_as(conversations.bot, *said.channel) if said.channel else None
    place, public = (OPEN, True) if leader else (said.place, False)
    question = Question(
        text, caller.name, place, said.thread, leader, public, stop.is_set, said.hear
    )
    answer = ask(conversations.bot, question)
    message = message_of(conversations, answer, question)
    public = public and answer.status == "answered"
    public = public and not any_private(call.name for call in answer.tools)
    return replace(message, for_all=public), public


def _is_open(conversations: Conversations, said: Said, choice: str) -> bool:
    """Whether the conversation still waits for this choice."""
    with conversations.bot.database.reading() as connection:
        offered = recall(connection, said.thread)[1]
    place = int(said.text) - 1
    return place < len(offered) and offered[place].label.startswith(choice)


def _note(conversations: Conversations, caller: Caller, said: Said, text: str) -> None:
    """Who was turned away is in the journal, under their Slack id."""
    bot = conversations.bot
    with bot.sales.reading() as connection:
        today = bot.desk(connection).today
    answer = Answer(
        question=plain_words(said.text, {}),
        locale=caller.locale,
        asked_by=caller.name,
        as_of=today,
        status="denied",
        text=text,
    )
    with bot.database.writing() as connection:
        now = bot.clock.now()
        log_answer(connection, answer, place=said.place, thread=said.thread, now=now)
