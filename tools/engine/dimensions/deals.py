"""Dimensions of the deal itself: stage, forecast category, lead source, lost reason, amount."""

from collections.abc import Collection, Hashable, Sequence
from operator import ge, gt, le, lt
from typing import Any

from sqlalchemy import ColumnElement, and_

from storage.tables import opportunities
from storage.types import MONEY_SCALE
from tools.distinct import distinct_values
from tools.engine.dimensions.base import Candidate, Dimension, Labels, Named
from tools.engine.dimensions.naming import alias_spellings, pick
from tools.engine.inquiry import Condition, Inquiry
from tools.engine.rows import Rows
from tools.engine.stages import stages_of
from tools.fold import fold

CATEGORIES = ("pipeline", "best_case", "commit", "omitted", "closed")
ACTIVITIES = ("call", "email", "meeting", "demo")
_OPERATORS = {">=": ge, "<=": le, ">": gt, "<": lt}


class Stage(Dimension):
    """The stage of the process, in the order of the process."""

    order = "position"

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.stage

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.stage  # some activities have no deal, some past days no recorded stage

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        if rows.stage is None:
            raise ValueError("these rows have no stage")
        return rows.stage.in_(keys)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        return {stage.pk: stage.name for stage in stages_of(inquiry)}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        spelt = alias_spellings(inquiry.connection, "stage")
        keys = {stage.name: stage.pk for stage in stages_of(inquiry)}
        candidates = [Candidate(one, one, tuple(spelt.get(fold(one), ()))) for one in keys]
        named = pick(self.name, value, candidates)
        return Named(keys[named.name], named.name)

    def positions(self, inquiry: Inquiry) -> Sequence[str]:
        return [stage.name for stage in stages_of(inquiry)]


class OfDeal(Dimension):
    """A column of the row itself."""

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.columns.get(self.name)

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.columns[self.name]

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return rows.columns[self.name].in_(keys)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        return {key: None if key is None else str(key) for key in keys}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        names = distinct_values(inquiry.connection, opportunities.c[self.name])
        return pick(self.name, value, [Candidate(name, name) for name in names])


class Listed(OfDeal):
    """A column of the row whose values the format lists."""

    def __init__(self, name: str, values: Sequence[str]) -> None:
        super().__init__(name)
        self._values = values

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        spelt = [Candidate(v, v, (v.replace("_", " "), v.replace("_", "-"))) for v in self._values]
        return pick(self.name, value, spelt)


class Amount(Dimension):
    """Bounds on the amount, in the reporting currency; no breakdown."""

    groups = False

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.money

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.money

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        raise NotImplementedError("amounts are bounded, not listed")

    def matches(self, rows: Rows, condition: Condition) -> ColumnElement[bool]:
        if rows.money is None:
            raise ValueError("these rows have no amount")
        money = rows.money
        return and_(*(_OPERATORS[op](money, b * MONEY_SCALE) for op, b in condition.bounds))

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        raise NotImplementedError("amounts are bounded, not grouped")

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        raise NotImplementedError("amounts are bounded, not named")
