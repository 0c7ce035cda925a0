"""People, bots and the team."""

from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.paging import next_page, page
from bot.workspace.methods.registry import answers
from bot.workspace.model.people import User
from bot.workspace.types import JSON


def _shown(core: Core, user: User, *, locale: bool) -> JSON:
    """The email is there only for apps that may read it."""
    return user.to_json(email="users:read.email" in core.app.scopes, locale=locale)


@answers("users.info")
def info(core: Core, arguments: Arguments) -> JSON:
    """One person or bot."""
    user = core.users.get(arguments.text("user"))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": _shown(core, user, locale=arguments.flag("include_locale"))}


@answers("users.list")
def listed(core: Core, arguments: Arguments) -> JSON:
    """Everybody of this team."""
    locale = arguments.flag("include_locale")
    everybody = [user for user in core.users.values() if user.team_id == core.team_id]
    found, cursor = page(everybody, arguments)
    return {
        "members": [_shown(core, user, locale=locale) for user in found],
        **next_page(cursor),
    }


@answers("users.lookupByEmail")
def by_email(core: Core, arguments: Arguments) -> JSON:
    """The member of this team with that email."""
    wanted = arguments.text("email").casefold()
    for user in core.users.values():
        mine = user.team_id == core.team_id and not user.deleted
        if mine and (user.email or "").casefold() == wanted:
            return {"user": _shown(core, user, locale=False)}
    raise SlackError("users_not_found")


@answers("bots.info")
def bot_info(core: Core, arguments: Arguments) -> JSON:
    """The app's own bot."""
    wanted = arguments.text("bot", str(core.bot.bot_id))
    if wanted != core.bot.bot_id:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": core.bot.bot_id,
            "deleted": False,
            "name": core.bot.real_name,
            "app_id": core.app_id,
            "user_id": core.bot.id,
        }
    }


@answers("team.info")
def team(core: Core, arguments: Arguments) -> JSON:
    """This team."""
    if arguments.text("team", core.team_id) != core.team_id:
        raise SlackError("team_not_found")
    return {"team": {"id": core.team_id, "name": core.name, "domain": core.domain}}
