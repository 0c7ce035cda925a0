"""What modals have in common: opened within the trigger's three seconds, submitted once, with what
is wrong shown in the form.

A modal is one file that builds its view with `bot.blocks.forms`, opens it with `open_modal` and
takes what is submitted with `on_submit`; one of several steps takes it with `on_step`, which shows
in the form's place what comes of it. See `actions/settings.py` and `views/mend.py`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
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
from bot.listeners.replies import answer_back
from bot.posting import Block
from bot.requests import channel_of_message, team_of
from bot.saying.reasons import error_text
from bot.sending import post
from prompts import known, say
from storage.errors import PiloteError

_TRIGGER = 1.5  # seconds after which a modal opens empty and is filled when it can be


@dataclass(frozen=True)
class Opener:
    """Who opens a modal: their trigger, and where they are told that it cannot be opened."""

    user: str
    team: str | None
    trigger_id: str
    channel: str
    response_url: str


def opener_of(body: dict[str, Any]) -> Opener:
    """Whoever used a button, a menu or a shortcut."""
    return Opener(
        body["user"]["id"],
        team_of(body),
        body.get("trigger_id") or "",
        channel_of_message(body),
        body.get("response_url") or "",
    )


@dataclass(frozen=True)
class Submission:
    """What somebody submitted in a view: values by the names of the fields, None where nothing is
    entered; `private` as the modal was opened with it."""

    values: dict[str, str | None]
    private: dict[str, Any]
    view: Block

    @property
    def key(self) -> str:
        """What names this form for good."""
        return f"view:{self.view['id']}"


class RefusedError(Exception):
    """Raised by whoever takes a submission: sentences to show, by the names of their fields."""

    def __init__(self, **errors: str) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


Take = Callable[[Caller, Submission], Awaitable[None]]
Step = Callable[[Caller, Submission], Awaitable[Block]]
Build = Callable[[Caller], Block]


async def open_modal(conversations: Conversations, opener: Opener, build: Build) -> None:
    """Opens what `build` makes for this user; `build` runs in a thread and may read the store."""
    building = asyncio.create_task(_built(conversations, opener, build))
    done, _ = await asyncio.wait([building], timeout=_TRIGGER)
    locale = known(conversations.bot.locale)
    view = building.result() if done else _waiting(locale)
    client = conversations.client
    try:
        opened = await client.views_open(trigger_id=opener.trigger_id, view=view)
    except Exception as error:
        told, where = failed(error, locale), (opener.channel or opener.user, opener.user)
        url = opener.response_url
        await answer_back(client, url, told, channel=where[0], user=where[1])
        return
    shown: dict[str, Any] = opened.get("view") or {}
    if not done and "id" in shown:
        await client.views_update(view_id=shown["id"], view=await building)


async def _built(conversations: Conversations, opener: Opener, build: Build) -> Block:
    locale = known(conversations.bot.locale)
    try:
        caller = await conversations.callers.who(opener.user, opener.team)
        locale = caller.locale
        turned_away = await asyncio.to_thread(conversations.turned_away, caller)
        if turned_away:
            return _notice(turned_away, locale)
        return await asyncio.to_thread(build, caller)
    except PiloteError as error:
        return _notice(error_text(error, locale), locale)
    except Exception as error:
        return _notice(failed(error, locale).text, locale)


def _waiting(locale: str) -> Block:
    return _notice(say(locale, "slack.modal.wait"), locale)


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


def on_step(
    app: AsyncApp,
    conversations: Conversations,
    callback: str,
    step: Step,
    field_of: Mapping[str, str] | None = None,
) -> None:
    """Shows what comes of a form in its place. A form may be sent several times: what `step`
    writes it writes under a key of its own. `field_of`: under which field the sentence of an
    error (by its code) stands, if not the first."""

    @app.view(callback)
    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        stepping = asyncio.create_task(_stepped(conversations, body, view, step, field_of or {}))
        done, _ = await asyncio.wait([stepping], timeout=PROMPT)
        if done:
            errors, shown = stepping.result()
            answer: dict[str, Any] = {"errors": errors} if shown is None else {"view": shown}
            await ack(response_action="errors" if shown is None else "update", **answer)
            return
        await ack(response_action="update", view=_waiting(known(conversations.bot.locale)))
        conversations.aside(_shown_later(conversations, view["id"], stepping))


async def _stepped(
    conversations: Conversations,
    body: dict[str, Any],
    view: dict[str, Any],
    step: Step,
    field_of: Mapping[str, str],
) -> tuple[dict[str, str], Block | None]:
    """What is wrong, by field, or the form that follows."""
    following: list[Block] = []

    async def take(caller: Caller) -> None:
        following.append(await step(caller, _submission(view)))

    errors = await _tried(conversations, body, view, take, field_of)
    if errors and not _fields_of(view):
        locale = known(conversations.bot.locale)
        return {}, _notice("\n".join(errors.values()), locale)
    return errors, following[0] if following else None


async def _shown_later(
    conversations: Conversations,
    view_id: str,
    stepping: asyncio.Task[tuple[dict[str, str], Block | None]],
) -> None:
    errors, shown = await stepping
    view = shown or _notice("\n".join(errors.values()), known(conversations.bot.locale))
    await conversations.client.views_update(view_id=view_id, view=view)


async def _taken(
    conversations: Conversations, body: dict[str, Any], view: dict[str, Any], take: Take
) -> dict[str, str]:
    """What is wrong, by field; nothing when it was taken, now or before."""
    sent = _submission(view)

    async def take_once(caller: Caller) -> None:
        async with once(conversations.bot.database, sent.key) as first:
            if first:
                await take(caller, sent)

    return await _tried(conversations, body, view, take_once, {})


async def _tried(
    conversations: Conversations,
    body: dict[str, Any],
    view: dict[str, Any],
    take: Callable[[Caller], Awaitable[None]],
    field_of: Mapping[str, str],
) -> dict[str, str]:
    """What hinders it, by field."""
    first = next(iter(_fields_of(view)), "")
    locale = known(conversations.bot.locale)
    try:
        caller = await conversations.callers.who(body["user"]["id"], team_of(body))
        locale = caller.locale
        turned_away = await asyncio.to_thread(conversations.turned_away, caller)
        if turned_away:
            return {first: turned_away}
        await take(caller)
    except RefusedError as refusal:
        return refusal.errors
    except PiloteError as error:
        field = field_of.get(error.code, first)
        return {field if field in _fields_of(view) else first: error_text(error, locale)}
    except Exception as error:
        return {first: failed(error, locale).text}
    return {}


def _fields_of(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


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
    return Submission(values, json.loads(view.get("private_metadata") or "{}"), view)


def _entered(state: dict[str, Any]) -> str | None:
    """What is entered in a field, whatever its kind keeps it as."""
    chosen = state.get("selected_option")
    if chosen:
        return str(chosen["value"])
    kept = ("value", "selected_time", "selected_date", "selected_conversation", "selected_user")
    given = next((state[name] for name in kept if state.get(name)), None)
    return None if given is None else str(given).strip() or None
