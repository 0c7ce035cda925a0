"""Actions in Slack: the form that makes one, and the list."""

from typing import Any

from bot.blocks.actions import actions_message
from bot.blocks.changes import done_message
from bot.blocks.forms import field, line_of_text, worded
from bot.changing import make_change, prepared
from bot.desk.promised import soon
from bot.identity import By
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from storage.errors import PiloteError
from tools.actions.listing import open_actions
from tools.changes.action import LONGEST
from tools.changes.change import Values
from tools.changes.meant import Unclear

FORM = "action_form"
FIELD_OF = {"action_due": "due_on", "action_owner": "owner", "deal_unknown": "deal"} | {
    "action_deal": "deal"
}


def action_form(bot: Pilote, what: str, slack_id: str, by: By) -> dict[str, Any]:
    """The form: what was said, for whoever opens it, by the end of this week."""
    today = bot.clock.today(by.person.time_zone or "UTC")
    text = {**line_of_text(" ".join(what.split())[:LONGEST], multiline=True), "max_length": LONGEST}
    elements: dict[str, tuple[dict[str, Any], bool]] = {
        "what": (text, False),
        "owner": ({"type": "users_select", "initial_user": slack_id}, False),
        "due_on": ({"type": "datepicker", "initial_date": soon(today).isoformat()}, False),
        "deal": ({**line_of_text(), "max_length": 150}, True),
    }
    blocks = [
        field(name, say(by.locale, f"slack.{FORM}.{name}"), element, optional=optional)
        for name, (element, optional) in elements.items()
    ]
    return worded(FORM, blocks, by.locale)


def make_action(bot: Pilote, by: By, entered: Values, key: str) -> Message:
    """What a form asks for, made under its key. Raises PiloteError for what cannot be."""
    if entered["owner"] is None:
        raise PiloteError("action_owner")
    try:
        action = prepared(bot, by.person, "action", entered)
    except Unclear as unclear:
        names = " · ".join(f"{one.id} {one.label}" for one in unclear.found)
        raise PiloteError("action_deal", deals=names) from unclear
    return done_message(make_change(bot, by.person, action, key), by.locale)


def listed(bot: Pilote, by: By) -> Message:
    """What is to be done, by the asker and their people."""
    with bot.sales.reading() as connection:
        found = open_actions(bot.desk(connection), by.person)
    return actions_message(found, by.person.email, by.locale)
