"""Using what the app offers: commands, buttons, menus, shortcuts."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.workspace.errors import NotPossibleError
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.page.acts.base import BaseAct, message_at, told
from bot.workspace.page.acts.forms import Entered, by_ids
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace


class Spot(BaseModel):
    """Where an element stands: in a message, or in a modal or the Home tab."""

    model_config = ConfigDict(extra="forbid")

    channel: str | None = None
    ts: str | None = None
    view: str | None = None

    def find(self, workspace: Workspace) -> Message | View:
        """The message or view. Raises NotPossibleError once it is gone."""
        if self.channel and self.ts:
            return message_at(workspace, self.channel, self.ts)
        view = workspace.core.view(self.view or "")
        if view is None:
            raise NotPossibleError("this is closed")
        return view


class Command(BaseAct):
    """Send a slash command."""

    act: Literal["command"]
    channel: str
    name: str
    text: str = ""

    async def run(self, workspace: Workspace, user: User) -> JSON:
        return told(await workspace.slash(user, self.channel, self.name, self.text))


class Click(BaseAct):
    """Use an element; `entered` is what stands in the rest of the modal."""

    act: Literal["click"]
    spot: Spot
    block: str
    action: str
    value: object = None
    entered: Entered | None = None

    async def run(self, workspace: Workspace, user: User) -> JSON:
        where = self.spot.find(workspace)
        if isinstance(where, View) and self.entered and workspace.modal_of(user) is where:
            workspace.fill(user, by_ids(where, self.entered))
        return told(
            await workspace.click(user, where, self.action, self.value, block_id=self.block)
        )


class Suggest(BaseAct):
    """Type into a menu that the app fills."""

    act: Literal["suggest"]
    spot: Spot
    action: str
    typed: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        where = self.spot.find(workspace)
        return {"options": await workspace.suggest(user, where, self.action, self.typed)}


class Shortcut(BaseAct):
    """Use a shortcut of the app, or one on a message."""

    act: Literal["shortcut"]
    id: str
    spot: Spot | None = None

    async def run(self, workspace: Workspace, user: User) -> JSON:
        where = self.spot.find(workspace) if self.spot else None
        message = where if isinstance(where, Message) else None
        return told(await workspace.shortcut(user, self.id, message))
