"""Open deals by what their owners call them: those committed, and those in the best case."""

from dataclasses import replace

from tools.engine.facts.deals import open_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def committed(inquiry: Inquiry) -> Rows:
    """Open deals in category commit; as they stood on `as_of`."""
    return _called(inquiry, "commit")


def in_best_case(inquiry: Inquiry) -> Rows:
    """Those and the ones in category best case: roll-ups are cumulative."""
    return _called(inquiry, "commit", "best_case")


def _called(inquiry: Inquiry, *categories: str) -> Rows:
    rows = open_deals(inquiry)
    called = rows.columns["forecast_category"].in_(categories)
    return replace(rows, conditions=(*rows.conditions, called))
