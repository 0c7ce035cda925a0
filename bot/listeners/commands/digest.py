"""`/digest`: the digest now, for the asker's eyes; it does not count as the week's. `/digest on`
and `off`: whether it comes by itself."""

import asyncio

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.slash import Answerer, Slash, asking, by_first_word, on_command
from bot.listeners.words.digest import wish
from bot.posting import Message
from bot.reader import Call


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command, and its two words."""
    words = {"on": _wishing(wanted=True), "off": _wishing(wanted=False)}
    shown = asking(lambda _: [Call("digest", {})])
    on_command(app, conversations, "/digest", by_first_word(words, shown))


def _wishing(*, wanted: bool) -> Answerer:
    async def answer(conversations: Conversations, caller: Caller, _: Slash) -> Message:
        return await asyncio.to_thread(wish, conversations, caller, wanted=wanted)

    return answer
