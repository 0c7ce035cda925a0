"""The page over a workspace of Vela Software, and a real browser where there is one."""

from collections.abc import AsyncIterator

import pytest

from bot.workspace import Workspace
from bot.workspace.page import About, Page
from tests.bot.browser import browsing

ABOUT = About(
    commands=({"name": "/pilote", "description": "Ask", "hint": "coverage?"},),
    shortcuts=({"id": "flag_deal", "name": "Flag this deal", "type": "message"},),
    first="farid@vela.example",
)


@pytest.fixture
async def page(ws: Workspace) -> AsyncIterator[Page]:
    """The page of this workspace."""
    async with Page(ws, ABOUT, port=0) as page:
        yield page


browser = pytest.fixture(browsing)
