"""The buttons under a digest: each says beside it what stands behind the first screen."""

from collections.abc import Callable
from datetime import date, timedelta

from slack_bolt.async_app import AsyncApp

from bot.blocks.digest_buttons import AGENDA, AT_RISK, BRIDGE, HYGIENE
from bot.changes import Change
from bot.conversation import Conversations
from bot.listeners.clicks import Click, on_answer
from bot.reader import Call
from tools.engine.calendar import Calendar


def register(app: AsyncApp, conversations: Conversations) -> None:
    """As of when they are pressed, in the scope of whoever presses."""
    calls = {
        AT_RISK: Call("at_risk", {}),
        HYGIENE: Call("hygiene", {}),
        AGENDA: Call("digest", {"part": "agenda"}),
    }
    for action, call in calls.items():
        on_answer(app, conversations, action, _always(call), beside=True)
    on_answer(app, conversations, BRIDGE, lambda _: _bridge, beside=True)


def _always(call: Call) -> Callable[[Click], Change]:
    return lambda _click: lambda _before, _today, _calendar: call


def _bridge(_call: Call, today: date, _calendar: Calendar) -> Call:
    """Since the Monday of the week before, as in the digest."""
    since = today - timedelta(days=today.weekday() + 7)
    return Call("bridge", {"since": since.isoformat()})
