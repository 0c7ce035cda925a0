"""Going somewhere: the app's tabs, channels, conversations with colleagues."""

from typing import Literal

from bot.workspace.errors import NotPossibleError
from bot.workspace.model.people import User
from bot.workspace.page.acts.base import BaseAct, told
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace


class Open(BaseAct):
    """Open one of the app's tabs."""

    act: Literal["open"]
    tab: Literal["home", "messages"]

    async def run(self, workspace: Workspace, user: User) -> JSON:
        return told(await workspace.open_home(user, self.tab))


class Join(BaseAct):
    """Enter a public channel."""

    act: Literal["join"]
    channel: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        if workspace.channel(self.channel).kind != "channel":
            raise NotPossibleError("one is invited to private channels")
        workspace.join(user, self.channel)
        return {}


class Chat(BaseAct):
    """Talk with a colleague, where the app is not."""

    act: Literal["chat"]
    other: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        return {"channel": workspace.chat_of(user, self.other).id}
