"""Actions in Slack: a line each, with a button that says it is done."""

from collections.abc import Sequence

from bot.blocks.changes import button
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.posting import Message
from bot.saying.actions import action_line, actions_text
from prompts import say
from tools.actions.listing import Action

DONE = "action_done"


def actions_message(actions: Sequence[Action], asker: str, locale: str, lead: str = "") -> Message:
    """The list under its lead, or under how many there are."""
    text = actions_text(actions, asker, locale)
    lead = lead or text.partition("\n")[0]
    blocks = [section(escaped(lead))]
    for action in actions:
        line = section(cut(escaped(action_line(action, asker, locale)), 2_900))
        line["accessory"] = button(say(locale, "slack.action_done"), DONE, str(action.pk))
        blocks.append(line)
    lines = text.partition("\n")[2]
    return Message(cut(escaped(f"{lead}\n{lines}".strip()), FALLBACK), blocks)
