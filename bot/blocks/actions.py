"""Actions in Slack: a line each, with a button that says it is done."""

import json
from collections.abc import Sequence

from bot.blocks.changes import button
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped
from bot.desk.promised import Promised
from bot.posting import Block, Message
from bot.saying.actions import action_line, actions_text
from bot.saying.numbers import day
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
    key = "own" if said.owner == asker else "other"
    facts = {"what": said.what, "name": said.owner_name, "due": day(said.due_on, locale)}
    lines = [say(locale, f"slack.{SAID}.{key}", **facts)]
    if said.deal is not None:
        lines.append(say(locale, f"slack.{SAID}.deal", deal=said.deal[1]))
    text = escaped("\n".join(lines))
    asked = {"what": said.what, "owner": said.owner, "due_on": said.due_on.isoformat()}
    asked |= {"deal": said.deal[0]} if said.deal else {}
    value = json.dumps(asked, ensure_ascii=False)
    elements = [button(say(locale, f"slack.{SAID}.button"), SAID, value)]
    return Message(cut(text, FALLBACK), [section(text), {"type": "actions", "elements": elements}])
