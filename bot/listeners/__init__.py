"""What the bot listens to in Slack: a file for each kind of event, command and action."""

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.listeners import unknown
from bot.listeners.actions import choose
from bot.listeners.commands import pilote
from bot.listeners.events import home, messages


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Tells Bolt of every listener."""
    for listener in (messages, home, pilote, choose, unknown):
        listener.register(app, conversations)
