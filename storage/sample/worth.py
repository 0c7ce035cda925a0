"""What a deal was thought to be worth, over time, and who owned it."""

from dataclasses import dataclass

from storage.sample.assumptions import (
    AMOUNT_CHANGE,
    AMOUNT_CHANGED,
    DISCOUNTS,
    HANDED_OVER,
    HANDED_OVER_BY_LEAVERS,
    NEGOTIATED_CUT,
    NO_AMOUNT_AT_FIRST,
    TERMS,
)
from storage.sample.catalogue import NEGOTIATION, WON
from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.dice import Dice, weighted
from storage.sample.staff import Rep

_DISCOUNTS = weighted(DISCOUNTS, 200)
_TERMS = weighted(TERMS, 100)
_ROUND = 0.8  # share of amounts nobody quotes to the last euro


@dataclass(slots=True)
class Terms:
    """The commercial side of a deal; whole units of its currency."""

    mrr: int | None
    months: int | None
    discount: float


def price(deal: Deal, rate: float, dice: Dice) -> Terms:
    """Fill in `amounts`; a subscription is worth twelve times its monthly fee."""
    segment = deal.account.segment
    median = segment.amount * deal.product.price_level
    worth = dice.around(median, segment.amount_spread) / rate
    discount = dice.pick(_DISCOUNTS)
    if not deal.product.recurring:
        amount = max(500, _tidy(worth, dice))
        deal.amounts = _history(deal, amount, dice)
        return Terms(None, None, discount)
    step = 25 if worth < 40_000 else 100
    fee = max(step, round(worth / 12 / step) * step)
    deal.amounts = _history(deal, fee * 12, dice)
    if deal.amounts[-1][1] is None:
        return Terms(None, dice.pick(_TERMS), discount)
    return Terms(fee, dice.pick(_TERMS), discount)


def _tidy(worth: float, dice: Dice) -> int:
    step = (100 if worth < 20_000 else 500) if dice.chance(_ROUND) else 1
    return max(step, round(worth / step) * step)


def _history(deal: Deal, amount: int, dice: Dice) -> list[tuple[int, int | None]]:
    """From today's amount backwards: what it was before it was cut or raised, if known at all."""
    moves = [visit for visit in deal.visits[1:] if visit[1] < WON]
    history: list[tuple[int, int | None]] = [(deal.created, amount)]
    if moves and dice.chance(AMOUNT_CHANGED):
        day, stage = dice.pick(moves)
        before = amount / dice.around(*AMOUNT_CHANGE)
        if stage == NEGOTIATION:
            low, high = NEGOTIATED_CUT
            before = amount / (1 - low - (high - low) * dice.uniform())
        history = [(deal.created, _tidy(before, dice)), (day, amount)]
    if dice.chance(NO_AMOUNT_AT_FIRST):
        return _unknown_at_first(deal, history, moves)
    return history


def _unknown_at_first(
    deal: Deal, history: list[tuple[int, int | None]], moves: list[tuple[int, int]]
) -> list[tuple[int, int | None]]:
    """The amount was filled in at the second move, at the latest when the deal was won."""
    amount = history[-1][1]
    if len(moves) > 1:
        return [(deal.created, None), (moves[1][0], amount)]
    if deal.won:
        return [(deal.created, None), (deal.ends, amount)]
    return [(deal.created, None)]


def hand_over(deal: Deal, days: Days, dice: Dice) -> None:
    """Fill in `owners`: leavers' deals go to their stand-in, some others move in the team."""
    rep = deal.owner
    if not isinstance(rep, Rep) or rep.stand_in is None:
        return
    if rep.left is not None:
        day, share = rep.left + 1, HANDED_OVER_BY_LEAVERS
    else:
        day, share = deal.created + dice.between(5, 25), HANDED_OVER
    day = days.workday_after[day]
    stop = min(deal.ends, days.now + 1)
    if deal.created < day < stop and rep.stand_in.active(day) and dice.chance(share):
        deal.owners.append((day, rep.stand_in))
