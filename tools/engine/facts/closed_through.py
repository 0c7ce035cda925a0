"""Closed deals by the stages they went through: what win probabilities are learnt from."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, FromClause, case, func, literal_column

from storage.stage_entries import ENTERED_STAGE, entries, ever_entered, open_stages
from storage.tables import accounts, closed_by_day, opportunities
from tools.engine.dimensions import ACCOUNT, PEOPLE, PRODUCT
from tools.engine.facts.deals import any_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows

DAYS = 730  # up to today, today the last
HONOURS = PEOPLE | ACCOUNT | PRODUCT | {"stage", "lead_source", "amount"}

_ROLLED_UP = frozenset({"stage", "segment"})
_ACCOUNTS = accounts.alias("account_closed")


def closed_through(inquiry: Inquiry) -> Rows:
    """Deals closed in the last 730 days, once for each open stage entered before.

    `columns`: the stage `entered`, `segment`, and `won` and `closed` to add up.
    """
    rows = _closed(inquiry, entries(open_stages(inquiry.connection)))
    columns = {**rows.columns, "entered": ENTERED_STAGE}
    return replace(rows, stage=ENTERED_STAGE, columns=columns)


def closed_once(inquiry: Inquiry) -> Rows:
    """Each of these deals once, whatever stages it went through."""
    rows = _closed(inquiry, opportunities)
    ever = ever_entered(open_stages(inquiry.connection))
    return replace(rows, conditions=(*rows.conditions, ever))


def _closed(inquiry: Inquiry, source: FromClause) -> Rows:
    o = opportunities.c
    # Behind coalesce, so that SQLite goes by the owners asked for: two years are most deals.
    lately = _lately(inquiry, func.coalesce(o.closed_on, o.closed_on))
    joined = source.outerjoin(_ACCOUNTS, _ACCOUNTS.c.pk == o.account_pk)
    rows = any_deals(inquiry, day=o.closed_on, source=joined)
    return replace(
        rows,
        conditions=(*rows.conditions, o.kind.in_(["won", "lost"]), lately),
        columns={
            **rows.columns,
            "segment": _ACCOUNTS.c.segment,
            "won": case((o.kind == "won", 1), else_=0),
            "closed": literal_column("1"),
        },
    )


def is_rolled_up(inquiry: Inquiry) -> bool:
    """Whether the rollup knows all that is asked: it has no owner, product or account."""
    asked = {c.dimension for c in inquiry.conditions} | ({inquiry.by} if inquiry.by else set())
    return inquiry.scope.kind == "company" and asked <= _ROLLED_UP


def rolled_up(inquiry: Inquiry) -> Rows:
    """The same deals as counts by day, stage and segment."""
    return _counts(inquiry, closed_by_day.c.stage_pk.is_not(None))


def of_any_stage(inquiry: Inquiry) -> Rows:
    """Each of these deals once as counts by day and segment."""
    return _counts(inquiry, closed_by_day.c.stage_pk.is_(None))


def _counts(inquiry: Inquiry, kept: ColumnElement[bool]) -> Rows:
    r = closed_by_day.c
    return Rows(
        source=closed_by_day,
        day=r.closed_on,
        owner=literal_column("0"),  # whose they were, only the company's scope does not ask
        conditions=(_lately(inquiry, r.closed_on), kept),
        stage=r.stage_pk,
        columns={
            "entered": r.stage_pk,
            "segment": r.segment,
            "won": r.won,
            "closed": r.won + r.lost,
        },
    )


def _lately(inquiry: Inquiry, day: ColumnElement[date]) -> ColumnElement[bool]:
    return day.between(inquiry.today - timedelta(days=DAYS - 1), inquiry.today)
