"""Lists in pages, with Slack's cursors."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.types import JSON

Item = TypeVar("Item")
MOST = 1000


def page(items: Sequence[Item], arguments: Arguments, default: int = 100) -> tuple[list[Item], str]:
    """One page and the cursor of the next; the cursor is empty on the last page."""
    limit = arguments.number("limit", default)
    if not 0 < limit <= MOST:
        raise SlackError("invalid_limit")
    start = _position(arguments.text("cursor"))
    if start > len(items):
        raise SlackError("invalid_cursor")
    after = start + limit
    return list(items[start:after]), _cursor(after) if after < len(items) else ""


def next_page(cursor: str) -> JSON:
    """How an answer names the next page."""
    return {"response_metadata": {"next_cursor": cursor}}


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor") from None
