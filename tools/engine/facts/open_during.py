"""Opportunities that were open at some time in the period, by their history."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, exists, null, select, union_all

from storage.tables import deal_spans
from tools.engine.dimensions import PEOPLE, TIME
from tools.engine.facts.deals import needs_deal, past_deals
from tools.engine.facts.past import stood
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows

_OWN = {"opportunity_pk", "owner_pk"}


def open_during(inquiry: Inquiry) -> Rows:
    """Each of them once, as it was when the period first saw it: they have no day of their own.

    Those that were open when the period began, those created in it, and those opened again in
    it that are neither.
    """
    last = inquiry.as_of or inquiry.today
    if inquiry.period.ends_on is not None:
        last = min(last, inquiry.period.ends_on)
    first = inquiry.period.starts_on
    seen = [_begun(first, last, "created"), _reopened(first, last)]
    if first is not None:
        seen.append(stood(first - timedelta(days=1)))
    mine = inquiry.scope.condition(deal_spans.c.owner_pk)
    found = union_all(*(select(*_columns(inquiry)).where(one, mine) for one in seen))
    return replace(past_deals(inquiry, spans=found.subquery("open_during")), day=None)


def _columns(inquiry: Inquiry) -> list[ColumnElement[Any]]:
    """What is asked of: whose alone is answered from the indexes, without reading the spans."""
    if needs_deal(inquiry, PEOPLE | TIME):
        return list(deal_spans.c)
    return [
        column if column.name in _OWN else cast(null(), column.type).label(column.name)
        for column in deal_spans.c
    ]


def _begun(first: date | None, last: date, how: str) -> ColumnElement[bool]:
    begun = and_(deal_spans.c.begins == how, deal_spans.c.from_on <= last)
    return begun if first is None else and_(begun, deal_spans.c.from_on >= first)


def _reopened(first: date | None, last: date) -> ColumnElement[bool]:
    """Opened again for the first time in the period, and not open in it before."""
    s, before = deal_spans.c, deal_spans.alias("before")
    earlier = [before.c.opportunity_pk == s.opportunity_pk, before.c.number < s.number]
    if first is not None:
        earlier.append(before.c.to_on >= first)
    return and_(_begun(first, last, "reopened"), ~exists().where(*earlier))
