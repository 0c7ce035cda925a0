"""Modals and Home tabs: what may stand around their blocks."""

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field, TypeAdapter

from bot.workspace.blocks.check import problems, walk
from bot.workspace.blocks.part import Part, at_most
from bot.workspace.blocks.surfaces import HOME, MODAL
from bot.workspace.blocks.text import PlainText
from bot.workspace.blocks.wording import part_problems
from bot.workspace.types import JSON

Title = Annotated[PlainText, at_most(24)]


class _View(Part):
    blocks: list[object]
    private_metadata: Annotated[str, Len(0, 3000)] | None = None
    callback_id: Annotated[str, Len(0, 255)] | None = None
    external_id: Annotated[str, Len(0, 255)] | None = None


class Modal(_View):
    """A dialog over the conversation."""

    type: Literal["modal"]
    title: Title
    close: Title | None = None
    submit: Title | None = None
    clear_on_close: bool | None = None
    notify_on_close: bool | None = None
    submit_disabled: bool | None = None


class Home(_View):
    """The app's own page."""

    type: Literal["home"]


_VIEW: TypeAdapter[Modal | Home] = TypeAdapter(Annotated[Modal | Home, Field(discriminator="type")])


def view_problems(view: object, kind: str, refused: frozenset[str]) -> list[str]:
    """All that Slack would refuse in `view`, which must be a `modal` or a `home`."""
    if not isinstance(view, dict):
        return ["must provide an object [json-pointer:/view]"]
    if view.get("type") != kind:
        return ["must be a valid enum value [json-pointer:/view/type]"]
    found = part_problems(_VIEW.validate_python, view, "/view")
    surface = MODAL if kind == "modal" else HOME
    if isinstance(view.get("blocks"), list):
        found += problems(view["blocks"], surface, refused)
    if not found and kind == "modal" and "submit" not in view and _inputs(view):
        found.append("submit is required when an input is in blocks [json-pointer:/view]")
    return found


def _inputs(view: JSON) -> bool:
    return any(part.get("type") == "input" for part in walk(view["blocks"]))
