"""Veridia's managers in Slack, and the bot at a moment of the week."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.digests.post import Postman
from bot.digests.round import Rounds
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from tests.bot.people import MANIFEST
from tests.company import ALICE, FIONA, MARCUS, NICOLAS, SOFIE, settle
from tests.stores import empty_store

PEOPLE = {"Marcus Oakley": MARCUS, "Fiona Gallagher": FIONA, "Nicolas Perrin": NICOLAS} | {
    "Alice Lindqvist": ALICE,
    "Sofie Vermeulen": SOFIE,
}
MONDAY = "2026-11-23T08:00:00+01:00"

At = Callable[[str], Rounds]


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST) as workspace:
        for name, email in PEOPLE.items():
            workspace.add_user(name, email)
        yield workspace


@pytest.fixture
def store(tmp_path: Path) -> Database:
    return settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")


@pytest.fixture
def at(slack: Workspace, store: Database) -> At:
    """The bot's rounds, its clock started at this instant."""

    def rounds(instant: str) -> Rounds:
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **_lowered(slack.environment))
        bot = Pilote(store, Clock(settings))
        client = web_client(settings)
        return Rounds(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id)))

    return rounds


def _lowered(environment: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in environment.items()}


def got(slack: Workspace, who: str) -> list[str]:
    """The texts of what somebody got from the bot, oldest first."""
    return [message.text for message in slack.posts(slack.im(who))]
