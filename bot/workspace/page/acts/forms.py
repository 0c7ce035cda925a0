"""Filling in, submitting and closing modals."""

from typing import Literal

from bot.workspace.errors import NotPossibleError
from bot.workspace.forms import KEPT_AS, elements
from bot.workspace.model.people import User
from bot.workspace.model.views import View
from bot.workspace.page.acts.base import BaseAct, told
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace

# What was entered, by block id and action id.
Entered = dict[str, dict[str, object]]


def by_ids(view: View, entered: Entered) -> dict[tuple[str, str], object]:
    """What belongs to fields that are still there; buttons keep nothing."""
    there = {
        (block["block_id"], element["action_id"])
        for block, element in elements(view.blocks)
        if element["type"] in KEPT_AS
    }
    given = {
        (block, action): value
        for block, actions in entered.items()
        for action, value in actions.items()
    }
    return {ids: value for ids, value in given.items() if ids in there}


def _on_top(workspace: Workspace, user: User, view_id: str) -> View:
    view = workspace.modal_of(user)
    if view is None or view.id != view_id:
        raise NotPossibleError("this is closed")
    return view


class Submit(BaseAct):
    """Submit the modal on top."""

    act: Literal["submit"]
    view: str
    entered: Entered

    async def run(self, workspace: Workspace, user: User) -> JSON:
        view = _on_top(workspace, user, self.view)
        done = await workspace.submit_view(user, by_ids(view, self.entered))
        return {"errors": done.errors, **told(done.delivery)}


class Close(BaseAct):
    """Close the modal on top."""

    act: Literal["close"]
    view: str

    async def run(self, workspace: Workspace, user: User) -> JSON:
        _on_top(workspace, user, self.view)
        return told(await workspace.close_view(user))
