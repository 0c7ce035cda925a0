"""Serving every workspace in which the app is installed, and installing it in further ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.installing.companies import companies
from bot.installing.fleet import Fleet
from bot.installing.flow import Installing
from bot.installing.installations import Installations
from bot.installing.keys import Keys
from bot.installing.states import States
from bot.pilote import Pilote
from bot.receiving import receiving
from bot.settings import Settings
from storage.errors import SetupError


@asynccontextmanager
async def serving_several(
    settings: Settings, bot: Pilote, *, http: bool, shared: bool = False
) -> AsyncIterator[int | None]:
    """Like `bot.serve.serving`; installations are kept in the store of `bot`.

    Raises SetupError: `workspaces_http` without HTTP, else like `companies` and `Keys`.
    """
    urls, secret = companies(settings), settings.slack_signing_secret
    if not http or secret is None:
        raise SetupError("workspaces_http")
    store = Installations(bot.database, Keys(settings), urls.keys(), bot.clock)
    fleet = Fleet(settings, bot, store, urls)
    installing = Installing(settings, store, States(bot.database), fleet.agree)
    way = receiving(
        fleet.dispatch,
        bot,
        secret.get_secret_value(),
        settings.pilote_port,
        installing.routes(),
        shared=shared,
    )
    async with fleet.working(), way as port:
        yield port
