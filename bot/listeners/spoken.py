"""What is said to the bot and is no question: the files in `words/`, wherever it is said."""

from dataclasses import replace

from bot.conversation import Conversations, Job
from bot.found import modules_in
from bot.identity import Caller
from bot.listeners import words
from bot.listeners.slash import Slash
from bot.posting import Message


def spoken(conversations: Conversations, job: Job, text: str, workspace: str) -> Job:
    """The job of a message, its words first shown to those who may hear something else in them."""

    async def work(caller: Caller) -> Message | None:
        if conversations.turned_away(caller):
            return await job.work(caller)
        told = await _heard(conversations, caller, text, workspace)
        return await job.work(caller) if told is None else told

    return replace(job, work=work)


async def typed(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    """What comes of the words after `/pilote`; None for a question."""
    for word in modules_in(words, that_say="WORD"):
        match = word.WORD.fullmatch(slash.text)
        if match:
            told: Message = await word.answer(conversations, caller, slash, match)
            return told
    return await _heard(conversations, caller, slash.text, slash.team)


async def _heard(
    conversations: Conversations, caller: Caller, text: str, workspace: str
) -> Message | None:
    for word in modules_in(words, that_say="SAID"):
        told: Message | None = await word.SAID(conversations, caller, text, workspace)
        if told is not None:
            return told
    return None
