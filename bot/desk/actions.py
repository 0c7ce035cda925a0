"""Actions in Slack: the form that makes one."""

from typing import Any

from bot.blocks.forms import field, line_of_text, worded
from bot.changing import Done, make_change, prepared
from bot.desk.promised import soon
from bot.identity import By
from bot.pilote import Pilote
from prompts import say
from storage.errors import PiloteError
from tools.changes.action import LONGEST
from tools.changes.change import Values
from tools.changes.meant import Unclear

FORM = "action_form"
FIELD_OF = {"action_due": "due_on", "action_owner": "owner", "action_deal": "deal"} | dict.fromkeys(
    ("deal_unknown", "deal_won", "deal_lost"), "deal"
)


def action_form(
    bot: Pilote, what: str, slack_id: str, by: By, private: Values | None = None
) -> dict[str, Any]:
    """The form: what was said, for whoever opens it, by the end of this week; `private` comes
    back with it."""
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
    return worded(FORM, blocks, by.locale, private)


def make_action(bot: Pilote, by: By, entered: Values, key: str) -> Done:
    """What a form asks for, made under its key. Raises PiloteError for what cannot be."""
    if entered["owner"] is None:
        raise PiloteError("action_owner")
    try:
        action = prepared(bot, by.person, "action", entered)
    except Unclear as unclear:
        names = " · ".join(f"{one.id} {one.label}" for one in unclear.found)
        raise PiloteError("action_deal", deals=names) from unclear
    return make_change(bot, by.person, action, key)
