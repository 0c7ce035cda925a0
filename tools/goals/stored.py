"""The objectives of the store, as far as the asker may see them."""

from sqlalchemy import RowMapping, select

from storage.tables import objectives, people, products
from tools.engine.calendar import Calendar
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.period import Period, period_of
from tools.engine.rows import Rows
from tools.goals.goal import Goal, Owner, Where

_FILTERS = ("segment", "product", "territory")
_PEOPLE = {"rep": "rep", "manager": "manager"}  # role: the filter that is such an owner's scope


def stored_goals(inquiry: Inquiry, period: Period | None) -> list[Goal]:
    """Objectives whose owner is in scope and passes the filters on people, by their end.

    Objectives without an owner are the company's, and seen by those who see the company. They
    are those that touch `period`; without one, those of the running fiscal year and later.
    """
    o = objectives.c
    source = objectives.outerjoin(people, people.c.pk == o.owner_pk)
    source = source.outerjoin(products, products.c.pk == o.product_pk)
    query = (
        select(
            *(o.name, o.kpi, o.target, o.starts_on, o.ends_on, o.segment, o.territory),
            products.c.id.label("product"),
            people.c.email,
            people.c.name.label("owner_name"),
            people.c.role,
        )
        .select_from(source)
        .where(matching(inquiry, Rows(source=source, day=None, owner=o.owner_pk)))
        .order_by(o.ends_on, o.name, o.pk)
    )
    calendar = inquiry.company.calendar
    if period is None:
        query = query.where(o.ends_on >= calendar.span("year", inquiry.today)[0])
    elif period.span is not None:
        query = query.where(o.ends_on >= period.span[0], o.starts_on <= period.span[1])
    everything = inquiry.scope.kind == "company"
    found = inquiry.connection.execute(query).mappings()
    return [_goal(row, calendar, everything=everything) for row in found]


def _goal(row: RowMapping, calendar: Calendar, *, everything: bool) -> Goal:
    owner = None
    if row["email"] is not None:
        owner = Owner(row["email"], row["owner_name"], row["role"])
    return Goal(
        name=row["name"],
        kpi=row["kpi"],
        target=row["target"],
        period=period_of((row["starts_on"], row["ends_on"]), calendar),
        owner=owner,
        whose=_whose(owner, everything=everything),
        where={name: [row[name]] for name in _FILTERS if row[name] is not None},
    )


def _whose(owner: Owner | None, *, everything: bool) -> Where | None:
    """A rep's own rows, a manager's people; who sees the company has the company's figures."""
    if owner is None or owner.role not in _PEOPLE:
        return {} if everything else None
    return {_PEOPLE[owner.role]: [owner.email]}
