"""Veridia's people and deals in Slack, the bot connected."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.database import Database
from tests.bot.people import MANIFEST
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS, settle
from tests.stores import empty_store

PEOPLE = {"Marcus Oakley": MARCUS, "Fiona Gallagher": FIONA, "Nicolas Perrin": NICOLAS} | {
    "Alice Lindqvist": ALICE,
    "Camille Roux": CAMILLE,
}


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST) as workspace:
        for name, email in PEOPLE.items():
            workspace.add_user(name, email)
        workspace.add_channel("sales", *PEOPLE)
        yield workspace


@pytest.fixture
def store(tmp_path: Path) -> Database:
    return settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")


@pytest.fixture
def bot(store: Database) -> Pilote:
    return Pilote(store, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.fixture
async def served(slack: Workspace, bot: Pilote) -> AsyncIterator[Workspace]:
    given = {name.lower(): value for name, value in slack.environment.items()}
    async with serving(Settings(_env_file=None, pilote_port=0, **given), bot, http=False):
        await slack.connected()
        yield slack


async def at_risk(served: Workspace, who: str, text: str = "") -> Message:
    """What somebody gets for `/at-risk TEXT`."""
    return await served.wait_for_reply(await served.slash(who, "#sales", "/at-risk", text))


def got(slack: Workspace, who: str) -> list[str]:
    """The texts of what somebody got from the bot, oldest first."""
    return [message.text for message in slack.posts(slack.im(who))]
