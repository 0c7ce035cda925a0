"""What the bot listens to in Slack: a file for each kind of event, command, action and view."""

import sys

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversations
from bot.found import modules_in


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Tells Bolt of every listener: each file here that says `register`.

    Bolt asks one after the other whether a request is theirs, so messages, which are most of what
    comes, go first.
    """
    listeners = modules_in(sys.modules[__name__], that_say="register")
    for listener in sorted(listeners, key=lambda module: not module.__name__.endswith(".messages")):
        listener.register(app, conversations)
