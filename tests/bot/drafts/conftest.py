"""Veridia's people in Slack with the hand-sized company behind them, its O2 too cheap."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from tests.bot.people import MANIFEST
from tests.company import ALICE, CAMILLE, FILES, FIONA, MARCUS, settle
from tests.stores import empty_store

# P2 allows 10 %: O2 goes beyond it, 50,000 after 37.5 % off 80,000.
TOO_CHEAP = FILES["opportunities"].replace(
    "Partner,,,,Send the quote", "Partner,,,0.375,Send the quote"
)
PEOPLE = {"Alice Lindqvist": ALICE, "Fiona Gallagher": FIONA, "Marcus Oakley": MARCUS}


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    database = empty_store(tmp_path / "pilote.db")
    settle(database, tmp_path / "veridia", opportunities=TOO_CHEAP)
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.fixture
async def served(bot: Pilote) -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST, retry_delays=(0.0, 0.05, 0.1)) as workspace:
        for name, email in PEOPLE.items():
            workspace.add_user(name, email)
        workspace.add_user("Camille Roux", CAMILLE, locale="fr-FR")
        workspace.add_user("A Guest", "guest@elsewhere.example")
        workspace.add_channel("sales", *PEOPLE, "Camille Roux", "A Guest")
        given = {name.lower(): value for name, value in workspace.environment.items()}
        settings = Settings(_env_file=None, pilote_port=0, **given)
        async with serving(settings, bot, http=False):
            await workspace.connected()
            yield workspace
