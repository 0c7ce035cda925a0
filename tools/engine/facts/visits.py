"""Visits to open stages as facts: first entries, by what became of them, and visits that ended."""

from dataclasses import replace

from sqlalchemy import BigInteger, ColumnElement, FromClause, case, func, select, type_coerce

from storage.tables import deal_spans, opportunities, stage_changes
from tools.engine.dimensions import ACCOUNT, DEAL, PEOPLE, PRODUCT, TIME
from tools.engine.facts.deals import any_deals, needs_deal
from tools.engine.facts.past import owned
from tools.engine.filtering import is_of_few
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows
from tools.engine.stages import open_stages

HONOURS = PEOPLE | TIME | ACCOUNT | PRODUCT | DEAL
_OWN = TIME | {"stage"}
_LASTED = type_coerce(stage_changes.c.left_at, BigInteger) - type_coerce(
    stage_changes.c.changed_at, BigInteger
)


def needs_the_deal(inquiry: Inquiry) -> bool:
    """Whether each visit's deal has to be looked up to tell whose or what it is."""
    return inquiry.scope.kind != "company" or needs_deal(inquiry, _OWN)


def first_entries(inquiry: Inquiry) -> Rows:
    """Each deal's first entry in the period into each open stage, by the day of the entry.

    `columns["advanced_by_today"]`: the first later day on which it entered a later open stage
    or won; `columns["still_there"]`: it has not left the stage it entered here.
    """
    s = stage_changes.c
    starts_on = inquiry.period.starts_on
    first: ColumnElement[bool] = s.previous_entry_on.is_(None)
    if starts_on is not None:
        first = first | (s.previous_entry_on < starts_on)
    source: FromClause = stage_changes
    if needs_the_deal(inquiry):
        source = source.join(opportunities, opportunities.c.pk == s.opportunity_pk)
    # Behind coalesce, so that SQLite goes by the days of the period, of one stage too.
    stage = func.coalesce(s.to_stage_pk, 0)
    rows = any_deals(inquiry, day=s.changed_on, source=source)
    lately = _of_deals_open_lately(inquiry)
    return replace(
        rows,
        conditions=(*lately, stage.in_(open_stages(inquiry)), first),
        stage=stage,
        columns={
            **rows.columns,
            # null unless it went further by today
            "advanced_by_today": case((s.advanced_on <= inquiry.today, s.advanced_on)),
            "still_there": s.left_at.is_(None),
        },
    )


def ended_visits(inquiry: Inquiry) -> Rows:
    """Visits to open stages by the day on which they ended; the stage is the one visited.

    `columns["lasted"]`: the microseconds each lasted; `columns["whole_days"]`: its whole days.
    """
    s = stage_changes.c
    source: FromClause = stage_changes
    if needs_the_deal(inquiry):
        source = source.join(opportunities, opportunities.c.pk == s.opportunity_pk)
    rows = any_deals(inquiry, day=s.left_on, source=source)
    # The stages by their keys: so SQLite reads the index stage by stage, in its order. Visits of
    # a few people are fewer than those of the period: coalesce keeps it to their deals.
    stage = func.coalesce(s.to_stage_pk, 0) if is_of_few(inquiry) else s.to_stage_pk
    visited = (stage.in_(open_stages(inquiry)), s.left_on.is_not(None))
    return replace(
        rows,
        conditions=(*rows.conditions, *_of_deals_open_lately(inquiry), *visited),
        stage=s.to_stage_pk,
        columns={**rows.columns, "whole_days": s.whole_days, "lasted": _LASTED},
    )


def _of_deals_open_lately(inquiry: Inquiry) -> tuple[ColumnElement[bool], ...]:
    """Of some people, only the deals that were open when the period began or later: no other one
    entered or left an open stage in it, and most of theirs were closed long before.

    A visit is left out where a history contradicts itself so that its deal was never open after
    it: entered an open stage, and said to have left a closed one for a closed one.
    """
    s, starts_on = deal_spans.c, inquiry.period.starts_on
    if starts_on is None or not is_of_few(inquiry):
        return ()
    open_lately = select(s.opportunity_pk).where(owned(inquiry), s.to_on >= starts_on)
    return (stage_changes.c.opportunity_pk.in_(open_lately),)
