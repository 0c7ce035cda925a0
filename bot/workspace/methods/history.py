"""Reading what was said, in a channel or in one of its threads."""

from collections.abc import Callable

from bot.workspace.core import Core
from bot.workspace.errors import SlackError
from bot.workspace.methods.arguments import Arguments
from bot.workspace.methods.finding import channel_to_read
from bot.workspace.methods.paging import next_page, page
from bot.workspace.methods.registry import answers
from bot.workspace.model.messages import Message
from bot.workspace.types import JSON

MOST_REPLIES = 1000


@answers("conversations.history")
def history(core: Core, arguments: Arguments) -> JSON:
    """The channel, newest first; replies only where they were broadcast."""
    channel = channel_to_read(core, arguments.text("channel"), "history")
    inside = _period(arguments)
    wanted = [one for one in reversed(channel.history()) if inside(one)]
    found, cursor = page(wanted, arguments)
    whole = arguments.flag("include_all_metadata")
    return {
        "messages": [channel.shown(one, all_metadata=whole) for one in found],
        "has_more": bool(cursor),
        "pin_count": 0,
        **next_page(cursor),
    }


@answers("conversations.replies")
def replies(core: Core, arguments: Arguments) -> JSON:
    """One thread, its root first; a reply's own timestamp gives that reply alone."""
    channel = channel_to_read(core, arguments.text("channel"), "history")
    ts = arguments.text("ts")
    if channel.find(ts) is None:
        raise SlackError("thread_not_found")
    inside = _period(arguments)
    thread = [one for one in channel.thread(ts) if one.ts == ts or inside(one)]
    found, cursor = page(thread, arguments, default=MOST_REPLIES)
    whole = arguments.flag("include_all_metadata")
    return {
        "messages": [channel.shown(one, all_metadata=whole) for one in found],
        "has_more": bool(cursor),
        **next_page(cursor),
    }


def _period(arguments: Arguments) -> Callable[[Message], bool]:
    oldest = _instant(arguments.text("oldest", "0"), "invalid_ts_oldest")
    latest = _instant(arguments.text("latest", "99999999999"), "invalid_ts_latest")
    inclusive = arguments.flag("inclusive")

    def inside(message: Message) -> bool:
        at = float(message.ts)
        return oldest <= at <= latest if inclusive else oldest < at < latest

    return inside


def _instant(written: str, error: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise SlackError(error) from None
