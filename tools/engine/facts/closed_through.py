"""Closed deals by the stages they went through: what win probabilities are learnt from."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    FromClause,
    ScalarSelect,
    case,
    func,
    literal_column,
    select,
)

from storage.stage_entries import ENTERED_STAGE, entries, ever_entered
from storage.tables import accounts, closed_so_far, opportunities
from tools.engine.dimensions import ACCOUNT, PEOPLE, PRODUCT
from tools.engine.facts.deals import any_deals
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows
from tools.engine.stages import open_stages

DAYS = 730  # up to today, today the last
HONOURS = PEOPLE | ACCOUNT | PRODUCT | {"stage", "lead_source", "amount"}

_ROLLED_UP = frozenset({"stage", "segment"})
_ACCOUNTS = accounts.alias("account_closed")


def closed_through(inquiry: Inquiry) -> Rows:
    """Deals closed in the last 730 days, once for each open stage entered before.

    `columns`: the stage `entered`, `segment`, and `won` and `closed` to add up.
    """
    rows = _closed(inquiry, entries(open_stages(inquiry)))
    columns = {**rows.columns, "entered": ENTERED_STAGE}
    return replace(rows, stage=ENTERED_STAGE, columns=columns)


def closed_once(inquiry: Inquiry) -> Rows:
    """Each of these deals once, whatever stages it went through."""
    rows = _closed(inquiry, opportunities)
    ever = ever_entered(open_stages(inquiry))
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
    """The same deals as counts by stage and segment, to add up."""
    return _counts(inquiry, closed_so_far.c.stage_pk.is_not(None))


def of_any_stage(inquiry: Inquiry) -> Rows:
    """Each of these deals once as counts by segment, to add up."""
    return _counts(inquiry, closed_so_far.c.stage_pk.is_(None))


def _counts(inquiry: Inquiry, kept: ColumnElement[bool]) -> Rows:
    """What had closed by today, less what had closed before the first of the days."""
    r = closed_so_far.c
    until, before = _total_on(inquiry.today), _total_on(inquiry.today - timedelta(days=DAYS))
    sign = case((r.closed_on == until, 1), else_=0) - case((r.closed_on == before, 1), else_=0)
    return Rows(
        source=closed_so_far,
        day=r.closed_on,
        owner=literal_column("0"),  # whose they were, only the company's scope does not ask
        conditions=(r.closed_on.in_([until, before]), kept),
        stage=r.stage_pk,
        columns={
            "entered": r.stage_pk,
            "segment": r.segment,
            "won": sign * r.won,
            "closed": sign * (r.won + r.lost),
        },
    )


def _total_on(day: date) -> ScalarSelect[date]:
    """The last day until this one that has totals."""
    closed_on = closed_so_far.c.closed_on
    return select(func.max(closed_on)).where(closed_on <= day).scalar_subquery()


def _lately(inquiry: Inquiry, day: ColumnElement[date]) -> ColumnElement[bool]:
    return day.between(inquiry.today - timedelta(days=DAYS - 1), inquiry.today)
