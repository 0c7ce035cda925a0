"""What the bot listens to in Slack: a file for each kind of event, command, action and view."""

import sys

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.found import modules_in


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Tells Bolt of every listener: each file here that says `register`."""
    for listener in modules_in(sys.modules[__name__], that_say="register"):
        listener.register(app, conversations)
