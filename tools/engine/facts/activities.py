"""Activities as facts: calls, emails, meetings and demos, by the day they took place."""

from dataclasses import replace

from sqlalchemy import ColumnElement, FromClause, func, or_, true

from storage.tables import activities, opportunities
from tools.engine.dimensions import ACCOUNT, DEAL, PEOPLE, PRODUCT, TIME
from tools.engine.facts.deals import any_deals, needs_deal
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate, Expression, Fact
from tools.engine.rows import Rows

OF_DEALS = PEOPLE | TIME | ACCOUNT | PRODUCT | DEAL
HONOURS = OF_DEALS | {"activity"}
_OWN = PEOPLE | TIME | {"activity"}
_OUTCOME = activities.c.outcome
HELD: ColumnElement[bool] = or_(_OUTCOME.is_(None), _OUTCOME == "held")
NO_SHOW: ColumnElement[bool] = _OUTCOME == "no_show"


def done(inquiry: Inquiry) -> Rows:
    """What was done: all but cancelled and scheduled activities.

    They belong to who did them; the account is the activity's own, else its deal's; product,
    stage and the like are the deal's.
    """
    a, o = activities.c, opportunities.c
    source: FromClause = activities
    if needs_deal(inquiry, _OWN):
        source = activities.outerjoin(opportunities, o.pk == a.opportunity_pk)
    rows = any_deals(inquiry, day=a.occurred_on, source=source)
    return replace(
        rows,
        owner=a.owner_pk,
        owner_group=a.owner_pk + 0,
        account=func.coalesce(a.account_pk, o.account_pk),
        conditions=(*rows.conditions, or_(HELD, NO_SHOW)),
        columns={**rows.columns, "activity": a.kind},
    )


def done_on_deals(inquiry: Inquiry) -> Rows:
    """Those tied to an opportunity."""
    return _only(done(inquiry), activities.c.opportunity_pk.is_not(None))


def appointments(inquiry: Inquiry) -> Rows:
    """Meetings and demos, held or missed by the customer."""
    return _only(done(inquiry), activities.c.kind.in_(["meeting", "demo"]))


def held(inquiry: Inquiry) -> Rows:
    """Meetings and demos that were held, or of which nobody noted an outcome."""
    return _only(appointments(inquiry), HELD)


def qualified(inquiry: Inquiry) -> Rows:
    """Those of them that were noted as qualified."""
    return _only(held(inquiry), activities.c.qualified == true())


def counted(fact: Fact, **parts: Expression) -> Aggregate:
    """An aggregate over one kind of activities."""
    return Aggregate(fact, HONOURS, parts)


def _only(rows: Rows, condition: ColumnElement[bool]) -> Rows:
    return replace(rows, conditions=(*rows.conditions, condition))
