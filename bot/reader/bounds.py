"""Bounds on deals' amounts: over, under, between."""

from bot.reader.ask import Problem
from bot.reader.gathered import Gathered
from bot.reader.numbers import Amount
from bot.reader.roles import Roles


def bounds(found: Gathered, currency: str, roles: Roles) -> list[str]:
    """The bounds as the contract writes them (`>50000`), in the reporting currency.

    Raises `Problem` where a bound is no amount of a deal (`reps over 500k`), where it may be
    50 or 50,000, or where it is in another currency.
    """
    written: list[str] = []
    for slot in found.of("bound"):
        if not isinstance(slot.value, tuple):
            continue
        operator, filled = str(slot.value[0]), dict(slot.value[1])
        amounts = [value for value in filled.values() if isinstance(value, Amount)]
        written += _written(operator, _scaled(amounts), currency)
    grouped = roles.by is not None and (roles.asks_for_groups or bool(found.nouns))
    if written and grouped and not any(concept == "deal" for _, concept in found.concepts):
        raise Problem("condition_on_group")
    return written


def _written(operator: str, amounts: list[Amount], currency: str) -> list[str]:
    for amount in amounts:
        if not amount.clear:
            raise Problem("amount_unclear")
        if amount.currency and currency and amount.currency != currency:
            raise Problem("other_currency", facts=(("currency", amount.currency),))
    values = [_plain(amount.value) for amount in amounts]
    if operator == "between":
        if amounts[0].value > amounts[1].value:
            raise Problem("amount_unclear")
        return [f">={values[0]}", f"<={values[1]}"]
    return [f"{operator}{values[0]}"]


def _scaled(amounts: list[Amount]) -> list[Amount]:
    """`between 20 and 50k`: the unit was said once."""
    if len(amounts) == 2 and amounts[1].clear and not amounts[0].clear:
        scale = 1e6 if amounts[1].value >= 1e6 else 1e3
        first = Amount(amounts[0].value * scale, amounts[1].currency, clear=True)
        if first.value < amounts[1].value:
            return [first, amounts[1]]
    return amounts


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.2f}"
