"""The workspace of one company, for commands that act on its store and send in its Slack."""

from pydantic import SecretStr

from bot.installing.companies import companies, is_for_several, same_store
from bot.installing.installations import Installations
from bot.installing.keys import Keys
from bot.settings import Clock, Settings
from storage.database import Database
from storage.errors import SetupError


def with_token(settings: Settings, home: str) -> Settings:
    """The settings with the token of the workspace whose company's store they name; unchanged
    where the bot has one workspace. `home` is the URL of the store that keeps installations.

    Raises SetupError: `workspaces_which`, `workspaces_not_installed`, and like `companies`.
    """
    if not is_for_several(settings):
        return settings
    urls = companies(settings)
    mine = settings.pilote_database_url
    team = next((team for team, url in urls.items() if same_store(url, mine)), None)
    if team is None:
        raise SetupError("workspaces_which")
    kept = Database(home)
    try:
        store = Installations(kept, Keys(settings), urls.keys(), Clock(settings))
        installed = store.all().get(team) if kept.is_there() else None
        if installed is None:
            raise SetupError("workspaces_not_installed", team=team)
        token = SecretStr(store.token_of(installed))
    finally:
        kept.close()
    return settings.model_copy(update={"slack_bot_token": token})
