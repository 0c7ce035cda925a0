"""Boxes of a checklist: each that was set or cleared is one change, made once."""

from typing import Any

from bot.changing import make_change, prepared
from bot.drafts.checklist import boxes_of, mark
from bot.drafts.drafting import draft
from bot.pilote import Pilote
from bot.posting import Message
from storage.errors import PiloteError
from tools.changes.meant import one_deal
from tools.drafts.checklist import items_of
from tools.drafts.gather import dossier
from tools.drafts.playbook import names
from tools.engine.people import Person

# Somebody was quicker, or the click came twice: what was wanted is so already.
_SETTLED = {"item_ticked", "item_not_ticked", "changed_since"}


def tick(
    bot: Pilote, person: Person, locale: str, body: dict[str, Any], action: dict[str, Any]
) -> Message:
    """Ticks what is newly set, takes off what is cleared, and shows the checklist as it is now."""
    boxes = boxes_of(action["block_id"])
    container = body["container"]
    click = f"{container['channel_id']}:{container['message_ts']}:{action['action_ts']}"
    selected = {option["value"]: mark(option["value"]) for option in action["selected_options"]}
    for item, shown in selected.items():
        if shown not in boxes.was:
            _made(bot, person, "tick", {"deal": boxes.deal, "item": item}, f"{click}:{item}")
    # What somebody else ticked meanwhile was no box that this person could have cleared.
    for item in _items(bot, person, boxes.deal) if boxes.was - set(selected.values()) else ():
        if mark(item) in boxes.was and item not in selected:
            _made(bot, person, "untick", {"deal": boxes.deal, "item": item}, f"{click}:{item}")
    playbook = {"playbook": boxes.playbook} if boxes.playbook else {}
    return draft(bot, person, locale, "checklist", {"deal": boxes.deal, **playbook})


def _items(bot: Pilote, person: Person, deal: str) -> list[str]:
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        known = dossier(at, one_deal(at, person, deal, closed=True))
    return [line.key for line in items_of(known, names())]


def _made(bot: Pilote, person: Person, kind: str, arguments: dict[str, str], key: str) -> None:
    try:
        make_change(bot, person, prepared(bot, person, kind, arguments), key)
    except PiloteError as error:
        if error.code not in _SETTLED:
            raise
