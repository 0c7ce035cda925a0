"""Actions in Slack: a line each, with a button that says it is done."""

import json
from collections.abc import Sequence

from bot.blocks.changes import button
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped
from bot.desk.promised import Promised
from bot.posting import Block, Message
from bot.saying.actions import action_line, actions_text, promised_text
from prompts import say
from tools.actions.listing import Action

DONE = "action_done"
SAID = "action_said"


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


def promised_message(said: Promised, asker: str, locale: str) -> Message:
    """An action before it is made, with the button that makes it."""
    owner = None if said.owner == asker else said.owner_name
    deal = said.deal[1] if said.deal else None
    text = escaped(promised_text(said.what, owner, said.due_on, deal, locale))
    asked = {"what": said.what, "owner": said.owner, "due_on": said.due_on.isoformat()}
    asked |= {"deal": said.deal[0]} if said.deal else {}
    value = json.dumps(asked, ensure_ascii=False)
    elements = [button(say(locale, f"slack.{SAID}.button"), SAID, value)]
    return Message(cut(text, FALLBACK), [section(text), {"type": "actions", "elements": elements}])
