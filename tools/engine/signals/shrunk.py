"""Shrunk: the amount was cut by a good part of it lately, in one step or several."""

from decimal import Decimal

from sqlalchemy import ColumnElement, type_coerce

from storage.types import Money
from tools.engine.checks import Check
from tools.engine.health import Health
from tools.engine.sql import units_of

_ROUNDING = 1e-9  # of the amount: four fifths have no exact value in binary


def _raised(h: Health) -> ColumnElement[bool]:
    days, left = h.thresholds.shrunk_days, 1 - h.thresholds.shrunk_share
    before = units_of(h.value_before("amount", days))
    after = units_of(h.value_after("amount", days))
    return h.lately(h.c.last_cut_on, days, after <= before * (left + _ROUNDING))


CHECK = Check(
    "shrunk",
    _raised,
    lambda h: {
        "before": _money(h.value_before("amount", h.thresholds.shrunk_days)),
        "after": _money(h.value_after("amount", h.thresholds.shrunk_days)),
        "day": h.last_change("amount", h.thresholds.shrunk_days),
    },
    limits=("shrunk_share", "shrunk_days"),
)


def _money(text: ColumnElement[str]) -> ColumnElement[Decimal]:
    return type_coerce(units_of(text), Money())
