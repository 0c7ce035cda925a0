"""New customers: accounts whose first deal ever won closed in the period."""

from dataclasses import replace

from sqlalchemy import exists, func, literal_column

from storage.tables import opportunities
from tools.engine.each_grain import EachGrain
from tools.engine.facts.deals import won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Aggregate
from tools.engine.rows import Rows


def first_wins(inquiry: Inquiry) -> Rows:
    """Deals won by accounts that had won none before the period began."""
    rows = won_deals(inquiry)
    o = opportunities.c
    conditions = (*rows.conditions, o.account_pk.is_not(None))
    if inquiry.period.starts_on is not None:
        before = opportunities.alias("before")
        earlier = exists().where(
            before.c.account_pk == o.account_pk,
            before.c.kind == literal_column("'won'"),
            before.c.closed_on < inquiry.period.starts_on,
        )
        conditions = (*conditions, ~earlier)
    return replace(rows, conditions=conditions)


# The whole company's: an account belongs to no person, and may have won deals of several.
NEW_CUSTOMERS = EachGrain(
    Aggregate(
        first_wins,
        frozenset(),
        {"customers": lambda _rows: func.count(opportunities.c.account_pk.distinct())},
        additive=False,
    )
)
