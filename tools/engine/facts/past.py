"""Deals as they stood at the end of a past day, from the spans in which nothing changed."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func

from storage.tables import deal_spans
from tools.engine.dimensions import PEOPLE
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def owned(inquiry: Inquiry) -> ColumnElement[bool]:
    """True for the spans of deals that are there, of the people an inquiry is about: the owner's
    is the only filter that it goes by."""
    s = deal_spans.c
    rows = Rows(source=deal_spans, day=None, owner=s.owner_pk, conditions=(s.opportunity_pk > 0,))
    named = tuple(c for c in inquiry.conditions if c.dimension in PEOPLE)
    return matching(replace(inquiry, conditions=named), rows)


def stood(day: date) -> ColumnElement[bool]:
    """True for the spans of deals that were open at the end of `day`: at most one a deal.

    Stage, amount, close date and category are those of the day; the owner and what has no
    history are today's (kpis.md, "Direction of time").
    """
    # The beginning behind coalesce, so that SQLite walks the covering index by the end: what had
    # not ended by a recent day is little, what had begun by then is nearly everything.
    begun = func.coalesce(deal_spans.c.from_on, deal_spans.c.to_on) <= day
    return and_(begun, deal_spans.c.to_on > day)
