"""From an inquiry to SQL conditions: scope, filters, period."""

from datetime import date

from sqlalchemy import ColumnElement, and_

from tools.engine.dimensions import PEOPLE, dimension
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def matching(inquiry: Inquiry, rows: Rows) -> ColumnElement[bool]:
    """The rows an inquiry is about: the fact's own conditions, the scope, the filters."""
    return and_(
        *rows.conditions,
        inquiry.scope.condition(rows.owner),
        *(dimension(c.dimension).matches(rows, c) for c in inquiry.conditions),
        *rows.costly,
    )


def during(inquiry: Inquiry, day: ColumnElement[date] | None) -> ColumnElement[bool] | None:
    """`day` lies in the period; None where nothing is left to ask of the rows."""
    if inquiry.period.span is None or day is None:
        return None
    return day.between(*inquiry.period.span)


def is_of_few(inquiry: Inquiry) -> bool:
    """Whether it is about some people's rows: these are found by their owners, and those of
    everybody by their days."""
    named = (c.dimension in PEOPLE and c.include for c in inquiry.conditions)
    return inquiry.scope.kind != "company" or any(named)
