"""Where each handler says which method it answers."""

from collections.abc import Callable

from bot.workspace.core import Core
from bot.workspace.methods.arguments import Arguments
from bot.workspace.types import JSON

Handler = Callable[[Core, Arguments], JSON]
HANDLERS: dict[str, Handler] = {}


def answers(method: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of this method."""

    def register(handler: Handler) -> Handler:
        HANDLERS[method] = handler
        return handler

    return register
