"""Visits to stages as facts: each entry into a stage, and whether the deal went further."""

from sqlalchemy import BigInteger, ColumnElement, Float, case, type_coerce

from storage.tables import opportunities, stage_changes, stages
from tools.engine.dimensions import ACCOUNT, DEAL, PEOPLE, PRODUCT, TIME
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows

HONOURS = PEOPLE | TIME | ACCOUNT | PRODUCT | DEAL


def first_entries(inquiry: Inquiry) -> Rows:
    """Each deal's first entry in the period into each open stage, by the day of the entry.

    `columns["advanced_by_today"]`: the first later day on which it entered a later open stage
    or won; `columns["still_there"]`: it has not left the stage it entered here.
    """
    s, o = stage_changes.c, opportunities.c
    starts_on = inquiry.period.starts_on
    first: ColumnElement[bool] = s.previous_entry_on.is_(None)
    if starts_on is not None:
        first = first | (s.previous_entry_on < starts_on)
    units = type_coerce(o.amount, BigInteger)
    money = type_coerce(units * inquiry.rates.expression(o.currency, inquiry.today), Float)
    needs_deal = inquiry.scope.kind != "company" or bool(_not_stage(inquiry))
    joined = stage_changes.join(stages, stages.c.pk == s.to_stage_pk)
    if needs_deal:
        joined = joined.join(opportunities, o.pk == s.opportunity_pk)
    return Rows(
        source=joined,
        day=s.changed_on,
        owner=o.owner_pk,
        conditions=(stages.c.kind == "open", first),
        account=o.account_pk,
        product=o.product_pk,
        stage=s.to_stage_pk,
        money=money,
        columns={
            "forecast_category": o.forecast_category,
            "lead_source": o.lead_source,
            "lost_reason": o.lost_reason,
            # null unless it went further by today
            "advanced_by_today": case((s.advanced_on <= inquiry.today, s.advanced_on)),
            "still_there": s.left_at.is_(None),
        },
    )


def _not_stage(inquiry: Inquiry) -> set[str]:
    """The dimensions in play that need the deal itself: without one its table is not read."""
    asked = {c.dimension for c in inquiry.conditions} | {inquiry.by or "stage"}
    return asked - {"stage"} - TIME
