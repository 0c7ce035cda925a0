"""The doctor's look at an app for several workspaces: each one's store, and its installation."""

from collections.abc import Iterator

from pydantic import SecretStr

from bot.doctor import State, data_check
from bot.installing.companies import companies
from bot.installing.installations import Installations, Installed
from bot.installing.keys import Keys
from bot.online import look
from bot.saying.reasons import error_text
from bot.settings import Clock, Settings
from prompts import say
from storage.database import Database
from storage.errors import PiloteError

Found = tuple[str, State, str]


def checks(settings: Settings, locale: str, *, online: bool) -> Iterator[Found]:
    """The settings, then a line for each workspace; `online` signs in to those that are
    installed."""
    try:
        urls = companies(settings)
        home = Database(settings.pilote_database_url)
        try:
            store = Installations(home, Keys(settings), urls.keys(), Clock(settings))
            installed = store.all()
            tokens = {team: store.token_of(one) for team, one in installed.items()}
        finally:
            home.close()
    except PiloteError as error:
        yield "slack", "failed", error_text(error, locale)
        return
    told = say(locale, "say.doctor.workspaces", n=len(urls), installed=len(installed))
    yield "slack", "ok", told
    for team, url in urls.items():
        yield _company(team, url, installed.get(team), locale)
        if online and team in tokens:
            token = {"slack_bot_token": SecretStr(tokens[team])}
            well, told = look(settings.model_copy(update=token), locale)
            yield f"slack online {team}", "ok" if well else "failed", told


def _company(team: str, url: str, installed: Installed | None, locale: str) -> Found:
    """What data there is for a workspace, and whether the app is in it."""
    name = f"workspace {team}"
    try:
        store = Database(url)
        try:
            data = data_check(store, locale)
        finally:
            store.close()
    except PiloteError as error:
        return name, "failed", error_text(error, locale)
    if data.state != "ok":
        return name, data.state, data.finding
    key = "installed" if installed else "not_installed"
    slack = installed.name if installed else ""
    told = say(locale, f"say.doctor.{key}", name=slack, data=data.finding)
    return name, "ok" if installed else "missing", told
