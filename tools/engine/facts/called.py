"""Open deals by what their owners call them: committed, in the best case, left out of it all."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, or_

from tools.engine.facts.deals import HONOURS, open_deals
from tools.engine.facts.sums import open_months
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate, Expression
from tools.engine.rows import Rows

_COMMIT = ("commit",)
_BEST_CASE = ("commit", "best_case")


def committed(inquiry: Inquiry) -> Rows:
    """Open deals in category commit; as they stood on `as_of`."""
    return _called(open_deals(inquiry), _COMMIT)


def in_best_case(inquiry: Inquiry) -> Rows:
    """Those and the ones in category best case: roll-ups are cumulative."""
    return _called(open_deals(inquiry), _BEST_CASE)


def committed_sums(**parts: Expression) -> Aggregate:
    """Sums and counts of committed deals."""
    return Aggregate(committed, HONOURS, parts, sums=lambda inquiry: _months(inquiry, _COMMIT))


def best_case_sums(**parts: Expression) -> Aggregate:
    """The same of those in the best case."""
    return Aggregate(
        in_best_case, HONOURS, parts, sums=lambda inquiry: _months(inquiry, _BEST_CASE)
    )


def in_forecast(inquiry: Inquiry) -> Rows:
    """Open deals but those in category omitted; as they stood on `as_of`."""
    rows = open_deals(inquiry)
    return replace(rows, conditions=(*rows.conditions, is_in_forecast(rows)))


def is_in_forecast(rows: Rows) -> ColumnElement[bool]:
    """True for deals that nobody took out of the forecast."""
    category = rows.columns["forecast_category"]
    return or_(category.is_(None), category != "omitted")


def _months(inquiry: Inquiry, categories: Sequence[str]) -> Rows | None:
    rows = open_months(inquiry, "forecast_category")
    return rows and _called(rows, categories)


def _called(rows: Rows, categories: Sequence[str]) -> Rows:
    called = rows.columns["forecast_category"].in_(categories)
    return replace(rows, conditions=(*rows.conditions, called))
