"""Accounts to work next: those that nobody was in touch with lately, those of the ideal kind
first, then by what is open and was won with them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, literal, or_, select, true

from storage.tables import accounts, activities, opportunities, people
from storage.types import MONEY_SCALE
from tools.coaching.arbitration import AccountNext
from tools.engine.compute import Desk, inquire
from tools.engine.facts.activities import HELD
from tools.engine.facts.deals import open_deals, won_deals
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.measure import Fact
from tools.engine.people import Person
from tools.engine.request import KpiRequest
from tools.engine.scope import scope_of
from tools.engine.thresholds import of_teams

LISTED = 10  # a phone's screen


def silent_accounts(at: Desk, asker: Person) -> tuple[list[AccountNext], int]:
    """The first of them and how many there are: accounts that are the asker's people's, or with
    which they have open deals. Accounts with no open deal count where they are of the ideal kind
    or bought in the last 365 days."""
    _, now = inquire(at, asker, KpiRequest(kpi="pipeline", period="all"))
    _, year = inquire(at, asker, KpiRequest(kpi="bookings", period="last_365_days"))
    if now is None or year is None:
        return [], 0
    opened, won, touched = _sums(now, open_deals), _sums(year, won_deals), _touched(now)
    a = accounts.c
    open_value = func.coalesce(opened.c.money, 0.0)
    won_value = func.coalesce(won.c.money, 0.0)
    ideal = func.coalesce(a.ideal_customer, False)
    query = (
        select(
            a.id,
            a.name,
            a.territory,
            people.c.email.label("owner"),
            ideal.label("ideal"),
            open_value.label("open_value"),
            won_value.label("won_value"),
            touched.c.day.label("last_held_on"),
            func.count().over().label("all"),
        )
        .select_from(
            accounts.outerjoin(people, people.c.pk == a.owner_pk)
            .outerjoin(opened, opened.c.account == a.pk)
            .outerjoin(won, won.c.account == a.pk)
            .outerjoin(touched, touched.c.account == a.pk)
        )
        .where(
            or_(now.scope.condition(a.owner_pk), opened.c.account.is_not(None)),
            or_(opened.c.account.is_not(None), won.c.account.is_not(None), ideal == true()),
            or_(touched.c.day.is_(None), touched.c.day <= _silent_since(at, now)),
        )
        .order_by(case((ideal == true(), 0), else_=1), (open_value + won_value).desc(), a.name)
        .limit(LISTED)
    )
    rows = at.connection.execute(query).mappings().all()
    return [_account(dict(row)) for row in rows], rows[0]["all"] if rows else 0


def least_silent_days(at: Desk, asker: Person) -> int:
    """After how many days at the least an account counts as silent, of any of the asker's teams."""
    everybody, own = _days_by_team(at)
    p, scope = people.c, scope_of(asker, at.company.name)
    teams = at.connection.scalars(select(p.team).where(scope.condition(p.pk)).distinct()).all()
    return min((own.get(str(team), everybody) for team in teams), default=everybody)


def _silent_since(at: Desk, inquiry: Inquiry) -> ColumnElement[date]:
    """The last day of a contact that is long ago, by the limit of the team whose account it is."""
    everybody, own = _days_by_team(at)
    last = {team: inquiry.today - timedelta(days=days) for team, days in own.items()}
    since = literal(inquiry.today - timedelta(days=everybody), Date)
    if not last:
        return since
    return case(
        {team: literal(day, Date) for team, day in last.items()}, value=people.c.team, else_=since
    )


def _days_by_team(at: Desk) -> tuple[int, dict[str, int]]:
    with kept(at) as connection:
        own = of_teams(connection, at.thresholds) if connection else ()
    return at.thresholds.silent_days, {team: limits.silent_days for team, limits in own}


def _account(row: dict[str, Any]) -> AccountNext:
    money = {name: row[name] / MONEY_SCALE for name in ("open_value", "won_value")}
    return AccountNext(**{name: row[name] for name in row.keys() - {"all"}} | money)


def _sums(inquiry: Inquiry, fact: Fact) -> Any:  # noqa: ANN401 (a subquery)
    """The money of deals by account, in scope."""
    rows = fact(inquiry)
    if rows.account is None:
        raise ValueError("deals have accounts")
    money = func.sum(rows.money).label("money")
    query = select(rows.account.label("account"), money)
    conditions: list[ColumnElement[bool]] = [matching(inquiry, rows), rows.account.is_not(None)]
    in_period = during(inquiry, rows.day)
    if in_period is not None:
        conditions.append(in_period)
    return query.select_from(rows.source).where(*conditions).group_by(rows.account).subquery()


def _touched(inquiry: Inquiry) -> Any:  # noqa: ANN401 (a subquery)
    """The day of the last held activity by account, whoever of the company it was with."""
    a, o = activities.c, opportunities.c
    account = func.coalesce(a.account_pk, o.account_pk)
    return (
        select(account.label("account"), func.max(a.occurred_on).label("day"))
        .select_from(activities.outerjoin(opportunities, o.pk == a.opportunity_pk))
        .where(HELD, a.occurred_on <= inquiry.today)
        .group_by(account)
        .subquery()
    )
