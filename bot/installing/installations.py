"""Bolt's store of installations over our own database."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from sqlalchemy import delete, insert, select, update

from bot.installing.keys import Keys
from bot.settings import Clock
from storage.database import Database
from storage.tables import installations


class NotTakenError(BoltError):
    """Why an installation is not kept: a code under `slack.install.failed`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Installed:
    """One workspace's installation; `kept` is its token, encrypted."""

    team: str
    name: str
    kept: str


class Installations(AsyncInstallationStore):
    """One row for each of the workspaces named by `teams`; the token only ever encrypted."""

    def __init__(
        self, database: Database, keys: Keys, teams: Collection[str], clock: Clock
    ) -> None:
        self._database = database
        self._keys = keys
        self._teams = teams
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Bolt asks for one."""
        return logging.getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """Keeps it, in place of the one before. Raises NotTakenError."""
        team, token = installation.team_id, installation.bot_token
        if installation.is_enterprise_install or not team or not token:
            raise NotTakenError("org_wide")
        if team not in self._teams:
            raise NotTakenError("unknown_workspace")
        if installation.bot_refresh_token:
            raise NotTakenError("rotating")  # a token that is over in twelve hours
        row = {
            "name": installation.team_name,
            "bot_token": self._keys.sealed(token),
            "bot_user": installation.bot_user_id,
            "scopes": ",".join(installation.bot_scopes or ()),
            "installed_by": installation.user_id,
            "installed_at": self._clock.now(),
        }
        await asyncio.to_thread(self._keep, team, row)

    async def async_delete_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
    ) -> None:
        """Forgets a workspace and its token."""
        await asyncio.to_thread(self._forget, team_id or "")

    def all(self) -> Mapping[str, Installed]:
        """Every installation in one of our workspaces, by the workspace's id."""
        c = installations.c
        query = select(c.slack_team, c.name, c.bot_token)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(c.slack_team.in_(self._teams))).all()
        return {team: Installed(team, name or team, kept) for team, name, kept in rows}

    def token_of(self, installed: Installed) -> str:
        """Its token in clear. Raises SetupError `token_key_other`."""
        return self._keys.opened(installed.kept)

    def renew(self) -> None:
        """Puts every token under the newest key: older ones may then go.

        Raises SetupError `token_key_other` where no key fits.
        """
        for team, installed in self.all().items():
            same = (installations.c.slack_team == team) & (
                installations.c.bot_token == installed.kept
            )
            kept = self._keys.renewed(installed.kept)
            if kept == installed.kept:
                continue
            with self._database.writing() as connection:
                connection.execute(update(installations).where(same).values(bot_token=kept))

    def _keep(self, team: str, row: Mapping[str, object]) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(installations).where(installations.c.slack_team == team))
            connection.execute(insert(installations).values(slack_team=team, **row))

    def _forget(self, team: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(installations).where(installations.c.slack_team == team))
