"""What all acts have in common."""

from pydantic import BaseModel, ConfigDict

from bot.workspace.delivery import Delivery
from bot.workspace.errors import NotPossibleError
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace


class BaseAct(BaseModel):
    """Somebody does something; `by` is their user id."""

    model_config = ConfigDict(extra="forbid")

    by: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        """Do it. Raises NotPossibleError where Slack's own client would not allow it."""
        raise NotImplementedError


def told(delivery: Delivery | None) -> JSON:
    """Whether the app took what it was told."""
    return {"acknowledged": delivery is None or delivery.acknowledged}


def message_at(workspace: Workspace, channel: str, ts: str) -> Message:
    """A message by its place; whether the person sees it is checked where it is used."""
    place = workspace.channel(channel)
    found = place.find(ts) or place.ephemerals.get(ts)
    if found is None:
        raise NotPossibleError("this message is gone")
    return found
