"""Dimensions of time, for trends: day, week, month, quarter, year."""

from collections.abc import Collection, Hashable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from storage.errors import UsageError
from tools.engine.dimensions.base import Dimension, Labels, Named
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


class Time(Dimension):
    """Grouped by day in the database; days are gathered into the grain afterwards, which
    keeps one query for every grain and every fiscal year."""

    order = "label"

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.day

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.day

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        raise NotImplementedError("a period filters by time")

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        calendar = inquiry.company.calendar
        return {day: calendar.label(self.name, day) for day in keys if isinstance(day, date)}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        raise UsageError("time_filter", dimension=self.name)
