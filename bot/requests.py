"""What Slack's requests say, also where they leave out what they mostly carry: keys that the docs
call optional, words that stand in blocks alone."""

from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]


def workspace_of(body: Payload, installed: str) -> str:
    """The id of the workspace that a request came from, else of the one the app is installed in."""
    return str(body.get("team_id") or (body.get("team") or {}).get("id") or installed)


def team_of(body: Payload) -> str | None:
    """The workspace of whoever clicked or submitted, where the request tells it."""
    own: str | None = body["user"].get("team_id")
    return own


def channel_of_message(body: Payload) -> str:
    """Where the message stands whose button was pressed."""
    held = (body.get("container") or {}).get("channel_id")
    return str(held or (body.get("channel") or {}).get("id") or "")


def message_ts(body: Payload) -> str:
    """The timestamp of that message."""
    held = (body.get("container") or {}).get("message_ts")
    return str(held or (body.get("message") or {}).get("ts") or "")


def bots_in(body: Payload, known: str) -> set[str]:
    """The user ids under which the app is called: as signed in, and as the event is authorized."""
    named = {one.get("user_id") for one in body.get("authorizations") or () if one.get("is_bot")}
    return {one for one in (known, *named) if one}


def words_of(message: Payload) -> str:
    """The words of a message in Slack's markup: its text, else what its blocks say."""
    text = message.get("text")
    if text:
        return str(text)
    return "\n".join(filter(None, map(_block, message.get("blocks") or ()))).strip()


def _block(block: Payload) -> str:
    if block.get("type") == "rich_text":
        return "".join(_rich(block))
    held = block.get("text")  # an object in sections and headers, a string in markdown blocks
    return str((held.get("text") if isinstance(held, dict) else held) or "")


def _rich(element: Payload) -> Iterator[str]:
    kind = element.get("type")
    if kind == "user":
        yield f"<@{element.get('user_id')}>"
    elif kind == "channel":
        yield f"<#{element.get('channel_id')}>"
    elif isinstance(element.get("text") or element.get("url"), str):
        yield str(element.get("text") or element.get("url"))
    for inner in element.get("elements") or ():
        yield from _rich(inner)
        if str(inner.get("type")).startswith("rich_text_"):
            yield "\n"
