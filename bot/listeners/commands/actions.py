"""`/actions`: what is to be done; with words, a form for a new one."""

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.desk.actions import action_form
from bot.identity import Caller
from bot.listeners.modals import open_modal
from bot.listeners.slash import Slash, asking, on_command
from bot.markup import plain_words
from bot.posting import Message
from bot.reader import Call

_LIST = asking(lambda _: [Call("to_do", {})])


def register(app: AsyncApp, conversations: Conversations) -> None:
    """One command."""
    on_command(app, conversations, "/actions", _answer)


async def _answer(conversations: Conversations, caller: Caller, slash: Slash) -> Message | None:
    what, bot = plain_words(slash.text, {}), conversations.bot
    if not what:
        return await _LIST(conversations, caller, slash)
    await open_modal(
        conversations,
        slash.opener,
        lambda caller: action_form(bot, what, slash.user, caller.by),
    )
    return None
