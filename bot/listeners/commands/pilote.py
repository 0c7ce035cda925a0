"""`/pilote QUESTION`, and the few words that are no question: a file each in `words/`."""

from slack_bolt.async_app import AsyncApp

from bot.answering import job_of
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.slash import Slash, on_command
from bot.listeners.spoken import typed
from bot.posting import Message


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Without a question the answer is what can be asked."""
    on_command(app, conversations, "/pilote", _answer)


async def _answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    told = await typed(conversations, caller, slash)
    return await job_of(conversations, slash.said).work(caller) if told is None else told
