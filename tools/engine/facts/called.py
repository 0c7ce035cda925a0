"""Open deals by what their owners call them: committed, in the best case, left out of it all."""

from dataclasses import replace

from sqlalchemy import ColumnElement, or_

from tools.engine.facts.deals import open_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def committed(inquiry: Inquiry) -> Rows:
    """Open deals in category commit; as they stood on `as_of`."""
    return _called(inquiry, "commit")


def in_best_case(inquiry: Inquiry) -> Rows:
    """Those and the ones in category best case: roll-ups are cumulative."""
    return _called(inquiry, "commit", "best_case")


def in_forecast(inquiry: Inquiry) -> Rows:
    """Open deals but those in category omitted; as they stood on `as_of`."""
    rows = open_deals(inquiry)
    return replace(rows, conditions=(*rows.conditions, is_in_forecast(rows)))


def is_in_forecast(rows: Rows) -> ColumnElement[bool]:
    """True for deals that nobody took out of the forecast."""
    category = rows.columns["forecast_category"]
    return or_(category.is_(None), category != "omitted")


def _called(inquiry: Inquiry, *categories: str) -> Rows:
    rows = open_deals(inquiry)
    called = rows.columns["forecast_category"].in_(categories)
    return replace(rows, conditions=(*rows.conditions, called))
