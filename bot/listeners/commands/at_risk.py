"""`/at-risk`: the deals at risk of the quarter, or of what is typed, with the facts."""

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.slash import Answerer, Slash, asking, by_first_word, on_command, sentence
from bot.posting import Message
from bot.reader import Call

WORDS: dict[str, Answerer] = {}  # what else the command can be told, by first word


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command, and its words."""
    on_command(app, conversations, "/at-risk", by_first_word(WORDS, _listed))


async def _listed(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    answer = sentence("at_risk") if slash.text else asking(lambda _: [Call("at_risk", {})])
    return await answer(conversations, caller, slash)
