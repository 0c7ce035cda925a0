"""*Show deals*, *Compare*, *By …* and *How is this computed?* under an answer."""

from slack_bolt.async_app import AsyncApp

from bot.blocks.buttons import BY, COMPARE, DEALS, HOW, NOT_BY
from bot.changes import broken_down, compared, explained, to_deals
from bot.conversation import Conversations
from bot.listeners.clicks import on_answer


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Each is the same question, changed."""
    on_answer(app, conversations, DEALS, lambda _: to_deals)
    on_answer(app, conversations, COMPARE, lambda _: compared)
    on_answer(
        app,
        conversations,
        BY,
        lambda click: broken_down("" if click.value == NOT_BY else click.value),
    )
    on_answer(app, conversations, HOW, lambda _: explained, beside=True)
