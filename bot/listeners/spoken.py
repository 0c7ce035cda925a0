"""What is said to the bot alone and is no question: each file in `words/` may say `SAID`, with
(conversations, caller, text, workspace), which gives the message, or None for anything else."""

from dataclasses import replace

from bot.conversation import Conversations, Job
from bot.found import modules_in
from bot.identity import Caller
from bot.listeners import words
from bot.posting import Message


def spoken(conversations: Conversations, job: Job, text: str, workspace: str) -> Job:
    """The job, its words first shown to those who may hear something else in them."""

    async def work(caller: Caller) -> Message | None:
        told = None if conversations.turned_away(caller) else await _heard(caller)
        return await job.work(caller) if told is None else told

    async def _heard(caller: Caller) -> Message | None:
        for word in modules_in(words, that_say="SAID"):
            told: Message | None = await word.SAID(conversations, caller, text, workspace)
            if told is not None:
                return told
        return None

    return replace(job, work=work)
