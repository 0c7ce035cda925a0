"""What comes in while somebody presses a button must not take it from under their finger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.page import Page as OurPage
from tests.bot.browser import DESKTOP, tab

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

SOON = 5.0  # seconds within which the page has heard


@asynccontextmanager
async def heard(shown: "Page", words: str) -> AsyncIterator[None]:
    """The page has heard `words` and drawn what it draws of them, on leaving."""
    came = asyncio.Event()
    shown.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda frame: came.set() if words in str(frame) else None
        ),
    )
    await shown.reload()
    await shown.wait_for_selector(".composer-field")
    yield
    await asyncio.wait_for(came.wait(), SOON)
    await shown.evaluate("new Promise(drawn => setTimeout(() => requestAnimationFrame(drawn)))")


async def press(shown: "Page", where: "Locator") -> None:
    """Down on its middle, and not up again."""
    box = await where.bounding_box()
    assert box is not None
    await shown.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await shown.mouse.down()


async def _offer(client: AsyncWebClient, channel: str, words: str) -> None:
    await client.assistant_threads_setSuggestedPrompts(
        channel_id=channel, prompts=[{"title": words, "message": words}]
    )


async def test_a_tab_opens_though_questions_to_begin_with_come_meanwhile(
    ws: Workspace, page: OurPage, client: AsyncWebClient, browser: "Browser"
) -> None:
    farid = ws.user("Farid Haddad")
    channel = (await client.conversations_open(users=farid.id))["channel"]["id"]
    async with tab(browser, f"{page.url}#/app/messages", DESKTOP) as shown:
        home = shown.get_by_role("tab", name="Home")
        async with heard(shown, "Coverage of the North"):
            await press(shown, home)
            await _offer(client, channel, "Coverage of the North")
        await shown.mouse.up()
        await shown.locator(".home").wait_for()
        assert await home.get_attribute("aria-selected") == "true"
        messages = shown.get_by_role("tab", name="Messages")
        await messages.click()
        await shown.get_by_role("button", name="Coverage of the North").wait_for()

        async with heard(shown, "Deals at risk"):  # the keyboard's place is kept, too
            await messages.focus()
            await _offer(client, channel, "Deals at risk")
        assert await shown.evaluate("document.activeElement.id") == "tab-messages"


async def test_a_button_is_pressed_though_its_message_changes_meanwhile(
    ws: Workspace, page: OurPage, client: AsyncWebClient, browser: "Browser"
) -> None:
    sales = ws.channel("sales").id
    label = {"type": "plain_text", "text": "Go"}
    row = {"type": "actions", "block_id": "row", "elements": []}
    row["elements"] = [{"type": "button", "action_id": "go", "text": label}]
    posted: Any = await client.chat_postMessage(channel=sales, text="begun", blocks=[row])
    async with tab(browser, f"{page.url}#/c/{sales}", DESKTOP) as shown:
        async with heard(shown, "done meanwhile"):
            await press(shown, shown.get_by_role("button", name="Go"))
            said = {"type": "section", "text": {"type": "plain_text", "text": "done meanwhile"}}
            await client.chat_update(
                channel=sales, ts=posted["ts"], text="done", blocks=[said, row]
            )
        told = len(ws.deliveries)
        await shown.mouse.up()
        await shown.get_by_text("done meanwhile").wait_for()
        async with asyncio.timeout(SOON):
            while len(ws.deliveries) == told:
                await asyncio.sleep(0.02)
        await shown.get_by_role("button", name="Go").focus()
        await client.chat_update(channel=sales, ts=posted["ts"], text="again", blocks=[row])
        await shown.get_by_text("done meanwhile").wait_for(state="detached")
        assert await shown.evaluate("document.activeElement.dataset.action") == "go"
        await client.chat_update(channel=sales, ts=posted["ts"], text="again", blocks=[said])
        await shown.get_by_text("done meanwhile").wait_for()
        assert await shown.evaluate("document.activeElement.dataset.ts") == posted["ts"]
