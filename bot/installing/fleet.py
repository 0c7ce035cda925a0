"""One running app for each workspace in which it is installed, each on its own company's store."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.ahead import working_ahead
from bot.app import build
from bot.conversation import log_failure
from bot.installing.installations import Installations, Installed
from bot.pilote import Pilote
from bot.posting import keeping_connections
from bot.receiving import LAST_ANSWERS
from bot.schedule import waking
from bot.settings import Settings
from bot.unasked import sending
from storage.database import Database
from storage.errors import PiloteError, SetupError

log = logging.getLogger(__name__)

PATIENCE = 60.0  # seconds before a workspace that could not be served is tried again
_OVER = {"account_inactive", "token_revoked"}  # Slack's words for an app that is uninstalled


@dataclass(frozen=True)
class _Served:
    """A workspace at work: its app, and what ends it."""

    installed: Installed
    bolt: AsyncApp
    ends: AsyncExitStack


class Fleet:
    """Serves the workspaces that are installed, and no other. `urls` are their stores."""

    def __init__(
        self, settings: Settings, home: Pilote, installed: Installations, urls: Mapping[str, str]
    ) -> None:
        self._settings = settings
        self._home = home
        self._installed = installed
        self._urls = urls
        self._served: dict[str, _Served] = {}
        self._failed: dict[str, tuple[Installed, float]] = {}
        self._changing = asyncio.Lock()
        self._asides: set[asyncio.Task[None]] = set()
        self._open = True

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Every workspace is served while inside, those that are installed meanwhile too."""
        await asyncio.to_thread(self._installed.renew)
        try:
            async with waking(self.agree):
                await self.agree()
                yield
        finally:
            async with self._changing:
                self._open = False
                await asyncio.gather(*(self._leave(team) for team in list(self._served)))

    async def agree(self) -> None:
        """Brings what is served in line with what is installed, whichever process wrote it."""
        async with self._changing:
            if not self._open:
                return
            installed = await asyncio.to_thread(self._installed.all)
            for team, served in list(self._served.items()):
                if installed.get(team) != served.installed:
                    await self._leave(team)
            for team, found in installed.items():
                if team not in self._served and not self._rests(found):
                    await self._try(found)

    async def dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        """Hands a signed request to the app of its workspace; what is nobody's is acknowledged."""
        team = request.context.team_id
        if team in self._urls and team not in self._served:
            await self.agree()  # another process has just installed it
        served = self._served.get(team or "")
        if served is None:
            log.warning("a request came from a workspace that is not served")
            return BoltResponse(status=200, body="")
        return await served.bolt.async_dispatch(request)

    async def forget(self, team: str) -> None:
        """The app was uninstalled there: its token goes, and nothing is sent any more."""
        await self._installed.async_delete_bot(enterprise_id=None, team_id=team)
        await self.agree()

    def _rests(self, installed: Installed) -> bool:
        failed, at = self._failed.get(installed.team, (None, 0.0))
        return failed == installed and time.monotonic() - at < PATIENCE

    async def _try(self, installed: Installed) -> None:
        """One workspace that cannot be served keeps no other waiting."""
        try:
            await self._serve(installed)
        except PiloteError as error:
            if error.facts.get("reason") in _OVER:
                await self._installed.async_delete_bot(enterprise_id=None, team_id=installed.team)
            self._failed[installed.team] = (installed, time.monotonic())
            log.warning("workspace %s is not served: %s", installed.team, error)
        except Exception as error:
            self._failed[installed.team] = (installed, time.monotonic())
            log_failure(f"workspace {installed.team} is not served", error)

    async def _serve(self, installed: Installed) -> None:
        async with AsyncExitStack() as stack:
            bot = await asyncio.to_thread(self._bot, installed.team)
            stack.callback(bot.database.close)
            token = SecretStr(self._installed.token_of(installed))
            settings = self._settings.model_copy(update={"slack_bot_token": token})
            app = await build(settings, bot)
            if app.conversations.team != installed.team:
                raise SetupError("workspaces_token", team=installed.team)
            self._listen(app.bolt, installed.team)
            await stack.enter_async_context(keeping_connections(app.conversations.client))
            await stack.enter_async_context(sending(bot, app.conversations))
            stack.enter_context(working_ahead(bot))
            stack.push_async_callback(app.conversations.finished, LAST_ANSWERS)
            self._served[installed.team] = _Served(installed, app.bolt, stack.pop_all())
            log.info("serving workspace %s", installed.team)

    def _bot(self, team: str) -> Pilote:
        """The same bot on the store of this workspace's company."""
        return replace(self._home, database=Database(self._urls[team]))

    def _listen(self, app: AsyncApp, team: str) -> None:
        """Hears that the app is no longer wanted. Forgotten aside: what hears it ends with it."""

        @app.event("app_uninstalled")
        async def uninstalled() -> None:
            self._aside(team)

        @app.event("tokens_revoked")
        async def revoked(event: dict[str, dict[str, list[str]]]) -> None:
            if event.get("tokens", {}).get("bot"):
                self._aside(team)

    def _aside(self, team: str) -> None:
        task = asyncio.create_task(self.forget(team))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _leave(self, team: str) -> None:
        served = self._served.pop(team)
        await served.ends.aclose()
        log.info("workspace %s is no longer served", team)
