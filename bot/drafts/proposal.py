"""A proposal as a message, with a button for the approval that its price needs."""

from bot.blocks.drafts import button, confirmed, fallback, markdown
from bot.posting import Block, Message
from prompts import say
from tools.drafts.outline import Outline
from tools.engine.people import Person

ASK, APPROVE = "ask_approval", "approve_price"
WITHDRAW, TAKE_BACK = "withdraw_approval", "take_back_approval"


def proposal_message(outline: Outline, text: str, person: Person, locale: str) -> Message:
    """The draft and, where its price goes beyond the rules, what can be done about it."""
    action = _action(outline, person, locale)
    below = [{"type": "actions", "elements": [action]}] if action else []
    return Message(fallback(text), [markdown(text), *below])


def request_message(deal: str, name: str, text: str, locale: str) -> Message:
    """To whoever may approve: what is asked, with the button."""
    elements = [_approve(deal, name, locale)]
    return Message(fallback(text), [markdown(text), {"type": "actions", "elements": elements}])


def _action(outline: Outline, person: Person, locale: str) -> Block | None:
    """The next step of an approval that this person can take."""
    deal, last, may = outline.deal, outline.approval, outline.price.approvers
    if not outline.price.needs_approval or not deal.is_open:
        return None
    if last is None or (last.decided_by is not None and not last.covers(outline.price)):
        if not may:
            return None
        question = say(
            locale, "say.drafts.changes.ask_approval", approver=may[0].name, deal=deal.label
        )
        ask = button(ASK, say(locale, "slack.ask_approval"), deal.id)
        return confirmed(ask, question, locale)
    if last.decided_by is None and person.email in {one.email for one in may}:
        return _approve(deal.id, deal.label, locale)
    if last.decided_by is None and person.email == last.asked_by:
        return button(WITHDRAW, say(locale, "slack.withdraw_approval"), deal.id)
    if last.decider == person.email:
        return take_back(deal.id, locale)
    return None


def given_message(deal: str, text: str, locale: str) -> Message:
    """To whoever approved: what they did, with the button to undo it."""
    elements = [take_back(deal, locale)]
    return Message(fallback(text), [markdown(text), {"type": "actions", "elements": elements}])


def take_back(deal: str, locale: str) -> Block:
    """The button that undoes an approval."""
    return button(TAKE_BACK, say(locale, "slack.take_back_approval"), deal)


def _approve(deal: str, name: str, locale: str) -> Block:
    question = say(locale, "say.drafts.changes.approve", deal=name)
    return confirmed(button(APPROVE, say(locale, "slack.approve"), deal), question, locale)
