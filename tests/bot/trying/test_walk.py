"""The demo's page in a real browser, over the unchanged app: somebody tries Pilote."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from bot.pilote import Pilote
from bot.settings import Settings
from bot.trying.run import trying
from bot.workspace.page import Page
from tests.bot.browser import DESKTOP, PHONE, browsing, overflows, tab
from tests.bot.people import FIONA

if TYPE_CHECKING:
    from playwright.async_api import Browser

browser = pytest.fixture(browsing)


@pytest.fixture
async def page(bot: Pilote) -> AsyncIterator[Page]:
    async with trying(Settings(_env_file=None), bot, port=0, host=FIONA) as page:
        yield page


async def test_ask_choose_command_home_and_act_as(page: Page, browser: "Browser") -> None:
    async with tab(browser, page.url, DESKTOP, color_scheme="dark") as shown:
        assert await shown.evaluate("document.documentElement.dataset.theme") == "dark"
        assert "token" not in await shown.evaluate("location.href")
        main, thread = shown.locator("#main"), shown.locator("#thread")
        await main.get_by_label("Ask Pilote").fill("bookings this quarter")
        await shown.keyboard.press("Enter")
        # Fiona's team: Alice 60,000 and Oliver 36,000.
        await thread.get_by_text("€96,000").first.wait_for()
        # The keys alone lead on in the thread, and out of it.
        await shown.keyboard.type("and last quarter?")
        await shown.keyboard.press("Enter")
        await thread.get_by_text("Q3 2026").first.wait_for()
        await shown.keyboard.press("Shift+Tab")
        assert await shown.evaluate("document.activeElement.tagName") == "BUTTON"

        await main.get_by_label("Ask Pilote").fill("sales this quarter")
        await shown.keyboard.press("Enter")
        await thread.locator(".block.actions .btn").first.click()
        await thread.get_by_text("€96,000").first.wait_for()

        await shown.get_by_role("button", name="team-north").click()
        write = main.locator(".composer-field")
        await write.press_sequentially("/pi")
        await shown.get_by_role("option", name="/pilote").wait_for()
        await shown.keyboard.press("Tab")
        await write.press_sequentially("deals won this quarter")
        await shown.keyboard.press("Enter")
        await main.locator(".ephemeral").get_by_text("Only visible to you").wait_for()

        await shown.get_by_role("button", name="Pilote").click()
        await shown.get_by_role("tab", name="Home").click()
        await shown.locator(".home .block").first.wait_for()
        await shown.get_by_role("tab", name="Messages").click()
        await shown.locator(".prompt").first.wait_for()

        await shown.get_by_role("button", name="Acting as Fiona").click()
        await shown.keyboard.type("camille")
        await shown.keyboard.press("Enter")
        await shown.get_by_text("Bonjour Camille").wait_for()
        await shown.get_by_label("Posez une question").fill("mes prises de commande ce trimestre")
        await shown.keyboard.press("Enter")
        answer = thread.locator(".from-app")
        await answer.get_by_text("200 000").first.wait_for()
        assert "96 000" not in await main.inner_text()  # nothing of Fiona's is here


async def test_on_a_phone_one_pane_at_a_time(page: Page, browser: "Browser") -> None:
    async with tab(browser, page.url, PHONE) as shown:
        await shown.get_by_label("Ask Pilote").fill("bookings by rep this quarter")
        await shown.keyboard.press("Enter")
        thread = shown.locator("#thread")
        await thread.get_by_text("Alice Lindqvist").first.wait_for()
        assert not await shown.locator("#main").is_visible()
        assert not await overflows(shown)
        await thread.get_by_role("button", name="Close the thread").click()
        await shown.get_by_role("button", name="Back").click()
        await shown.get_by_role("button", name="general").click()
        await shown.get_by_role("heading", name="general", level=1).wait_for()
        assert not await overflows(shown)
