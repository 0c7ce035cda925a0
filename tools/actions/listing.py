"""Which actions somebody sees: their own, those they asked for, and their people's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from storage.tables import actions, opportunities, people
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import Person, names_of
from tools.engine.scope import scope_of

MOST = 20


@dataclass(frozen=True)
class Action:
    """One action; people by email, `names` as they are called. `deal` is None where there is none,
    or the one who looks may not see it."""

    pk: int
    what: str
    owner: str
    owner_name: str
    made_by: str
    made_at: datetime
    due_on: date
    deal: str | None
    done: bool


def open_actions(at: Desk, asker: Person, until: date | None = None) -> Sequence[Action]:
    """Those to be done, the first due first; with `until`, only those due by that day."""
    a = actions.c
    condition = a.done_at.is_(None) & seen_by(at, asker)
    if until is not None:
        condition &= a.due_on <= until
    return _read(at, asker, condition)


def seen_by(at: Desk, asker: Person) -> ColumnElement[bool]:
    """The actions that this person may see, those withdrawn left out."""
    a, scope = actions.c, scope_of(asker, at.company.name)
    below = select(people.c.email).where(scope.condition(people.c.pk))
    theirs = below if at.flags else at.connection.scalars(below).all()
    seen = or_(a.owner == asker.email, a.made_by == asker.email, a.owner.in_(theirs))
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
    scope = scope_of(asker, at.company.name)
    o = opportunities.c
    query = _QUERY.where(condition).order_by(actions.c.due_on, actions.c.pk).limit(MOST)
    with kept(at) as connection:
        found = [_action(row) for row in connection.execute(query)] if connection else []
    called = names_of(at.connection, {one.owner for one in found})
    ids = {one.deal for one in found if one.deal}
    names = select(o.id, o.name).where(o.id.in_(ids), scope.condition(o.owner_pk))
    seen = {row.id: row.name for row in at.connection.execute(names)} if ids else {}
    return [
        replace(one, deal=seen.get(one.deal or ""), owner_name=called.get(one.owner, one.owner))
        for one in found
    ]


def _action(row: Row[Any]) -> Action:
    """As it is kept: by email, as long as nobody looked up names."""
    return Action(**row._mapping, owner_name=row.owner)


_A = actions.c
_QUERY = select(
    _A.pk,
    _A.what,
    _A.owner,
    _A.made_by,
    _A.made_at,
    _A.due_on,
    _A.deal,
    _A.done_at.is_not(None).label("done"),
)
