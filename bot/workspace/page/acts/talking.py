"""Saying things, and doing things to what was said."""

from typing import Literal

from bot.workspace.errors import NotPossibleError
from bot.workspace.model.people import User
from bot.workspace.page.acts.base import BaseAct, message_at, told
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace


class Say(BaseAct):
    """Post in a channel or, with `thread`, in a thread."""

    act: Literal["say"]
    channel: str
    text: str
    thread: str | None = None

    async def run(self, workspace: Workspace, user: User) -> JSON:
        if not self.text.strip():
            raise NotPossibleError("there is nothing to send")
        message = await workspace.say(user, self.channel, self.text, self.thread)
        return {"ts": message.ts}


class _OnMessage(BaseAct):
    channel: str
    ts: str


class Delete(_OnMessage):
    """Take one's own message away."""

    act: Literal["delete"]

    async def run(self, workspace: Workspace, user: User) -> JSON:
        message = message_at(workspace, self.channel, self.ts)
        if message.user != user.id:
            raise NotPossibleError("this is somebody else's message")
        await workspace.delete(message)
        return {}


class React(_OnMessage):
    """Put an emoji on a message."""

    act: Literal["react"]
    name: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        message = message_at(workspace, self.channel, self.ts)
        if user.id in message.reactions.get(self.name, ()):
            raise NotPossibleError("this reaction is there already")
        await workspace.react(user, message, self.name)
        return {}


class Unreact(_OnMessage):
    """Take one's emoji back."""

    act: Literal["unreact"]
    name: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        message = message_at(workspace, self.channel, self.ts)
        await workspace.unreact(user, message, self.name)
        return {}


class Stop(_OnMessage):
    """Press Stop in a thread."""

    act: Literal["stop"]

    async def run(self, workspace: Workspace, user: User) -> JSON:
        message = message_at(workspace, self.channel, self.ts)
        return told(await workspace.stop(user, message))
