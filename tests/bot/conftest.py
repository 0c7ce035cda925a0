"""Veridia's people in Slack, a small store behind them, and the bot served both ways."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, insert

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage import tables
from storage.bulk import bulk
from storage.database import Database
from storage.importing.derived import refresh_all
from tests.bot.people import ALICE, CAMILLE, FIONA, LENA, MANIFEST, OLIVER, SOFIE
from tests.stores import empty_store

Row = dict[str, Any]

PEOPLE: list[Row] = [
    {"pk": 1, "email": SOFIE, "name": "Sofie Vermeulen", "role": "operations"},
    {"pk": 2, "email": FIONA, "name": "Fiona Gallagher", "role": "manager", "team": "North"},
    {"pk": 3, "email": ALICE, "name": "Alice Lindqvist", "role": "rep", "manager_pk": 2}
    | {"team": "North", "slack_user_id": "U0ALICE"},
    {"pk": 4, "email": OLIVER, "name": "Oliver Hartley", "role": "rep", "manager_pk": 2},
    {"pk": 5, "email": CAMILLE, "name": "Camille Roux", "role": "rep", "locale": "fr"},
    {"pk": 6, "email": LENA, "name": "Lena Vogt", "role": "rep", "active_to": date(2026, 6, 30)},
]
WON = {"product_pk": None, "kind": "won", "stage_pk": 2, "currency": "EUR", "closed_rate": 1.0}
DEALS: list[Row] = [
    {"id": "O1", "name": "Norrland <!channel> & co", "owner_pk": 3, "amount": Decimal(60_000)},
    {"id": "O2", "name": "Thames renewal", "owner_pk": 4, "amount": Decimal(36_000)},
    {"id": "O3", "name": "Loire claims", "owner_pk": 5, "amount": Decimal(200_000)},
]


def fill(database: Database) -> None:
    """Alice won 60,000 in the quarter, Oliver 36,000, Camille 200,000."""
    won_on = date(2026, 11, 5)
    company = {"name": "Veridia", "currency": "EUR", "fiscal_year_starts": 1}
    rows: dict[Table, list[Row]] = {
        tables.company: [{**company, "locale": "en", "time_zone": "Europe/Paris"}],
        tables.stages: [
            {"pk": 1, "name": "Discovery", "position": 1, "kind": "open", "probability": 0.3},
            {"pk": 2, "name": "Closed Won", "position": 2, "kind": "won", "probability": 1.0},
        ],
        tables.opportunities: [
            {**WON, **deal, "created_on": date(2026, 7, 1), "closed_on": won_on} for deal in DEALS
        ],
        tables.imports: [
            {"source": "test", "counts": {}}
            | dict.fromkeys(("started_at", "finished_at"), datetime(2026, 11, 23, tzinfo=UTC))
        ],
    }
    with database.writing() as connection:
        for person in PEOPLE:
            connection.execute(insert(tables.people).values(person))
        for table, some in rows.items():
            connection.execute(insert(table), some)
        refresh_all(bulk(connection))


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    """The bot on a store of its own, on 23 November 2026."""
    database = empty_store(tmp_path / "pilote.db")
    fill(database)
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    """Alice (known by her Slack id), Oliver and Camille (by email) in #sales with the bot."""
    async with Workspace(MANIFEST, retry_delays=(0.0, 0.05, 0.1)) as workspace:
        workspace.add_user("Alice Lindqvist", "alice@private.example", user_id="U0ALICE")
        workspace.add_user("Oliver Hartley", OLIVER)
        workspace.add_user("Camille Roux", CAMILLE, locale="fr-FR")
        workspace.add_channel("sales", "Alice Lindqvist", "Oliver Hartley", "Camille Roux")
        yield workspace


@pytest.fixture
def north(slack: Workspace) -> Workspace:
    """Fiona with her people Alice and Oliver in #north, Sofie beside them in the workspace."""
    slack.add_user("Fiona Gallagher", FIONA)
    slack.add_user("Sofie Vermeulen", SOFIE)
    slack.add_channel("north", "Fiona Gallagher", "Alice Lindqvist")
    return slack


@pytest.fixture
def settings(slack: Workspace) -> Settings:
    """What the bot is started with to talk to this workspace."""
    given: dict[str, Any] = {name.lower(): value for name, value in slack.environment.items()}
    return Settings(_env_file=None, pilote_port=0, **given)


@pytest.fixture
async def served(slack: Workspace, settings: Settings, bot: Pilote) -> AsyncIterator[Workspace]:
    """The workspace with the bot connected by Socket Mode."""
    async with serving(settings, bot, http=False):
        await slack.connected()
        yield slack


@pytest.fixture
async def served_http(
    slack: Workspace, settings: Settings, bot: Pilote
) -> AsyncIterator[Workspace]:
    """The workspace with the bot behind its request URL."""
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(serving(settings, bot, http=True))
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        yield slack


@pytest.fixture(params=["served", "served_http"])
def anyhow(request: pytest.FixtureRequest) -> Workspace:
    """Both ways, one after the other."""
    found: Workspace = request.getfixturevalue(request.param)
    return found
