"""The desk in Slack beside a warehouse: what people do is kept by the bot, deals are only read."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from tests.bot.drafts.conftest import PEOPLE, TOO_CHEAP
from tests.bot.people import MANIFEST
from tests.company import settle
from tests.stores import empty_store
from tools.engine.warehouse import Warehouse

ALICE_, FIONA_ = "Alice Lindqvist", "Fiona Gallagher"


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Workspace]:
    url = f"sqlite:///{tmp_path / 'warehouse.db'}"
    settle(Database(url), tmp_path / "veridia", opportunities=TOO_CHEAP).close()
    clock = Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23)))
    bot = Pilote(empty_store(tmp_path / "own.db"), clock, warehouse=Warehouse(url))
    async with Workspace(MANIFEST, retry_delays=(0.0, 0.05, 0.1)) as workspace:
        for name, email in PEOPLE.items():
            workspace.add_user(name, email)
        workspace.add_channel("sales", *PEOPLE)
        given = {name.lower(): value for name, value in workspace.environment.items()}
        settings = Settings(_env_file=None, pilote_port=0, **given)
        async with serving(settings, bot, http=False):
            await workspace.connected()
            yield workspace
    bot.close()


async def test_flag_tick_approval_and_action(served: Workspace) -> None:
    async def sent(name: str, text: str) -> str:
        reply = await served.wait_for_reply(
            await served.slash(ALICE_, "#sales", name, text), seconds=30
        )
        return reply.text

    def told(who: str, words: str) -> bool:
        return any(words in one.text for one in served.posts(served.im(who)))

    assert "Norrland rollout" in await sent("/at-risk", "flag O1 champion has left")
    await served.until(lambda: told(FIONA_, "Norrland rollout") or None, seconds=30)
    boxes = await served.slash(ALICE_, "#sales", "/checklist", "O1")
    listed = await served.wait_for_reply(boxes, seconds=30)
    await served.click(ALICE_, listed, "tick_1", ["meddicc.pain"])
    await served.until(lambda: "initial_options" in str(listed.blocks) or None, seconds=30)
    price = await served.slash(ALICE_, "#sales", "/proposal", "O2")
    draft = await served.wait_for_reply(price, seconds=30)
    await served.click(ALICE_, draft, "ask_approval")
    await served.until(
        lambda: told(FIONA_, "a discount of 37.5% on Norrland extension") or None, seconds=30
    )
    asked = await served.dm(ALICE_, "remind me to call Per on Norrland rollout tomorrow")
    shown = await served.wait_for_reply(asked, seconds=30)
    await served.click(ALICE_, shown, "action_said")
    await served.until(lambda: "Noted for Alice" in shown.text or None, seconds=30)
    assert "call Per on Norrland rollout" in await sent("/actions", "")
