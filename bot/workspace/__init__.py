"""A server that plays Slack over real HTTP and WebSockets, for tests and the local page."""

from bot.workspace.app import App
from bot.workspace.errors import NotPossibleError
from bot.workspace.workspace import Workspace

__all__ = ["App", "NotPossibleError", "Workspace"]
