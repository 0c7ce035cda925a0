"""Undoing a change by its button, and choosing which deal a change was meant for."""

import json
import re

from slack_bolt.async_app import AsyncApp

from bot.blocks import plain_message
from bot.blocks.changes import MEANT, UNDO
from bot.changing import undo_change
from bot.conversation import Conversations
from bot.desk.agreed_lines import tell_threads
from bot.desk.making import make
from bot.desk.notices import tell_managers
from bot.identity import By
from bot.listeners.presses import Press
from bot.listeners.pressing import on_press
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.changes import undone_text


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What comes of it takes the place of the button."""
    # Once a change: a second click must not put "undone before" where the first said "undone".
    on_press(
        app,
        conversations,
        UNDO,
        _undo,
        once=lambda press: f"undo:{press.value}:{press.user}",
        in_place=True,
        after=_tell,
    )
    on_press(
        app,
        conversations,
        re.compile(f"^{MEANT}_\\d+$"),
        _make,
        once=_meant,
        in_place=True,
        after=tell_managers,
    )


async def _tell(conversations: Conversations) -> None:
    await tell_managers(conversations)
    await tell_threads(conversations)


def _undo(bot: Pilote, by: By, press: Press) -> Message:
    return plain_message(undone_text(undo_change(bot, by.person, int(press.value)), by.locale))


def _meant(press: Press) -> str:
    """One question back is answered once, whichever of its buttons are pressed how often."""
    return f"meant:{press.where}:{press.user}"


def _make(bot: Pilote, by: By, press: Press) -> Message:
    chosen = json.loads(press.value)
    arguments = {name: value for name, value in chosen.items() if name != "kind"}
    return make(bot, by, chosen["kind"], arguments, _meant(press))
