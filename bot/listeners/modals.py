"""What modals have in common: opened within the trigger's three seconds, submitted once, with what
is wrong shown in the form.

A modal is one file that builds its view with `bot.blocks.forms`, opens it with `open_modal` and
takes what is submitted with `on_submit`. See `actions/settings.py`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks import plain_message
from bot.blocks.forms import VALUE, modal
from bot.blocks.parts import section
from bot.blocks.text import escaped
from bot.conversation import PROMPT, Conversations, failed
from bot.delivery import once
from bot.identity import Caller
from bot.posting import Block, post
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError

_TRIGGER = 1.5  # seconds after which a modal opens empty and is filled when it can be


@dataclass(frozen=True)
class Submission:
    """What somebody submitted: values by the names of the fields, None where nothing is entered;
    `private` as the modal was opened with it."""

    values: dict[str, str | None]
    private: dict[str, Any]
    view_id: str


class RefusedError(Exception):
    """Raised by whoever takes a submission: sentences to show, by the names of their fields."""

    def __init__(self, **errors: str) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


Take = Callable[[Caller, Submission], Awaitable[None]]
Build = Callable[[Caller], Block]


async def open_modal(
    conversations: Conversations, user: str, team: str | None, trigger_id: str, build: Build
) -> None:
    """Opens what `build` makes for this user; `build` runs in a thread and may read the store."""
    built = asyncio.create_task(_built(conversations, user, team, build))
    done, _ = await asyncio.wait([built], timeout=_TRIGGER)
    client = conversations.client
    if done:
        await client.views_open(trigger_id=trigger_id, view=built.result())
        return
    locale = known(conversations.bot.locale)
    opened = await client.views_open(
        trigger_id=trigger_id, view=_notice(say(locale, "slack.modal.wait"), locale)
    )
    view: dict[str, Any] = opened.get("view") or {}
    if "id" in view:
        await client.views_update(view_id=view["id"], view=await built)


async def _built(conversations: Conversations, user: str, team: str | None, build: Build) -> Block:
    caller = await conversations.callers.who(user, team)
    turned_away = conversations.turned_away(caller)
    if turned_away:
        return _notice(turned_away, caller.locale)
    try:
        return await asyncio.to_thread(build, caller)
    except PiloteError as error:
        return _notice(error_text(error, caller.locale), caller.locale)


def _notice(text: str, locale: str) -> Block:
    """A modal that says one thing."""
    name, close = say(locale, "slack.modal.name"), say(locale, "slack.modal.close")
    return modal("notice", name, [section(escaped(text))], close=close)


def on_submit(app: AsyncApp, conversations: Conversations, callback: str, take: Take) -> None:
    """Takes what is submitted in the modals of this name, once for each modal."""

    @app.view(callback)
    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        taking = asyncio.create_task(_taken(conversations, body, view, take))
        done, _ = await asyncio.wait([taking], timeout=PROMPT)
        errors = taking.result() if done else {}
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await ack()
        if not done:  # the form is gone by then: what is wrong is told in the direct message
            conversations.aside(_told_later(conversations, body, taking))


async def _taken(
    conversations: Conversations, body: dict[str, Any], view: dict[str, Any], take: Take
) -> dict[str, str]:
    """What is wrong, by field; nothing when it was taken, now or before."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    locale = known(conversations.bot.locale)
    try:
        caller = await conversations.callers.who(body["user"]["id"], body["user"].get("team_id"))
        locale = caller.locale
        turned_away = conversations.turned_away(caller)
        if turned_away:
            return {fields[0]: turned_away}
        async with once(conversations.bot.database, f"view:{view['id']}") as first:
            if first:
                await take(caller, _submission(view))
    except RefusedError as refusal:
        return refusal.errors
    except PiloteError as error:
        return {fields[0]: error_text(error, locale)}
    except Exception as error:
        return {fields[0]: failed(error, locale).text}
    return {}


async def _told_later(
    conversations: Conversations, body: dict[str, Any], taking: asyncio.Task[dict[str, str]]
) -> None:
    errors = await taking
    if errors:
        message = plain_message("\n".join(errors.values()))
        await post(conversations.client, message, body["user"]["id"])


def _submission(view: dict[str, Any]) -> Submission:
    entered = view["state"]["values"]
    values = {name: _entered(fields[VALUE]) for name, fields in entered.items() if VALUE in fields}
    return Submission(values, json.loads(view.get("private_metadata") or "{}"), view["id"])


def _entered(state: dict[str, Any]) -> str | None:
    """What is entered in a field, whatever its kind keeps it as."""
    chosen = state.get("selected_option")
    if chosen:
        return str(chosen["value"])
    kept = ("value", "selected_time", "selected_date", "selected_conversation", "selected_user")
    given = next((state[name] for name in kept if state.get(name)), None)
    return None if given is None else str(given).strip() or None
