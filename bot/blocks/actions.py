"""Actions in Slack: a line each, with a button that says it is done."""

from collections.abc import Sequence

from bot.blocks.changes import button
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped
from bot.posting import Block, Message
from bot.saying.actions import action_line, actions_text
from prompts import say
from tools.actions.listing import Action

DONE = "action_done"


def actions_message(actions: Sequence[Action], asker: str, locale: str, lead: str = "") -> Message:
    """The list under its lead, or under how many there are."""
    text = actions_text(actions, asker, locale)
    lead = lead or text.partition("\n")[0]
    lines = text.partition("\n")[2]
    whole = cut(escaped(f"{lead}\n{lines}".strip()), FALLBACK)
    return Message(whole, action_blocks(actions, asker, locale, lead))


def action_blocks(actions: Sequence[Action], asker: str, locale: str, lead: str) -> list[Block]:
    """The lead, and a line for each."""
    blocks = [section(escaped(lead))]
    for action in actions:
        line = section(cut(escaped(action_line(action, asker, locale)), SECTION))
        line["accessory"] = button(say(locale, "slack.action_done"), DONE, str(action.pk))
        blocks.append(line)
    return blocks
