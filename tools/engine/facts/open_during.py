"""Opportunities that were open at some time in the period, by their history."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, select, union_all

from storage.tables import deal_spans, opportunities
from tools.engine.dimensions import PEOPLE, TIME
from tools.engine.facts.deals import any_deals, needs_deal
from tools.engine.facts.past import stood
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def open_during(inquiry: Inquiry) -> Rows:
    """Each of them once, as it is today like the deals of activities: they have no day.

    Those that were open when the period began, those created in it, and those opened again in
    it that are neither.
    """
    last = inquiry.as_of or inquiry.today
    if inquiry.period.ends_on is not None:
        last = min(last, inquiry.period.ends_on)
    first = inquiry.period.starts_on
    seen = [_begun(first, last, "created"), _reopened(first, last)]
    if first is not None and first <= last:  # of days that lie ahead there is no history
        seen.append(stood(first - timedelta(days=1)))
    s = deal_spans.c
    # Deals that were removed have no activities to be held against.
    mine = and_(s.opportunity_pk > 0, inquiry.scope.condition(s.owner_pk))
    columns = (s.opportunity_pk, s.owner_pk)  # the indexes have them: no span is read
    found = union_all(*(select(*columns).where(one, mine) for one in seen)).subquery("open_during")
    if not needs_deal(inquiry, PEOPLE | TIME):
        return Rows(source=found, day=None, owner=found.c.owner_pk)
    o = opportunities
    return any_deals(inquiry, day=None, source=found.join(o, o.c.pk == found.c.opportunity_pk))


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
