"""Defects and risk signals of open deals, word for word."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from statistics import median

from tests.reference.company import Company, Deal
from tests.reference.past import State, visits
from tests.reference.result import Result, ratio, total
from tests.reference.selection import Selection

CATEGORIES = ["omitted", "pipeline", "best_case", "commit"]


def _held_lately(deal: Deal, today: date, days: int) -> bool:
    first = today - timedelta(days=days - 1)
    return any(a.held and first <= a.day <= today for a in deal.activities)


def defects(deal: Deal, today: date) -> Iterator[str]:
    if deal.amount is None:
        yield "no_amount"
    if deal.product is None:
        yield "no_product"
    if not deal.contacts:
        yield "no_contact"
    if deal.close_on is None or deal.close_on < today:
        yield "close_date"
    if deal.next_step is None:
        yield "no_next_step"
    if deal.next_step_on and deal.next_step_on < today:
        yield "next_step_past"
    if not _held_lately(deal, today, 30):
        yield "idle"


def signals(company: Company, deal: Deal, today: date, usual: dict[str, float]) -> Iterator[str]:
    if not _held_lately(deal, today, 14):
        yield "silent"
    if deal.close_on and deal.close_on < today:
        yield "overdue"
    if _stalled(company, deal, today, usual):
        yield "stalled"
    moves = [c for c in deal.field_changes if c.field == "close_on"]
    if sum((c.after or "") > (c.before or "9999") for c in moves) >= 2:
        yield "pushed"
    if deal.contacts < 2:
        yield "single_threaded"
    if deal.next_step is None:
        yield "no_next_step"
    yield from _worsened(company, deal, today)
    if _no_proposal(company, deal, today):
        yield "no_proposal"


def _stalled(company: Company, deal: Deal, today: date, usual: dict[str, float]) -> bool:
    """A deal without history has been where it is since it was created."""
    entries = [visit.entered.astimezone(company.zone).date() for visit in visits(company, deal)]
    entered = entries[-1] if entries else deal.created_on
    if deal.stage.name not in usual:
        return False
    return (today - entered).days > 1.5 * usual[deal.stage.name]


def _worsened(company: Company, deal: Deal, today: date) -> Iterator[str]:
    """Against what stood then, or what it began with since."""
    amounts = _lately(company, deal, "amount", today - timedelta(days=30))
    if amounts and deal.amount is not None and deal.amount <= 0.8 * float(amounts) + 1e-9:
        yield "shrunk"
    category = _lately(company, deal, "forecast_category", today - timedelta(days=14))
    known = category in CATEGORIES and deal.category in CATEGORIES
    if known and CATEGORIES.index(deal.category or "") < CATEGORIES.index(category or ""):
        yield "downgraded"


def _lately(company: Company, deal: Deal, field: str, after: date) -> str | None:
    """What a field was before its first change after a day; None where it has not changed."""
    days = ((c, c.at.astimezone(company.zone).date()) for c in deal.field_changes)
    return next((c.before for c, day in days if c.field == field and day > after), None)


def _no_proposal(company: Company, deal: Deal, today: date) -> bool:
    process = sorted(
        (s for s in company.stages.values() if s.kind == "open"), key=lambda s: s.position
    )
    due = deal.close_on and today <= deal.close_on <= today + timedelta(days=30)
    sent = any(proposal.sent_on <= today for proposal in deal.proposals)
    return bool(due and deal.stage in process[-2:] and not sent)


@cache
def usual_visits(company: Company) -> dict[str, float]:
    """Median days of the visits that won deals made to each stage."""
    found: dict[str, list[float]] = {}
    for deal in company.deals.values():
        if deal.stage.kind == "won":
            for visit in visits(company, deal):
                if visit.left:
                    found.setdefault(visit.stage.name, []).append(visit.days)
    return {name: median(days) for name, days in found.items()}


def _flagged(selection: Selection) -> list[State]:
    company, today = selection.company, selection.today
    usual = usual_visits(company)
    return [
        state
        for state in selection.open_in_period
        if len(list(signals(company, state.deal, today, usual))) >= 2
    ]


def at_risk(selection: Selection) -> Result:
    return Result(len(_flagged(selection)), len(_flagged(selection)))


def at_risk_value(selection: Selection) -> Result:
    return Result(total(_flagged(selection)), len(_flagged(selection)))


def hygiene_score(selection: Selection) -> Result:
    states = selection.open_in_period
    good = [s for s in states if not list(defects(s.deal, selection.today))]
    return ratio(len(good), len(states), len(states))
