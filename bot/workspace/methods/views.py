"""Modals and the Home tab."""

import json

from bot.workspace.blocks.views import view_problems
from bot.workspace.content import with_ids
from bot.workspace.core import Core
from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.forms import initial_values
from bot.workspace.ids import secret
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import usable_user
from bot.workspace.methods.registry import answers
from bot.workspace.model.views import View
from bot.workspace.types import JSON

MOST_BYTES = 250_000
MOST_STACKED = 3


def checked_view(core: Core, view: object, kind: str, instead_of: View | None = None) -> JSON:
    """A view that Slack takes, with the ids it makes up; else what Slack would say.

    `instead_of` is the view it replaces, whose `external_id` it may keep.
    """
    found = view_problems(view, kind, core.refused_blocks)
    if found:
        raise invalid_arguments(*found)
    if not isinstance(view, dict) or len(json.dumps(view).encode()) > MOST_BYTES:
        raise SlackError("view_too_large")
    external = view.get("external_id")
    others = [one for one in _all(core) if one is not instead_of]
    if external and any(one.given.get("external_id") == external for one in others):
        raise SlackError("duplicate_external_id")
    return {**view, "blocks": with_ids(view["blocks"])}


def new_view(core: Core, user: str, given: JSON, under: View | None = None) -> View:
    """A view for this person; `under` is the modal it is stacked on."""
    view_id = core.ids.new("V")
    return View(
        id=view_id,
        user=user,
        given=given,
        hash=fresh_hash(core),
        root_view_id=under.root_view_id if under else view_id,
        previous_view_id=under.id if under else None,
        values=initial_values(given["blocks"]),
    )


def fresh_hash(core: Core) -> str:
    """Something that changes with every change of a view."""
    return f"{int(core.clock.now())}.{secret()[:8]}"


def rewrite(core: Core, view: View, given: JSON) -> None:
    """Put new content into a view; what was entered in blocks that stay is kept."""
    kept = view.values
    view.given = given
    view.hash = fresh_hash(core)
    view.errors = {}
    view.values = {
        block_id: kept.get(block_id, entered)
        for block_id, entered in initial_values(given["blocks"]).items()
    }
    core.signal.changed()


def push(core: Core, user: str, given: JSON) -> View:
    """Stack a modal on what this person has open."""
    stack = core.modals.setdefault(user, [])
    if len(stack) >= MOST_STACKED:
        raise SlackError("push_limit_reached")
    view = new_view(core, user, given, under=stack[-1] if stack else None)
    stack.append(view)
    core.signal.changed()
    return view


@answers("views.open")
def open_modal(core: Core, arguments: Arguments) -> JSON:
    """Open a modal for whoever pulled the trigger."""
    given = checked_view(core, arguments.value("view"), "modal")
    trigger = core.triggers.use(_trigger_id(arguments))
    core.modals[trigger.user] = []
    return {"view": push(core, trigger.user, given).to_json(core.identity)}


@answers("views.push")
def push_modal(core: Core, arguments: Arguments) -> JSON:
    """Open a modal on top of the open one."""
    given = checked_view(core, arguments.value("view"), "modal")
    trigger = core.triggers.use(_trigger_id(arguments))
    if not core.modals.get(trigger.user):
        raise SlackError("not_found")
    return {"view": push(core, trigger.user, given).to_json(core.identity)}


@answers("views.update")
def update_modal(core: Core, arguments: Arguments) -> JSON:
    """Change an open modal."""
    external, view_id = arguments.text("external_id"), arguments.text("view_id")
    if not (external or view_id):
        raise invalid_arguments("missing required field: view_id")
    view = core.view(view_id) or next(
        (one for one in _all(core) if external and one.given.get("external_id") == external), None
    )
    if view is None:
        raise SlackError("not_found")
    _same_hash(arguments, view)
    kind = str(view.given["type"])
    rewrite(core, view, checked_view(core, arguments.value("view"), kind, view))
    return {"view": view.to_json(core.identity)}


@answers("views.publish")
def publish_home(core: Core, arguments: Arguments) -> JSON:
    """Put this on one person's Home tab."""
    if not core.app.home_tab:
        raise SlackError("not_enabled")
    user = usable_user(core, arguments.text("user_id"))
    shown = core.homes.get(user.id)
    if shown is not None:
        _same_hash(arguments, shown)
    given = checked_view(core, arguments.value("view"), "home", shown)
    if shown is None:
        core.homes[user.id] = shown = new_view(core, user.id, given)
        core.signal.changed()
    else:
        rewrite(core, shown, given)
    return {"view": shown.to_json(core.identity)}


def _trigger_id(arguments: Arguments) -> str:
    trigger_id = arguments.text("trigger_id") or arguments.text("interactivity_pointer")
    if not trigger_id:
        raise invalid_arguments("missing required field: trigger_id")
    return trigger_id


def _same_hash(arguments: Arguments, view: View) -> None:
    if arguments.text("hash", view.hash) != view.hash:
        raise SlackError("hash_conflict")


def _all(core: Core) -> list[View]:
    modals = [view for stack in core.modals.values() for view in stack]
    return [*modals, *core.homes.values()]
