"""A deal as rows of the exchange format: the opportunity, its histories, proposals, notes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from storage.sample.assumptions import (
    NEXT_STEP_PAST,
    NO_ACCOUNT,
    NO_LOST_REASON,
    NO_NEXT_STEP,
    NO_PRODUCT,
    NOTED,
    OWN_PROBABILITY,
    PROPOSAL_REVISED,
    PROPOSAL_SENT,
)
from storage.sample.catalogue import LOST, PROPOSAL, STAGES, WON
from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.dice import Dice
from storage.sample.geography import COUNTRIES
from storage.sample.staff import Person
from storage.sample.wording import LOST_REASONS, MOTIVES, NEXT_STEPS, NOTES
from storage.sample.worth import Terms

Row = tuple[str, ...]
V = TypeVar("V")
_STAGE_NAMES = tuple(stage.name for stage in STAGES)


def money(units: int | None) -> str:
    """Whole units of a currency as the decimal string of the format."""
    return "" if units is None else f"{units}.00"


def opportunity_row(deal: Deal, terms: Terms, days: Days, dice: Dice) -> Row:
    """The row of opportunities.csv, with the gaps people leave."""
    account, closed, stage = deal.account, deal.closed, STAGES[deal.stage]
    locale = COUNTRIES[deal.owner.country].locale
    close_on = deal.close_dates[-1][1]
    quoted = any(PROPOSAL <= stage < LOST for _, stage in deal.visits)
    step, step_on = ("", "") if closed else _next_step(deal.created, locale, days, dice)
    return (
        deal.id,
        f"{account.short} - {deal.product.short} {dice.pick(MOTIVES[locale])}",
        "" if dice.chance(NO_ACCOUNT) else account.id,
        deal.owner.email,
        "" if dice.chance(NO_PRODUCT) else deal.product.id,
        money(deal.amounts[-1][1]),
        account.currency,
        money(terms.mrr),
        "" if terms.months is None else str(terms.months),
        f"{terms.discount:.2f}" if quoted and terms.discount else "",
        stage.name,
        deal.categories[-1][1],
        "" if closed else _own_probability(stage.probability, dice),
        days.iso[deal.created],
        "" if close_on is None else days.iso[close_on],
        days.iso[deal.ends] if closed else "",
        step,
        step_on,
        dice.pick(LOST_REASONS) if deal.lost and not dice.chance(NO_LOST_REASON) else "",
        deal.source,
    )


def _next_step(created: int, locale: str, days: Days, dice: Dice) -> tuple[str, str]:
    luck = dice.uniform()
    if luck < NO_NEXT_STEP:
        return "", ""
    past = luck < NO_NEXT_STEP + NEXT_STEP_PAST
    day = days.now + (-dice.between(1, 40) if past else dice.between(0, 20))
    return dice.pick(NEXT_STEPS[locale]), days.iso[days.workday_after[max(day, created)]]


def _own_probability(usual: float, dice: Dice) -> str:
    """What the rep thinks, where they overrule the stage."""
    if not dice.chance(OWN_PROBABILITY):
        return ""
    return f"{min(0.95, max(0.05, usual + dice.pick((-0.15, -0.1, 0.1, 0.15)))):.2f}"


def stage_rows(deal: Deal, minutes: Sequence[int], days: Days) -> Iterator[Row]:
    """Rows of stage_changes.csv, one for each visit; `minutes` of the day, one for each."""
    before = ""
    for (day, stage), minute in zip(deal.visits, minutes, strict=True):
        yield deal.id, days.instant(day, minute), before, _STAGE_NAMES[stage]
        before = _STAGE_NAMES[stage]


def field_rows(deal: Deal, minutes: Sequence[int], days: Days) -> Iterator[Row]:
    """Rows of field_changes.csv; what changes with the stage changes in the same minute."""
    minute_of = {day: minute for (day, _), minute in zip(deal.visits, minutes, strict=True)}

    def rows(field: str, history: list[tuple[int, V]], text: Callable[[V], str]) -> Iterator[Row]:
        for (_, before), (day, after) in pairwise(history):
            if before != after:
                moment = days.instant(day, minute_of.get(day, minutes[0]))
                yield deal.id, moment, field, text(before), text(after)

    def day_text(day: int | None) -> str:
        return "" if day is None else days.iso[day]

    yield from rows("amount", deal.amounts, money)
    yield from rows("close_on", deal.close_dates, day_text)
    yield from rows("forecast_category", deal.categories, str)
    yield from rows("owner_email", deal.owners, _email)


def _email(person: Person) -> str:
    return person.email


def proposal_rows(deal: Deal, terms: Terms, days: Days, dice: Dice) -> Iterator[Row]:
    """Rows of proposals.csv: one when the stage is reached, at times a second version."""
    reached = next((day for day, stage in deal.visits if PROPOSAL <= stage < WON), None)
    if reached is None or not dice.chance(PROPOSAL_SENT):
        return
    stop = min(deal.ends, days.now)
    sent = min(days.workday_after[reached + dice.between(0, 4)], stop)
    yield _proposal(deal, terms, 1, sent, days)
    again = days.workday_after[sent + dice.between(5, 20)]
    if again < stop and dice.chance(PROPOSAL_REVISED):
        yield _proposal(deal, terms, 2, again, days)


def _proposal(deal: Deal, terms: Terms, version: int, sent: int, days: Days) -> Row:
    """With the amount as it stood on that day."""
    amount = next((value for day, value in reversed(deal.amounts) if day <= sent), None)
    discount = f"{terms.discount:.2f}" if terms.discount else ""
    number = f"Q-{deal.id[2:]}-{version}"
    return number, deal.id, days.iso[sent], money(amount), deal.account.currency, discount


def note_rows(deal: Deal, days: Days, dice: Dice) -> Iterator[Row]:
    """Rows of notes.csv: one for a few deals."""
    if dice.chance(NOTED):
        day = days.workday_before[dice.between(deal.created, min(deal.ends, days.now))]
        moment = days.instant(max(day, deal.created), dice.between(0, 599))
        yield deal.id, moment, deal.owner.email, dice.pick(NOTES)
