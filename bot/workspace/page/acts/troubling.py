"""Having things go wrong, to see what the app makes of it."""

from typing import Annotated, Literal

from pydantic import Field

from bot.workspace.model.people import User
from bot.workspace.page.acts.base import BaseAct, message_at, told
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace


class Fail(BaseAct):
    """Spoil or delay the next calls of the Web API."""

    act: Literal["fail"]
    kind: Literal["busy", "broken", "late", "dropped", "lost"]
    times: Annotated[int, Field(ge=1, le=50)] = 1

    async def run(self, workspace: Workspace, user: User) -> JSON:
        match self.kind:
            case "busy":
                workspace.fail_next("*", times=self.times, status=429, retry_after=2)
            case "broken":
                workspace.fail_next("*", times=self.times, status=500)
            case "late":
                workspace.fail_next("*", times=self.times, delay=4.0)
            case "dropped":
                workspace.fail_next("*", times=self.times, drop=True)
            case "lost":
                workspace.fail_next("chat.postMessage", times=self.times, drop=True, applied=True)
        return {}


class Refuse(BaseAct):
    """Have these block types refused, as where Slack has not rolled them out yet."""

    act: Literal["refuse"]
    types: list[str]

    async def run(self, workspace: Workspace, user: User) -> JSON:
        workspace.refuse_blocks(*self.types)
        return {}


class Resend(BaseAct):
    """Deliver the events of a message once more."""

    act: Literal["resend"]
    channel: str
    ts: str
    new_id: bool = False

    async def run(self, workspace: Workspace, user: User) -> JSON:
        message = message_at(workspace, self.channel, self.ts)
        again = await workspace.resend(message, new_id=self.new_id)
        return told(again[-1])


class Disconnect(BaseAct):
    """Close the app's connections: politely, or cut."""

    act: Literal["disconnect"]
    cut: bool = False

    async def run(self, workspace: Workspace, user: User) -> JSON:
        if self.cut:
            workspace.drop_sockets()
        else:
            await workspace.disconnect()
        return {}
