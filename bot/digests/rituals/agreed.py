"""What was agreed in a ritual before, as the next sitting looks at it."""

from collections.abc import Sequence
from datetime import date

from bot.digests.rituals.ritual import Sheet
from bot.saying.actions import followed_line
from bot.saying.numbers import day
from prompts import say
from tools.actions.listing import Action, agreed_in


def agreed_before(sheet: Sheet, schedule: int, on: date) -> Sequence[Action]:
    """The actions of the sitting before this day, and older ones that are not done."""
    return agreed_in(sheet.at, sheet.person, schedule, on)


def agreed_lead(actions: Sequence[Action], locale: str) -> str:
    """How many of them are done."""
    done = sum(action.done for action in actions)
    return say(locale, "say.rituals.agreed.lead", n=len(actions), done=done)


def agreed_line(action: Action, sheet: Sheet) -> str:
    """One of them: done, open or overdue, and whether its deal moved."""
    company = sheet.at.company
    return followed_line(action, sheet.reader, company.currency, sheet.locale, sheet.at.today)


def agreed_now(what: str, due_on: date, owner: str, deal: str | None, locale: str) -> str:
    """One that was agreed just now."""
    told = say(locale, "say.rituals.agreed.now", what=what, day=day(due_on, locale), owner=owner)
    return f"{told} · {deal}" if deal else told
