"""Buttons, menus, modals, the Home tab, shortcuts."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import App, NotPossibleError, Workspace

Connect = Callable[[AsyncApp], Awaitable[None]]
Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


SHOW = {"type": "button", "text": plain("Show deals"), "action_id": "show", "value": "q4"}
SEGMENT = {
    "type": "static_select",
    "action_id": "segment",
    "options": [{"text": plain(name), "value": name.lower()} for name in ("SMB", "Enterprise")],
}
THUMBS = {
    "type": "feedback_buttons",
    "action_id": "thumbs",
    "positive_button": {"text": plain("Good"), "value": "yes"},
    "negative_button": {"text": plain("Bad"), "value": "no"},
}
BLOCKS: list[Json] = [
    {"type": "actions", "elements": [SHOW, SEGMENT]},
    {"type": "context_actions", "elements": [THUMBS]},
]


def forecast(**fields: object) -> Json:
    def amount(label: str, name: str, *, optional: bool = False) -> Json:
        element = {
            "type": "number_input",
            "action_id": "amount",
            "is_decimal_allowed": True,
            "min_value": "0",
        }
        return {
            "type": "input",
            "block_id": name,
            "label": plain(label),
            "element": element,
            "optional": optional,
        }

    return {
        "type": "modal",
        "callback_id": "forecast",
        "title": plain("Forecast"),
        "submit": plain("Submit"),
        "blocks": [amount("Commit", "commit"), amount("Best case", "best", optional=True)],
        **fields,
    }


async def asked(ws: Workspace, client: AsyncWebClient, thread: bool = False) -> Any:  # noqa: ANN401
    question = await ws.say("Camille Roux", "sales", "coverage?")
    posted = await client.chat_postMessage(
        channel=ws.channel("sales").id,
        text="2.4",
        blocks=BLOCKS,
        thread_ts=question.ts if thread else None,
    )
    return ws.channel("sales").find(posted["ts"])


async def test_a_button_says_who_pressed_what_where(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    pressed: list[Json] = []

    @app.action("show")
    async def on_show(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        await ack()
        pressed.append(body)
        await respond("three deals", replace_original=True)

    await connect(app)
    answer = await asked(ws, app.client, thread=True)
    delivery = await ws.click("Farid Haddad", answer, "Show deals")
    await ws.until(lambda: answer.text == "three deals")

    assert delivery.acknowledged
    body = pressed[0]
    assert body["actions"][0]["value"] == "q4"
    assert body["user"]["id"] == ws.user("Farid Haddad").id
    assert body["container"]["thread_ts"] == answer.thread_ts
    assert body["message"]["ts"] == answer.ts
    assert answer.edited is not None


async def test_menus_and_thumbs_carry_their_choice(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    actions: list[Json] = []

    @app.action({"type": "block_actions", "action_id": "segment"})
    async def on_segment(ack: AsyncAck, action: Json) -> None:
        await ack()
        actions.append(action)

    @app.action("thumbs")
    async def on_thumbs(ack: AsyncAck, action: Json) -> None:
        await ack()
        actions.append(action)

    await connect(app)
    answer = await asked(ws, app.client)
    await ws.click("Camille Roux", answer, "segment", "Enterprise")
    await ws.click("Camille Roux", answer, "thumbs", "negative")
    assert actions[0]["selected_option"]["value"] == "enterprise"
    assert (actions[1]["type"], actions[1]["value"]) == ("feedback_buttons", "no")
    with pytest.raises(NotPossibleError):
        await ws.click("Camille Roux", answer, "segment", "Mid-market")
    with pytest.raises(NotPossibleError):
        await ws.click("Camille Roux", answer, "share")


async def test_an_ephemeral_button_works_for_its_reader_only(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    bodies: list[Json] = []

    @app.action("show")
    async def on_show(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        await ack()
        bodies.append(body)
        await respond(delete_original=True)

    await connect(app)
    camille, sales = ws.user("Camille Roux"), ws.channel("sales")
    await app.client.chat_postEphemeral(
        channel=sales.id, user=camille.id, text="2.4", blocks=BLOCKS
    )
    [answer] = ws.seen_by(camille, sales)
    with pytest.raises(NotPossibleError):
        await ws.click("Farid Haddad", answer, "show")
    await ws.click(camille, answer, "show")
    await ws.until(lambda: not ws.seen_by(camille, sales))
    assert bodies[0]["container"]["is_ephemeral"] is True
    assert "message" not in bodies[0]


async def test_a_modal_is_opened_filled_corrected_and_submitted(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    submitted: list[Json] = []

    @app.command("/forecast")
    async def on_command(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=forecast())

    @app.view("forecast")
    async def on_submit(ack: AsyncAck, view: Json) -> None:
        entered = view["state"]["values"]["commit"]["amount"]["value"]
        if float(entered) > 1_000_000:
            await ack(response_action="errors", errors={"commit": "Above the whole pipeline"})
        else:
            submitted.append(view)
            await ack()

    await connect(app)
    await ws.slash("Camille Roux", "sales", "/forecast")
    await ws.until(lambda: ws.modal_of("Camille Roux"))
    empty = await ws.submit_view("Camille Roux")
    assert empty.errors == {"commit": "Please complete this required field."}
    assert (await ws.submit_view("Camille Roux", {"Commit": "-1"})).delivery is None
    assert "commit" in (await ws.submit_view("Camille Roux", {"commit": "lots"})).errors
    high = await ws.submit_view("Camille Roux", {"commit": "2000000"})
    assert high.errors == {"commit": "Above the whole pipeline"}
    assert high.open is not None
    good = await ws.submit_view("Camille Roux", {"commit": "250000", "best case": "400000"})
    assert (good.errors, good.open) == ({}, None)
    assert submitted[0]["state"]["values"]["best"]["amount"]["value"] == "400000"


async def test_a_modal_may_be_replaced_stacked_and_cleared(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    closed: list[Json] = []

    @app.command("/forecast")
    async def on_command(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        opened = await client.views_open(trigger_id=body["trigger_id"], view=forecast())
        await client.views_update(
            view_id=opened["view"]["id"],
            hash=opened["view"]["hash"],
            view=forecast(title=plain("Forecast Q4")),
        )

    @app.view("forecast")
    async def on_submit(ack: AsyncAck) -> None:
        done = forecast(callback_id="sure", title=plain("Sure?"), notify_on_close=True)
        await ack(response_action="push", view=done)

    @app.view_closed("sure")
    async def on_close(ack: AsyncAck, body: Json) -> None:
        closed.append(body)
        await ack()

    @app.view("sure")
    async def on_sure(ack: AsyncAck) -> None:
        await ack(response_action="clear")

    await connect(app)
    await ws.slash("Camille Roux", "sales", "/forecast")

    def title() -> str:
        view = ws.modal_of("Camille Roux")
        return view.title if view else ""

    await ws.until(lambda: title() == "Forecast Q4")
    await ws.submit_view("Camille Roux", {"commit": "1"})
    assert title() == "Sure?"
    await ws.close_view("Camille Roux")
    assert (title(), len(closed)) == ("Forecast Q4", 1)
    await ws.submit_view("Camille Roux")
    await ws.submit_view("Camille Roux", {"commit": "1"})
    assert title() == ""


async def test_a_trigger_lives_three_seconds_and_works_once(
    ws: Workspace, app: AsyncApp, over_http: Connect
) -> None:
    @app.command("/forecast")
    async def on_command(ack: AsyncAck) -> None:
        await ack()

    await over_http(app)

    async def trigger() -> str:
        delivery = await ws.slash("Camille Roux", "sales", "/forecast")
        return str(delivery.payload["trigger_id"])

    async def error(trigger_id: str, view: Json) -> str:
        with pytest.raises(SlackApiError) as caught:
            await app.client.views_open(trigger_id=trigger_id, view=view)
        return str(caught.value.response["error"])

    once = await trigger()
    await app.client.views_open(trigger_id=once, view=forecast())
    assert await error(once, forecast()) == "exchanged_trigger_id"
    assert await error("1.2.made-up", forecast()) == "invalid_trigger_id"
    assert await error(await trigger(), {"type": "home", "blocks": []}) == "invalid_arguments"
    late = await trigger()
    ws.core.clock.advance(3.1)
    assert await error(late, forecast()) == "expired_trigger_id"


async def test_the_home_tab_is_opened_published_and_filtered(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    opened: list[Json] = []

    @app.event("app_home_opened")
    async def on_open(event: Json, client: AsyncWebClient) -> None:
        opened.append(event)
        home = {"type": "home", "blocks": [{"type": "actions", "elements": [SEGMENT]}]}
        await client.views_publish(user_id=event["user"], view=home)

    @app.action("segment")
    async def on_filter(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        chosen = body["actions"][0]["selected_option"]["text"]["text"]
        text = {"type": "section", "text": plain(f"Only {chosen}")}
        await client.views_publish(
            user_id=body["user"]["id"],
            hash=body["view"]["hash"],
            view={"type": "home", "blocks": [text]},
        )

    await connect(app)
    await ws.open_home("Camille Roux")
    home = await ws.until(lambda: ws.home_of("Camille Roux"))
    await ws.click("Camille Roux", home, "segment", "smb")
    await ws.until(lambda: home.blocks[0]["type"] == "section")
    assert home.blocks[0]["text"]["text"] == "Only SMB"
    assert ws.home_of("Farid Haddad") is None
    await ws.open_home("Camille Roux")
    assert "view" not in opened[0]
    assert opened[1]["view"]["blocks"][0]["text"]["text"] == "Only SMB"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await app.client.views_publish(
            user_id=home.user, hash="old", view={"type": "home", "blocks": []}
        )


async def test_shortcuts_and_menus_that_the_app_fills(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    used: list[str] = []

    @app.shortcut("ask")
    async def on_shortcut(ack: AsyncAck, body: Json) -> None:
        await ack()
        used.append(body["type"])

    @app.options("account")
    async def on_options(ack: AsyncAck, payload: Json) -> None:
        names = [name for name in ("Acme", "Apex", "Brio") if name.startswith(payload["value"])]
        await ack(options=[{"text": plain(name), "value": name} for name in names])

    await connect(app)
    menu = {"type": "external_select", "action_id": "account", "placeholder": plain("Account")}
    posted = await app.client.chat_postMessage(
        channel=ws.channel("sales").id,
        text="which?",
        blocks=[{"type": "actions", "elements": [menu]}],
    )
    message = ws.channel("sales").messages[posted["ts"]]
    offered = await ws.suggest("Camille Roux", message, "account", "A")
    assert [one["value"] for one in offered] == ["Acme", "Apex"]
    await ws.shortcut("Camille Roux", "ask")
    await ws.shortcut("Camille Roux", "ask", message)
    assert used == ["shortcut", "message_action"]


async def test_without_interactivity_there_is_nothing_to_press(ws: Workspace) -> None:
    ws.core.app = App(interactive=False, shortcuts=frozenset())
    with pytest.raises(NotPossibleError):
        await ws.shortcut("Camille Roux", "ask")


async def test_what_stands_inside_other_blocks_can_be_pressed(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    pressed: list[Json] = []

    @app.action("show")
    async def on_show(ack: AsyncAck, action: Json) -> None:
        await ack()
        pressed.append(action)

    await connect(app)
    frame = {
        "type": "container",
        "title": plain("Deals"),
        "child_blocks": [{"type": "actions", "elements": [SHOW]}],
    }
    cards = {
        "type": "carousel",
        "elements": [{"type": "card", "title": plain("Acme"), "actions": [SHOW]}],
    }
    for block in (frame, cards):
        posted = await app.client.chat_postMessage(
            channel=ws.channel("sales").id, text="deals", blocks=[block]
        )
        await ws.click("Camille Roux", ws.channel("sales").messages[posted["ts"]], "show")
        stood_in = posted["message"]["blocks"][0]
        inner = (stood_in.get("child_blocks") or stood_in["elements"])[0]
        assert pressed[-1]["block_id"] == inner["block_id"]
