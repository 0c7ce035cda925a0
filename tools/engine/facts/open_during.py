"""Opportunities that were open at some time in the period, by their stage history."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true

from storage.tables import opportunities, stage_changes, stages
from tools.engine.facts.deals import any_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


def open_during(inquiry: Inquiry) -> Rows:
    """Each of them once: they have no day of their own.

    Open between two stage changes by the stage between them; before the first recorded change
    by the stage it came from; without any history from `created_on` to `closed_on`.
    """
    rows = any_deals(inquiry, day=None)
    o = opportunities.c
    last = inquiry.as_of or inquiry.today
    if inquiry.period.ends_on is not None:
        last = min(last, inquiry.period.ends_on)
    first = inquiry.period.starts_on
    was_open = or_(
        o.pk.in_(_visiting(inquiry, first, last)),
        o.pk.in_(_before_history(first, last)),
        _without_history(first),
    )
    return replace(rows, conditions=(o.created_on <= last, was_open))


def _visiting(inquiry: Inquiry, first: date | None, last: date) -> Select[tuple[int]]:
    """Deals with a visit to an open stage that reaches into the period."""
    s = stage_changes.c
    visits = (
        select(s.opportunity_pk)
        .join(stages, stages.c.pk == s.to_stage_pk)
        .where(stages.c.kind == "open", s.changed_on <= last)
    )
    if first is None:
        return visits
    begins = datetime.combine(first, time.min, ZoneInfo(inquiry.company.time_zone))
    return visits.where(or_(s.left_at.is_(None), s.left_at > begins))


def _before_history(first: date | None, last: date) -> Select[tuple[int]]:
    """Deals that the earliest recorded change, in the period or after, found in an open stage."""
    s, before = stage_changes.c, stage_changes.alias("before")
    earlier = exists().where(
        before.c.opportunity_pk == s.opportunity_pk, before.c.changed_at < s.changed_at
    )
    found = (
        select(s.opportunity_pk)
        .join(stages, stages.c.pk == s.from_stage_pk)
        .where(stages.c.kind == "open", or_(s.changed_on <= last, ~earlier))
    )
    return found if first is None else found.where(s.changed_on >= first)


def _without_history(first: date | None) -> ColumnElement[bool]:
    o = opportunities.c
    recorded = exists().where(stage_changes.c.opportunity_pk == o.pk)
    still = true() if first is None else or_(o.kind == "open", o.closed_on >= first)
    return and_(~recorded, still)
