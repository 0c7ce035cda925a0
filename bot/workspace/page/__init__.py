"""The page in which people use the workspace: what they see, and what they do there."""

from bot.workspace.page.about import About
from bot.workspace.page.server import Page

__all__ = ["About", "Page"]
