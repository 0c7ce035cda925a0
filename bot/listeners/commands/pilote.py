"""`/pilote QUESTION`, and the few words that are no question: a file each in `words/`."""

from slack_bolt.async_app import AsyncApp

from bot.answering import job_of
from bot.conversation import Conversations
from bot.found import modules_in
from bot.identity import Caller
from bot.listeners import words
from bot.listeners.slash import Slash, on_command
from bot.posting import Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Without a question the answer is what can be asked."""
    on_command(app, conversations, "/pilote", _answer)


async def _answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    for word in modules_in(words, that_say="WORD"):
        match = word.WORD.fullmatch(slash.text)
        if match:
            told: Message = await word.answer(conversations, caller, slash, match)
            return told
    return await job_of(conversations, slash.said).work(caller)
