"""Opportunities that were open at some time in the period, by their history."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select, union_all

from storage.tables import deal_spans, opportunities
from tools.engine.dimensions import PEOPLE, TIME
from tools.engine.facts.deals import any_deals, needs_deal
from tools.engine.facts.past import owned, stood
from tools.engine.filtering import is_of_few
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def open_during(inquiry: Inquiry) -> Rows:
    """Each of them once, as it is today like the deals of activities: they have no day."""
    last = inquiry.as_of or inquiry.today
    if inquiry.period.ends_on is not None:
        last = min(last, inquiry.period.ends_on)
    first = inquiry.period.starts_on
    mine = owned(inquiry)
    each = _of_few(first, last) if is_of_few(inquiry) else _of_all(first, last)
    found = union_all(*(one.where(mine) for one in each)).subquery("open_during")
    if not needs_deal(inquiry, PEOPLE | TIME):
        return Rows(source=found, day=None, owner=found.c.owner_pk)
    o = opportunities
    return any_deals(inquiry, day=None, source=found.join(o, o.c.pk == found.c.opportunity_pk))


# The indexes have these columns: no span is read.
_DEALS = select(deal_spans.c.opportunity_pk, deal_spans.c.owner_pk)


def _of_few(first: date | None, last: date) -> list[Select[tuple[int, int]]]:
    """Those with a span in the period: of a few people, deals are soon told apart."""
    s = deal_spans.c
    begun = func.coalesce(s.from_on, s.to_on) <= last  # so that SQLite goes by the owner
    if first is not None:  # of days that lie ahead there is no history
        begun = and_(begun, s.to_on >= first) if first <= last else false()
    return [_DEALS.where(begun).distinct()]


def _of_all(first: date | None, last: date) -> list[Select[tuple[int, int]]]:
    """Those that were open when the period began, those created in it, and those opened again
    in it that are neither."""
    seen = [_begun(first, last, "created"), _reopened(first, last)]
    if first is not None and first <= last:  # of days that lie ahead there is no history
        seen.append(stood(first - timedelta(days=1)))
    return [_DEALS.where(one) for one in seen]


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
