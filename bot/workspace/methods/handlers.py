"""Loads every file of handlers, so that each registers its methods."""

from bot.workspace.methods import (
    agent,
    chat,
    connecting,
    conversations,
    files,
    history,
    marks,
    oauth,
    people,
    streams,
    views,
)

__all__ = [
    "agent",
    "chat",
    "connecting",
    "conversations",
    "files",
    "history",
    "marks",
    "oauth",
    "people",
    "streams",
    "views",
]
