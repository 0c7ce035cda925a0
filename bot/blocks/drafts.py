"""Drafts in Slack: Markdown as it is, and which deal was meant as buttons."""

import json
from collections.abc import Mapping, Sequence

from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped, raw
from bot.posting import Block, Message
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer, Outcome

WORD = "proposal_word"  # the button that hands a proposal over as a Word file
DEAL = "draft_deal"  # what the action ids of such buttons begin with
MOST = 11_500  # characters of Markdown; Slack takes 12,000 a message
_BUTTON = 75
_VALUE = 2_000


def markdown(text: str) -> Block:
    """A block of Markdown; what looks like a call of Slack's own is none."""
    return {"type": "markdown", "text": cut(raw(text), MOST)}


def lay_draft(answer: Answer, _teller: Teller) -> Sequence[Block] | None:
    """The draft of an answer."""
    return [markdown(answer.draft["markdown"])] if answer.draft else None


def fallback(text: str) -> str:
    """The same as the message's own text."""
    return cut(escaped(text), FALLBACK)


def button(name: str, label: str, value: str) -> Block:
    """A button."""
    text = {"type": "plain_text", "text": cut(escaped(label), _BUTTON)}
    return {"type": "button", "action_id": name, "text": text, "value": value[:_VALUE]}


def confirmed(element: Block, question: str, locale: str) -> Block:
    """An element that asks before it acts."""
    words = {"confirm": say(locale, "slack.yes"), "deny": say(locale, "slack.no")}
    asked: Mapping[str, object] = {
        "title": {"type": "plain_text", "text": say(locale, "slack.sure")},
        "text": {"type": "plain_text", "text": cut(escaped(question), 300)},
        **{name: {"type": "plain_text", "text": text} for name, text in words.items()},
    }
    return {**element, "confirm": asked}


def which_message(outcome: Outcome, locale: str) -> Message:
    """The deals that may be meant, a button each."""
    question = say(locale, "say.drafts.which_deal")
    buttons = [
        button(
            f"{DEAL}_{place}",
            offer.label,
            json.dumps({"tool": outcome.tool, "arguments": offer.arguments}),
        )
        for place, offer in enumerate(outcome.offers, 1)
    ]
    blocks = [section(escaped(question)), {"type": "actions", "elements": buttons}]
    labels = "\n".join(offer.label for offer in outcome.offers)
    return Message(fallback(f"{question}\n{labels}"), blocks)
