"""Which workspace is which company: a store for each, never shared.

People, deals, conversations and claims of a workspace are in its own database. So a user of one can
never be taken for a person of another, whatever their id or email.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from bot.settings import Settings
from storage.database import parse_url
from storage.errors import SetupError

NEEDED = (
    "slack_client_id",
    "slack_client_secret",
    "slack_signing_secret",
    "pilote_workspaces",
    "pilote_token_key",
)


def is_for_several(settings: Settings) -> bool:
    """Whether this bot is installed in workspaces, instead of having the token of one."""
    return settings.slack_client_id is not None


# Whose Slack, data and CRM they are: nothing of one company may reach another's.
_OF_ONE = ("slack_bot_token", "pilote_warehouse_url", "pilote_write_back_url", "pilote_deal_url")


def lacking(settings: Settings) -> list[str]:
    """The variables that an app for several workspaces still needs."""
    return [name.upper() for name in NEEDED if getattr(settings, name) is None]


def companies(settings: Settings) -> Mapping[str, str]:
    """The database URL of each workspace, by its Slack id.

    Raises SetupError: `missing_setting`, `workspaces_json` and `workspaces_shared` for a table that
    cannot be meant, `workspaces_alone` beside a setting that is for one company.
    """
    missing = lacking(settings)
    if missing:
        raise SetupError("missing_setting", variable=", ".join(missing))
    for name in _OF_ONE:
        if getattr(settings, name) is not None:
            raise SetupError("workspaces_alone", variable=name.upper())
    found = _table(settings)
    stores = [_store(url) for url in found.values()]
    if len(set(stores)) < len(stores):
        raise SetupError("workspaces_shared")
    return found


def same_store(one: str, other: str) -> bool:
    """Whether two URLs lead to one database, however they are written."""
    return _store(one) == _store(other)


def _table(settings: Settings) -> dict[str, str]:
    given = settings.pilote_workspaces
    try:
        table = json.loads(given.get_secret_value() if given else "")
    except ValueError as error:
        # The text may hold a password: it goes neither to the screen nor to the log.
        raise SetupError("workspaces_json") from error
    named = isinstance(table, dict) and table
    if not named or not all(isinstance(url, str) for url in table.values()):
        raise SetupError("workspaces_json")
    return {str(team): str(url) for team, url in table.items()}


def _store(url: str) -> tuple[str, ...]:
    """What tells one database from another, however its URL is written."""
    parsed = parse_url(url, "workspaces_json")
    if parsed.get_backend_name() == "sqlite":
        return (str(Path(parsed.database or "").resolve()),)
    return (parsed.host or "", str(parsed.port or 5432), parsed.database or "")
