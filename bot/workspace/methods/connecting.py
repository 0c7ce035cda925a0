"""Who am I, and where do I connect."""

from bot.workspace.core import Core
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.registry import answers
from bot.workspace.types import JSON


@answers("auth.test")
def who_am_i(core: Core, arguments: Arguments) -> JSON:  # noqa: ARG001
    """The bot behind the token."""
    return {
        "url": f"https://{core.domain}.slack.com/",
        "team": core.name,
        "user": core.bot.name,
        "team_id": core.team_id,
        "user_id": core.bot.id,
        "bot_id": core.bot.bot_id,
        "is_enterprise_install": False,
    }


@answers("apps.connections.open")
def open_connection(core: Core, arguments: Arguments) -> JSON:  # noqa: ARG001
    """An address for one WebSocket connection."""
    address = core.url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={core.sockets.ticket()}&app_id={core.app_id}"}
