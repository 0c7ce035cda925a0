"""Two companies in two workspaces, one app that both may install, and the browser of who does."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update

from bot.manifest import manifest_for
from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from bot.workspace.core import Secrets
from bot.workspace.several import OneSlack
from storage import tables
from storage.database import Database
from tests.bot.conftest import fill
from tests.bot.people import ALICE
from tests.stores import empty_store

PILOTE = "https://pilote.example"
GLOBEX_WON = Decimal(990_000)  # of Globex's Alice; Veridia's has 60,000

SOON = (0.0, 0.05, 0.1)  # seconds until Slack sends again


@dataclass
class House:
    """The two workspaces, their stores, and the settings of the one bot."""

    veridia: Workspace
    globex: Workspace
    settings: Settings
    home: Pilote
    stores: dict[str, Database] = field(default_factory=dict)


@dataclass
class Browser:
    """Follows the way to Slack and back; keeps the cookie that the bot sets."""

    session: aiohttp.ClientSession
    port: int
    cookie: str = ""

    async def begin(self) -> str:
        """Opens /slack/install: where it leads."""
        async with self.session.get(self._url("/slack/install"), allow_redirects=False) as answer:
            assert answer.status == 302
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
            assert "HttpOnly" in answer.headers["Set-Cookie"]
            return answer.headers["Location"]

    async def finish(self, address: str) -> tuple[int, str]:
        """Comes back to the bot from where Slack sent it."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == PILOTE
        back = self._url(f"{parts.path}?{parts.query}")
        async with self.session.get(back, headers={"Cookie": self.cookie}) as answer:
            return answer.status, await answer.text()

    async def install(self, workspace: Workspace) -> tuple[int, str]:
        """All of it, for one workspace."""
        return await self.finish(workspace.allow("Alice Lindqvist", await self.begin()))

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """In both companies an Alice with one email and one Slack id; only Veridia's won 60,000."""
    manifest = manifest_for(Settings(_env_file=None), PILOTE)
    secrets = [replace(Secrets(), bot_token=f"xoxb-{n}") for n in range(2)]
    shared = {name: getattr(secrets[0], name) for name in ("signing", "client_id", "client")}
    secrets[1] = replace(secrets[1], **shared)
    stores = {name: empty_store(tmp_path / f"{name}.db") for name in ("home", "veridia", "globex")}
    for name in ("veridia", "globex"):
        fill(stores[name])
    _make_globex(stores["globex"])
    async with (
        Workspace(manifest, name="Veridia", secrets=secrets[0], retry_delays=SOON) as veridia,
        Workspace(manifest, name="Globex", secrets=secrets[1], retry_delays=SOON) as globex,
        OneSlack(veridia, globex) as slack,
    ):
        for workspace in (veridia, globex):
            workspace.add_user("Alice Lindqvist", ALICE, user_id="U0ALICE")
        urls = {
            workspace.core.team_id: str(stores[workspace.core.name.lower()].url)
            for workspace in (veridia, globex)
        }
        settings = Settings(
            _env_file=None,
            pilote_port=0,
            pilote_today=date(2026, 11, 23),
            slack_api_url=slack.api_url,
            slack_signing_secret=secrets[0].signing,
            slack_client_id=secrets[0].client_id,
            slack_client_secret=secrets[0].client,
            pilote_token_key=Fernet.generate_key().decode(),
            pilote_workspaces=json.dumps(urls),
        )
        home = Pilote(stores["home"], Clock(settings))
        yield House(veridia, globex, settings, home, stores)
    for store in stores.values():
        store.close()


@pytest.fixture
async def browser(house: House) -> AsyncIterator[Browser]:
    """The bot serves both, and somebody opens its pages."""
    async with (
        serving(house.settings, house.home, http=True) as port,
        aiohttp.ClientSession() as session,
    ):
        for workspace in (house.veridia, house.globex):
            workspace.request_url = f"http://127.0.0.1:{port}/slack/events"
        yield Browser(session, port or 0)


def _make_globex(store: Database) -> None:
    with store.writing() as connection:
        connection.execute(update(tables.company).values(name="Globex"))
        won = tables.opportunities.c.id == "O1"
        connection.execute(update(tables.opportunities).where(won).values(amount=GLOBEX_WON))
