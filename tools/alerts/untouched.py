"""What somebody was alerted to some working days ago, and nothing happened since: their manager is
told, once for each cause."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select

from storage.tables import (
    actions,
    activities,
    alerts,
    changes,
    field_changes,
    opportunities,
    people,
    stage_changes,
)
from tools.alerts.raised import at_risk_now, put_off, told_before
from tools.engine.compute import Desk
from tools.engine.deal import Deal, Finding
from tools.engine.kept import kept
from tools.engine.people import Person, names_of

PATIENCE = 3  # working days
_FORGOTTEN = 30  # days after which it is no news any more
_SATURDAY = 5

Told = Mapping[tuple[str, str], tuple[date, str]]  # (deal, cause): the day, and to whom (email)


def waiting_since(today: date, patience: int = PATIENCE) -> date:
    """The day so many working days before today."""
    day = today
    while patience:
        day -= timedelta(days=1)
        patience -= day.weekday() < _SATURDAY
    return day


def managers_to_tell(at: Desk) -> set[str]:
    """The emails of those below whom an alert is old enough to escalate, if nothing happened."""
    with kept(at) as connection:
        query = select(alerts.c.recipient).where(*_old_enough(at.today)).distinct()
        told = connection.scalars(query).all() if connection else []
    above = people.alias()
    query = select(above.c.email).join(people, people.c.manager_pk == above.c.pk)
    return set(at.connection.scalars(query.where(people.c.email.in_(told)))) if told else set()


def untouched(at: Desk, manager: Person, most: int) -> Sequence[Deal]:
    """The largest deals at risk of those who report to this manager, each with the causes that its
    owner was told `PATIENCE` working days ago or earlier, and nothing was done about since."""
    told = _told_below(at, manager)
    if not told:
        return []
    known, quiet = told_before(at, manager), put_off(at, manager)
    due = {deal for deal, cause in told if (deal, cause) not in known} - quiet
    touched = _last_touched(at, due)
    names = names_of(at.connection, {to for _, to in told.values()})
    found = []
    for deal in at_risk_now(at, manager) if due else ():
        if deal.id not in due:
            continue
        stands = [
            one
            for one in deal.signals
            if (deal.id, one.code) in told
            and (deal.id, one.code) not in known
            and told[deal.id, one.code][0] > touched.get(deal.id, date.min)
        ]
        if stands:
            day, to = min(told[deal.id, one.code] for one in stands)
            mark = Finding(code="untouched", values={"day": day, "by": names.get(to, to)})
            found.append(deal.model_copy(update={"signals": stands, "marks": [mark]}))
    return found[:most]


def _old_enough(today: date) -> list[ColumnElement[bool]]:
    told_on = alerts.c.told_on
    return [
        alerts.c.news,
        told_on <= waiting_since(today),
        told_on > today - timedelta(days=_FORGOTTEN),
    ]


def _told_below(at: Desk, manager: Person) -> Told:
    """What the owners of deals were told who report to the manager."""
    below = select(people.c.email).where(people.c.manager_pk == manager.pk)
    emails = at.connection.scalars(below).all()
    a, o = alerts.c, opportunities.c
    query = select(a.deal, a.cause, a.told_on, a.recipient).where(
        a.recipient.in_(emails), *_old_enough(at.today)
    )
    with kept(at) as connection:
        rows = connection.execute(query).all() if connection else []
    owners = (
        select(o.id, people.c.email)
        .join(people, people.c.pk == o.owner_pk)
        .where(o.id.in_({row.deal for row in rows}))
    )
    owned = {tuple(row) for row in at.connection.execute(owners)} if rows else set()
    return {
        (row.deal, row.cause): (row.told_on, row.recipient)
        for row in rows
        if (row.deal, row.recipient) in owned
    }


def _last_touched(at: Desk, ids: Collection[str]) -> Mapping[str, date]:
    """The last day on which something was done about each deal, here or in the CRM: an activity
    that was not cancelled, planned ones too, a change of a field or of the stage, whatever was
    done through the bot but to flag it."""
    if not ids:
        return {}
    found: dict[str, date] = defaultdict(lambda: date.min)
    o, a = opportunities.c, activities.c
    going_on = or_(a.outcome.is_(None), a.outcome != "cancelled")
    for table, day, condition in (
        (activities, a.occurred_on, going_on),
        (field_changes, field_changes.c.changed_on, o.id.in_(ids)),
        (stage_changes, stage_changes.c.changed_on, o.id.in_(ids)),
    ):
        query = select(o.id, func.max(day)).join(table, table.c.opportunity_pk == o.pk)
        query = query.where(o.id.in_(ids), condition).group_by(o.id)
        for deal, last in at.connection.execute(query):
            found[deal] = max(found[deal], last)
    zone = ZoneInfo(at.company.time_zone)
    done = select(changes.c.deal, changes.c.made_at).where(
        changes.c.deal.in_(ids), changes.c.undone_at.is_(None), changes.c.kind != "flag"
    )
    taken_on = select(actions.c.deal, actions.c.made_at).where(
        actions.c.deal.in_(ids), actions.c.withdrawn_at.is_(None)
    )
    with kept(at) as connection:
        for query in (done, taken_on):
            for deal, at_ in connection.execute(query) if connection else ():
                found[deal] = max(found[deal], at_.astimezone(zone).date())
    return found
