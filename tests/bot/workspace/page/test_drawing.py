"""A real browser draws every block, and people use what is drawn."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.say_stream.async_say_stream import AsyncSayStream
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.page import Page
from tests.bot.browser import DESKTOP, PHONE, overflows, tab
from tests.bot.workspace.page.gallery import HOME, MESSAGES, MODAL, plain

if TYPE_CHECKING:
    from playwright.async_api import Browser

Connect = Callable[[AsyncApp], Awaitable[None]]
Ack = Callable[..., Awaitable[None]]


async def test_every_block_is_drawn_and_what_it_says_stays_text(
    ws: Workspace, page: Page, client: AsyncWebClient, browser: "Browser"
) -> None:
    sales = ws.channel("sales")
    for blocks in MESSAGES:
        await client.chat_postMessage(channel=sales.id, text="gallery", blocks=blocks)
    async with tab(browser, f"{page.url}#/c/{sales.id}", DESKTOP) as shown:
        await shown.wait_for_selector(".data_table")
        kinds = {block["type"] for blocks in MESSAGES for block in blocks}
        for kind in kinds:
            drawn = shown.locator(f".block.{kind}").first
            assert await drawn.count(), kind
            assert (await drawn.bounding_box())["height"] > 0, kind
        await shown.locator(".chart svg").nth(5).wait_for()
        texts = shown.locator(".message").first
        assert "Deal <img src=x onerror=alert(1)> &" in await texts.inner_text()
        assert "no markup</b>" in await texts.inner_text()
        assert not await texts.locator("img, script").count()
        assert await texts.locator(".section strong").first.inner_text() == "Coverage"
        assert "*5*3*2" in await texts.inner_text()
        assert "€60,000" in await texts.locator(".markdown table").inner_text()
        # The same values for who hears the chart.
        bars = shown.locator(".chart-bar").first
        assert "940,500" in await bars.locator("table.unseen").inner_text()

        table = shown.locator(".data_table").first
        await table.get_by_role("button", name="Amount").click()
        assert await table.locator("tbody tr").count() == 5
        amounts = await table.locator("tbody tr td:nth-child(3)").all_inner_texts()
        values = [int(re.sub(r"\D", "", one)) for one in amounts]
        assert values == sorted(values, reverse=True)
        await table.get_by_role("searchbox").fill("Norrland 13")
        assert await table.locator("tbody tr").count() == 1

        await shown.set_viewport_size(PHONE)
        assert not await overflows(shown)


async def test_buttons_forms_streams_and_private_messages_are_used(
    ws: Workspace,
    page: Page,
    client: AsyncWebClient,
    browser: "Browser",
    app: AsyncApp,
    over_socket: Connect,
) -> None:
    submitted: list[dict[str, Any]] = []
    done: list[Any] = []
    views: list[str] = []
    go_on = asyncio.Event()

    @app.event("app_home_opened")
    async def on_home(event: dict[str, Any]) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=HOME)

    @app.action("press_deals")
    async def on_deals(ack: Ack, body: dict[str, Any]) -> None:
        await ack()
        opened = await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        views.append(opened["view"]["id"])

    @app.action(re.compile("feedback|press_flag|period|menu"))
    async def on_use(ack: Ack, body: dict[str, Any]) -> None:
        await ack()
        action = body["actions"][0]
        done.append(action.get("value") or action["selected_option"]["value"])

    @app.view("everything")
    async def on_submit(ack: Ack, view: dict[str, Any]) -> None:
        submitted.append(view["state"]["values"])
        if len(submitted) == 1:
            await ack(response_action="errors", errors={"b_number_input": "Too much"})
        else:
            await ack()

    @app.event("message")
    async def on_message(event: dict[str, Any], say_stream: AsyncSayStream) -> None:
        if "bot_id" in event or "subtype" in event:
            return
        stream = await say_stream(buffer_size=1)
        await stream.append(markdown_text="Fox &amp; Co: **2.4")
        await go_on.wait()
        await stream.append(markdown_text="×**")
        await stream.stop()

    await over_socket(app)
    sales = ws.channel("sales")
    await client.chat_postMessage(channel=sales.id, text="gallery", blocks=MESSAGES[0])
    async with tab(browser, f"{page.url}#/c/{sales.id}", DESKTOP) as shown:
        message = shown.locator(".message").first
        await message.get_by_role("button", name="Good").click()
        await message.get_by_role("button", name="Flag").click()
        await shown.get_by_role("dialog").get_by_role("button", name="Leave it").click()
        await message.get_by_role("button", name="Period").click()
        await shown.keyboard.type("q3")
        await shown.keyboard.press("Enter")
        await shown.locator(".popover").wait_for(state="detached")
        await message.get_by_role("button", name="More").first.click()
        await shown.get_by_role("menuitem", name="Share").click()
        await ws.until(lambda: done == ["good", "q3", "share"] or None)

        await message.get_by_role("button", name="Deals").click()
        modal = shown.locator("dialog.modal[open]")
        await modal.get_by_label("Commit").fill("abc")
        await modal.get_by_role("button", name="Submit").click()
        await modal.get_by_text("Please enter a valid number").wait_for()
        await modal.get_by_label("Commit").fill("120000")
        await modal.locator("[data-action=static_select]").click()
        await shown.keyboard.type("SMB")
        await shown.keyboard.press("Enter")
        await modal.locator("[data-action=multi_static_select]").click()
        await shown.keyboard.press("Enter")
        await shown.keyboard.press("ArrowDown")
        await shown.keyboard.press("Enter")
        await shown.keyboard.press("Escape")  # closes the list, not the modal
        await modal.get_by_text("Friday").click()
        await modal.get_by_text("French").click()
        # The app changes the form meanwhile: what was entered stays.
        more = [{"type": "header", "text": plain("Projection")}, *MODAL["blocks"]]
        await client.views_update(view_id=views[0], view={**MODAL, "blocks": more})
        await modal.get_by_text("Projection").wait_for()
        assert await modal.get_by_label("Commit").input_value() == "120000"
        assert await modal.locator("[data-action=static_select]").inner_text() == "SMB"
        assert await modal.get_by_label("Friday").is_checked()
        await modal.locator("[data-action=users_select]").click()
        await shown.keyboard.type("camille")
        await shown.keyboard.press("Enter")
        await modal.get_by_role("button", name="Submit").click()
        await modal.get_by_text("Too much").wait_for()
        assert await modal.get_by_label("Commit").input_value() == "120000"
        await modal.get_by_label("Commit").fill("90000")
        await modal.get_by_role("button", name="Submit").click()
        await modal.wait_for(state="hidden")
        values = {
            action: entry for block in submitted[-1].values() for action, entry in block.items()
        }
        assert values["number_input"]["value"] == "90000"
        assert values["static_select"]["selected_option"]["value"] == "smb"
        products = values["multi_static_select"]["selected_options"]
        assert [one["value"] for one in products] == ["ledger", "trace"]
        assert values["datepicker"]["selected_date"] == "2026-11-23"
        assert values["timepicker"]["selected_time"] == "09:30"
        assert [one["value"] for one in values["checkboxes"]["selected_options"]] == ["friday"]
        assert values["radio_buttons"]["selected_option"]["value"] == "french"
        assert values["users_select"]["selected_user"] == ws.user("Camille Roux").id

        await message.hover()
        await message.get_by_role("button", name="Add a reaction").click()
        await shown.get_by_role("menuitem", name="+1").click()
        await message.locator(".reaction.mine").click()
        await message.locator(".reaction").wait_for(state="detached")

        farid = ws.user("Farid Haddad").id
        await client.chat_postEphemeral(channel=sales.id, user=farid, text="*2.4×*, for you")
        private = shown.locator(".message.ephemeral")
        await private.get_by_text("Only visible to you").wait_for()
        await private.get_by_role("button", name="Dismiss").click()
        assert not await private.count()

        await shown.get_by_role("button", name="Pilote").click()
        await shown.get_by_role("tab", name="Home").click()
        await shown.get_by_text("No activity for 21 days").wait_for()
        await shown.get_by_role("tab", name="Messages").click()
        await shown.get_by_label("Ask Pilote").fill("coverage?")
        await shown.keyboard.press("Enter")
        thread = shown.locator("#thread")
        await thread.locator(".streaming").get_by_text("Fox & Co:").wait_for()
        await thread.get_by_role("button", name="Stop").wait_for()
        go_on.set()
        await thread.locator("strong", has_text="2.4×").wait_for()
        await thread.locator(".streaming").wait_for(state="detached")
        await shown.keyboard.press("Escape")
        await thread.wait_for(state="hidden")
