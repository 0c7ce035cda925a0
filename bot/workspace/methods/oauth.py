"""Exchanging the code of an *Allow* for the token of the installation."""

from dataclasses import replace

from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.ids import secret
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.registry import answers
from bot.workspace.types import JSON

LASTS = 600.0  # seconds


@answers("oauth.v2.access")
def access(core: Core, arguments: Arguments) -> JSON:
    """A new token, once for each code and only for the app that it was given to."""
    if arguments.text("client_id") != core.secrets.client_id:
        raise SlackError("invalid_client_id")
    if arguments.text("client_secret") != core.secrets.client:
        raise SlackError("bad_client_secret")
    grant = core.grants.get(arguments.text("code"))
    if grant is None or core.clock.now() - grant.at > LASTS:
        raise SlackError("invalid_code")
    if grant.used:
        raise SlackError("code_already_used")
    if (arguments.text("redirect_uri") or None) != grant.redirect_uri:
        raise SlackError("bad_redirect_uri")
    grant.used = True
    core.secrets = replace(core.secrets, bot_token=f"xoxb-{secret()}")
    return {
        "app_id": core.app_id,
        "authed_user": {"id": grant.user},
        "scope": ",".join(grant.scopes),
        "token_type": "bot",
        "access_token": core.secrets.bot_token,
        "bot_user_id": core.bot.id,
        "team": {"id": core.team_id, "name": core.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
