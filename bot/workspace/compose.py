"""What Slack's own composer makes of words that a person typed."""

import re
from collections.abc import Iterator

from bot.workspace.core import Core
from bot.workspace.ids import secret
from bot.workspace.types import JSON

_PIECES = re.compile(
    r"<@(?P<user>[UW]\w+)>|<#(?P<channel>C\w+)(\|[^>]*)?>|(?P<url>https?://[^\s<>]+)"
)


def compose(core: Core, typed: str) -> tuple[str, list[JSON]]:
    """The message text, escaped and with mentions and links marked, and its rich text block.

    `@Name` and `#channel` become mentions where such a person or channel exists.
    """
    pieces = list(_pieces(_with_ids(core, typed)))
    section = {"type": "rich_text_section", "elements": [element for _, element in pieces]}
    block = {"type": "rich_text", "block_id": secret()[:5], "elements": [section]}
    return "".join(text for text, _ in pieces), [block]


def escape(text: str) -> str:
    """The three characters that Slack's markup reserves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_ids(core: Core, typed: str) -> str:
    names = {f"@{user.real_name}": f"<@{user.id}>" for user in core.users.values()}
    names |= {f"#{one.name}": f"<#{one.id}>" for one in core.channels.values() if one.name}
    for name in sorted(names, key=len, reverse=True):
        typed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names[name], typed)
    return typed


def _pieces(text: str) -> Iterator[tuple[str, JSON]]:
    place = 0
    for found in _PIECES.finditer(text):
        if words := text[place : found.start()]:
            yield escape(words), {"type": "text", "text": words}
        place = found.end()
        if user := found["user"]:
            yield found[0], {"type": "user", "user_id": user}
        elif channel := found["channel"]:
            yield f"<#{channel}|>", {"type": "channel", "channel_id": channel}
        else:
            yield f"<{escape(found['url'])}>", {"type": "link", "url": found["url"]}
    if words := text[place:]:
        yield escape(words), {"type": "text", "text": words}
