"""A real browser for tests of the page, and what must be true of every page it shows."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


async def browsing() -> AsyncIterator["Browser"]:
    """A browser of this machine; a test that needs one is skipped where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    async with playwright.async_playwright() as engine:
        browser = await engine.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        await browser.close()


@asynccontextmanager
async def tab(
    browser: "Browser", url: str, size: dict[str, int], **more: object
) -> AsyncIterator["Page"]:
    """A fresh browser window on the page; no complaint may stand in its console."""
    context = await browser.new_context(viewport=size, reduced_motion="reduce", **more)
    shown = await context.new_page()
    shown.set_default_timeout(15_000)
    complaints: list[str] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )
    await shown.goto(url)
    await shown.wait_for_selector(".composer-field")
    yield shown
    assert not complaints
    await context.close()


async def overflows(shown: "Page") -> bool:
    """Whether the page is wider than its window, so that one has to scroll sideways."""
    wide: bool = await shown.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide
