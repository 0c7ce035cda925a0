"""Open deals by their health: all of them, those at risk, those with defects."""

from dataclasses import replace

from sqlalchemy import BigInteger, Float, Select, literal, or_, select, type_coerce

from storage.tables import deal_health, flags, opportunities
from tools.engine.breadth import searched
from tools.engine.checks import how_many
from tools.engine.dimensions import ACCOUNT, DEAL, PEOPLE, PRODUCT, TIME
from tools.engine.health import health_of
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.rows import Rows

HONOURS = PEOPLE | TIME | ACCOUNT | PRODUCT | (DEAL - {"lost_reason"})


def checked_deals(inquiry: Inquiry) -> Rows:
    """Open opportunities by close date; `columns["defects"]`: how many each has."""
    rows = _open_deals(inquiry)
    defects = how_many("defects", health_of(inquiry))
    return replace(rows, columns={**rows.columns, "defects": defects})


def deals_with_defects(inquiry: Inquiry) -> Rows:
    """Those with at least one defect."""
    rows = checked_deals(inquiry)
    return replace(rows, costly=(rows.columns["defects"] > 0,))


def deals_at_risk(inquiry: Inquiry) -> Rows:
    """Those with enough risk signals, or a flag set by hand."""
    health = health_of(inquiry)
    enough = health.by_team(["signals_at_risk"], lambda h: literal(h.thresholds.signals_at_risk))
    at_risk = how_many("signals", health) >= enough
    flagged = _flagged(inquiry)
    if flagged is not None:
        at_risk = or_(at_risk, deal_health.c.opportunity_pk.in_(flagged))
    return replace(_open_deals(inquiry), costly=(at_risk,))


def _flagged(inquiry: Inquiry) -> Select[tuple[int]] | None:
    """The deals on which a flag stands; None where it is known that there are none."""
    o, stands = opportunities.c, flags.c.cleared_at.is_(None)
    if inquiry.flags:
        return select(o.pk).join(flags, o.id == flags.c.deal).where(stands)
    with kept(inquiry) as connection:
        query = select(flags.c.deal).where(stands)
        ids = sorted(connection.scalars(query)) if connection else []
    return select(o.pk).where(o.id.in_(ids)) if ids else None


def _open_deals(inquiry: Inquiry) -> Rows:
    c = deal_health.c
    units = type_coerce(c.amount, BigInteger)
    money = type_coerce(units * inquiry.rates.expression(c.currency, inquiry.today), Float)
    return Rows(
        source=deal_health,
        day=c.close_on,
        owner=searched(inquiry, c.owner_pk),
        owner_group=c.owner_pk + 0,
        account=c.account_pk,
        product=c.product_pk,
        stage=c.stage_pk,
        amount=units,
        money=money,
        columns={
            "pk": c.opportunity_pk,
            "close_on": c.close_on,
            "forecast_category": c.forecast_category,
            "lead_source": c.lead_source,
        },
    )
