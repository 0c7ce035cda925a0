"""A deal as it stood at the end of a day, and its visits to stages: undone from today's row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tests.reference.company import Company, Deal, Stage


@dataclass(frozen=True)
class State:
    """`stage` is None where the deal was open and its history does not say where it stood."""

    deal: Deal
    stage: Stage | None
    category: str | None
    close_on: date | None
    amount: float | None  # in the reporting currency
    is_open: bool


@dataclass(frozen=True)
class Visit:
    deal: Deal
    stage: Stage
    entered: datetime
    left: datetime | None

    @property
    def days(self) -> float:
        assert self.left
        return (self.left - self.entered).total_seconds() / 86400


def now(company: Company, deal: Deal, today: date) -> State:
    """Closed deals at the rate of the day they closed on, open ones at today's."""
    is_open = deal.stage.kind == "open"
    day = today if is_open or deal.closed_on is None else deal.closed_on
    amount = None if deal.amount is None else deal.amount * company.rate(deal.currency, day)
    return State(deal, deal.stage, deal.category, deal.close_on, amount, is_open)


def as_of(company: Company, deal: Deal, day: date, today: date) -> State | None:
    """At the end of a past day, at today's rate; None before it was created."""
    if deal.created_on > day:
        return None
    stage: Stage | None = deal.stage
    later = [c for c in deal.stage_changes if c.at.astimezone(company.zone).date() > day]
    if later:
        stage = company.stages.get(later[0].before or "")
    elif deal.closed_on and deal.closed_on > day:
        stage = None
    amount = _undone(
        company, deal, "amount", day, None if deal.amount is None else str(deal.amount)
    )
    close_on = _undone(company, deal, "close_on", day, str(deal.close_on or "") or None)
    return State(
        deal,
        stage,
        _undone(company, deal, "forecast_category", day, deal.category),
        date.fromisoformat(close_on) if close_on else None,
        None if amount is None else float(amount) * company.rate(deal.currency, today),
        stage is None or stage.kind == "open",
    )


def _undone(company: Company, deal: Deal, field: str, day: date, now: str | None) -> str | None:
    for change in deal.field_changes:
        if change.field == field and change.at.astimezone(company.zone).date() > day:
            return change.before
    return now


def visits(company: Company, deal: Deal) -> Iterator[Visit]:
    """Each stay in a stage, in order; the last one has not ended."""
    changes = deal.stage_changes
    for change, following in zip(changes, [*changes[1:], None], strict=False):
        left = following.at if following else None
        yield Visit(deal, company.stages[change.after], change.at, left)
