"""Deals as the import has added them up by month: what sums and counts read where they can."""

from calendar import monthrange
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Table, literal_column, type_coerce

from storage.tables import company_months, owner_months
from tools.engine.dimensions import FINDINGS, PEOPLE
from tools.engine.facts.deals import HONOURS, lost_deals, open_deals, won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate, Expression, Fact
from tools.engine.rows import Many, Rows

_OF_MONTHS = frozenset({"month", "quarter", "year"})
_OF_COMPANY = frozenset({"segment", "stage", "forecast_category"}) | _OF_MONTHS
_OF_OWNER = PEOPLE | _OF_MONTHS


def open_sums(fact: Fact = open_deals, **parts: Expression) -> Aggregate:
    """Sums and counts of open deals, which what checks find about them can filter, too."""
    return Aggregate(fact, HONOURS | FINDINGS, parts, sums=open_months)


def won_sums(**parts: Expression) -> Aggregate:
    """The same of won deals."""
    return Aggregate(won_deals, HONOURS, parts, sums=lambda inquiry: _months(inquiry, "won"))


def lost_sums(**parts: Expression) -> Aggregate:
    """The same of lost deals."""
    return Aggregate(lost_deals, HONOURS, parts, sums=lambda inquiry: _months(inquiry, "lost"))


def open_months(inquiry: Inquiry, *needs: str) -> Rows | None:
    """Open deals added up, where these dimensions are needed, too."""
    return _months(inquiry, "open", *needs)


def _months(inquiry: Inquiry, kind: str, *needs: str) -> Rows | None:
    """One kind of deals by month, or None where that does not tell what is asked. Few people's
    own are as quickly added up deal by deal."""
    if not inquiry.sums or inquiry.as_of or inquiry.scope.kind == "rep" or not _is_whole(inquiry):
        return None
    asked = {*needs, *(c.dimension for c in inquiry.conditions)}
    asked |= {inquiry.by} if inquiry.by else set()
    if inquiry.scope.kind == "company" and asked <= _OF_COMPANY:
        return _rows(inquiry, company_months, kind)
    return _rows(inquiry, owner_months, kind) if asked <= _OF_OWNER else None


def _is_whole(inquiry: Inquiry) -> bool:
    """Whether the period is one of whole months."""
    span = inquiry.period.span
    return span is None or (span[0].day == 1 and _is_last(span[1]))


def _is_last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _rows(inquiry: Inquiry, months: Table, kind: str) -> Rows:
    c = months.c
    columns: dict[str, ColumnElement[Any]] = {name: c[name] for name in _COLUMNS if name in c}
    money: ColumnElement[Any] = c.money
    if kind == "open":
        rate = inquiry.rates.expression(c.currency, inquiry.today)
        money = type_coerce(c.amount * rate, Float)
        columns["weighted"] = c.weighted * rate
    return Rows(
        source=months,
        day=c.month,
        # Whose they are, only the company's scope does not ask.
        owner=c.get("owner_pk", literal_column("0")),
        conditions=(c.kind == literal_column(f"'{kind}'"),),
        stage=c.get("stage_pk"),
        amount=c.amount,
        money=money,
        many=Many(c.deals, c.sized, c.unrated),
        columns={**columns, "money": money},
    )


_COLUMNS = ("segment", "forecast_category", "rated")
