"""Which actions somebody sees: their own, those they asked for, and their people's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from storage.tables import actions, people, schedules
from tools.actions.moved import Moved, stands_of
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import Person, names_of
from tools.engine.scope import scope_of

MOST = 20


@dataclass(frozen=True)
class Action:
    """One action; people by email, `names` as they are called. `deal` is None where there is none,
    or the one who looks may not see it; `moved` is what of the deal is otherwise than when the
    action was made, amounts in `currency`, and None where that is not known."""

    pk: int
    what: str
    owner: str
    owner_name: str
    made_by: str
    made_at: datetime
    due_on: date
    deal: str | None
    done: bool
    moved: Sequence[Moved] | None = None
    currency: str | None = None


def open_actions(at: Desk, asker: Person, until: date | None = None) -> Sequence[Action]:
    """Those to be done, the first due first; with `until`, only those due by that day."""
    a = actions.c
    condition = a.done_at.is_(None) & seen_by(at, asker)
    if until is not None:
        condition &= a.due_on <= until
    return _read(at, asker, condition)


def of_last_week(at: Desk, asker: Person, monday: date) -> Sequence[Action]:
    """Those due by the end of this Monday's week and still to be done, then those done since."""
    a, begun = actions.c, datetime.combine(monday, time(), ZoneInfo(at.company.time_zone))
    left = a.done_at.is_(None) & (a.due_on <= monday + timedelta(days=6))
    return _read(at, asker, seen_by(at, asker) & or_(left, a.done_at >= begun))


def agreed_in(at: Desk, whose: Person, schedule: int, before: date) -> Sequence[Action]:
    """What was agreed in the last sitting of a ritual before a day, and before that and is not
    done; deals as far as `whose` eyes see them."""
    a = actions.c
    mine = (a.schedule == schedule) & (a.agreed_on < before) & a.withdrawn_at.is_(None)
    last = select(a.agreed_on).where(mine).order_by(a.agreed_on.desc()).limit(1)
    wanted = or_(a.agreed_on == last.scalar_subquery(), a.done_at.is_(None))
    return _read(at, whose, mine & wanted)


def seen_by(at: Desk, asker: Person) -> ColumnElement[bool]:
    """The actions that this person may see, those withdrawn left out. What was agreed in a
    one-to-one is the two's own."""
    a, scope = actions.c, scope_of(asker, at.company.name)
    below = select(people.c.email).where(scope.condition(people.c.pk))
    theirs = below if at.flags else at.connection.scalars(below).all()
    of_two = select(schedules.c.pk).where(schedules.c.about.is_not(None))
    in_the_open = or_(a.schedule.is_(None), a.schedule.not_in(of_two))
    seen = or_(a.owner == asker.email, a.made_by == asker.email, a.owner.in_(theirs) & in_the_open)
    return seen & a.withdrawn_at.is_(None)


def action_of(at: Desk, asker: Person, pk: int) -> Action | None:
    """One that this person may see, done or not."""
    found = _read(at, asker, seen_by(at, asker) & (actions.c.pk == pk))
    return found[0] if found else None


def unfinished(connection: Connection, made_after: datetime, due_after: date) -> Sequence[Action]:
    """Everybody's that are to be done and were made or are due lately, for telling their owners;
    no deal is named."""
    a = actions.c
    lately = or_(a.made_at > made_after, a.due_on > due_after)
    query = _QUERY.where(a.done_at.is_(None), a.withdrawn_at.is_(None), lately)
    found = connection.execute(query.order_by(a.due_on, a.pk))
    return [replace(_action(row), deal=None) for row in found]


def _read(at: Desk, asker: Person, condition: ColumnElement[bool]) -> Sequence[Action]:
    a = actions.c
    query = _QUERY.where(condition).order_by(a.done_at.is_not(None), a.due_on, a.pk).limit(MOST)
    with kept(at) as connection:
        rows = connection.execute(query).all() if connection else []
    called = names_of(at.connection, {row.owner for row in rows})
    scope = scope_of(asker, at.company.name)
    stands = stands_of(at.connection, scope, {row.deal for row in rows if row.deal})
    found = []
    for row in rows:
        action = replace(_action(row), deal=None, owner_name=called.get(row.owner, row.owner))
        stand = stands.get(row.deal or "")
        if stand is not None:
            moved = None if row.deal_then is None else list(stand.since(row.deal_then))
            action = replace(action, deal=stand.name, moved=moved, currency=stand.currency)
        found.append(action)
    return found


def _action(row: Row[Any]) -> Action:
    """As it is kept: by email, as long as nobody looked up names."""
    told = {name: value for name, value in row._mapping.items() if name != "deal_then"}
    return Action(**told, owner_name=row.owner)


_A = actions.c
_QUERY = select(
    _A.pk,
    _A.what,
    _A.owner,
    _A.made_by,
    _A.made_at,
    _A.due_on,
    _A.deal,
    _A.deal_then,
    _A.done_at.is_not(None).label("done"),
)
