"""Sellers as facts: people with role rep who are active at some time in the period."""

from sqlalchemy import ColumnElement, or_

from storage.tables import people
from tools.engine.dimensions import PEOPLE
from tools.engine.each_grain import EachGrain
from tools.engine.facts.deals import number
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate
from tools.engine.rows import Rows


def active_reps(inquiry: Inquiry) -> Rows:
    """Each of them once, as their own owner: they have no day of their own."""
    p = people.c
    conditions: list[ColumnElement[bool]] = [p.role == "rep"]
    if inquiry.period.span is not None:
        first, last = inquiry.period.span
        conditions.append(or_(p.active_from.is_(None), p.active_from <= last))
        conditions.append(or_(p.active_to.is_(None), p.active_to >= first))
    return Rows(source=people, day=None, owner=p.pk, conditions=tuple(conditions))


HEADCOUNT = EachGrain(Aggregate(active_reps, PEOPLE, {"reps": number}))
