"""The states of installations that were begun: each comes back once, within ten minutes."""

import asyncio
import hashlib
import logging
import secrets
from datetime import UTC, datetime, timedelta

from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from sqlalchemy import delete, insert

from storage.database import Database
from storage.tables import install_states

LASTS = timedelta(minutes=10)


class States(AsyncOAuthStateStore):
    """Bolt's store of states over our own database, for all processes that receive."""

    def __init__(self, database: Database, lasts: timedelta = LASTS) -> None:
        self._database = database
        self._lasts = lasts

    @property
    def logger(self) -> logging.Logger:
        """Bolt asks for one."""
        return logging.getLogger(__name__)

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new state."""
        state = secrets.token_urlsafe(32)
        await asyncio.to_thread(self._keep, state)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours, not yet over and not yet used; from now on it is used."""
        return await asyncio.to_thread(self._use, state)

    def _keep(self, state: str) -> None:
        now = _now()
        with self._database.writing() as connection:
            connection.execute(delete(install_states).where(install_states.c.expires_at <= now))
            row = {"digest": _digest(state), "expires_at": now + self._lasts}
            connection.execute(insert(install_states).values(row))

    def _use(self, state: str) -> bool:
        live = (install_states.c.digest == _digest(state)) & (install_states.c.expires_at > _now())
        with self._database.writing() as connection:
            return connection.execute(delete(install_states).where(live)).rowcount == 1


def _now() -> datetime:
    # The machine's clock: the bot's own may stand still (PILOTE_TODAY).
    return datetime.now(UTC)


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
