"""A proposal as a message, with a button for the approval that its price needs."""

from collections.abc import Sequence

from bot.blocks.drafts import WORD, button, confirmed, fallback, markdown
from bot.posting import Block, Message
from prompts import say
from tools.drafts.dossier import Dossier
from tools.drafts.outline import Outline
from tools.drafts.price import Approval, Price, last_approval, price_of
from tools.engine.compute import Desk
from tools.engine.people import Person

ASK, APPROVE = "ask_approval", "approve_price"
WITHDRAW, TAKE_BACK = "withdraw_approval", "take_back_approval"


def proposal_message(
    outline: Outline, text: str, person: Person, locale: str, *, with_file: bool = False
) -> Message:
    """The draft and, where its price goes beyond the rules, what can be done about it; with
    `with_file` a button for the Word file, where it is not handed over by itself."""
    step = _step(outline.deal, outline.price, outline.approval, person, locale)
    word = [word_button(outline.deal.id, locale)] if with_file else []
    elements = [*word, *([step] if step else [])]
    below = [{"type": "actions", "elements": elements}] if elements else []
    return Message(fallback(text), [markdown(text), *below])


def proposal_steps(at: Desk, deal: Dossier, person: Person | None, locale: str) -> Sequence[Block]:
    """What can be done under a proposal asked for in words; what only this person may do, where
    there is one."""
    step = None
    if person is not None:
        step = _step(deal, price_of(at, deal), last_approval(at, deal), person, locale)
    return [word_button(deal.id, locale), *([step] if step else [])]


def word_button(deal: str, locale: str) -> Block:
    """The button that hands the proposal over as a Word file."""
    return button(WORD, say(locale, "slack.word_file.button"), deal)


def request_message(deal: str, name: str, text: str, locale: str) -> Message:
    """To whoever may approve: what is asked, with the button."""
    elements = [_approve(deal, name, locale)]
    return Message(fallback(text), [markdown(text), {"type": "actions", "elements": elements}])


def _step(
    deal: Dossier, price: Price, last: Approval | None, person: Person, locale: str
) -> Block | None:
    """The next step of an approval that this person can take."""
    may = price.approvers
    if not price.needs_approval or not deal.is_open:
        return None
    if last is None or (last.decided_by is not None and not last.covers(price)):
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
